import { Injectable } from '@nestjs/common';
import { Counter, Gauge, Histogram } from 'prom-client';
import { MetricsRegistry } from '../../core/observability/metrics-registry.js';

const SECONDS_PER_MS = 0.001;
const WAIT_BUCKETS_SECONDS = [0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600];

/** How many players are waiting in a queue. */
export interface QueueFigures {
  readonly name: string;
  readonly waiting: number;
}

/** The outcome of a match: it started, it was called off, or its room could not be opened. */
export type MatchOutcome = 'started' | 'dissolved' | 'failed';

/** The matchmaker's metrics. Queue lengths are read on each Prometheus scrape. */
@Injectable()
export class MatchMetrics {
  private readonly matches: Counter<'queue' | 'outcome'>;
  private readonly waits: Histogram<'queue'>;
  private figures: () => readonly QueueFigures[] = () => [];

  constructor({ registry }: MetricsRegistry) {
    const read = (): readonly QueueFigures[] => this.figures();
    new Gauge({
      name: 'godwit_matchmaking_waiting',
      help: 'Players that wait for a match.',
      labelNames: ['queue'],
      registers: [registry],
      collect() {
        for (const { name, waiting } of read()) this.set({ queue: name }, waiting);
      },
    });
    this.matches = new Counter({
      name: 'godwit_matches_total',
      help: 'Matches that were found, by what became of them.',
      labelNames: ['queue', 'outcome'],
      registers: [registry],
    });
    this.waits = new Histogram({
      name: 'godwit_match_wait_seconds',
      help: 'How long tickets waited for the match that they got.',
      labelNames: ['queue'],
      buckets: WAIT_BUCKETS_SECONDS,
      registers: [registry],
    });
  }

  /** Sets the source of the queue figures. */
  watchQueues(figures: () => readonly QueueFigures[]): void {
    this.figures = figures;
  }

  /** Counts a match by outcome. */
  countMatch(queue: string, outcome: MatchOutcome): void {
    this.matches.inc({ queue, outcome });
  }

  /** Records how long a ticket waited. */
  observeWait(queue: string, waitedMs: number): void {
    this.waits.observe({ queue }, waitedMs * SECONDS_PER_MS);
  }
}
