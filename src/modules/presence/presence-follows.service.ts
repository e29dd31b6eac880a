import { Injectable, Optional } from '@nestjs/common';
import { InTurn } from '../../core/gateway/client-turns.js';
import { DisplayNames } from '../../core/sessions/display-names.js';
import type { Session } from '../../core/sessions/session.js';
import { GameError } from '../../protocol/game-error.js';
import { OnMessage } from '../../protocol/message.decorators.js';
import { PresenceDirectory } from './presence-directory.js';
import { EverybodyMayFollow, PresencePolicy } from './presence-policy.js';
import { PresenceFollowDto, type PresenceFollowedDto, PresenceUnfollowDto } from './presence.messages.js';
import { requirePlayer } from './presence.service.js';

/** Following and unfollowing. Names of followed players are read from the database. */
@Injectable()
@InTurn()
export class PresenceFollowsService {
  constructor(
    private readonly directory: PresenceDirectory,
    private readonly names: DisplayNames,
    @Optional() private readonly policy: PresencePolicy = new EverybodyMayFollow(),
  ) {}

  /** Follows those players that the policy allows. */
  @OnMessage(PresenceFollowDto)
  async follow(session: Session, { playerIds }: PresenceFollowDto): Promise<PresenceFollowedDto> {
    const follower = requirePlayer(session);
    const allowed: string[] = [];
    const refused: string[] = [];
    for (const playerId of new Set(playerIds)) {
      const mayFollow = playerId === follower || (await this.policy.mayFollow(follower, playerId));
      (mayFollow ? allowed : refused).push(playerId);
    }
    const names = await this.names.of(allowed);
    const looking = this.directory.ready(allowed);
    if (looking !== undefined) await looking;
    try {
      // It may have ended in the meantime, and nothing would clean up after it.
      if (!session.isOpen) throw new GameError('session.closed');
      // Synchronous with the reply, so that no change gets in between.
      return { presences: this.directory.follow(session, allowed, names), refused };
    } catch (error) {
      this.directory.unready(allowed);
      throw error;
    }
  }

  /** Stops following. */
  @OnMessage(PresenceUnfollowDto)
  unfollow(session: Session, { playerIds }: PresenceUnfollowDto): void {
    for (const playerId of playerIds) this.directory.unfollow(session, playerId);
  }
}
