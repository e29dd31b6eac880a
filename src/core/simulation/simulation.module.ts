import { Global, Module } from '@nestjs/common';
import { SimulationMetrics } from './simulation-metrics.js';
import { TickScheduler } from './tick-scheduler.js';

/** Time in rooms: the one scheduler of the process. */
@Global()
@Module({
  providers: [SimulationMetrics, TickScheduler],
  exports: [TickScheduler],
})
export class SimulationModule {}
