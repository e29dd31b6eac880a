import { ManualClock } from '../time/monotonic-clock.js';
import { RunningJob, type ScheduledJob, type TickJob } from '../simulation/tick-job.js';
import { TickScheduler } from '../simulation/tick-scheduler.js';

/** A scheduler that steps its one room on command instead of by time. */
export class ManualScheduler extends TickScheduler {
  private only: RunningJob | undefined = undefined;

  constructor() {
    super(new ManualClock());
  }

  override add(job: TickJob): ScheduledJob {
    this.only = new RunningJob(job, 0, () => undefined);
    return this.only;
  }

  /** The number of the last tick. */
  get tickNumber(): number {
    return this.only?.tickNumber ?? 0;
  }

  /** Runs one tick. @returns false when nothing ticks */
  step(): boolean {
    const { only } = this;
    if (only === undefined || only.isStopped) return false;
    try {
      only.run(1, 1);
    } catch (error) {
      only.stop();
      only.job.failed(error);
    }
    return true;
  }
}
