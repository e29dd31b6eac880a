import { Global, Module, Optional } from '@nestjs/common';
import { NodeLoad } from '../cluster/node-load.js';
import { SimulationMetrics } from './simulation-metrics.js';
import { TickScheduler } from './tick-scheduler.js';

/** Time in rooms: the one scheduler of the process. */
@Global()
@Module({
  providers: [SimulationMetrics, TickScheduler],
  exports: [TickScheduler],
})
export class SimulationModule {
  constructor(scheduler: TickScheduler, @Optional() load?: NodeLoad) {
    load?.measure(() => scheduler.lagShare);
  }
}
