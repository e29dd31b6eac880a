import { between, readSample } from './server-figures.js';

const metrics = (cpu: number, ticks: readonly number[]): string =>
  [
    '# HELP process_cpu_seconds_total Total user and system CPU time spent in seconds.',
    `process_cpu_seconds_total ${cpu}`,
    'process_resident_memory_bytes 1.048576e+08',
    'nodejs_eventloop_lag_p99_seconds 0.0125',
    'godwit_sync_skipped_total 7',
    'godwit_refusals_total{code="chat.too_fast"} 4',
    ...[0.001, 0.01, 0.1].map((bound, index) => `godwit_tick_late_seconds_bucket{le="${bound}"} ${ticks[index] ?? 0}`),
    `godwit_tick_late_seconds_bucket{le="+Inf"} ${ticks[3] ?? 0}`,
  ].join('\n');

describe(between.name, () => {
  it('tells what the server did between two readings', () => {
    const figures = between(
      readSample(metrics(10, [5, 5, 5, 5]), 1_000),
      readSample(metrics(10.5, [95, 104, 105, 105]), 2_000),
    );

    expect(figures).toMatchObject({ cpuPercent: 50, memoryBytes: 104_857_600, loopLagMs: 12.5, patchesLeftOut: 0 });
    // 100 ticks, of which 90 were at most a millisecond late, and 9 more at most ten.
    expect(figures.tickLateMs(90)).toBeCloseTo(1);
    expect(figures.tickLateMs(99)).toBeCloseTo(10);
    expect(figures.tickLateMs(45)).toBeCloseTo(0.5);
  });

  it('knows no lateness where nothing ticked', () => {
    const sample = readSample(metrics(1, [3, 3, 3, 3]), 0);
    expect(between(sample, sample).tickLateMs(99)).toBeUndefined();
  });
});
