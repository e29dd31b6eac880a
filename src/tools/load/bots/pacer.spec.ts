import { jest } from '@jest/globals';
import { beginOf, Pacer } from './pacer.js';

describe(beginOf.name, () => {
  it('is when something was due, but for what a timer is late by itself', () => {
    expect(beginOf(1_000, 1_001.5)).toBe(1_001.5);
    expect(beginOf(1_000, 1_300)).toBe(1_000);
    expect(beginOf(1_000, 999.6)).toBe(999.6);
  });
});

describe(Pacer.name, () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('leaves out nothing that is late', () => {
    const pacer = new Pacer();
    const startMs = performance.now();
    const beats: number[] = [];
    const lateMs: number[] = [];
    pacer.every(startMs + 100, 100, (dueMs) => {
      beats.push(dueMs - startMs);
      lateMs.push(Math.round(performance.now() - dueMs));
      // The first one keeps the thread busy.
      if (beats.length === 1) jest.advanceTimersByTime(250);
    });
    jest.advanceTimersByTime(420);

    expect(beats.slice(0, 4)).toEqual([100, 200, 300, 400]);
    expect(lateMs.slice(0, 3)).toEqual([0, expect.closeTo(150, -1), expect.closeTo(50, -1)]);
    pacer.stop();
  });

  it('does things in the order in which they are due, and not what was called off', () => {
    const pacer = new Pacer();
    const startMs = performance.now();
    const done: string[] = [];
    pacer.at(startMs + 30, () => done.push('third'));
    const callOff = pacer.at(startMs + 20, () => done.push('second'));
    pacer.at(startMs + 10, () => done.push('first'));
    callOff();
    jest.advanceTimersByTime(100);

    expect(done).toEqual(['first', 'third']);
    pacer.stop();
  });

  it('ends a beat from within', () => {
    const pacer = new Pacer();
    let beats = 0;
    const end = pacer.every(performance.now() + 10, 10, () => {
      beats += 1;
      if (beats === 2) end();
    });
    jest.advanceTimersByTime(100);

    expect(beats).toBe(2);
    pacer.stop();
  });
});
