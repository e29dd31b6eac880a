import type { MonotonicClock } from '../../simulation/monotonic-clock.js';
import type { RoomMember } from '../api/room-member.js';

/** Takes a timer back. */
type Cancel = () => void;

/** A room's timers on the process' clock: it may end by each of them. None keeps the process alive. */
export class RoomDeadlines {
  private returns: Map<RoomMember, Cancel> | undefined = undefined;
  private cancelLifetime: Cancel | undefined = undefined;
  private cancelEmpty: Cancel | undefined = undefined;

  constructor(private readonly clock: MonotonicClock) {}

  /** The room is to end after so long. */
  setLifetime(ms: number, onEnd: () => void): void {
    this.cancelLifetime = this.clock.setTimer(onEnd, ms);
  }

  /** Somebody is to be in the room after so long; in place of the last such deadline. */
  setEmpty(ms: number, onEnd: () => void): void {
    this.cancelEmpty?.();
    this.cancelEmpty = this.clock.setTimer(onEnd, ms);
  }

  /** A member is to be back after so long. */
  setReturn(member: RoomMember, ms: number, onEnd: () => void): void {
    this.clearReturn(member);
    this.returns ??= new Map();
    this.returns.set(member, this.clock.setTimer(onEnd, ms));
  }

  /** The member is back, or gone. */
  clearReturn(member: RoomMember): void {
    this.returns?.get(member)?.();
    this.returns?.delete(member);
  }

  /** None counts any more. */
  clear(): void {
    this.cancelLifetime?.();
    this.cancelEmpty?.();
    for (const cancel of this.returns?.values() ?? []) cancel();
    this.returns?.clear();
  }
}
