import type { RecordableHistogram } from 'node:perf_hooks';
import { QUANTILES, TIMES, type Figures } from '../expectations.js';
import type { Stage } from '../schedule.js';
import type { ThreadReading } from '../bots/thread-pool.js';
import { quantileMs, timeHistogram } from './meters.js';
import { between, type ServerFigures, type ServerSample } from './server-figures.js';

/** What happens once to a bot, so most of it before the stage that is judged. */
const ARRIVALS = ['connect', 'hello', 'signIn', 'join', 'firstState'];
/** Where a distribution is drawn: percent. */
const CURVE = [0, 10, 20, 30, 40, 50, 60, 70, 75, 80, 85, 90, 92.5, 95, 97, 98, 99, 99.5, 99.7, 99.9, 99.95, 99.99];

/** A time that was measured, in milliseconds. */
export interface TimeRow {
  readonly key: string;
  readonly count: number;
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly p999: number;
  readonly max: number;
  /** Pairs of percent and milliseconds. */
  readonly curve: readonly (readonly [percent: number, ms: number])[];
}

/** Messages of one kind. */
export interface TrafficRow {
  /** `out:` for sent and `in:` for received ones, then the message's name. */
  readonly key: string;
  readonly count: number;
  /** Of packets, without the head of their WebSocket frames. */
  readonly bytes: number;
}

/** What the server did in a stage. */
export type ServerRow = Omit<ServerFigures, 'tickLateMs'> & {
  readonly tickLateP50?: number;
  readonly tickLateP99?: number;
};

/** What came of a stage. */
export interface StageRow extends Stage {
  readonly seconds: number;
  readonly figures: Figures;
  readonly times: readonly TimeRow[];
  readonly traffic: readonly TrafficRow[];
  readonly errors: Readonly<Record<string, number>>;
  readonly server: ServerRow | undefined;
  /** The busiest thread of the generator, in percent of its time. */
  readonly generatorCpu: number;
  /** What the generator's process took, in percent of one core. */
  readonly generatorCores: number;
}

/** Everything that is measured in one stage. */
export class StageTally {
  private readonly times = new Map<string, RecordableHistogram>();
  private readonly traffic = new Map<string, { count: number; bytes: number }>();
  private readonly errors = new Map<string, number>();
  private readonly fromCpu = process.cpuUsage();
  private busySeconds: number[] = [];
  private seconds = 0;
  private bots = 0;

  /**
   * @param before the stage in which the bots arrived, if this is the one that is judged
   * @param from the server's figures at the start
   */
  constructor(
    private readonly stage: Stage,
    private readonly before: StageTally | undefined,
    private readonly from: ServerSample | undefined,
  ) {}

  /** Adds what one thread has counted. */
  add(thread: number, reading: ThreadReading, times: ReadonlyMap<string, RecordableHistogram>, seconds: number): void {
    for (const [key, histogram] of times) if (histogram.count > 0) this.timeOf(key).add(histogram);
    for (const [key, count, bytes] of reading.traffic) {
      const known = this.traffic.get(key) ?? { count: 0, bytes: 0 };
      this.traffic.set(key, { count: known.count + count, bytes: known.bytes + bytes });
    }
    for (const [code, count] of Object.entries(reading.errors))
      this.errors.set(code, (this.errors.get(code) ?? 0) + count);
    this.busySeconds[thread] = (this.busySeconds[thread] ?? 0) + reading.busy * seconds;
  }

  /** Notes that so much time has passed, with so many bots at its end. */
  pass(seconds: number, bots: number): void {
    this.seconds += seconds;
    this.bots = bots;
  }

