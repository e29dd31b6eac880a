import { RateLimit, type RateLimited } from '../../core/limits/rate-limit.js';
import type { Session } from '../../core/sessions/session.js';

/** A peer with this many unread bytes gets no unreliable packets: they would only arrive late. */
const SLOW_BYTES = 32_768;
/** Hard limit, checked even between two looks at the buffer. */
const CHOKED_BYTES = 4 * SLOW_BYTES;
/** The buffer is checked once per frame, or each frame's last messages would always be dropped. */
const LOOK_MS = 8;

/** One end of the relay: a member of the room. */
export class RelayPeer implements RateLimited {
  /** The roster number from which all others know it; infinite until the host has introduced it. */
  met = Infinity;
  /** When its game was last known to be running, by a monotonic clock. */
  heardAtMs = performance.now();
  dueMs = 0;
  private readonly limit: RateLimit;
  private signs: number;
  private isSlow = false;
  private lookedAtMs = -Infinity;

  /**
   * @param number the member's number in the room
   * @param since the roster number from which it and the host know each other
   * @param packetsPerSecond how many it may send in the long run; twice as many in a burst
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

  /** Gives it another peer id from this roster number on: earlier packets were for the old id. */
  renumber(roster: number): void {
    this.since = this.met = roster;
  }

  /** Records whether its game has sent anything since the last call. */
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

  /** Whether to send it unreliable packets at `nowMs`: it is connected, and keeps up. */
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
