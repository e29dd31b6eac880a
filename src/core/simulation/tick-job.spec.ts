import { ManualClock } from '../time/monotonic-clock.js';
import { RunningJob } from './tick-job.js';
import { TickScheduler } from './tick-scheduler.js';

describe(RunningJob.name, () => {
  it('times ticks of every job, of each in every phase of its patches', () => {
    const clock = new ManualClock();
    const scheduler = new TickScheduler(clock);
    const job = {
      ...{ tickHz: 20, patchHz: 10 },
      step: () => clock.advance(0.5),
      patch: () => clock.advance(1),
      failed: () => undefined,
    };
    const rooms = Array.from({ length: 16 }, () => scheduler.add(job));
    expect(rooms.map(({ tickMs }) => tickMs)).toEqual(Array.from({ length: 16 }, () => 0));
    clock.advance(20_000);

    // A tick takes 0.5 ms, and every other 1 ms more.
    for (const { tickMs } of rooms) {
      expect(tickMs).toBeGreaterThan(0.9);
      expect(tickMs).toBeLessThan(1.1);
    }
  });
});
