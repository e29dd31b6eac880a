import { performance } from 'node:perf_hooks';
import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { GameConfig } from '../../../core/config/game-config.js';
import { RoomRegistry } from '../../../core/rooms/room-registry.js';
import { SessionRegistry } from '../../../core/sessions/session-registry.js';
import { AdminConfig, isServed } from '../admin.config.js';
import { MAX_LINES, OverviewCounts, REFUSAL } from './overview-counts.js';

const EVERY_MS = 5_000;
/** An hour. */
const KEPT = 720;
const MS_PER_S = 1_000;

/** One reading: plain numbers by name, and when it was taken. */
export type Sample = Readonly<Record<string, number>>;

/** The last hour of this node: a few plain numbers every five seconds, whether anybody looks or not. */
@Injectable()
export class OverviewRing implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly samples: Sample[] = [];
  private timer: NodeJS.Timeout | undefined;
  private before: Sample = {};
  private dueMs = 0;

  constructor(
    private readonly config: GameConfig,
    private readonly own: AdminConfig,
    private readonly counts: OverviewCounts,
    private readonly sessions: SessionRegistry,
    private readonly rooms: RoomRegistry,
  ) {}

  /** Nest's hook. */
  onApplicationBootstrap(): void {
    if (!isServed(this.own, this.config)) return;
    void this.take();
    this.timer = setInterval(() => void this.take(), EVERY_MS).unref();
  }

  /** Nest's hook. */
  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** The last hour, the oldest first. */
  get history(): readonly Sample[] {
    return this.samples;
  }

  /** The latest reading. */
  get latest(): Sample | undefined {
    return this.samples.at(-1);
  }

  /** Takes a reading. */
  async take(): Promise<void> {
    const nowMs = performance.now();
    const lagMs = this.dueMs === 0 ? 0 : Math.max(0, nowMs - this.dueMs);
    this.dueMs = nowMs + EVERY_MS;
    const counts = await this.counts.read();
    const { before } = this;
    this.before = { ...counts, nowMs };
    const seconds = (nowMs - (before.nowMs ?? nowMs - EVERY_MS)) / MS_PER_S;
    const rate = (name: string): number => {
      const was = before[name];
      // A code that was never refused before has no count yet.
      if (was === undefined && (before.nowMs === undefined || !name.startsWith(REFUSAL))) return 0;
      return Math.max(0, ((counts[name] ?? 0) - (was ?? 0)) / seconds);
    };
    this.samples.push({
      at: performance.timeOrigin + nowMs,
      sessions: this.sessions.size,
      rooms: this.rooms.size,
      connections: counts.connections ?? 0,
      held: counts.held ?? 0,
      messages: rate('messages'),
      bytesIn: rate('bytesIn'),
      bytesOut: rate('bytesOut'),
      refusals: rate('refusals'),
      errors: Math.max(0, (counts.errors ?? 0) - (before.errors ?? counts.errors ?? 0)),
      cpu: rate('cpuSeconds') * 100,
      memory: process.memoryUsage.rss(),
      lag: lagMs,
      tickP50: quantile(before, counts, 0.5),
      tickP99: quantile(before, counts, 0.99),
      overload: counts.overload ?? 1,
      databaseCalls: rate('databaseCalls'),
      databaseFailures: rate('databaseFailures'),
      ...refusalsOf(counts, rate),
      ...this.counts.ofModules(),
    });
    if (this.samples.length > KEPT) this.samples.shift();
  }
}

/** The refusals per second by code, the most frequent ones: `refusals:<code>`. */
function refusalsOf(counts: Sample, rate: (name: string) => number): Sample {
  const rates = Object.keys(counts)
    .filter((name) => name.startsWith(REFUSAL))
    .map((name) => [name, rate(name)] as const)
    .filter(([, perSecond]) => perSecond > 0)
    .sort(([, one], [, other]) => other - one);
  return Object.fromEntries(rates.slice(0, MAX_LINES));
}

/** The upper end of the bucket where a quantile of the ticks between two readings lies, in milliseconds; 0 without ticks. */
function quantile(before: Sample, now: Sample, share: number): number {
  const buckets = Object.keys(now).filter((name) => name.startsWith('tick '));
  const added = buckets.map((name) => ({
    le: Number(name.slice(5).replace('+', '')),
    count: (now[name] ?? 0) - (before[name] ?? 0),
  }));
  const total = Math.max(0, ...added.map(({ count }) => count));
  if (total === 0) return 0;
  const ends = added.filter(({ le, count }) => Number.isFinite(le) && count >= total * share).map(({ le }) => le);
  return ends.length === 0 ? MS_PER_S : Math.min(...ends) * MS_PER_S;
}
