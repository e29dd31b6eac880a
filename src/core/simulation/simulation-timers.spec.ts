import { jest } from '@jest/globals';
import fc from 'fast-check';
import { GameError } from '../../protocol/game-error.js';
import { SimulationError } from './simulation-timers.js';
import { SimulationTimers, type SavedTimer } from './simulation-timers.js';

/** Timers that note what ran and when. */
function timersFixture(maxTimers?: number) {
  const timers = new SimulationTimers(maxTimers);
  const seen: string[] = [];
  const note = (name: string) => (): void => void seen.push(`${name}@${timers.nowMs}`);
  return { timers, seen, note };
}

describe(SimulationTimers.name, () => {
  it('runs what is due by time, at equal times in the order it was set', () => {
    const { timers, seen, note } = timersFixture();
    timers.setTimeout(note('c'), 30);
    timers.setTimeout(note('a'), 10);
    timers.setTimeout(note('b'), 10);
    timers.setInterval(note('i'), 20);

    expect(timers.nextDueMs).toBe(10);
    timers.advanceTo(50);

    expect(seen).toEqual(['a@10', 'b@10', 'i@20', 'c@30', 'i@40']);
    expect(timers.nowMs).toBe(50);
    expect(timers.size).toBe(1);
    expect(timers.nextDueMs).toBe(60);
  });

  it('runs the same for ticks of any length', () => {
    const run = (steps: readonly number[]): string[] => {
      const { timers, seen, note } = timersFixture();
      timers.setInterval(() => {
        note('i')();
        timers.setTimeout(note('t'), 7);
      }, 15);
      for (const timeMs of steps) timers.advanceTo(timeMs);
      return seen;
    };
    const anySteps = fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 20 });
    fc.assert(
      fc.property(anySteps, (steps) => {
        expect(run([...steps.sort((a, b) => a - b), 300])).toEqual(run([300]));
      }),
    );
  });

  it('runs timers in order of time, each exactly once', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(500), { maxLength: 100 }), (delays) => {
        const timers = new SimulationTimers();
        const seen: number[] = [];
        for (const delayMs of delays) timers.setTimeout(() => seen.push(Math.max(1, delayMs)), delayMs);
        timers.advanceTo(500);
        expect(seen).toEqual(delays.map((delayMs) => Math.max(1, delayMs)).sort((a, b) => a - b));
        expect(timers.size).toBe(0);
      }),
    );
  });

  it('does not drift', () => {
    const { timers } = timersFixture();
    let runs = 0;
    timers.setInterval(() => (runs += 1), 0.5 + 0.75);
    timers.advanceTo(12_500);
    expect(runs).toBe(10_000);
  });

  it('ends a tick in which a timer sets itself again at once', () => {
    const { timers } = timersFixture();
    let runs = 0;
    const again = (): void => {
      runs += 1;
      timers.setTimeout(again, 0);
    };
    timers.setTimeout(again, 0);
    timers.advanceTo(50);
    expect(runs).toBe(50);
  });

  it('runs none that was cleared, not even by one that runs at the same time', () => {
    const { timers, seen, note } = timersFixture();
    timers.setTimeout(() => timers.clear(other), 10);
    const other = timers.setTimeout(note('other'), 10);
    const self = timers.setInterval(() => {
      note('self')();
      timers.clear(self);
    }, 20);
    timers.advanceTo(100);
    expect(seen).toEqual(['self@20']);
    expect(timers.size).toBe(0);
  });

  it('lists what waits in due order, with names where there are any', () => {
    const { timers, note } = timersFixture();
    timers.every('spawn', 20);
    timers.setTimeout(note('a'), 5);
    timers.after('end', 10);
    timers.advanceTo(5);
    expect(timers.waiting.map(({ name, dueMs, intervalMs }) => [name, dueMs, intervalMs])).toEqual([
      ['end', 10, undefined],
      ['spawn', 20, 20],
    ]);
    timers.setInterval(note('b'), 2);
    expect(timers.waiting[0]).toMatchObject({ name: undefined, dueMs: 7, intervalMs: 2 });
  });

  it('leaves alone what it does not know', () => {
    const { timers, note } = timersFixture();
    const foreign = new SimulationTimers().setTimeout(note('x'), 1);
    timers.setTimeout(note('y'), 1);
    timers.clear(undefined);
    timers.clear(foreign);
    timers.clear({ dueMs: 1 });
    expect(timers.size).toBe(1);
    timers.clearAll();
    expect(timers.size).toBe(0);
  });

  it('refuses more than its limit', () => {
    const { timers, note } = timersFixture(2);
    timers.setTimeout(note('a'), 1);
    timers.setInterval(note('b'), 1);
    expect(() => timers.after('c', 1)).toThrow(new GameError(SimulationError['room.too_many_timers']));
    expect(timers.size).toBe(2);
  });

  it.each([-1, NaN, Infinity])('refuses to wait for %p ms', (delayMs) => {
    expect(() => timersFixture().timers.setTimeout(() => undefined, delayMs)).toThrow(RangeError);
  });

  it('refuses to go back', () => {
    const { timers } = timersFixture();
    timers.advanceTo(10);
    expect(() => timers.advanceTo(9)).toThrow(RangeError);
  });

  it('lets an error out and keeps the other timers', () => {
    const { timers, seen, note } = timersFixture();
    timers.setTimeout(() => {
      throw new Error('broken');
    }, 10);
    timers.setTimeout(note('other'), 10);
    expect(() => timers.advanceTo(20)).toThrow('broken');
    timers.advanceTo(20);
    expect(seen).toEqual(['other@10']);
  });

  describe('named timers', () => {
    it('run what their name means, with their data', () => {
      const { timers } = timersFixture();
      const respawn = jest.fn();
      timers.after('respawn', 10, 'p1');
      timers.after('respawn', 20, 'p2');
      timers.on('respawn', respawn);
      timers.advanceTo(20);
      expect(respawn.mock.calls).toEqual([['p1'], ['p2']]);
    });

    it('say so when their name means nothing', () => {
      const { timers } = timersFixture();
      timers.after('spwan', 10);
      expect(() => timers.advanceTo(10)).toThrow('no on("spwan", ...)');
    });

    it('go on after a restore as if nothing had happened; closures are gone', () => {
      const run = (saveAtMs: number | undefined): string[] => {
        const seen: string[] = [];
        const bind = (timers: SimulationTimers): SimulationTimers => {
          for (const name of ['wave', 'end']) timers.on(name, (data) => seen.push(`${name} ${data}@${timers.nowMs}`));
          return timers;
        };
        let timers = bind(new SimulationTimers());
        timers.every('wave', 100 / 3, 1);
        timers.every('wave', 50, 2);
        timers.after('end', 100, 'x');
        timers.setTimeout(() => undefined, 90);
        if (saveAtMs !== undefined) {
          timers.advanceTo(saveAtMs);
          const text = JSON.stringify(timers.save());
          timers = bind(new SimulationTimers());
          timers.restore(JSON.parse(text) as SavedTimer[], saveAtMs);
          expect(timers.size).toBe(saveAtMs < 100 ? 3 : 2);
        }
        timers.advanceTo(200);
        return seen;
      };
      const whole = run(undefined);
      expect(whole).toHaveLength(10);
      for (const saveAtMs of [0, 49, 50, 100 / 3, 66.7, 100, 199]) expect(run(saveAtMs)).toEqual(whole);
    });
  });
});
