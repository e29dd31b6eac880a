/*
 * The token bucket. Use it directly when the limited client is an object that can carry the bucket's state (a connection, a
 * member); use KeyedLimit when it is identified by a string (a player id, an address).
 */

/** A limited client, which stores one number for its {@link RateLimit}. */
export interface RateLimited {
  /** When its next message would be due if it kept exactly to the rate; 0 before the first. */
  dueMs: number;
}

/**
 * `burst` messages at once, `perSecond` in the long run: the generic cell rate algorithm (ITU-T I.371, virtual
 * scheduling). It behaves like a token bucket but stores one number per client: with a thousand clients, the cost of a
 * message is the memory it touches.
 */
export class RateLimit {
  private readonly intervalMs: number;
  private readonly aheadMs: number;

  constructor(perSecond: number, burst: number) {
    this.intervalMs = 1000 / perSecond;
    // Half an interval more than a burst needs, so that rounding never refuses its last message.
    this.aheadMs = (burst - 0.5) * this.intervalMs;
  }

  /** Counts a message at `nowMs` (monotonic clock); returns false, counting nothing, when it exceeds the limit. */
  admits(client: RateLimited, nowMs: number): boolean {
    const dueMs = client.dueMs > nowMs ? client.dueMs : nowMs;
    if (dueMs - nowMs > this.aheadMs) return false;
    client.dueMs = dueMs + this.intervalMs;
    return true;
  }

  /** Like {@link admits}, for something that counts as `amount` messages: all or none. More than a burst is never admitted. */
  admitsMany(client: RateLimited, nowMs: number, amount: number): boolean {
    const dueMs = client.dueMs > nowMs ? client.dueMs : nowMs;
    if (dueMs - nowMs + (amount - 1) * this.intervalMs > this.aheadMs) return false;
    client.dueMs = dueMs + amount * this.intervalMs;
    return true;
  }

  /** How long until {@link admits} returns true, in milliseconds; 0 when it already does. */
  waitMs(client: RateLimited, nowMs: number): number {
    return Math.max(0, client.dueMs - nowMs - this.aheadMs);
  }

  /** Takes back the last count of {@link admits}: it was not used. */
  giveBack(client: RateLimited): void {
    client.dueMs -= this.intervalMs;
  }
}
