import type { Due } from '../time/due-heap.js';
import type { RunningJob } from './tick-job.js';

/**
 * Minimum distance between groups of one rate: sleeping and waking costs about 50 microseconds of CPU, far more than stepping a
 * hundred idle rooms.
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
   * @param rate the rate it belongs to
   * @param order its order among groups that are due at the same time
   * @param phaseMs the time of its first tick
   */
  constructor(
    readonly rate: TickRate,
    readonly order: number,
    phaseMs: number,
  ) {
    this.steps = new FixedStep(rate.tickMs, phaseMs);
  }
}

/** The groups of one tick rate, spread evenly over a tick. */
export class TickRate {
  readonly tickMs: number;
  private readonly groups: readonly TickGroup[];

  /** @param tickHz ticks per second */
  constructor(readonly tickHz: number) {
    this.tickMs = 1000 / tickHz;
    const count = Math.max(1, Math.min(MAX_GROUPS, Math.floor(this.tickMs / MIN_GAP_MS)));
    this.groups = spreadOrder(count).map((slot) => new TickGroup(this, slot, (slot * this.tickMs) / count));
  }

  /** Whether it has no jobs. */
  get isEmpty(): boolean {
    return this.groups.every(({ jobs }) => jobs.size === 0);
  }

  /** The group with the fewest jobs, to which the next one goes. */
  leastBusy(): TickGroup {
    return this.groups.reduce((quietest, group) => (group.jobs.size < quietest.jobs.size ? group : quietest));
  }
}

/** 0 to `count - 1` in an order of which every prefix is spread evenly: 0, 5, 2, 7 ... of ten. The van der Corput sequence (1935). */
function spreadOrder(count: number): number[] {
  const bits = Math.log2(MAX_GROUPS);
  const slots = Array.from({ length: MAX_GROUPS }, (_, index) => {
    let reversed = 0;
    for (let bit = 0; bit < bits; bit++) reversed |= ((index >> bit) & 1) << (bits - 1 - bit);
    return Math.floor((reversed * count) / MAX_GROUPS);
  });
  return [...new Set(slots)];
}

/** How many missed steps are caught up at once at most. */
const DEFAULT_MAX_CATCH_UP = 5;

/**
 * Turns elapsed time into whole steps of a fixed length (Fiedler, "Fix Your Timestep!", 2004). It counts steps from a fixed start
 * instead of accumulating remainders, so rounding errors do not add up and it does not drift over months. After a stall at most
 * `maxCatchUp` steps are owed; the rest is dropped and counted, or a slow simulation would fall further and further behind.
 */
export class FixedStep {
  private dropped = 0;
  private current = 0;

  /**
   * @param stepMs length of a step
   * @param startMs when step 0 was; step n is due at `startMs + n * stepMs`
   * @param maxCatchUp most steps that {@link take} returns
   */
  constructor(
    readonly stepMs: number,
    private readonly startMs: number,
    private readonly maxCatchUp = DEFAULT_MAX_CATCH_UP,
  ) {
    if (!(stepMs > 0 && stepMs < Infinity)) throw new RangeError(`A step cannot last ${stepMs} ms.`);
    if (!(maxCatchUp >= 1)) throw new RangeError('At least one step must be allowed at a time.');
  }

  /** The number of the step that was last taken, or dropped. */
  get index(): number {
    return this.current;
  }

  /** Steps that were due and never taken. */
  get droppedSteps(): number {
    return this.dropped;
  }

  /** When the next step is due. */
  get nextDueMs(): number {
    return this.dueMs(this.current + 1);
  }

  /** How many steps are due now. */
  take(nowMs: number): number {
    if (nowMs < this.nextDueMs) return 0;
    const last = this.indexAt(nowMs);
    const owed = last - this.current;
    this.current = last;
    if (owed <= this.maxCatchUp) return owed;
    this.dropped += owed - this.maxCatchUp;
    return this.maxCatchUp;
  }

  /** Skips to the last step at or before `nowMs`; the skipped steps are neither owed nor counted as dropped. */
  skipTo(nowMs: number): void {
    this.current = this.indexAt(nowMs);
  }

  /** The last step that is due at `nowMs`. */
  indexAt(nowMs: number): number {
    let index = Math.floor((nowMs - this.startMs) / this.stepMs);
    // The division may round across a step; dueMs is what counts.
    while (this.dueMs(index + 1) <= nowMs) index += 1;
    while (this.dueMs(index) > nowMs) index -= 1;
    return index;
  }

  private dueMs(index: number): number {
    return this.startMs + index * this.stepMs;
  }
}
