import type { Due } from './due-heap.js';
import { FixedStep } from './fixed-step.js';
import type { RunningJob } from './tick-job.js';

/**
 * Beats of one rate are at least so far apart: to sleep and wake up costs about 50 microseconds of CPU, far more than to step a
 * hundred idle rooms. A loop that is full has turns of this length, then.
 */
const MIN_GAP_MS = 5;
const MAX_BEATS = 32;

/** Jobs of one tick rate and one phase, which run in one turn. */
export class Beat implements Due {
  readonly jobs = new Set<RunningJob>();
  readonly steps: FixedStep;
  dueMs = 0;
  heapIndex = -1;

  /**
   * @param rhythm the beats of this rate
   * @param order among beats that are due at one time
   * @param phaseMs its ticks are at this time and whole ticks later
   */
  constructor(
    readonly rhythm: Rhythm,
    readonly order: number,
    phaseMs: number,
  ) {
    this.steps = new FixedStep(rhythm.tickMs, phaseMs);
  }
}

/** All beats of one tick rate, spread evenly over a tick. */
export class Rhythm {
  readonly tickMs: number;
  private readonly beats: readonly Beat[];

  /** @param tickHz ticks per second */
  constructor(readonly tickHz: number) {
    this.tickMs = 1000 / tickHz;
    const count = Math.max(1, Math.min(MAX_BEATS, Math.floor(this.tickMs / MIN_GAP_MS)));
    this.beats = spreadOrder(count).map((slot) => new Beat(this, slot, (slot * this.tickMs) / count));
  }

  /** Whether no job is left. */
  get isEmpty(): boolean {
    return this.beats.every(({ jobs }) => jobs.size === 0);
  }

  /** The beat for one more job: the first of those with the fewest. */
  quietest(): Beat {
    return this.beats.reduce((quietest, beat) => (beat.jobs.size < quietest.jobs.size ? beat : quietest));
  }
}

/** 0 to `count - 1`, of which every beginning is spread evenly: 0, 5, 2, 7 ... of ten. The van der Corput sequence (1935). */
function spreadOrder(count: number): number[] {
  const bits = Math.log2(MAX_BEATS);
  const slots = Array.from({ length: MAX_BEATS }, (_, index) => {
    let reversed = 0;
    for (let bit = 0; bit < bits; bit++) reversed |= ((index >> bit) & 1) << (bits - 1 - bit);
    return Math.floor((reversed * count) / MAX_BEATS);
  });
  return [...new Set(slots)];
}