  /** What came of it. @param until the server's figures at the end */
  row(until: ServerSample | undefined): StageRow {
    const server = this.from && until && until.atMs > this.from.atMs ? between(this.from, until) : undefined;
    const { user, system } = process.cpuUsage(this.fromCpu);
    const generatorCpu = (Math.max(0, ...this.busySeconds) * 100) / Math.max(this.seconds, 0.001);
    return {
      ...this.stage,
      seconds: this.seconds,
      figures: this.figures(server, generatorCpu),
      times: [...this.times].map(([key, histogram]) => timeRow(key, histogram)).sort((a, b) => compare(a.key, b.key)),
      traffic: [...this.traffic].map(([key, row]) => ({ key, ...row })).sort((a, b) => b.count - a.count),
      errors: Object.fromEntries(this.errors),
      server: server && serverRow(server),
      generatorCpu,
      generatorCores: (user + system) / 10_000 / Math.max(this.seconds, 0.001),
    };
  }

  private figures(server: ServerFigures | undefined, generatorCpu: number): Figures {
    const figures: Record<string, number | undefined> = {
      bots: this.bots,
      errors: this.total((tally) => tally.errorCount()),
      resyncs: this.total((tally) => tally.countOf('resync.')),
      hashMismatches: this.total((tally) => tally.countOf('resync.hash')),
      sentPerSecond: this.countOf('out:') / Math.max(this.seconds, 0.001),
      receivedPerSecond: this.countOf('in:') / Math.max(this.seconds, 0.001),
      generatorCpu,
      serverCpu: server?.cpuPercent,
      serverMemory: server?.memoryBytes,
      serverLoopLag: server?.loopLagMs,
      patchesLeftOut: server?.patchesLeftOut,
      ticksDropped: server?.ticksDropped,
    };
    for (const [suffix, percent] of Object.entries(QUANTILES)) {
      for (const key of TIMES) figures[`${key}${suffix}`] = this.quantile(key, percent);
      figures[`tickLate${suffix}`] = server?.tickLateMs(percent);
    }
    for (const [key, histogram] of this.times) {
      const [, name] = /^(?:reply|own):(.+)$/.exec(key) ?? [];
      if (name === undefined) continue;
      for (const [suffix, percent] of Object.entries(QUANTILES)) {
        figures[`${name}.${suffix.toLowerCase()}`] = quantileMs(histogram, percent);
      }
    }
    return figures;
  }

  private quantile(key: string, percent: number): number | undefined {
    const own = this.times.get(key);
    if (!ARRIVALS.includes(key) || this.before === undefined) return own && quantileMs(own, percent);
    const all = timeHistogram();
    const earlier = this.before.times.get(key);
    if (own !== undefined) all.add(own);
    if (earlier !== undefined) all.add(earlier);
    return quantileMs(all, percent);
  }

  private total(count: (tally: StageTally) => number): number {
    return count(this) + (this.before ? count(this.before) : 0);
  }

  private errorCount(): number {
    return [...this.errors.values()].reduce((sum, count) => sum + count, 0);
  }

  private countOf(prefix: string): number {
    return [...this.traffic].reduce((sum, [key, { count }]) => (key.startsWith(prefix) ? sum + count : sum), 0);
  }

  private timeOf(key: string): RecordableHistogram {
    const known = this.times.get(key) ?? timeHistogram();
    this.times.set(key, known);
    return known;
  }
}

function timeRow(key: string, histogram: RecordableHistogram): TimeRow {
  const at = (percent: number): number => quantileMs(histogram, percent) ?? 0;
  return {
    key,
    count: histogram.count,
    ...{ p50: at(50), p90: at(90), p99: at(99), p999: at(99.9), max: at(100) },
    curve: CURVE.map((percent) => [percent, percent === 0 ? histogram.min / 1_000 : at(percent)] as const),
  };
}

function serverRow({ tickLateMs, ...figures }: ServerFigures): ServerRow {
  const [tickLateP50, tickLateP99] = [tickLateMs(50), tickLateMs(99)];
  return {
    ...figures,
    ...(tickLateP50 !== undefined && { tickLateP50 }),
    ...(tickLateP99 !== undefined && { tickLateP99 }),
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
