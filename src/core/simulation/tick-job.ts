/** One fixed step of a room. A new object each time, so a game may keep it. */
export interface Tick {
  /** Counts from 1; after tick n the room has simulated n steps. */
  readonly number: number;
  /** The length of every step, always the same. */
  readonly deltaMs: number;
  /** The room's own time at the end of this step: `number * deltaMs`. It never jumps, whatever the clock on the wall does. */
  readonly timeMs: number;
}

/** What is stepped at a fixed rate: a room. */
export interface TickJob {
  /** For the log. */
  readonly name?: string;
  /** Steps per second. */
  readonly tickHz: number;
  /** Patches per second, at most `tickHz`; 0 for none. Under overload it gets fewer. */
  readonly patchHz: number;
  /** Simulates one step. */
  step(tick: Tick): void;
  /** Sends the state to clients; called after the step of `tick`, once after steps that were made up for. */
  patch(tick: Tick): void;
  /** A step or a patch has thrown: the job is no longer scheduled. Called once. */
  failed(error: unknown): void;
}

/** A job's place in the schedule. */
export interface ScheduledJob {
  /** Never steps it again; from within its own step, nor patches it. */
  stop(): void;
  /** The number of the last tick; 0 before the first. */
  readonly tickNumber: number;
  /** Goes on as if `tickNumber` had been the last tick, for a room that is restored. */
  resumeAt(tickNumber: number): void;
}

/** One job and how far it is. */
export class RunningJob implements ScheduledJob {
  isStopped = false;
  readonly deltaMs: number;
  private ticks = 0;
  private patchCredit = 0;

  /**
   * @param job what is run
   * @param joinedAt the step of its group at which it came, which it does not owe
   * @param release takes it out of the schedule
   */
  constructor(
    readonly job: TickJob,
    readonly joinedAt: number,
    private readonly release: (job: RunningJob) => void,
  ) {
    this.deltaMs = 1000 / job.tickHz;
  }

  get tickNumber(): number {
    return this.ticks;
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
   * Makes so many steps and a patch if one is due. Which ticks have a patch is Bresenham's line (1965): any ratio of the two
   * rates comes out exactly, without a fraction that could drift.
   */
  run(steps: number, patchDivisor: number): void {
    const { job } = this;
    let tick: Tick | undefined;
    for (let made = 0; made < steps && !this.isStopped; made++) {
      this.ticks += 1;
      tick = { number: this.ticks, deltaMs: this.deltaMs, timeMs: this.ticks * this.deltaMs };
      job.step(tick);
      this.patchCredit += job.patchHz;
    }
    const patchPrice = job.tickHz * patchDivisor;
    if (this.patchCredit < patchPrice || tick === undefined || this.isStopped) return;
    this.patchCredit %= patchPrice;
    job.patch(tick);
  }
}
