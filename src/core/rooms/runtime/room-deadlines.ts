import type { MonotonicClock } from '../../time/monotonic-clock.js';
import type { RoomMember } from '../api/room-member.js';

/** Cancels a timer. */
type Cancel = () => void;

/** A room's deadlines in real time, not room time. None of their timers keeps the process alive. */
export class RoomDeadlines {
  private returns: Map<RoomMember, Cancel> | undefined = undefined;
  private cancelLifetime: Cancel | undefined = undefined;
  private cancelEmpty: Cancel | undefined = undefined;

  constructor(private readonly clock: MonotonicClock) {}

  /** Sets when the room reaches its maximum lifetime. */
  setLifetime(ms: number, onEnd: () => void): void {
    this.cancelLifetime = this.clock.setTimer(onEnd, ms);
  }

  /** Sets when an empty room ends; replaces the previous deadline of this kind. */
  setEmpty(ms: number, onEnd: () => void): void {
    this.cancelEmpty?.();
    this.cancelEmpty = this.clock.setTimer(onEnd, ms);
  }

  /** Sets when a disconnected member's seat expires. */
  setReturn(member: RoomMember, ms: number, onEnd: () => void): void {
    this.clearReturn(member);
    this.returns ??= new Map();
    this.returns.set(member, this.clock.setTimer(onEnd, ms));
  }

  /** Clears it: the member is back, or has left. */
  clearReturn(member: RoomMember): void {
    this.returns?.get(member)?.();
    this.returns?.delete(member);
  }

  /** Cancels all deadlines. */
  clear(): void {
    this.cancelLifetime?.();
    this.cancelEmpty?.();
    for (const cancel of this.returns?.values() ?? []) cancel();
    this.returns?.clear();
  }
}
