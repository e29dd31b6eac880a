import fc from 'fast-check';
import { ManualClock } from '../time/monotonic-clock.js';
import { PacedInputs } from './paced-inputs.js';
import { TickScheduler } from './tick-scheduler.js';

interface Input {
  readonly seq: number;
}

/** A room of 30 Hz on a clock that stands still until it is advanced. */
function roomFixture(tickHz = 30) {
  const clock = new ManualClock();
  const inputs = new PacedInputs<Input>(tickHz);
  const stepped: number[][] = [];
  const job = {
    ...{ tickHz, patchHz: 0, patch: () => undefined },
    step: ({ number }: { readonly number: number }) => {
      stepped.push([...inputs.due(number)].map(({ seq }) => seq));
    },
    failed: (error: unknown) => {
      throw error;
    },
  };
  const scheduled = new TickScheduler(clock).add(job);
  let seq = 0;
  const send = (count = 1): void => {
    for (let i = 0; i < count; i++) inputs.push({ seq: (seq = (seq + 1) % 65_536) }, scheduled.tickNumber);
  };
  /** An input every `everyMs` until `untilMs`, each `lateMs` later, and never before the one in front of it. */
  const play = (untilMs: number, everyMs: number, lateMs: (sentMs: number) => number = () => 0): void => {
    const startMs = clock.nowMs();
    let lastMs = 0;
    for (let sentMs = everyMs / 2; sentMs < untilMs; sentMs += everyMs) {
      lastMs = Math.max(lastMs, sentMs + lateMs(startMs + sentMs));
      clock.setTimer(() => send(), lastMs);
    }
    clock.advance(untilMs);
  };
  return { clock, inputs, stepped, send, play };
}

const TICK_MS = 1000 / 30;

function flat(stepped: readonly (readonly number[])[]): number[] {
  return stepped.flat();
}

