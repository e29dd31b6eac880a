import type { Due } from './due-heap.js';
import { FixedStep } from './fixed-step.js';
import type { RunningJob } from './tick-job.js';

/**
 * Groups of one rate are at least so far apart: to sleep and wake up costs about 50 microseconds of CPU, far more than to step a
 * hundred idle rooms. A loop that is full has turns of this length, then.
 */
const MIN_GAP_MS = 5;
const MAX_GROUPS = 32;

/** Jobs of one tick rate and one phase, which run in one turn. */
export class TickGroup implements Due {
  readonly jobs = new Set<RunningJob>();
  readonly steps: FixedStep;
  dueMs = 0;
  heapIndex = -1;

  /**
   * @param rate the groups of this rate
   * @param order among groups that are due at one time
   * @param phaseMs its ticks are at this time and whole ticks later
   */
  constructor(
    readonly rate: TickRate,
    readonly order: number,
    phaseMs: number,
  ) {
    this.steps = new FixedStep(rate.tickMs, phaseMs);
  }
}

/** All groups of one tick rate, spread evenly over a tick. */
export class TickRate {
  readonly tickMs: number;
  private readonly groups: readonly TickGroup[];

  /** @param tickHz ticks per second */
  constructor(readonly tickHz: number) {
    this.tickMs = 1000 / tickHz;
    const count = Math.max(1, Math.min(MAX_GROUPS, Math.floor(this.tickMs / MIN_GAP_MS)));
    this.groups = spreadOrder(count).map((slot) => new TickGroup(this, slot, (slot * this.tickMs) / count));
  }

  /** Whether no job is left. */
  get isEmpty(): boolean {
    return this.groups.every(({ jobs }) => jobs.size === 0);
  }

  /** The group for one more job: the first of those with the fewest. */
  leastBusy(): TickGroup {
    return this.groups.reduce((quietest, group) => (group.jobs.size < quietest.jobs.size ? group : quietest));
  }
}

/** 0 to `count - 1`, of which every beginning is spread evenly: 0, 5, 2, 7 ... of ten. The van der Corput sequence (1935). */
function spreadOrder(count: number): number[] {
  const bits = Math.log2(MAX_GROUPS);
  const slots = Array.from({ length: MAX_GROUPS }, (_, index) => {
    let reversed = 0;
    for (let bit = 0; bit < bits; bit++) reversed |= ((index >> bit) & 1) << (bits - 1 - bit);
    return Math.floor((reversed * count) / MAX_GROUPS);
  });
  return [...new Set(slots)];
}
