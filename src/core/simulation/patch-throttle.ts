/** The loop is overloaded when it is late by more than this through a whole window. */
export const OVERLOAD_LAG_MS = 15;
/** It is calm when it was late by less than this at some moment of the window; between the two nothing changes. */
export const CALM_LAG_MS = 5;
/** Length of a measuring window. */
export const WINDOW_MS = 1_000;
/** How many calm windows in a row raise the patch rate by one step. */
export const CALM_WINDOWS = 5;
/** After relapses the wait for calm doubles, up to this. */
export const MAX_CALM_WINDOWS = 80;
/** At the lowest rate, one in this many patches is sent. */
export const MAX_DIVISOR = 4;

/** A stall is one late sample, however long; several are needed to call the overload lasting. */
const MIN_SAMPLES = 3;

/** One in this many patches is sent. */
export type PatchDivisor = 1 | 2 | 4;

/**
 * Decides under overload how many patches to leave out: a half, then three quarters. What counts is the *least* lag of a window, as in
 * CoDel (Nichols and Jacobson, "Controlling Queue Delay", 2012): a burst or one slow step makes the loop late for a moment
 * and it catches up, but when it never catches up, there is more work than time. The way back is slower: some calm windows
 * in a row for each step, and twice as many when the overload comes back at once.
 */
export class PatchThrottle {
  private current: PatchDivisor = 1;
  private least = Infinity;
  private samples = 0;
  private windowStartMs = -Infinity;
  private calmWindows = 0;
  private neededCalm = CALM_WINDOWS;
  private hasJustRecovered = false;
  private lastLeastMs = 0;

  /** One in this many patches is sent at present. */
  get divisor(): PatchDivisor {
    return this.current;
  }

  /** The least lag of the last window. */
  get leastLagMs(): number {
    return this.lastLeastMs;
  }

  /** Records how late the loop is at `nowMs`; true if that changed the divisor. */
  note(lagMs: number, nowMs: number): boolean {
    if (this.samples === 0) this.windowStartMs = nowMs;
    this.samples += 1;
    if (lagMs < this.least) this.least = lagMs;
    if (nowMs - this.windowStartMs < WINDOW_MS || this.samples < MIN_SAMPLES) return false;

    this.lastLeastMs = this.least;
    this.samples = 0;
    this.least = Infinity;
    return this.judge(this.lastLeastMs);
  }

  private judge(leastMs: number): boolean {
    if (leastMs > OVERLOAD_LAG_MS) return this.lower();
    if (leastMs >= CALM_LAG_MS) {
      this.calmWindows = 0;
      return false;
    }
    this.calmWindows += 1;
    return this.calmWindows >= this.neededCalm && this.raise();
  }

  private lower(): boolean {
    this.calmWindows = 0;
    if (this.hasJustRecovered) this.neededCalm = Math.min(this.neededCalm * 2, MAX_CALM_WINDOWS);
    this.hasJustRecovered = false;
    if (this.current === MAX_DIVISOR) return false;
    this.current = this.current === 1 ? 2 : 4;
    return true;
  }

  private raise(): boolean {
    this.calmWindows = 0;
    if (this.current === 1) {
      // Calm for as long again at the full rate: the overload is over.
      this.neededCalm = CALM_WINDOWS;
      this.hasJustRecovered = false;
      return false;
    }
    this.current = this.current === 4 ? 2 : 1;
    this.hasJustRecovered = true;
    return true;
  }
}
