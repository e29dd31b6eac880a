import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { collectDefaultMetrics, Registry } from 'prom-client';

/** The Prometheus metrics of this process, its event-loop lag, memory and CPU among them. Modules register theirs here. */
@Injectable()
export class MetricsRegistry implements OnApplicationShutdown {
  readonly registry = new Registry();

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  /** Nest's hook: lets the default metrics' observers go. */
  onApplicationShutdown(): void {
    this.registry.clear();
  }
}
