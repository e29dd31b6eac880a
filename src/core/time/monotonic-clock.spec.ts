import { jest } from '@jest/globals';
import { ManualClock, SystemClock } from './monotonic-clock.js';

describe(ManualClock.name, () => {
  it('runs what is due in order, at its time, timers set meanwhile included', () => {
    const clock = new ManualClock();
    const seen: string[] = [];
    const note = (name: string): void => void seen.push(`${name}@${clock.nowMs()}`);
    clock.setTimer(() => note('late'), 30);
    clock.setTimer(() => {
      note('first');
      clock.setTimer(() => note('second'), 5);
    }, 10);
    clock.setTimer(() => note('never'), 41);

    clock.advance(40);

    expect(seen).toEqual(['first@10', 'second@15', 'late@30']);
    expect(clock.nowMs()).toBe(40);
    expect(clock.pendingTimers).toBe(1);
  });

  it('runs no timer that was cancelled', () => {
    const clock = new ManualClock();
    const callback = jest.fn();
    const cancel = clock.setTimer(callback, 10);
    cancel();
    clock.advance(100);
    expect(callback).not.toHaveBeenCalled();
  });

  it('only moves when it is advanced from within a timer', () => {
    const clock = new ManualClock();
    const seen: number[] = [];
    clock.setTimer(() => clock.advance(25), 10);
    clock.setTimer(() => seen.push(clock.nowMs()), 20);
    clock.setTimer(() => seen.push(clock.nowMs()), 31);

    clock.advance(30);
    expect(seen).toEqual([35]);
    expect(clock.nowMs()).toBe(35);
    clock.advance(0);
    expect(seen).toEqual([35, 35]);
  });

  it('is late after a leap', () => {
    const clock = new ManualClock();
    const seen: number[] = [];
    clock.setTimer(() => seen.push(clock.nowMs()), 10);
    clock.leap(500);
    expect(seen).toEqual([500]);
  });

  it('refuses to go back', () => {
    expect(() => new ManualClock().advance(-1)).toThrow(RangeError);
    expect(() => new ManualClock().advance(NaN)).toThrow(RangeError);
    expect(() => new ManualClock().leap(-1)).toThrow(RangeError);
  });
});

describe(SystemClock.name, () => {
  it('calls back once, and not when cancelled', async () => {
    const clock = new SystemClock();
    const cancelled = jest.fn();
    clock.setTimer(cancelled, 1)();
    clock.setTimer(cancelled, 0)();
    const startMs = clock.nowMs();
    const keepAlive = setInterval(() => undefined, 1_000);
    await new Promise<void>((resolve) => void clock.setTimer(resolve, 5));
    clearInterval(keepAlive);

    // Node counts whole milliseconds.
    expect(clock.nowMs() - startMs).toBeGreaterThan(3.9);
    expect(cancelled).not.toHaveBeenCalled();
  });
});
