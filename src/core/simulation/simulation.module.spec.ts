import { Test } from '@nestjs/testing';
import { ClusterModule } from '../cluster/cluster.module.js';
import { ConfigModule } from '../config/config.module.js';
import { parseConfig } from '../config/load-config.js';
import { EventsModule } from '../events/events.module.js';
import { MetricsRegistry } from '../observability/metrics-registry.js';
import { ObservabilityModule } from '../observability/observability.module.js';
import { MonotonicClock, SystemClock } from '../time/monotonic-clock.js';
import { SimulationModule } from './simulation.module.js';
import { TickScheduler } from './tick-scheduler.js';

describe(SimulationModule.name, () => {
  it('gives the one scheduler, on one node on the system clock, and its figures to the metrics', async () => {
    const core = [ConfigModule.of(parseConfig({})), EventsModule, ObservabilityModule, ClusterModule];
    const module = await Test.createTestingModule({ imports: [...core, SimulationModule] }).compile();
    expect(module.get(MonotonicClock)).toBeInstanceOf(SystemClock);
    const nothing = (): void => undefined;
    module.get(TickScheduler).add({ tickHz: 1, patchHz: 1, step: nothing, patch: nothing, failed: nothing });

    expect(await module.get(MetricsRegistry).registry.metrics()).toContain('godwit_rooms_scheduled 1\n');
    await module.close();
  });
});
