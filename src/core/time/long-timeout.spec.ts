import { jest } from '@jest/globals';
import { setLongTimeout } from './long-timeout.js';

const DAY_MS = 86_400_000;

describe(setLongTimeout.name, () => {
  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate'] });
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  it.each([1, 5_000, 24.8 * DAY_MS, 30 * DAY_MS, 365 * DAY_MS])('waits for %d ms, and calls once', (delayMs) => {
    let calls = 0;
    setLongTimeout(() => (calls += 1), delayMs);
    jest.advanceTimersByTime(delayMs - 1);
    expect(calls).toBe(0);
    jest.advanceTimersByTime(2);
    expect(calls).toBe(1);
    jest.advanceTimersByTime(400 * DAY_MS);
    expect(calls).toBe(1);
  });

  it('never calls after Infinity, nor once it is taken back', () => {
    let calls = 0;
    setLongTimeout(() => (calls += 1), Infinity);
    const cancel = setLongTimeout(() => (calls += 1), 60 * DAY_MS);
    jest.advanceTimersByTime(59 * DAY_MS);
    cancel();
    jest.advanceTimersByTime(400 * DAY_MS);
    expect([calls, jest.getTimerCount()]).toEqual([0, 0]);
  });

  it('refuses what is no number', () => {
    expect(() => setLongTimeout(() => undefined, NaN)).toThrow(RangeError);
  });
});
