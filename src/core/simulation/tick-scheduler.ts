import { Injectable, Logger, Optional, type OnApplicationShutdown } from '@nestjs/common';
import { SimulationMetrics } from './simulation-metrics.js';
import { TickRate, type TickGroup } from './tick-rate.js';
import { DueHeap } from '../time/due-heap.js';
import { MonotonicClock } from '../time/monotonic-clock.js';
import { OVERLOAD_LAG_MS, PatchThrottle, type PatchDivisor } from './patch-throttle.js';
import { RunningJob, type ScheduledJob, type TickJob } from './tick-job.js';

export type { ScheduledJob, TickJob } from './tick-job.js';

/** A timer may fire this early; that is no reason to sleep again. */
const EARLY_MS = 0.001;
/** After this long in one turn, sockets are read before the next group runs. */
const TURN_BUDGET_MS = 8;
const OVERRUN_LOG_EVERY_MS = 1_000;
const MAX_TICK_HZ = 1_000;

/** Called when the patch rate changes: one in `divisor` patches is sent. */
export type PatchRateListener = (divisor: PatchDivisor) => void;

/**
 * Steps every room of the process at its own fixed rate, with one timer. Rooms of the same rate are spread over the tick, so that
 * their work is not bunched up. A job that throws is removed and notified; a slow one only delays the others. When the loop keeps
 * running late, the patch rate is lowered before anything else suffers ({@link PatchThrottle}).
 */
@Injectable()
export class TickScheduler implements OnApplicationShutdown {
  private readonly logger = new Logger(TickScheduler.name);
  private readonly rates = new Map<number, TickRate>();
  private readonly queue = new DueHeap<TickGroup>();
  private readonly throttle = new PatchThrottle();
  private readonly rateListeners = new Set<PatchRateListener>();
  private readonly turn = (): void => this.runTurn();
  private cancelTimer: (() => void) | undefined;
  private timerDueMs = Infinity;
  private isInTurn = false;
  private runningGroup: TickGroup | undefined;
  private jobs = 0;
  private overrunCount = 0;
  private droppedCount = 0;
  private overrunsTold = 0;
  private nextOverrunLogMs = -Infinity;
  private divisorTold: PatchDivisor = 1;

  constructor(
    readonly clock: MonotonicClock,
    @Optional() private readonly metrics?: SimulationMetrics,
  ) {
    metrics?.watchScheduler(this);
  }

  /** How many jobs are scheduled. */
  get size(): number {
    return this.jobs;
  }

  /** How often the steps and the patch of one job took longer than the time they simulate. */
  get overruns(): number {
    return this.overrunCount;
  }

  /** Ticks dropped because the loop was too late to catch up. */
  get droppedSteps(): number {
    return this.droppedCount;
  }

  /** One in this many patches is sent: 1, or more under overload. */
  get patchDivisor(): PatchDivisor {
    return this.throttle.divisor;
  }

  /** How late it lastingly is, from 0 to 1, where patches begin to be left out. */
  get lagShare(): number {
    return this.jobs === 0 ? 0 : Math.min(1, this.throttle.leastLagMs / OVERLOAD_LAG_MS);
  }

  /** Schedules a job. Its first tick comes within one tick length. */
  add(job: TickJob): ScheduledJob {
    checkRates(job);
    const rate = this.rates.get(job.tickHz) ?? new TickRate(job.tickHz);
    this.rates.set(job.tickHz, rate);
    const group = rate.leastBusy();

    const nowMs = this.clock.nowMs();
    const running = new RunningJob(job, group.steps.indexAt(nowMs), (stopped) => this.release(stopped, group));
    group.jobs.add(running);
    this.jobs += 1;
    if (!this.queue.has(group) && this.runningGroup !== group) {
      group.steps.skipTo(nowMs);
      this.enqueue(group);
    }
    this.arm();
    return running;
  }

  /** Calls `listener` whenever the patch rate of all jobs changes, until the returned function is called. */
  onPatchRate(listener: PatchRateListener): () => void {
    this.rateListeners.add(listener);
    return () => void this.rateListeners.delete(listener);
  }

  /** Nest's hook: stops ticking. */
  onApplicationShutdown(): void {
    this.disarm();
    this.queue.clear();
  }

  private runTurn(): void {
    this.cancelTimer = undefined;
    this.timerDueMs = Infinity;
    this.isInTurn = true;
    const turnMs = this.clock.nowMs();
    let nowMs = turnMs;
    const lagMs = Math.max(0, turnMs - (this.queue.top?.dueMs ?? turnMs));
    // A group runs at most once per turn even if it is due again: sockets must be read in between.
    for (let group = this.queue.top; group !== undefined && group.dueMs <= turnMs + EARLY_MS; group = this.queue.top) {
      if (nowMs - turnMs > TURN_BUDGET_MS) break;
      this.queue.remove(group);
      nowMs = this.runGroup(group, nowMs);
    }
    this.isInTurn = false;
    if (this.throttle.note(lagMs, nowMs)) this.tellPatchRate();
    this.arm();
  }

