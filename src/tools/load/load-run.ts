import type { RecordableHistogram } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import type { ThreadPool, ThreadReading } from './bots/thread-pool.js';
import { judge, type Expectation } from './expectations.js';
import { quantileMs, timeHistogram } from './measure/meters.js';
import { between, type ServerSample, type ServerWatch } from './measure/server-figures.js';
import { StageTally, type StageRow } from './measure/tally.js';
import { stagesOf, startsOf, type SchedulePlan, type Stage } from './schedule.js';
import { whyVoid } from './verdict.js';

/** One moment of a run, about a second long. */
export interface SecondRow {
  /** Its end, from the start of the run. */
  readonly atMs: number;
  readonly stage: string;
  /** Connected bots. */
  readonly bots: number;
  readonly sentPerSecond: number;
  readonly receivedPerSecond: number;
  readonly receivedBytesPerSecond: number;
  readonly errors: number;
  /** p99 of each time, in milliseconds. */
  readonly p99: Readonly<Record<string, number>>;
  readonly serverCpu?: number;
  readonly serverMemory?: number;
  readonly tickLateP99?: number;
  /** The busiest thread of the generator, in percent. */
  readonly generatorCpu: number;
  /** Memory of the generator, in bytes. */
  readonly generatorMemory: number;
}

/** What a run is told. */
export interface RunOptions extends SchedulePlan {
  readonly expectations: readonly Expectation[];
  /** Whether it ends with the first stage that is not as expected. */
  readonly findsLimit: boolean;
  /** Called after each second. */
  readonly onSecond?: (row: SecondRow, stage: Stage) => void;
}

const READ_EVERY_MS = 1_000;

/** Drives the bots through the stages, and adds up what they measure. */
export class LoadRun {
  readonly stages: StageRow[] = [];
  readonly seconds: SecondRow[] = [];
  private readonly shared: Map<string, readonly [RecordableHistogram, RecordableHistogram]>[] = [];
  private readonly startMs = performance.now();
  private readMs = this.startMs;
  private sample: ServerSample | undefined;
  private isStopped = false;

  constructor(
    private readonly pool: ThreadPool,
    private readonly server: ServerWatch,
    private readonly options: RunOptions,
  ) {}

  /** Goes through all stages. */
  async run(): Promise<void> {
    let before: StageTally | undefined;
    for (const stage of stagesOf(this.options)) {
      const tally = new StageTally(stage, stage.isJudged ? before : undefined, await this.server.read());
      this.sample ??= this.server.latest;
      await this.runStage(stage, tally);
      const row = tally.row(await this.server.read());
      this.stages.push(row);
      before = tally;
      if (this.isStopped || (this.options.findsLimit && stage.isJudged && !this.isHeld(row))) break;
    }
    await this.pool.end();
  }

  /** Ends it early. */
  stop(): void {
    this.isStopped = true;
  }

  private isHeld(row: StageRow): boolean {
    const { expectations } = this.options;
    return whyVoid(row) === undefined && expectations.every((one) => judge(one, row.figures).isMet);
  }

  private async runStage(stage: Stage, tally: StageTally): Promise<void> {
    // A stage begins when the one before has been read.
    const lateMs = performance.now() - this.startMs - stage.fromMs;
    this.pool.startBots(startsOf(stage), performance.timeOrigin + this.startMs + lateMs);
    const endMs = performance.now() + stage.toMs - stage.fromMs;
    while (performance.now() < endMs && !this.isStopped) {
      await delay(Math.min(READ_EVERY_MS, endMs - performance.now()));
      await this.readAll(stage, tally);
    }
  }

  private async readAll(stage: Stage, tally: StageTally): Promise<void> {
    const readings = await this.pool.read();
    const nowMs = performance.now();
    const seconds = (nowMs - this.readMs) / 1_000;
    this.readMs = nowMs;
    const merged = new Map<string, RecordableHistogram>();
    for (const [thread, reading] of readings.entries()) {
      const times = this.timesOf(thread, reading);
      tally.add(thread, reading, times, seconds);
      for (const [key, histogram] of times) {
        if (readings.length === 1) merged.set(key, histogram);
        else merged.set(key, added(merged.get(key), histogram));
      }
    }
    const bots = readings.reduce((sum, reading) => sum + reading.bots, 0);
    tally.pass(seconds, bots);
    const row = { ...this.secondOf(readings, merged, seconds), stage: stage.name, bots };
    this.seconds.push(row);
    this.options.onSecond?.(row, stage);
  }

  /** The histograms that a thread does not write now. */
  private timesOf(thread: number, { added: fresh, slot }: ThreadReading): Map<string, RecordableHistogram> {
    const known = (this.shared[thread] ??= new Map());
    for (const { key, histograms } of fresh) known.set(key, histograms);
    return new Map([...known].map(([key, pair]) => [key, pair[slot]]));
  }

  private secondOf(
    readings: readonly ThreadReading[],
    times: ReadonlyMap<string, RecordableHistogram>,
    seconds: number,
  ): Omit<SecondRow, 'stage' | 'bots'> {
    const traffic = readings.flatMap((reading) => reading.traffic);
    const rate = (prefix: string, of: 1 | 2): number =>
      traffic.reduce((sum, row) => (row[0].startsWith(prefix) ? sum + row[of] : sum), 0) / seconds;
    const errors = readings.flatMap((reading) => Object.values(reading.errors));
    const p99 = [...times].map(([key, histogram]) => [key, quantileMs(histogram, 99)] as const);
    return {
      atMs: performance.now() - this.startMs,
      sentPerSecond: rate('out:', 1),
      receivedPerSecond: rate('in:', 1),
      receivedBytesPerSecond: rate('in:', 2),
      errors: errors.reduce((sum, count) => sum + count, 0),
      p99: Object.fromEntries(p99.filter((pair): pair is readonly [string, number] => pair[1] !== undefined)),
      ...this.serverSecond(),
      generatorCpu: Math.max(0, ...readings.map(({ busy }) => busy * 100)),
      generatorMemory: process.memoryUsage.rss(),
    };
  }

  private serverSecond(): Partial<SecondRow> {
    const { latest } = this.server;
    const before = this.sample;
    if (latest === undefined || before === undefined || latest.atMs <= before.atMs) return {};
    this.sample = latest;
    const { cpuPercent, memoryBytes, tickLateMs } = between(before, latest);
    const tickLateP99 = tickLateMs(99);
    return {
      serverCpu: cpuPercent,
      serverMemory: memoryBytes,
      ...(tickLateP99 !== undefined && { tickLateP99 }),
    };
  }
}

function added(sum: RecordableHistogram | undefined, more: RecordableHistogram): RecordableHistogram {
  const all = sum ?? timeHistogram();
  if (more.count > 0) all.add(more);
  return all;
}