describe(PacedInputs.name, () => {
  it('hands out one input a tick, and none when none is there', () => {
    const { clock, stepped, send, inputs } = roomFixture();
    send();
    clock.advance(2 * TICK_MS);
    send();
    clock.advance(TICK_MS);

    expect(stepped).toEqual([[1], [], [2]]);
    expect(inputs.ackSeq).toBe(2);
  });

  it('steps every input once and in order after a stall of 300 ms, and is up to date within a second', () => {
    const { play, stepped, inputs } = roomFixture();
    const stall = (sentMs: number): number => (sentMs > 2000 && sentMs < 2300 ? 2300 - sentMs : 20);
    play(2300, TICK_MS, stall);
    play(1000, TICK_MS, stall);

    expect(inputs.size).toBeLessThanOrEqual(2);
    expect(flat(stepped)).toEqual(Array.from({ length: flat(stepped).length }, (_, index) => index + 1));
    expect(flat(stepped).length).toBeGreaterThanOrEqual(97);
    expect(Math.max(...stepped.map(({ length }) => length))).toBe(2);
    expect(inputs.statistics.dropped).toBe(0);
  });

  it('makes no reserve out of a single stall', () => {
    const { play, inputs } = roomFixture();
    play(3000, TICK_MS, (sentMs) => (sentMs > 1000 && sentMs < 1300 ? 1300 - sentMs : 0));

    expect(inputs.reserve).toBe(1);
  });

  it('keeps a reserve for inputs that arrive unevenly, and gives it up when they arrive evenly again', () => {
    const { play, stepped, inputs } = roomFixture();
    // Every third input is late by more than a tick.
    play(20_000, TICK_MS, (sentMs) => (Math.floor(sentMs / TICK_MS) % 3 === 0 ? 45 : 0));
    const { reserve } = inputs;
    const late = stepped.slice(-150);
    play(20_000, TICK_MS);

    expect(reserve).toBeGreaterThan(1);
    expect(reserve).toBeLessThanOrEqual(3);
    expect(late.filter(({ length }) => length === 1).length).toBeGreaterThan(140);
    expect(inputs.reserve).toBe(1);
  });

  it.each([31, 60, 300])(
    'gives a client that sends %i inputs a second no more than 1,824 steps in 60 s',
    (perSecond) => {
      const { play, stepped, inputs } = roomFixture();
      play(60_000, 1000 / perSecond);

      expect(flat(stepped).length).toBeLessThanOrEqual(1_824);
      expect(flat(stepped).length).toBeGreaterThanOrEqual(1_800);
      const { dropped, overflowed } = inputs.statistics;
      expect(flat(stepped).length + dropped + overflowed + inputs.size).toBe(Math.round(60 * perSecond));
    },
  );

  it('acknowledges what it drops within 250 ms', () => {
    const { play, inputs, send } = roomFixture();
    play(10_000, 1000 / 60);
    send();

    expect(inputs.statistics.dropped).toBeGreaterThan(200);
    // 600 were sent; what waits is of the last 250 ms.
    expect(601 - inputs.ackSeq).toBeLessThanOrEqual(0.3 * 60);
  });

  it('drops nothing of a client whose clock runs 0.4 % fast', () => {
    const { play, inputs } = roomFixture();
    play(600_000, TICK_MS / 1.004);

    expect(inputs.statistics).toMatchObject({ dropped: 0, overflowed: 0 });
  });

  it('drops nothing of what was made while the server lost ticks, however often', () => {
    const inputs = new PacedInputs<Input>(30);
    let [seq, tick] = [0, 0];
    const step = () => Array.from(inputs.due(++tick));
    for (let stall = 0; stall < 20; stall++) {
      // Of the time of 18 ticks, five are caught up, before what has arrived meanwhile is read.
      inputs.lost(13);
      for (let caughtUp = 0; caughtUp < 5; caughtUp++) step();
      for (let i = 0; i < 18; i++) inputs.push({ seq: ++seq }, tick);
      for (let i = 0; i < 60; i++) {
        inputs.push({ seq: ++seq }, tick);
        step();
      }
      expect(inputs.size).toBeLessThanOrEqual(3);
    }
    expect(inputs.statistics).toMatchObject({ dropped: 0, overflowed: 0 });
    expect(inputs.ackSeq + inputs.size).toBe(20 * 78);
  });

  it('saves at most as much for lost ticks as for others', () => {
    const { inputs, clock, stepped, send } = roomFixture();
    inputs.lost(10_000);
    for (let tick = 0; tick < 300; tick++) {
      send(2);
      clock.advance(TICK_MS);
    }
    expect(flat(stepped).length).toBeLessThanOrEqual(2 * 15 + Math.ceil(300 * 1.005));
  });

  it('hands out nothing more when asked twice in a tick, and keeps what a broken loop has left', () => {
    const { inputs, send } = roomFixture();
    send(3);
    for (const { seq } of inputs.due(1)) {
      expect(seq).toBe(1);
      break;
    }
    expect([...inputs.due(1)]).toEqual([]);
    expect([...inputs.due(2)]).toEqual([{ seq: 2 }, { seq: 3 }]);
  });

  it('goes on after the numbers have wrapped, and over a gap in them', () => {
    const inputs = new PacedInputs<Input>(30);
    const due: number[] = [];
    [1, 20_000, 40_000, 65_535, 0, 1].forEach((seq, at) => {
      inputs.push({ seq }, at);
      due.push(...[...inputs.due(at + 1)].map((input) => input.seq));
    });
    expect(due).toEqual([1, 20_000, 40_000, 65_535, 0, 1]);
  });

  it('hands out the same again for the same arrivals, from any saved moment on', () => {
    const arrivals = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 60, maxLength: 300 });
    const run = (counts: readonly number[], saveAt = -1): number[][] => {
      let inputs = new PacedInputs<Input>(30);
      let seq = 0;
      return counts.map((count, tick) => {
        if (tick === saveAt) {
          const saved = JSON.parse(JSON.stringify(inputs.save())) as ReturnType<typeof inputs.save>;
          inputs = new PacedInputs<Input>(30);
          inputs.restore(saved);
          expect(inputs.save()).toEqual(saved);
        }
        for (let i = 0; i < count; i++) inputs.push({ seq: ++seq }, tick);
        return [...inputs.due(tick + 1)].map((input) => input.seq);
      });
    };
    fc.assert(
      fc.property(arrivals, fc.nat(59), (counts, saveAt) => {
        expect(run(counts)).toEqual(run(counts));
        const steps = run(counts, saveAt).flat();
        expect(steps).toEqual([...new Set(steps)].sort((a, b) => a - b));
      }),
    );
  });
});
