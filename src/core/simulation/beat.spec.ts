import { Beat, Rhythm } from './beat.js';
import { RunningJob, type TickJob } from './tick-job.js';

const idle: TickJob = {
  tickHz: 20,
  patchHz: 0,
  step: () => undefined,
  patch: () => undefined,
  failed: () => undefined,
};

function addJob(rhythm: Rhythm): Beat {
  const beat = rhythm.quietest();
  beat.jobs.add(new RunningJob(idle, 0, () => undefined));
  return beat;
}

const phaseOf = ({ steps }: Beat): number => steps.nextDueMs - steps.stepMs;

describe(Rhythm.name, () => {
  it('spreads each further job as far as it can from those before', () => {
    const rhythm = new Rhythm(20);
    const phases = Array.from({ length: 12 }, () => phaseOf(addJob(rhythm)));
    expect(phases).toEqual([0, 25, 10, 35, 5, 30, 15, 40, 20, 45, 0, 25]);
  });

  it.each([
    [1, 32],
    [30, 6],
    [60, 3],
    [200, 1],
    [1_000, 1],
  ])('has for %p Hz %p beats, each once', (tickHz, count) => {
    const rhythm = new Rhythm(tickHz);
    const beats = Array.from({ length: count }, () => addJob(rhythm));
    expect(new Set(beats.map(phaseOf)).size).toBe(count);
    expect(addJob(rhythm)).toBe(beats[0]);
  });

  it('is empty without jobs', () => {
    const rhythm = new Rhythm(20);
    expect(rhythm.isEmpty).toBe(true);
    const beat = addJob(rhythm);
    expect(rhythm.isEmpty).toBe(false);
    beat.jobs.clear();
    expect(rhythm.isEmpty).toBe(true);
  });
});
