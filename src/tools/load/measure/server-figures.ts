import { setTimeout as delay } from 'node:timers/promises';

/** What /metrics told at a time. */
export interface ServerSample {
  readonly atMs: number;
  readonly cpuSeconds: number;
  readonly memoryBytes: number;
  readonly loopLagMs: number;
  readonly skippedPatches: number;
  readonly droppedTicks: number;
  readonly patchDivisor: number;
  /** How many ticks began at most so many seconds late, from the smallest on. */
  readonly late: readonly (readonly [seconds: number, ticks: number])[];
}

/** What the server did between two samples. */
export interface ServerFigures {
  /** Percent of one core. */
  readonly cpuPercent: number;
  readonly memoryBytes: number;
  readonly loopLagMs: number;
  readonly patchesLeftOut: number;
  readonly ticksDropped: number;
  readonly patchDivisor: number;
  /** Quantiles of how late ticks began, by percent; none without a tick. */
  readonly tickLateMs: (percent: number) => number | undefined;
}

const READ_TIMEOUT_MS = 2_000;
const LINE = /^([a-zA-Z_:][\w:]*)(?:\{([^}]*)\})? (\S+)$/;

/** Reads a sample out of Prometheus' text. */
export function readSample(text: string, atMs: number): ServerSample {
  const values = new Map<string, number>();
  const late: [number, number][] = [];
  for (const line of text.split('\n')) {
    const [, name = '', labels = '', value = ''] = LINE.exec(line) ?? [];
    const [, bound] = /(?:^|,)le="([^"]+)"/.exec(labels) ?? [];
    if (name === 'godwit_tick_late_seconds_bucket')
      late.push([bound === '+Inf' ? Infinity : Number(bound), Number(value)]);
    else if (name !== '' && labels === '') values.set(name, Number(value));
  }
  const of = (name: string): number => values.get(name) ?? 0;
  return {
    atMs,
    cpuSeconds: of('process_cpu_seconds_total'),
    memoryBytes: of('process_resident_memory_bytes'),
    loopLagMs: of('nodejs_eventloop_lag_p99_seconds') * 1_000,
    skippedPatches: of('godwit_sync_skipped_total'),
    droppedTicks: of('godwit_ticks_dropped_total'),
    patchDivisor: of('godwit_patch_divisor'),
    late: late.sort(([a], [b]) => a - b),
  };
}

/** What happened between two samples. */
export function between(before: ServerSample, after: ServerSample): ServerFigures {
  const late = after.late.map(([bound, ticks], index) => [bound, ticks - (before.late[index]?.[1] ?? 0)] as const);
  return {
    cpuPercent: ((after.cpuSeconds - before.cpuSeconds) * 100_000) / Math.max(1, after.atMs - before.atMs),
    memoryBytes: after.memoryBytes,
    loopLagMs: after.loopLagMs,
    patchesLeftOut: after.skippedPatches - before.skippedPatches,
    ticksDropped: after.droppedTicks - before.droppedTicks,
    patchDivisor: after.patchDivisor,
    tickLateMs: (percent) => quantileOf(late, percent),
  };
}

/** Within a bucket, times are taken to be spread evenly, as Prometheus does. */
function quantileOf(
  buckets: readonly (readonly [bound: number, count: number])[],
  percent: number,
): number | undefined {
  const total = buckets.at(-1)?.[1] ?? 0;
  if (total <= 0) return undefined;
  const wanted = (total * percent) / 100;
  let lower = 0;
  let below = 0;
  for (const [bound, count] of buckets) {
    if (count >= wanted && count > below) {
      return (bound === Infinity ? lower : lower + ((bound - lower) * (wanted - below)) / (count - below)) * 1_000;
    }
    lower = bound;
    below = count;
  }
  return lower * 1_000;
}

/** Reads the server's metrics now and then. */
export class ServerWatch {
  /** All samples, oldest first; those of the last second is the last one. */
  latest: ServerSample | undefined;
  /** Why there are no figures, as a sentence; undefined while there are. */
  problem: string | undefined;
  private isOver = false;

  /** @param token METRICS_TOKEN of the server */
  constructor(
    private readonly httpUrl: string,
    private readonly token: string | undefined,
  ) {}

  /** Reads one sample. */
  async read(): Promise<ServerSample | undefined> {
    try {
      const response = await fetch(`${this.httpUrl}/metrics`, {
        headers: this.token === undefined ? {} : { authorization: `Bearer ${this.token}` },
        signal: AbortSignal.timeout(READ_TIMEOUT_MS),
      });
      const text = await response.text();
      if (response.ok) this.latest = readSample(text, performance.now());
      this.problem = response.ok ? undefined : problemOf(response.status);
    } catch {
      this.problem = 'The server did not answer at /metrics.';
    }
    return this.latest;
  }

  /** Reads a sample every second until {@link stop}. */
  async follow(): Promise<void> {
    while (!this.isOver) {
      await this.read();
      await delay(1_000);
    }
  }

  /** Ends {@link follow}. */
  stop(): void {
    this.isOver = true;
  }
}

function problemOf(status: number): string {
  return status === 401
    ? "The server's metrics need its METRICS_TOKEN: set it here as well."
    : `The server answered ${status} at /metrics.`;
}
