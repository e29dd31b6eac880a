import type { Administrator } from '../../core/console/administrator.js';
import { AdminDetails, AdminSection } from '../../core/console/console.decorators.js';
import { PlayerIdDto } from '../../core/console/player-id.dto.js';
import { PresenceDirectory } from './presence-directory.js';

/** A player's presence as followers see it, on the player's page. */
@AdminSection({ id: 'presence', title: 'Presence', area: 'players', right: 'players.read' })
export class PresenceSection {
  constructor(private readonly directory: PresenceDirectory) {}

  /** As others see it; what the player has written only for those who may see personal data. */
  @AdminDetails({ title: 'Presence', on: 'player' })
  async ofPlayer({ id }: PlayerIdDto, by: Administrator): Promise<object> {
    await this.directory.ready([id]);
    const { status, text, details, roomType, roomId } = this.directory.of(id);
    this.directory.unready([id]);
    return { status, roomType, roomId, ...(by.may('players.pii') && { text, details }) };
  }
}
