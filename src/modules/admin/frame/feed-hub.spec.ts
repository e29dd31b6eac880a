import { jest } from '@jest/globals';
import { Administrator } from '../../../core/console/administrator.js';
import type { FeedSource } from '../../../core/console/console.decorators.js';
import { FeedHub, type FeedWatcher } from './feed-hub.js';
import type { HomeCalls } from './home-calls.js';
import type { LoadedPart } from './section-registry.js';

const EVERY_MS = 250;
const MIB = 1_048_576;

/** A hub with one feed, whose readings are as long as `length` says. */
function hubOf(reading: { length: number }): { hub: FeedHub; reads: () => number; watch: () => () => void } {
  let count = 0;
  const read = (): string => `${++count}`.padEnd(reading.length, 'x');
  const source: FeedSource = { read, close: () => undefined };
  const hub = new FeedHub({ sourceOf: () => source } as unknown as HomeCalls);
  const part = {
    name: 'test.feed',
    view: { everyMs: EVERY_MS },
    check: { check: () => ({}) },
  } as unknown as LoadedPart;
  const by = new Administrator('', 'sue', 'viewer', '', '', new Set());
  const watcher = (): FeedWatcher => ({ isBusy: () => false, next: () => undefined, failed: () => undefined });
  return { hub, reads: () => count, watch: () => hub.watch(part, {}, by, watcher()) };
}

describe(FeedHub.name, () => {
  beforeEach(() => void jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick'] }));
  afterEach(() => void jest.useRealTimers());

  it('reads eight times less often what is larger than 1 MiB, while it is', async () => {
    const reading = { length: MIB };
    const { reads, watch } = hubOf(reading);
    watch();
    await jest.advanceTimersByTimeAsync(7 * EVERY_MS);
    expect(reads()).toBe(1);
    await jest.advanceTimersByTimeAsync(EVERY_MS);
    expect(reads()).toBe(2);
    reading.length = 10;
    await jest.advanceTimersByTimeAsync(8 * EVERY_MS);
    expect(reads()).toBe(3);
    await jest.advanceTimersByTimeAsync(4 * EVERY_MS);
    expect(reads()).toBe(7);
  });

  it('reads nothing any more when the last has left', async () => {
    const { hub, reads, watch } = hubOf({ length: 10 });
    const [one, other] = [watch(), watch()];
    await jest.advanceTimersByTimeAsync(EVERY_MS);
    one();
    expect(hub.size).toBe(1);
    other();
    expect(hub.size).toBe(0);
    const before = reads();
    await jest.advanceTimersByTimeAsync(10 * EVERY_MS);
    expect(reads()).toBe(before);
  });
});
