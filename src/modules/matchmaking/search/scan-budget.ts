import type { Seeker } from './seeker.js';

/** Tickets that every seeker may look at in each pass. */
export const SHALLOW_SCAN = 64;
/** Tickets that all seekers together may look at beyond that. */
export const DEEP_SCANS = 50_000;

/**
 * Bounds what a pass costs, whatever the queries. Everyone looks at the nearest tickets; the rest of the budget goes to
 * one seeker after the other, who look at their whole window. The next pass goes on behind the last of them, so
 * everyone's turn comes, and a pair that suits finds each other in the end.
 */
export class ScanBudget {
  private left = 0;
  private from = 0;
  private resumeFrom = 0;

  constructor(private readonly perPass = DEEP_SCANS) {}

  /** Begins a pass. */
  renew(): void {
    this.left = this.perPass;
    this.from = this.resumeFrom;
    this.resumeFrom = 0;
  }

  /** How many tickets `seeker` may look at; seekers ask in the order of arrival. */
  limitOf(seeker: Seeker): number {
    return this.left > 0 && seeker.sequence >= this.from ? Infinity : SHALLOW_SCAN;
  }

  /** Counts what `seeker` has looked at. */
  spend(seeker: Seeker, seen: number): void {
    if (seen <= SHALLOW_SCAN) return;
    this.left -= seen - SHALLOW_SCAN;
    if (this.left <= 0) this.resumeFrom = seeker.sequence + 1;
  }
}
