import { TickGroup, TickRate } from './tick-rate.js';
import { RunningJob, type TickJob } from './tick-job.js';

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
