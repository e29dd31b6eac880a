import { ConcurrencyLimit } from './concurrency-limit.js';

describe(ConcurrencyLimit.name, () => {
  it('gives each key so many at a time, and keeps no key that holds nothing', () => {
    const limit = new ConcurrencyLimit(2);
    const [first, second] = [limit.acquire('a'), limit.acquire('a')];

    expect([limit.acquire('a'), limit.isFull('a'), limit.held('a')]).toEqual([undefined, true, 2]);
    expect(limit.acquire('b')).toBeDefined();
    first?.();
    expect([limit.held('a'), limit.isFull('a')]).toEqual([1, false]);
    second?.();
    expect([limit.size, limit.held('a'), limit.held('b')]).toEqual([1, 0, 1]);
  });
});
