import { MetricsRegistry } from '../observability/metrics-registry.js';
import { InputInbox, inputCounts } from './input-inbox.js';
import { SimulationMetrics } from './simulation-metrics.js';

function metricsFixture() {
  const registry = new MetricsRegistry();
  return { registry, metrics: new SimulationMetrics(registry) };
}

describe(SimulationMetrics.name, () => {
  it('shows what the scheduler counts when it is asked', async () => {
    const { registry, metrics } = metricsFixture();
    const figures = { size: 3, overruns: 1, droppedSteps: 15, patchDivisor: 2 };
    metrics.watchScheduler(figures);
    await registry.registry.metrics();
    figures.overruns = 2;
    const inbox = new InputInbox();
    inbox.push({ seq: 1 });
    const before = inputCounts.dropped;
    inbox.drop();

    const lines = (await registry.registry.metrics()).split('\n');
    registry.onApplicationShutdown();

    expect(lines).toEqual(
      expect.arrayContaining([
        ...['godwit_rooms_scheduled 3', 'godwit_patch_divisor 2'],
        ...['godwit_tick_overruns_total 2', 'godwit_ticks_dropped_total 15'],
        `godwit_inputs_dropped_total ${before + 1}`,
      ]),
    );
  });

  it('observes ticks that were timed, and how late each began', async () => {
    const { registry, metrics } = metricsFixture();
    metrics.observeLateness(4.5);
    for (let tick = 0; tick < 10; tick++) metrics.observeTick(3);

    const lines = (await registry.registry.metrics()).split('\n');
    registry.onApplicationShutdown();

    expect(lines).toContain('godwit_tick_seconds_count 10');
    expect(lines).toContain('godwit_tick_seconds_bucket{le="0.005"} 10');
    expect(lines).toContain('godwit_tick_late_seconds_bucket{le="0.004"} 0');
    expect(lines).toContain('godwit_tick_late_seconds_bucket{le="0.005"} 1');
  });
});
