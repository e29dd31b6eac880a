import { Injectable } from '@nestjs/common';
import type { ErrorCode } from '../../../protocol/error-codes.js';
import type { Session } from '../../sessions/session.js';
import { RoomPlugin } from '../api/room.js';
import { RoomError } from '../api/rooms.errors.js';

/** Options of {@link IdleKick}: `plugin(IdleKick, { afterMs: 60_000 })`. */
export interface IdleKickOptions {
  /** How long a member may be silent, in milliseconds of room time. */
  readonly afterMs: number;
  /** The error code it is sent. Default "room.idle". */
  readonly code?: ErrorCode;
}

/** Checks per `afterMs`: a member may stay idle for up to one such fraction longer. */
const LOOKS = 20;
const TIMER = 'godwit:idle-kick';

interface Heard {
  messages: number;
  sinceMs: number;
}

/** Kicks members who send nothing for some time. A disconnected member does not count as idle: its seat has a time limit of its own. */
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
