import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import fc from 'fast-check';
import { ManualClock } from '../time/monotonic-clock.js';
import { OVERLOAD_LAG_MS } from './patch-throttle.js';
import type { Tick } from './tick-job.js';
import { type TickJob, TickScheduler } from './tick-scheduler.js';

class RecordingJob implements TickJob {
  readonly steps: Tick[] = [];
  readonly stepTimes: number[] = [];
  readonly patches: number[] = [];
  readonly failures: unknown[] = [];

  constructor(
    private readonly clock: ManualClock,
    readonly tickHz: number,
    readonly patchHz: number,
    private readonly onStep: (tick: Tick) => void = () => undefined,
    readonly name?: string,
  ) {}

  step(tick: Tick): void {
    this.steps.push(tick);
    this.stepTimes.push(this.clock.nowMs());
    this.onStep(tick);
  }

  patch(tick: Tick): void {
    this.patches.push(tick.number);
  }

  failed(error: unknown): void {
    this.failures.push(error);
  }
}

function schedulerFixture() {
  const clock = new ManualClock();
  const scheduler = new TickScheduler(clock);
  const job = (tickHz: number, patchHz: number, onStep?: (tick: Tick) => void, name?: string): RecordingJob =>
    new RecordingJob(clock, tickHz, patchHz, onStep, name);
  return { clock, scheduler, job };
}

/** What was logged as a warning, until the spy is restored. */
function warnings(): jest.SpiedFunction<Logger['warn']> {
  return jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
}

