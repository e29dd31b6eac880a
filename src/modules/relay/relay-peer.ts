import { RateLimit, type RateLimited } from '../../core/limits/rate-limit.js';
import type { Session } from '../../core/sessions/session.js';

/** A peer with this many unread bytes gets no unreliable packets: they would only arrive late. */
const SLOW_BYTES = 32_768;
/** Nor beyond this, whatever the last look said. */
const CHOKED_BYTES = 4 * SLOW_BYTES;
/** One look counts for the messages of one frame: else the last ones of each frame would always be left out. */
const LOOK_MS = 8;

/** One end of the relay: a member of the room. */
export class RelayPeer implements RateLimited {
  /** The roster from which on all the others know it; infinite until the host has introduced it. */
  met = Infinity;
  /** When its game was last known to go on, of a monotonic clock. */
  heardAtMs = performance.now();
  dueMs = 0;
  private readonly limit: RateLimit;
  private signs: number;
  private isSlow = false;
  private lookedAtMs = -Infinity;

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
    this.signs = session.signsOfLife;
  }

  /** True once the others know it. */
  get isIntroduced(): boolean {
    return this.met !== Infinity;
  }

  /** It has another id from this roster on: what was sent before was for the one it had. */
  renumber(roster: number): void {
    this.since = this.met = roster;
  }

  /** Notes whether anything has come from its game since the last time. */
  listen(nowMs: number): void {
    const { signsOfLife } = this.session;
    if (signsOfLife === this.signs) return;
    this.signs = signsOfLife;
    this.heardAtMs = nowMs;
  }

  /** Whether its rate limit allows this many packets at `nowMs`. */
  maySend(packets: number, nowMs: number): boolean {
    return this.limit.admitsMany(this, nowMs, packets);
  }

  /** Whether what may be lost is for it at `nowMs`: it is there, and takes what it gets. */
  takesUnreliable(nowMs: number): boolean {
    if (!this.session.isConnected) return false;
    const { bufferedBytes } = this.session;
    if (nowMs - this.lookedAtMs >= LOOK_MS) {
      this.lookedAtMs = nowMs;
      this.isSlow = bufferedBytes > SLOW_BYTES;
    }
    return !this.isSlow && bufferedBytes <= CHOKED_BYTES;
  }
}