  private runGroup(group: TickGroup, startMs: number): number {
    const { steps, jobs } = group;
    this.metrics?.observeLateness(Math.max(0, startMs - group.dueMs));
    const droppedBefore = steps.droppedSteps;
    const owed = steps.take(Math.max(startMs, group.dueMs));
    const dropped = steps.droppedSteps - droppedBefore;
    let nowMs = startMs;
    this.runningGroup = group;
    this.droppedCount += dropped * jobs.size;
    for (const job of jobs) {
      // A job that was added a moment ago does not owe the steps its group owes.
      const passed = steps.index - job.joinedAt;
      const own = Math.min(owed, passed);
      if (dropped > 0 && passed > own) this.tellLost(job, Math.min(dropped, passed - own));
      if (own > 0 && !job.isStopped) nowMs = this.runJob(job, own, nowMs);
    }
    this.runningGroup = undefined;
    if (jobs.size > 0) this.enqueue(group);
    else this.forgetIfEmpty(group.rate);
    return nowMs;
  }

  private runJob(job: RunningJob, steps: number, startMs: number): number {
    try {
      job.run(steps, this.throttle.divisor);
    } catch (error) {
      this.fail(job, error);
    }
    const nowMs = this.clock.nowMs();
    const durationMs = nowMs - startMs;
    if (job.isSampled()) this.noteTick(job, durationMs / steps);
    if (durationMs > steps * job.deltaMs) this.noteOverrun(job, durationMs, nowMs);
    return nowMs;
  }

  private noteTick(job: RunningJob, tickMs: number): void {
    job.noteTick(tickMs);
    this.metrics?.observeTick(tickMs);
  }

  private tellLost(job: RunningJob, ticks: number): void {
    try {
      job.job.lost?.(ticks);
    } catch (error) {
      this.fail(job, error);
    }
  }

  private fail(job: RunningJob, error: unknown): void {
    job.stop();
    try {
      job.job.failed(error);
    } catch (failure) {
      this.logger.error({ err: failure }, `${nameOf(job)} failed, and then failed to end.`);
    }
  }

  private release(job: RunningJob, group: TickGroup): void {
    if (!group.jobs.delete(job)) return;
    this.jobs -= 1;
    if (group.jobs.size > 0 || this.runningGroup === group) return;
    this.queue.remove(group);
    this.forgetIfEmpty(group.rate);
    if (this.queue.size === 0) this.disarm();
  }

  private forgetIfEmpty(rate: TickRate): void {
    if (rate.isEmpty) this.rates.delete(rate.tickHz);
  }

  private enqueue(group: TickGroup): void {
    group.dueMs = group.steps.nextDueMs;
    this.queue.push(group);
  }

  private arm(): void {
    const { top } = this.queue;
    if (top === undefined || this.isInTurn || this.timerDueMs <= top.dueMs) return;
    this.disarm();
    this.timerDueMs = top.dueMs;
    this.cancelTimer = this.clock.setTimer(this.turn, top.dueMs - this.clock.nowMs());
  }

  private disarm(): void {
    this.cancelTimer?.();
    this.cancelTimer = undefined;
    this.timerDueMs = Infinity;
  }

  private noteOverrun(job: RunningJob, durationMs: number, nowMs: number): void {
    this.overrunCount += 1;
    if (nowMs < this.nextOverrunLogMs) return;
    this.nextOverrunLogMs = nowMs + OVERRUN_LOG_EVERY_MS;
    const untold = this.overrunCount - this.overrunsTold - 1;
    this.overrunsTold = this.overrunCount;
    this.logger.warn(
      { durationMs: Math.round(durationMs), tickMs: job.deltaMs, tick: job.tickNumber, othersSince: untold },
      `Tick of ${nameOf(job)} took longer than its time.`,
    );
  }

  private tellPatchRate(): void {
    const { divisor, leastLagMs } = this.throttle;
    const details = { divisor, lagMs: Math.round(leastLagMs), jobs: this.jobs };
    const rate = divisor === 1 ? 'all patches of state are sent again' : `one in ${divisor} patches of state is sent`;
    if (divisor > this.divisorTold) this.logger.warn(details, `The loop is late: ${rate}.`);
    else this.logger.log(details, `The loop keeps up: ${rate}.`);
    this.divisorTold = divisor;
    for (const listener of this.rateListeners) {
      try {
        listener(divisor);
      } catch (error) {
        this.logger.error({ err: error }, 'A listener of the patch rate failed.');
      }
    }
  }
}

function nameOf({ job }: RunningJob): string {
  return job.name ?? 'a job without a name';
}

function checkRates({ tickHz, patchHz, name }: TickJob): void {
  if (!(tickHz > 0 && tickHz <= MAX_TICK_HZ)) {
    throw new RangeError(`${name ?? 'A job'}: tickHz must be above 0 and at most ${MAX_TICK_HZ}, not ${tickHz}.`);
  }
  if (!(patchHz >= 0 && patchHz <= tickHz)) {
    throw new RangeError(`${name ?? 'A job'}: patchHz must be between 0 and tickHz ${tickHz}, not ${patchHz}.`);
  }
}
