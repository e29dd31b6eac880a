import { Injectable } from '@nestjs/common';
import type { ErrorCode } from '../../../protocol/error-codes.js';
import type { Session } from '../../sessions/session.js';
import { RoomPlugin } from '../api/room.js';
import { RoomError } from '../api/rooms.errors.js';

/** How {@link IdleKick} is chosen: `plugin(IdleKick, { afterMs: 60_000 })`. */
export interface IdleKickOptions {
  /** So long, in the room's own time, a member may say nothing. */
  readonly afterMs: number;
  /** What the member is told; "room.idle" when absent. */
  readonly code?: ErrorCode;
}

/** So many times within `afterMs` it is looked who is idle; a member may stay for that part of it longer. */
const LOOKS = 20;
const TIMER = 'godwit:idle-kick';

interface Heard {
  messages: number;
  sinceMs: number;
}

/** Sends members out who send nothing to the room for some time. Whose connection is lost is not idle: the seat has its own time. */
@Injectable()
export class IdleKick extends RoomPlugin<IdleKickOptions> {
  private readonly heardOf = new Map<Session, Heard>();

  override onCreate(): void {
    this.clock.on(TIMER, () => this.look());
    this.clock.every(TIMER, this.options.afterMs / LOOKS);
  }

  override restore(): void {
    this.clock.on(TIMER, () => this.look());
  }

  override onJoin(session: Session): void {
    this.heardOf.set(session, { messages: 0, sinceMs: this.clock.nowMs });
  }

  override onLeave(session: Session): void {
    this.heardOf.delete(session);
  }

  private look(): void {
    const { afterMs, code = RoomError['room.idle'] } = this.options;
    const { nowMs } = this.clock;
    for (const [session, { messages, isConnected, hasArrived }] of this.members) {
      const heard = this.heardOf.get(session);
      if (heard?.messages !== messages || !isConnected || !hasArrived) {
        this.heardOf.set(session, { messages, sinceMs: nowMs });
      } else if (nowMs - heard.sinceMs >= afterMs) this.kick(session, code);
    }
  }
}
