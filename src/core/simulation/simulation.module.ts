import { Global, Module } from '@nestjs/common';
import { MonotonicClock, SystemClock } from '../time/monotonic-clock.js';
import { SimulationMetrics } from './simulation-metrics.js';
import { TickScheduler } from './tick-scheduler.js';

/** Time in rooms: the clock and the one scheduler of the process. */
@Global()
@Module({
  providers: [{ provide: MonotonicClock, useClass: SystemClock }, SimulationMetrics, TickScheduler],
  exports: [MonotonicClock, TickScheduler],
})
export class SimulationModule {}
