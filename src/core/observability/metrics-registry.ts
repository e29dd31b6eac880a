import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { collectDefaultMetrics, Registry } from 'prom-client';

/** The process's Prometheus metrics, including event-loop lag, memory and CPU. Modules register theirs here. */
@Injectable()
export class MetricsRegistry implements OnApplicationShutdown {
  readonly registry = new Registry();

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  /** Nest's hook: stops the default metrics' observers. */
  onApplicationShutdown(): void {
    this.registry.clear();
  }
}
