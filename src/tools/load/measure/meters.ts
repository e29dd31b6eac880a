import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';

/** Times are counted in microseconds, with three digits, up to two minutes; longer ones count as that. */
const LONGEST_US = 120_000_000;
const US_PER_MS = 1_000;

/** A histogram of times in microseconds, as all meters have it. */
export function timeHistogram(): RecordableHistogram {
  return createHistogram({ lowest: 1, highest: LONGEST_US, figures: 3 });
}

/** Milliseconds as a histogram takes them. */
export function recordMs(histogram: RecordableHistogram, ms: number): void {
  histogram.record(Math.min(LONGEST_US, Math.max(1, Math.round(ms * US_PER_MS))));
}

/** A quantile of a histogram, in milliseconds; undefined when nothing was recorded. */
export function quantileMs(histogram: RecordableHistogram, percent: number): number | undefined {
  if (histogram.count === 0) return undefined;
  return (percent === 100 ? histogram.max : histogram.percentile(percent)) / US_PER_MS;
}

/** The two histograms of one time: while one is written, the other can be read by the thread that adds all up. */
export interface SharedTime {
  readonly key: string;
  readonly histograms: readonly [RecordableHistogram, RecordableHistogram];
}

/** What was counted since the last reading. */
export interface MeterReading {
  /** Which of the two histograms of each time can be read until the next reading. */
  readonly slot: 0 | 1;
  /** Times that are measured for the first time. */
  readonly added: readonly SharedTime[];
  /** Count and bytes of messages by key, such as `out:ChatSay`. */
  readonly traffic: readonly (readonly [key: string, count: number, bytes: number])[];
  /** Errors by code. */
  readonly errors: Readonly<Record<string, number>>;
}

interface Traffic {
  count: number;
  bytes: number;
}

/** What one thread of bots counts and times. */
export class Meters {
  private readonly times = new Map<string, SharedTime['histograms']>();
  private readonly traffic = new Map<string, Traffic>();
  private readonly messages = { in: new Map<number, Traffic>(), out: new Map<number, Traffic>() };
  private readonly errors = new Map<string, number>();
  private added: SharedTime[] = [];
  private slot: 0 | 1 = 0;

  /** Where to count the messages of a wire type, sent (`out`) or received (`in`). */
  messageOf(direction: 'in' | 'out', type: number, name = String(type)): Traffic {
    const known = this.messages[direction].get(type);
    if (known !== undefined) return known;
    const fresh = this.trafficOf(`${direction}:${name}`);
    this.messages[direction].set(type, fresh);
    return fresh;
  }

  /** Where to count something. */
  trafficOf(key: string): Traffic {
    const known = this.traffic.get(key);
    if (known !== undefined) return known;
    const fresh = { count: 0, bytes: 0 };
    this.traffic.set(key, fresh);
    return fresh;
  }

  /** Notes how long something took. */
  time(key: string, ms: number): void {
    const pair = this.times.get(key) ?? this.newTime(key);
    recordMs(pair[this.slot], ms);
  }

  /** Counts an error. */
  error(code: string): void {
    this.errors.set(code, (this.errors.get(code) ?? 0) + 1);
  }

  /** What was counted since the last call. The histograms of the call before are written again from now on. */
  read(): MeterReading {
    const { slot, added } = this;
    const other = slot === 0 ? 1 : 0;
    this.slot = other;
    this.added = [];
    for (const pair of this.times.values()) pair[other].reset();
    const traffic = [...this.traffic].filter(([, { count }]) => count > 0);
    const reading = {
      slot,
      added,
      traffic: traffic.map(([key, { count, bytes }]) => [key, count, bytes] as const),
      errors: Object.fromEntries(this.errors),
    };
    for (const [, counted] of traffic) counted.count = counted.bytes = 0;
    this.errors.clear();
    return reading;
  }

  private newTime(key: string): SharedTime['histograms'] {
    const histograms = [timeHistogram(), timeHistogram()] as const;
    this.times.set(key, histograms);
    this.added.push({ key, histograms });
    return histograms;
  }
}
