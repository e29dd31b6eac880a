/** A token bucket (ITU-T I.371, "leaky bucket as a meter"): `burst` at once, `perSecond` in the long run. */
export class TokenBucket {
  private tokens: number;
  private refilledAtMs: number;

  /** @param nowMs a monotonic clock's time, as in {@link take} */
  constructor(
    private readonly perSecond: number,
    private readonly burst: number,
    nowMs: number,
  ) {
    this.tokens = burst;
    this.refilledAtMs = nowMs;
  }

  /** Takes one token; false when there is none. */
  take(nowMs: number): boolean {
    const refilled = this.tokens + ((nowMs - this.refilledAtMs) * this.perSecond) / 1000;
    this.refilledAtMs = nowMs;
    this.tokens = refilled > this.burst ? this.burst : refilled;
    if (this.tokens < 1) return false;
    this.tokens -= 1;
    return true;
  }
}