describe(TickScheduler.name, () => {
  beforeAll(() => void Logger.overrideLogger(false));
  afterEach(() => void jest.restoreAllMocks());

  it('steps a job at its rate, with its own time', () => {
    const { clock, scheduler, job } = schedulerFixture();
    const room = job(20, 20);
    const scheduled = scheduler.add(room);

    clock.advance(100);

    expect(room.steps).toEqual([
      { number: 1, deltaMs: 50, seconds: 0.05, timeMs: 50 },
      { number: 2, deltaMs: 50, seconds: 0.05, timeMs: 100 },
    ]);
    expect(room.stepTimes).toEqual([50, 100]);
    expect(scheduled.tickNumber).toBe(2);
  });

  it('states the step in seconds as clients compute it', () => {
    for (const tickHz of [30, 60, 20, 128, 144]) {
      const { clock, scheduler } = schedulerFixture();
      const room = new RecordingJob(clock, tickHz, 0);
      scheduler.add(room);
      clock.advance(100);

      expect(room.steps[0]!.seconds).toBe(1000 / tickHz / 1000);
    }
  });

  it('patches after the steps that its rate says, for any two rates', () => {
    const { clock, scheduler, job } = schedulerFixture();
    const [thirtyTwenty, sixtyTen, none] = [job(30, 20), job(60, 10), job(30, 0)];
    for (const room of [thirtyTwenty, sixtyTen, none]) scheduler.add(room);

    clock.advance(1_000);

    expect(thirtyTwenty.patches).toEqual([2, 3, 5, 6, 8, 9, 11, 12, 14, 15, 17, 18, 20, 21, 23, 24, 26, 27, 29, 30]);
    expect(sixtyTen.patches).toEqual([6, 12, 18, 24, 30, 36, 42, 48, 54, 60]);
    expect(none.patches).toEqual([]);
  });

  it('holds one timer, however many jobs, and none without jobs', () => {
    const { clock, scheduler, job } = schedulerFixture();
    const all = Array.from({ length: 100 }, (_, index) => scheduler.add(job(1 + (index % 60), 1)));
    expect(clock.pendingTimers).toBe(1);
    clock.advance(500);
    expect(clock.pendingTimers).toBe(1);
    for (const each of all) each.stop();
    expect(clock.pendingTimers).toBe(0);
    expect(scheduler.size).toBe(0);
  });

  it('spreads a thousand rooms evenly over a tick', () => {
    const { clock, scheduler, job } = schedulerFixture();
    const perTurn = new Map<number, number>();
    const count = (): void => void perTurn.set(clock.nowMs(), (perTurn.get(clock.nowMs()) ?? 0) + 1);
    for (let index = 0; index < 1_000; index++) scheduler.add(job(20, 0, count));
    clock.advance(50);
    expect(perTurn.size).toBe(10);
    expect([...perTurn.values()]).toEqual(Array.from({ length: 10 }, () => 100));
  });

  it('gives a new room the place of those that left', () => {
    const { clock, scheduler, job } = schedulerFixture();
    const all = Array.from({ length: 20 }, () => job(20, 0));
    const scheduled = all.map((each) => scheduler.add(each));
    clock.advance(50);
    scheduled[0]?.stop();
    const next = job(20, 0);
    scheduler.add(next);
    clock.advance(50);
    expect(next.stepTimes).toEqual([all[10]?.stepTimes[1]]);
  });

  it('makes up for a stall, but for no more than five steps, with one patch', () => {
    const { clock, scheduler, job } = schedulerFixture();
    const room = job(20, 20);
    scheduler.add(room);
    clock.leap(1_010);
    expect(room.steps.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
    expect(room.patches).toEqual([5]);
    expect(scheduler.droppedSteps).toBe(15);
    clock.advance(40);
    expect(room.steps.at(-1)).toEqual({ number: 6, deltaMs: 50, seconds: 0.05, timeMs: 300 });
    expect(room.stepTimes.at(-1)).toBe(1_050);
  });

  it('gives each job a tick for each of its steps of time, minus the dropped ones, however the clock jumps', () => {
    // Rates whose groups have exact times in binary, so that the test can count by itself.
    const anyHz = fc.constantFrom(1, 2, 4, 5, 8, 10, 20, 25, 50, 100);
    const anyJumps = fc.array(fc.tuple(fc.boolean(), fc.nat(900)), { maxLength: 20 });
    fc.assert(
      fc.property(fc.array(anyHz, { minLength: 1, maxLength: 30 }), anyJumps, (rates, jumps) => {
        const { clock, scheduler, job } = schedulerFixture();
        const rooms = rates.map((hz) => job(hz, hz));
        for (const room of rooms) scheduler.add(room);
        clock.advance(1_000);
        const due = rooms.map(({ tickHz, stepTimes }) => {
          expect(stepTimes[0]).toBeLessThanOrEqual(1000 / tickHz);
          return (nowMs: number): number => Math.floor(((nowMs - (stepTimes[0] ?? 0)) * tickHz) / 1000) + 1;
        });
        const expected = rates.map((hz) => hz);
        let dropped = 0;
        for (const [isStall, ms] of jumps) {
          const beforeMs = clock.nowMs();
          if (isStall) clock.leap(ms);
          else clock.advance(ms);
          for (const [index, dueAt] of due.entries()) {
            const owed = dueAt(clock.nowMs()) - dueAt(beforeMs);
            const made = isStall ? Math.min(owed, 5) : owed;
            expected[index]! += made;
            dropped += owed - made;
          }
        }
        expect(rooms.map(({ steps }) => steps.length)).toEqual(expected);
        expect(scheduler.droppedSteps).toBe(dropped);
        for (const { steps } of rooms)
          expect(steps.map(({ number }) => number)).toEqual(steps.map((_, index) => index + 1));
      }),
      { numRuns: 50 },
    );
  });

  it('takes ten thousand ticks of a room for granted', () => {
    const { clock, scheduler } = schedulerFixture();
    let last: Tick | undefined;
    scheduler.add({
      tickHz: 60,
      patchHz: 20,
      step: (tick) => void (last = tick),
      patch: () => undefined,
      failed: () => undefined,
    });
    clock.advance((10_000 * 1000) / 60 + 1);
    expect(last?.number).toBe(10_000);
    expect(last?.timeMs).toBe(10_000 * (1000 / 60));
  });

  it('goes on from a saved tick', () => {
    const { clock, scheduler, job } = schedulerFixture();
    const room = job(20, 20);
    const scheduled = scheduler.add(room);
    scheduled.resumeAt(1_000);
    clock.advance(50);
    expect(room.steps).toEqual([{ number: 1_001, deltaMs: 50, seconds: 0.05, timeMs: 50_050 }]);
    expect(() => scheduled.resumeAt(-1)).toThrow(RangeError);
    expect(() => scheduled.resumeAt(0.5)).toThrow(RangeError);
  });

  describe('a job that comes or goes', () => {
    it('may stop within its own step, and is not patched', () => {
      const { clock, scheduler, job } = schedulerFixture();
      const room = job(20, 20, ({ number }) => number === 2 && scheduled.stop());
      const scheduled = scheduler.add(room);
      clock.leap(1_000);
      expect(room.steps).toHaveLength(2);
      expect(room.patches).toEqual([]);
      clock.advance(1_000);
      expect(room.steps).toHaveLength(2);
      expect(scheduler.size).toBe(0);
      expect(clock.pendingTimers).toBe(0);
    });

    it('may stop another in the same turn, before it has run', () => {
      const { clock, scheduler, job } = schedulerFixture();
      const others = Array.from({ length: 49 }, () => job(20, 20));
      const killer = job(20, 20, () => scheduled.forEach((each) => each.stop()));
      scheduler.add(killer);
      const scheduled = others.map((each) => scheduler.add(each));
      clock.leap(50);
      expect(others.map(({ steps }) => steps.length).filter((count) => count > 0).length).toBeLessThan(49);
      expect(scheduler.size).toBe(1);
    });

    it('may come within a step, and owes nothing of the past', () => {
      const { clock, scheduler, job } = schedulerFixture();
      const born = Array.from({ length: 60 }, () => job(20, 20));
      scheduler.add(job(20, 20, ({ number }) => number === 1 && born.forEach((each) => scheduler.add(each))));
      clock.leap(1_000);
      expect(born.every(({ steps }) => steps.length === 0)).toBe(true);
      clock.advance(50);
      expect(born.map(({ steps }) => steps.length)).toEqual(born.map(() => 1));
    });

    it('may come to a group that is late', () => {
      const { clock, scheduler, job } = schedulerFixture();
      for (let index = 0; index < 10; index++) scheduler.add(job(20, 20));
      const late = job(20, 20);
      const slow = job(10, 10, ({ number }) => {
        if (number > 1) return;
        clock.advance(1_000);
        scheduler.add(late);
      });
      scheduler.add(slow);
      clock.advance(150);
      expect(late.steps).toHaveLength(0);
      clock.advance(50);
      expect(late.steps).toHaveLength(1);
    });
  });

  describe('a job that fails', () => {
    it('is told once and taken out; the others go on', () => {
      const { clock, scheduler, job } = schedulerFixture();
      const broken = new Error('broken');
      const bad = job(20, 20, ({ number }) => {
        if (number === 2) throw broken;
      });
      const good = Array.from({ length: 30 }, () => job(20, 20));
      scheduler.add(bad);
      for (const each of good) scheduler.add(each);

      clock.advance(1_000);

      expect(bad.failures).toEqual([broken]);
      expect(bad.steps).toHaveLength(2);
      expect(bad.patches).toEqual([1]);
      expect(good.map(({ steps }) => steps.length)).toEqual(good.map(() => 20));
      expect(scheduler.size).toBe(30);
    });

    it('may fail in its patch, and even in failing', () => {
      const { clock, scheduler, job } = schedulerFixture();
      const good = job(20, 20);
      const failed = jest.fn(() => {
        throw new Error('again');
      });
      scheduler.add({ tickHz: 20, patchHz: 20, step: () => undefined, patch: failed, failed });
      scheduler.add(good);
      clock.advance(1_000);
      expect(failed).toHaveBeenCalledTimes(2);
      expect(good.steps).toHaveLength(20);
    });
  });

  it('survives a step of a second: it is counted and named, the others are late', () => {
    const { clock, scheduler, job } = schedulerFixture();
    const warn = warnings();
    const slow = job(20, 20, ({ number }) => number === 3 && clock.advance(1_000), 'arena 7');
    const others = Array.from({ length: 25 }, () => job(20, 20));
    scheduler.add(slow);
    for (const each of others) scheduler.add(each);

    clock.advance(3_000);

    expect(scheduler.overruns).toBe(1);
    expect(warn).toHaveBeenCalledTimes(1);
    expect(warn.mock.calls[0]).toEqual([
      expect.objectContaining({ durationMs: 1_000, tick: 3 }),
      'Tick of arena 7 took longer than its time.',
    ]);
    expect(scheduler.patchDivisor).toBe(1);
    for (const { steps } of others) expect(steps.length).toBeGreaterThanOrEqual(60 - 16);
  });

  it('names many overruns in one line a second', () => {
    const { clock, scheduler, job } = schedulerFixture();
    const warn = warnings();
    scheduler.add(job(100, 1, () => clock.advance(11)));
    clock.advance(990);
    expect(scheduler.overruns).toBeGreaterThan(15);
    expect(warn.mock.calls.filter(([, text]) => String(text).startsWith('Tick of'))).toHaveLength(1);
  });

  it('lets the sockets be read between groups when a turn gets long', () => {
    const { clock, scheduler, job } = schedulerFixture();
    const seen: string[] = [];
    for (let index = 0; index < 4; index++) {
      scheduler.add(
        job(20, 20, () => {
          seen.push('group');
          clock.setTimer(() => seen.push('socket'), 0);
          clock.advance(10);
        }),
      );
    }
    clock.leap(50);
    clock.advance(20);
    expect(seen.slice(0, 4)).toEqual(['group', 'socket', 'group', 'socket']);
  });

  describe('under overload', () => {
    it('sends fewer patches step by step, says so, and recovers', () => {
      const { clock, scheduler, job } = schedulerFixture();
      const warn = warnings();
      const log = jest.spyOn(Logger.prototype, 'log').mockImplementation(() => undefined);
      const divisors: number[] = [];
      const unsubscribe = scheduler.onPatchRate((divisor) => divisors.push(divisor));
      let workMs = 30;
      scheduler.add(job(50, 50, () => clock.advance(workMs)));
      const other = job(50, 50);
      scheduler.add(other);

      clock.advance(8_000);
      expect(divisors).toEqual([2, 4]);
      expect(scheduler.patchDivisor).toBe(4);
      const rateLines = warn.mock.calls.map(([details, text]) => ({ details: details as unknown, text: String(text) }));
      const told = rateLines.filter(({ text }) => text.startsWith('The loop is late'));
      expect(told.map(({ text }) => text)).toEqual([
        'The loop is late: one in 2 patches of state is sent.',
        'The loop is late: one in 4 patches of state is sent.',
      ]);
      expect(told[0]?.details).toMatchObject({ divisor: 2, jobs: 2 });
      expect((told[0]!.details as { lagMs: number }).lagMs).toBeGreaterThan(OVERLOAD_LAG_MS);

      workMs = 1;
      const patchesBefore = other.patches.length;
      const stepsBefore = other.steps.length;
      clock.advance(2_000);
      expect((other.steps.length - stepsBefore) / (other.patches.length - patchesBefore)).toBeCloseTo(4, 0);

      clock.advance(20_000);
      expect(divisors).toEqual([2, 4, 2, 1]);
      expect(log.mock.calls.map(([, text]) => String(text))).toEqual([
        'The loop keeps up: one in 2 patches of state is sent.',
        'The loop keeps up: all patches of state are sent again.',
      ]);
      const recovered = other.patches.length;
      clock.advance(1_000);
      expect(other.patches.length - recovered).toBe(50);

      unsubscribe();
      workMs = 30;
      clock.advance(8_000);
      expect(divisors).toEqual([2, 4, 2, 1]);
    });
  });

  it('refuses rates that make no sense', () => {
    const { scheduler, job } = schedulerFixture();
    for (const tickHz of [0, -1, NaN, Infinity, 1_001]) expect(() => scheduler.add(job(tickHz, 0))).toThrow(RangeError);
    for (const patchHz of [-1, 21, NaN]) {
      expect(() => scheduler.add(job(20, patchHz, undefined, 'arena'))).toThrow('arena: patchHz');
    }
    expect(scheduler.size).toBe(0);
  });

  it('ticks no more after the shutdown', () => {
    const { clock, scheduler, job } = schedulerFixture();
    const room = job(20, 20);
    const scheduled = scheduler.add(room);
    scheduler.onApplicationShutdown();
    clock.advance(1_000);
    expect(room.steps).toEqual([]);
    scheduled.stop();
    expect(clock.pendingTimers).toBe(0);
  });
});
