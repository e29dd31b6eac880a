import { CALM_WINDOWS, MAX_CALM_WINDOWS, PatchThrottle, WINDOW_MS } from './patch-throttle.js';

const STEP_MS = 50;

/** A loop that is late by `lagMs` for some windows; the divisors it went through. */
function throttleFixture() {
  const throttle = new PatchThrottle();
  let nowMs = 0;
  const run = (windows: number, lagAt: (nowMs: number) => number): number[] => {
    const changes: number[] = [];
    // The first sample of a window opens it, so each takes one more.
    const samples = windows * (WINDOW_MS / STEP_MS + 1);
    for (let sample = 0; sample < samples; sample++) {
      nowMs += STEP_MS;
      if (throttle.note(lagAt(nowMs), nowMs)) changes.push(throttle.divisor);
    }
    return changes;
  };
  return {
    throttle,
    run,
    late: (windows: number) => run(windows, () => 40),
    calm: (windows: number) => run(windows, () => 1),
  };
}

describe(PatchThrottle.name, () => {
  it('halves step by step down to a quarter while the loop stays late', () => {
    const { throttle, late } = throttleFixture();
    expect(late(1)).toEqual([2]);
    expect(late(5)).toEqual([4]);
    expect(throttle.leastLagMs).toBe(40);
  });

  it('forgives a loop that catches up again', () => {
    const { run } = throttleFixture();
    expect(run(10, (nowMs) => (nowMs % 500 === 0 ? 0 : 200))).toEqual([]);
  });

  it('forgives one stall, however long', () => {
    const { throttle, calm } = throttleFixture();
    calm(1);
    expect(throttle.note(60_000, 100_000)).toBe(false);
    expect(calm(3)).toEqual([]);
  });

  it('recovers step by step, each after some calm windows in a row', () => {
    const { late, calm } = throttleFixture();
    late(2);
    expect(calm(CALM_WINDOWS - 1)).toEqual([]);
    expect(calm(1)).toEqual([2]);
    expect(calm(CALM_WINDOWS)).toEqual([1]);
  });

  it('changes nothing between calm and overload, and counts calm anew after that', () => {
    const { run, late, calm } = throttleFixture();
    late(1);
    calm(CALM_WINDOWS - 1);
    expect(run(20, () => 10)).toEqual([]);
    expect(calm(CALM_WINDOWS - 1)).toEqual([]);
    expect(calm(1)).toEqual([1]);
  });

  it('waits longer after each relapse, and not for ever', () => {
    const { late, calm } = throttleFixture();
    late(1);
    calm(CALM_WINDOWS);
    const waits: number[] = [];
    for (let relapse = 0; relapse < 7; relapse++) {
      late(1);
      let windows = 0;
      do windows += 1;
      while (calm(1).length === 0);
      waits.push(windows);
    }
    expect(waits).toEqual([10, 20, 40, 80, 80, 80, MAX_CALM_WINDOWS]);
  });

  it('forgets relapses after a calm of that length', () => {
    const { late, calm } = throttleFixture();
    late(1);
    calm(CALM_WINDOWS);
    late(1);
    calm(2 * CALM_WINDOWS);
    calm(2 * CALM_WINDOWS);
    late(1);
    expect(calm(CALM_WINDOWS)).toEqual([1]);
  });
});
