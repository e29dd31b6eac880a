import fc from 'fast-check';
import { RunningJob, type TickJob } from './tick-job.js';
import { FixedStep, TickGroup, TickRate } from './tick-rate.js';

const idle: TickJob = {
  tickHz: 20,
  patchHz: 0,
  step: () => undefined,
  patch: () => undefined,
  failed: () => undefined,
};

function addJob(rate: TickRate): TickGroup {
  const group = rate.leastBusy();
  group.jobs.add(new RunningJob(idle, 0, () => undefined));
  return group;
}

const phaseOf = ({ steps }: TickGroup): number => steps.nextDueMs - steps.stepMs;

describe(TickRate.name, () => {
  it('spreads each further job as far as it can from those before', () => {
    const rate = new TickRate(20);
    const phases = Array.from({ length: 12 }, () => phaseOf(addJob(rate)));
    expect(phases).toEqual([0, 25, 10, 35, 5, 30, 15, 40, 20, 45, 0, 25]);
  });

  it.each([
    [1, 32],
    [30, 6],
    [60, 3],
    [200, 1],
    [1_000, 1],
  ])('has for %p Hz %p groups, each once', (tickHz, count) => {
    const rate = new TickRate(tickHz);
    const groups = Array.from({ length: count }, () => addJob(rate));
    expect(new Set(groups.map(phaseOf)).size).toBe(count);
    expect(addJob(rate)).toBe(groups[0]);
  });

  it('is empty without jobs', () => {
    const rate = new TickRate(20);
    expect(rate.isEmpty).toBe(true);
    const group = addJob(rate);
    expect(rate.isEmpty).toBe(false);
    group.jobs.clear();
    expect(rate.isEmpty).toBe(true);
  });
});

describe(FixedStep.name, () => {
  it('owes a step for every step of time, and keeps the rest', () => {
    const steps = new FixedStep(50, 0);
    expect([49, 50, 99, 100, 249].map((nowMs) => steps.take(nowMs))).toEqual([0, 1, 0, 1, 2]);
    expect(steps.nextDueMs).toBe(250);
  });

  it('drops and counts what it cannot make up for, and stays on its grid', () => {
    const steps = new FixedStep(50, 0);
    expect(steps.take(1_010)).toBe(5);
    expect(steps.droppedSteps).toBe(15);
    expect(steps.nextDueMs).toBe(1_050);
  });

  it('does not drift in a month of 60 Hz', () => {
    const stepMs = 1000 / 60;
    const monthMs = 30 * 24 * 3_600_000;
    const steps = new FixedStep(stepMs, 0);
    steps.skipTo(monthMs);
    expect(steps.index).toBe((monthMs / 1000) * 60);
    expect(steps.nextDueMs - monthMs).toBeCloseTo(stepMs, 5);
  });

  it('owes nothing before where it skipped to', () => {
    const steps = new FixedStep(50, 7);
    steps.skipTo(10_000);
    expect(steps.take(10_000)).toBe(0);
    expect(steps.droppedSteps).toBe(0);
    expect(steps.take(steps.nextDueMs)).toBe(1);
  });

  it('accounts for every step, whatever the rate and however the clock jumps', () => {
    const anyHz = fc.integer({ min: 1, max: 240 });
    const anyJumps = fc.array(fc.double({ min: 0, max: 2_000, noNaN: true }), { maxLength: 50 });
    fc.assert(
      fc.property(anyHz, fc.nat(1_000_000_000), anyJumps, fc.integer({ min: 1, max: 9 }), (hz, startMs, jumps, cap) => {
        const steps = new FixedStep(1000 / hz, startMs, cap);
        let nowMs = startMs;
        let taken = 0;
        for (const jump of jumps) {
          nowMs += jump;
          const owed = steps.take(nowMs);
          expect(owed).toBeLessThanOrEqual(cap);
          taken += owed;
          expect(steps.nextDueMs).toBeGreaterThan(nowMs);
        }
        expect(taken + steps.droppedSteps).toBe(steps.index);
        expect(steps.index).toBe(steps.indexAt(nowMs));
        expect(Math.abs(steps.index - ((nowMs - startMs) * hz) / 1000)).toBeLessThanOrEqual(1.001);
      }),
    );
  });

  it('takes a due step at exactly the time it names', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000 }), fc.nat(1_000_000), (hz, index) => {
        const steps = new FixedStep(1000 / hz, 3);
        steps.skipTo(3 + (index * 1000) / hz);
        expect(steps.take(steps.nextDueMs)).toBe(1);
      }),
    );
  });

  it('refuses steps of no length', () => {
    expect(() => new FixedStep(0, 0)).toThrow(RangeError);
    expect(() => new FixedStep(NaN, 0)).toThrow(RangeError);
    expect(() => new FixedStep(50, 0, 0)).toThrow(RangeError);
  });
});
