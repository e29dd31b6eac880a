import fc from 'fast-check';
import { RandomStream } from '../simulation/random-stream.js';
import { LineQueue } from './line-queue.js';
import { CLEAR_LINE, readLabSettings, type LineSettings } from './line-settings.js';

const lineFixture = (settings: Partial<LineSettings> = {}, seed = 'line'): LineQueue<number> =>
  new LineQueue<number>({ ...CLEAR_LINE, ...settings }, new RandomStream(seed));

/** Everything that arrives: when, and what. */
function arrivals(line: LineQueue<number>): { atMs: number; item: number }[] {
  const seen: { atMs: number; item: number }[] = [];
  while (line.dueMs < Infinity) {
    const atMs = line.dueMs;
    const item = line.shift(atMs);
    if (item !== undefined) seen.push({ atMs, item });
  }
  return seen;
}

/** Sends `count` items of `bytes` every `everyMs`, and how late each arrives. */
function latenesses(line: LineQueue<number>, { count = 1_000, everyMs = 50, bytes = 100 } = {}): number[] {
  for (let item = 0; item < count; item++) line.push(item * everyMs, item, bytes);
  return arrivals(line).map(({ atMs, item }) => atMs - item * everyMs);
}

describe(LineQueue.name, () => {
  it('changes nothing when it is clear', () => {
    expect(latenesses(lineFixture(), { count: 3 })).toEqual([0, 0, 0]);
  });

  it('adds half of the round trip each way, and jitter evenly on both sides of it', () => {
    expect(new Set(latenesses(lineFixture({ latencyMs: 100 })))).toEqual(new Set([50]));
    const late = latenesses(lineFixture({ latencyMs: 100, jitterMs: 30 }));
    expect(Math.min(...late)).toBeGreaterThanOrEqual(35);
    expect(Math.max(...late)).toBeLessThanOrEqual(65);
    expect(late.reduce((sum, ms) => sum + ms, 0) / late.length).toBeCloseTo(50, 0);
  });

  it('shows a loss as a stall: the lost one is late by an interval and 1.25 round trips, and those behind it wait', () => {
    const late = latenesses(lineFixture({ latencyMs: 100, lossPercent: 1 }));
    const stalled = late.filter((ms) => ms > 50);
    expect(Math.max(...late)).toBe(50 + 50 + 125);
    // Behind it: each an interval less late.
    expect(new Set(stalled)).toEqual(new Set([225, 175, 125, 75]));
    expect(late.filter((ms) => ms === 225).length).toBeGreaterThanOrEqual(3);
  });

  it('repairs the last one after a timeout, when nothing follows', () => {
    const line = lineFixture({ latencyMs: 400, lossPercent: 50 });
    let lost = 0;
    for (let item = 0; lost === 0; item++) {
      line.push(item * 10_000, item, 10);
      const [arrival] = arrivals(line);
      if (arrival !== undefined && arrival.atMs > item * 10_000 + 200) lost = arrival.atMs - item * 10_000;
    }
    expect(lost).toBe(200 + 400 + 400);
  });

  it('takes its time at a limited rate', () => {
    const line = lineFixture({ bytesPerSecond: 8_000 });
    for (let item = 0; item < 3; item++) line.push(0, item, 800);
    expect(line.bytes).toBe(2_400);
    expect(arrivals(line).map(({ atMs }) => atMs)).toEqual([100, 200, 300]);
    expect(line.bytes).toBe(0);
  });

  it('holds everything back in a stall, then lets all go at once', () => {
    const line = lineFixture({ latencyMs: 20 });
    line.push(0, 1, 10);
    line.stall(5, 300);
    line.push(100, 2, 10);
    line.push(400, 3, 10);
    expect(arrivals(line)).toEqual([
      { atMs: 305, item: 1 },
      { atMs: 305, item: 2 },
      { atMs: 410, item: 3 },
    ]);
  });

  it('keeps order and loses nothing, whatever is sent over whatever line', () => {
    const line = fc.record({
      latencyMs: fc.integer({ min: 0, max: 500 }),
      jitterMs: fc.integer({ min: 0, max: 500 }),
      lossPercent: fc.integer({ min: 0, max: 50 }),
      bytesPerSecond: fc.constantFrom(0, 1_000, 100_000),
    });
    const sends = fc.array(
      fc.record({ afterMs: fc.nat(200), bytes: fc.nat(5_000), stallMs: fc.constantFrom(0, 0, 90) }),
      {
        maxLength: 60,
      },
    );
    fc.assert(
      fc.property(line, sends, fc.string(), (settings, items, seed) => {
        const queue = lineFixture(settings, seed);
        const again = lineFixture(settings, seed);
        let nowMs = 0;
        items.forEach(({ afterMs, bytes, stallMs }, item) => {
          nowMs += afterMs;
          for (const each of [queue, again]) {
            if (stallMs > 0) each.stall(nowMs, stallMs);
            each.push(nowMs, item, bytes);
          }
        });
        const seen = arrivals(queue);
        expect(seen.map(({ item }) => item)).toEqual(items.map((_, index) => index));
        for (let index = 1; index < seen.length; index++) {
          expect(seen[index]?.atMs).toBeGreaterThanOrEqual(seen[index - 1]?.atMs ?? 0);
        }
        expect(arrivals(again)).toEqual(seen);
      }),
      { numRuns: 200 },
    );
  });
});

describe(readLabSettings.name, () => {
  it.each([
    ['off', 'off'],
    ['on', { line: CLEAR_LINE, seed: 0 }],
    [
      'latency=100,jitter=30,loss=0.5',
      { line: { ...CLEAR_LINE, latencyMs: 100, jitterMs: 30, lossPercent: 0.5 }, seed: 0 },
    ],
    ['rate=8000, buffer=4096, seed=7', { line: { ...CLEAR_LINE, bytesPerSecond: 8_000, bufferBytes: 4_096 }, seed: 7 }],
  ])('reads %p', (text, expected) => {
    expect(readLabSettings(text)).toEqual(expected);
  });

  it.each([
    '',
    'yes',
    'latency',
    'latency=',
    'latency=-1',
    'latency=1e3',
    'lag=100',
    'loss=51',
    'latency=100;loss=1',
    'seed=0.5',
  ])('refuses %p', (text) => {
    expect(readLabSettings(text)).toBeUndefined();
  });
});
