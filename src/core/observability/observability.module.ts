import { Global, Module, type OnApplicationBootstrap } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { GatewayMetrics } from './gateway-metrics.js';
import { HttpErrorFilter } from './http-error.filter.js';
import { HealthController } from './health.controller.js';
import { MatchMetrics } from './match-metrics.js';
import { MetricsController } from './metrics.controller.js';
import { MetricsRegistry } from './metrics-registry.js';
import { Readiness } from './readiness.js';
import { SimulationMetrics } from './simulation-metrics.js';

/** What operators see: health and metrics. */
@Global()
@Module({
  controllers: [HealthController, MetricsController],
  providers: [
    { provide: APP_FILTER, useClass: HttpErrorFilter },
    MetricsRegistry,
    GatewayMetrics,
    MatchMetrics,
    SimulationMetrics,
    Readiness,
  ],
  exports: [MetricsRegistry, GatewayMetrics, MatchMetrics, SimulationMetrics, Readiness],
})
export class ObservabilityModule implements OnApplicationBootstrap {
  constructor(private readonly readiness: Readiness) {}

  /** The last of the boot: whoever must wait longer has blocked readiness by then. */
  onApplicationBootstrap(): void {
    this.readiness.unblock('starting');
  }
}
