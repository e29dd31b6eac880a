import { RateLimit, type RateLimited } from '../../core/limits/rate-limit.js';
import type { Session } from '../../core/sessions/session.js';

/** One end of the relay: a member of the room. */
export class RelayPeer implements RateLimited {
  /** The roster from which on all the others know it; infinite until the host has introduced it. */
  met = Infinity;
  dueMs = 0;
  private readonly limit: RateLimit;

  /**
   * @param number the member's number in the room
   * @param since the roster from which on the host knows it, and it the host
   * @param packetsPerSecond how many it may send in the long run; twice as many at once
   */
  constructor(
    readonly session: Session,
    readonly number: number,
    public since: number,
    packetsPerSecond: number,
  ) {
    this.limit = new RateLimit(packetsPerSecond, 2 * packetsPerSecond);
  }

  /** True once the others know it. */
  get isIntroduced(): boolean {
    return this.met !== Infinity;
  }

  /** It has another id from this roster on: what was sent before was for the one it had. */
  renumber(roster: number): void {
    this.since = this.met = roster;
  }

  /** Whether it may send so many packets now. */
  maySend(packets: number): boolean {
    const nowMs = performance.now();
    let isAllowed = true;
    for (let packet = 0; packet < packets && isAllowed; packet++) isAllowed = this.limit.admits(this, nowMs);
    return isAllowed;
  }
}
