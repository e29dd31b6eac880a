/** One fixed step of a room. A new object each time, so a game may keep it. */
export interface Tick {
  /** Counts from 1: after tick n the room has simulated n steps. */
  readonly number: number;
  /** The fixed length of a step, in milliseconds. */
  readonly deltaMs: number;
  /** The same in seconds, as `*.shared.ts` steps take it: always {@link secondsPerTick}, the very number that clients predict with. */
  readonly seconds: number;
  /** Room time at the end of this step, `number * deltaMs`. Independent of wall time, it never jumps. */
  readonly timeMs: number;
}

/** The length of a tick in seconds, to the last bit what clients step with; `1 / tickHz` is another number for some rates. */
export function secondsPerTick(tickHz: number): number {
  return 1000 / tickHz / 1000;
}

/** Something that is stepped at a fixed rate: a room. */
export interface TickJob {
  /** For the log. */
  readonly name?: string;
  /** Steps per second. */
  readonly tickHz: number;
  /** Patches per second, at most `tickHz`; 0 for none. Fewer are sent under overload. */
  readonly patchHz: number;
  /** Simulates one step. */
  step(tick: Tick): void;
  /** Sends the state to clients; called after the step of `tick`, and only once after several steps of catching up. */
  patch(tick: Tick): void;
  /** The loop was too late to catch up: this many ticks will never run. Called before the step that follows them. */
  lost?(ticks: number): void;
  /** A step or a patch threw, and the job was removed from the schedule. Called once. */
  failed(error: unknown): void;
}

/** A job's place in the schedule. */
export interface ScheduledJob {
  /** Removes it from the schedule. Called from within its own step, it is not patched either. */
  stop(): void;
  /** The number of the last tick; 0 before the first. */
  readonly tickNumber: number;
  /** What a tick takes, its patch included, in milliseconds: a moving mean of those that were timed; 0 before the first of them. */
  readonly tickMs: number;
  /** Continues after tick `tickNumber`, for a restored room. */
  resumeAt(tickNumber: number): void;
}

/** Of so many runs of each job, one is timed. A prime, so that over time every phase of its patches has its turn. */
export const SAMPLE_EVERY = 17;
/** What a new sample weighs in the mean. */
const SAMPLE_WEIGHT = 1 / 8;

/** A scheduled job and its progress. */
export class RunningJob implements ScheduledJob {
  isStopped = false;
  readonly deltaMs: number;
  private readonly seconds: number;
  private ticks = 0;
  private patchCredit = 0;
  private untilSample: number;
  private meanMs = 0;

  /**
   * @param job the job
   * @param joinedAt the step of its group at which it was added; steps up to it are not owed
   * @param release removes it from the schedule
   */
  constructor(
    readonly job: TickJob,
    readonly joinedAt: number,
    private readonly release: (job: RunningJob) => void,
  ) {
    this.deltaMs = 1000 / job.tickHz;
    this.seconds = secondsPerTick(job.tickHz);
    // Rooms that open together are not all timed in the same turn.
    this.untilSample = 1 + (joinedAt % SAMPLE_EVERY);
  }

  get tickNumber(): number {
    return this.ticks;
  }

  get tickMs(): number {
    return this.meanMs;
  }

  /** True for the few runs that {@link noteTick} should hear of. */
  isSampled(): boolean {
    this.untilSample -= 1;
    if (this.untilSample > 0) return false;
    this.untilSample = SAMPLE_EVERY;
    return true;
  }

  /** Notes how long one of its ticks took. */
  noteTick(durationMs: number): void {
    this.meanMs = this.meanMs === 0 ? durationMs : this.meanMs + (durationMs - this.meanMs) * SAMPLE_WEIGHT;
  }

  resumeAt(tickNumber: number): void {
    if (!Number.isSafeInteger(tickNumber) || tickNumber < 0) throw new RangeError(`${tickNumber} is no tick number.`);
    this.ticks = tickNumber;
  }

  stop(): void {
    if (this.isStopped) return;
    this.isStopped = true;
    this.release(this);
  }

  /**
   * Runs this many steps, and a patch if one is due. Which ticks get a patch follows Bresenham's line algorithm (1965): any ratio
   * of the two rates comes out exactly, without fractions that drift.
   */
  run(steps: number, patchDivisor: number): void {
    const { job } = this;
    let tick: Tick | undefined;
    for (let made = 0; made < steps && !this.isStopped; made++) {
      this.ticks += 1;
      tick = { number: this.ticks, deltaMs: this.deltaMs, seconds: this.seconds, timeMs: this.ticks * this.deltaMs };
      job.step(tick);
      this.patchCredit += job.patchHz;
    }
    const patchPrice = job.tickHz * patchDivisor;
    if (this.patchCredit < patchPrice || tick === undefined || this.isStopped) return;
    this.patchCredit %= patchPrice;
    job.patch(tick);
  }
}
