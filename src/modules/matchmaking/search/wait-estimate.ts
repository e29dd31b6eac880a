/** Weight of the newest wait: after 14 matches the old average counts for a quarter. */
const WEIGHT = 0.1;
/** Stretches of skill in each direction from 0; whatever lies beyond counts to the outermost. */
const MAX_STRETCHES = 64;

/**
 * How long tickets waited for their match, as an exponentially weighted moving average (Roberts, "Control chart tests
 * based on geometric moving averages", 1959), for the queue and for each stretch of skill.
 */
export class WaitEstimate {
  private readonly stretches = new Map<number, number>();
  private overall: number | undefined;

  /** @param stretchWidth skill of one stretch; 0 in a queue without skill */
  constructor(private readonly stretchWidth: number) {}

  /** Counts a ticket that has got its match. */
  record(skill: number, waitedMs: number): void {
    const stretch = this.stretchOf(skill);
    this.stretches.set(stretch, averaged(this.stretches.get(stretch), waitedMs));
    this.overall = averaged(this.overall, waitedMs);
  }

  /** The wait to be expected with this skill; undefined before the first match. */
  expectedMs(skill: number): number | undefined {
    return this.stretches.get(this.stretchOf(skill)) ?? this.overall;
  }

  private stretchOf(skill: number): number {
    if (this.stretchWidth === 0) return 0;
    return Math.max(-MAX_STRETCHES, Math.min(MAX_STRETCHES, Math.floor(skill / this.stretchWidth)));
  }
}

function averaged(average: number | undefined, value: number): number {
  return average === undefined ? value : average + WEIGHT * (value - average);
}
