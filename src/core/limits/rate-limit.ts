/*
 * The token bucket. Use it by itself where whoever is limited is an object that can carry the bucket's one number (a
 * connection, a member); use KeyedLimit where it is known by a text (a player's id, an address).
 */

/** Who is limited: it keeps one number for the {@link RateLimit}. */
export interface RateLimited {
  /** When its next message would come if it kept exactly to the rate; 0 before the first. */
  dueMs: number;
}

/**
 * `burst` messages at once, `perSecond` in the long run: the generic cell rate algorithm (ITU-T I.371, virtual
 * scheduling). It decides as a token bucket does, but keeps one number per client: with a thousand clients, what a
 * message costs is the memory that it touches.
 */
export class RateLimit {
  private readonly intervalMs: number;
  private readonly aheadMs: number;

  constructor(perSecond: number, burst: number) {
    this.intervalMs = 1000 / perSecond;
    // Half an interval more than a burst needs, so that rounding never refuses its last message.
    this.aheadMs = (burst - 0.5) * this.intervalMs;
  }

  /** Counts a message at `nowMs` of a monotonic clock; false, and nothing is counted, when it is too much. */
  admits(client: RateLimited, nowMs: number): boolean {
    const dueMs = client.dueMs > nowMs ? client.dueMs : nowMs;
    if (dueMs - nowMs > this.aheadMs) return false;
    client.dueMs = dueMs + this.intervalMs;
    return true;
  }

  /** As {@link admits}, for what counts as `amount` messages: all of them or none. More than a burst is never admitted. */
  admitsMany(client: RateLimited, nowMs: number, amount: number): boolean {
    const dueMs = client.dueMs > nowMs ? client.dueMs : nowMs;
    if (dueMs - nowMs + (amount - 1) * this.intervalMs > this.aheadMs) return false;
    client.dueMs = dueMs + amount * this.intervalMs;
    return true;
  }

  /** How long until {@link admits} is true, in milliseconds; 0 when it is already. */
  waitMs(client: RateLimited, nowMs: number): number {
    return Math.max(0, client.dueMs - nowMs - this.aheadMs);
  }

  /** Takes back what {@link admits} counted last: it was not used. */
  giveBack(client: RateLimited): void {
    client.dueMs -= this.intervalMs;
  }
}
