import { Injectable } from '@nestjs/common';
import { Counter, Gauge, Histogram } from 'prom-client';
import { MetricsRegistry } from '../../core/observability/metrics-registry.js';
import { serverTimeMs } from '../../core/observability/server-time.js';

const SECONDS_PER_MS = 0.001;
/** How many of the last waits of a queue, and of the last matches, are kept. */
const KEPT_WAITS = 200;
const KEPT_MATCHES = 100;
/** No queue has this name. */
const ALL_QUEUES = '';
const WAIT_BUCKETS_SECONDS = [0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600];

/** How many players are waiting in a queue. */
export interface QueueFigures {
  readonly name: string;
  readonly waiting: number;
}

/** The outcome of a match: it started, it was called off, or its room could not be opened. */
export type MatchOutcome = 'started' | 'dissolved' | 'failed';

/** One of the last matches. */
export interface LastMatch {
  /** Counts up. */
  readonly number: number;
  readonly queue: string;
  readonly outcome: MatchOutcome;
  readonly atMs: number;
}

/** The matchmaker's metrics. Queue lengths are read on each Prometheus scrape. */
@Injectable()
export class MatchMetrics {
  private readonly matches: Counter<'queue' | 'outcome'>;
  private readonly waits: Histogram<'queue'>;
  private readonly lastWaits = new Map<string, number[]>();
  private readonly matchesBefore: LastMatch[] = [];
  private matchCount = 0;
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
    this.matchCount += 1;
    this.matchesBefore.push({ number: this.matchCount, queue, outcome, atMs: serverTimeMs() });
    if (this.matchesBefore.length > KEPT_MATCHES) this.matchesBefore.shift();
  }

  /** Records how long a ticket waited. */
  observeWait(queue: string, waitedMs: number): void {
    this.waits.observe({ queue }, waitedMs * SECONDS_PER_MS);
    this.keepWait(queue, waitedMs);
    this.keepWait(ALL_QUEUES, waitedMs);
  }

  private keepWait(queue: string, waitedMs: number): void {
    const last = this.lastWaits.get(queue) ?? [];
    this.lastWaits.set(queue, last);
    last.push(waitedMs);
    if (last.length > KEPT_WAITS) last.shift();
  }

  /** The last matches of this node, the latest first. */
  lastMatches(): readonly LastMatch[] {
    return this.matchesBefore.toReversed();
  }

  /**
   * How long the last tickets of a queue waited, in milliseconds; undefined when none has.
   * @param queue of all queues together without one
   * @param share 0.5 for the time that half of them waited at most
   */
  waitOf(queue: string | undefined, share: number): number | undefined {
    const sorted = (this.lastWaits.get(queue ?? ALL_QUEUES) ?? []).toSorted((one, other) => one - other);
    return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  }
}
