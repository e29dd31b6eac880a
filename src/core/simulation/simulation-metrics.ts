import { Injectable } from '@nestjs/common';
import { Histogram } from 'prom-client';
import { MetricsRegistry } from '../observability/metrics-registry.js';
import { inputCounts } from './input-inbox.js';
import { SAMPLE_EVERY } from './tick-job.js';

const SECONDS_PER_MS = 0.001;
/** Close together where it is decided whether a server keeps its time. */
const LATE_BUCKETS_SECONDS = [
  ...[0.000_5, 0.001, 0.001_5, 0.002, 0.003, 0.004, 0.005, 0.006, 0.008, 0.01, 0.012_5, 0.015, 0.02],
  ...[0.025, 0.033, 0.05, 0.075, 0.1, 0.15, 0.25, 0.5, 1, 2],
];
const TICK_BUCKETS_SECONDS = [0.000_01, 0.000_05, 0.000_1, 0.000_5, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1];

/** What a scheduler counts by itself, in plain fields. */
export interface SchedulerFigures {
  readonly size: number;
  readonly overruns: number;
  readonly droppedSteps: number;
  readonly patchDivisor: number;
}

/** What the simulation counts. The scheduler's own figures are read when Prometheus asks; of the durations a sample is observed. */
@Injectable()
export class SimulationMetrics {
  private readonly ticks: Histogram;
  private readonly lateness: Histogram;
  private scheduler: SchedulerFigures = { size: 0, overruns: 0, droppedSteps: 0, patchDivisor: 1 };

  constructor(metrics: MetricsRegistry) {
    this.ticks = new Histogram({
      name: 'godwit_tick_seconds',
      help: `Time of one tick of one room, its patch included. One in ${SAMPLE_EVERY} is timed.`,
      buckets: TICK_BUCKETS_SECONDS,
      registers: [metrics.registry],
    });
    this.lateness = new Histogram({
      name: 'godwit_tick_late_seconds',
      help: 'How much later than due ticks began; those of rooms that tick together count once.',
      buckets: LATE_BUCKETS_SECONDS,
      registers: [metrics.registry],
    });
    metrics.gauge('godwit_rooms_scheduled', 'Rooms that tick.', () => this.scheduler.size);
    const divisor = 'Of so many patches one is sent: 1, or 2 or 4 under overload.';
    metrics.gauge('godwit_patch_divisor', divisor, () => this.scheduler.patchDivisor, 'max');
    metrics.count(
      'godwit_tick_overruns_total',
      'Ticks that took longer than their time.',
      () => this.scheduler.overruns,
    );
    const lost = 'Ticks that rooms lost because the loop was late.';
    metrics.count('godwit_ticks_dropped_total', lost, () => this.scheduler.droppedSteps);
    const dropped = 'Inputs that were dropped because their sender ran faster than the clock.';
    metrics.count('godwit_inputs_dropped_total', dropped, () => inputCounts.dropped);
  }

  /** Reads these figures from now on. */
  watchScheduler(figures: SchedulerFigures): void {
    this.scheduler = figures;
  }

  /** Notes how long one tick took. */
  observeTick(durationMs: number): void {
    this.ticks.observe(durationMs * SECONDS_PER_MS);
  }

  /** Notes how late the ticks of a group began. */
  observeLateness(lateMs: number): void {
    this.lateness.observe(lateMs * SECONDS_PER_MS);
  }
}
