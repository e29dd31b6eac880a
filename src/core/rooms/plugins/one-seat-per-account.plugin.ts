import { Injectable } from '@nestjs/common';
import { GameError } from '../../../protocol/game-error.js';
import type { Session } from '../../sessions/session.js';
import { RoomPlugin } from '../api/room.js';
import { RoomError } from '../api/rooms.errors.js';

/** Options of {@link OneSeatPerAccount}: `plugin(OneSeatPerAccount, { second: 'replace' })`. */
export interface OneSeatPerAccountOptions {
  /** What happens to a player's second session: it is refused, or it takes the place of the first. */
  readonly second: 'refuse' | 'replace';
}

/** Limits a signed-in player to one seat per room, however many sessions it has. Anonymous sessions are not limited. */
@Injectable()
export class OneSeatPerAccount extends RoomPlugin<OneSeatPerAccountOptions> {
  override onAuth(session: Session): void {
    if (this.options.second === 'refuse') this.refuseSecond(session);
  }

  override onJoin(session: Session): void {
    // Two sessions may have passed `onAuth` at the same time.
    if (this.options.second === 'refuse') this.refuseSecond(session);
    const earlier = this.earlierOf(session);
    if (earlier !== undefined) this.kick(earlier, RoomError['room.replaced']);
  }

  private refuseSecond(session: Session): void {
    if (this.earlierOf(session) !== undefined) throw new GameError(RoomError['room.seat_taken']);
  }

  /** The session of the same player that joined before this one. */
  private earlierOf(session: Session): Session | undefined {
    if (session.playerId === undefined) return undefined;
    for (const member of this.members.keys()) {
      if (member === session) return undefined;
      if (member.playerId === session.playerId) return member;
    }
    return undefined;
  }
}
