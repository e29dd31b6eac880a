import { AdminDetails, AdminSection } from '../../../core/console/console.decorators.js';
import { PlayerIdDto } from '../../../core/console/player-id.dto.js';
import { ChatHistory } from './chat-history.js';

const SHOWN = 50;

/** What a player said last, on the player's page: not what was said between two. */
@AdminSection({ id: 'chat-lines', title: 'Chat', area: 'players', right: 'chat.moderate' })
export class ChatLinesSection {
  constructor(private readonly history: ChatHistory) {}

  /** The last lines in channels, rooms and parties, the latest first. */
  @AdminDetails({ title: 'Chat', on: 'player', isPersonal: true })
  async ofPlayer({ id }: PlayerIdDto): Promise<object | undefined> {
    const lines = await this.history.lastLinesOf(id, SHOWN);
    if (lines.length === 0) return undefined;
    return {
      lines: lines.map(({ sentAtMs, channel, text, isDeleted }) => ({
        ...{ at: new Date(sentAtMs).toISOString(), channel, text: isDeleted ? '(deleted)' : text },
      })),
    };
  }
}
