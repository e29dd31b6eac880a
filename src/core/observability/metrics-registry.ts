import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { type Aggregator, collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import { WorkerChannel } from './worker-channel.js';

/** The process's Prometheus metrics, including event-loop lag, memory and CPU. Modules register theirs here. */
@Injectable()
export class MetricsRegistry implements OnApplicationShutdown {
  readonly registry = new Registry();

  constructor() {
    collectDefaultMetrics({ register: this.registry });
    WorkerChannel.current?.share(this.registry);
  }

  /** All metrics in Prometheus' text format: with WORKERS, those of all workers together. */
  async text(): Promise<string> {
    return (await WorkerChannel.current?.allMetrics()) ?? this.registry.metrics();
  }

  /** Registers a counter whose value is read from a plain number when Prometheus asks, so that counting costs an addition. */
  count(name: string, help: string, read: () => number): void {
    new Counter({
      name,
      help,
      registers: [this.registry],
      collect() {
        this.reset();
        this.inc(read());
      },
    });
  }

  /** Registers a gauge whose value is read when Prometheus asks. @param aggregator what the gauge of several workers is */
  gauge(name: string, help: string, read: () => number, aggregator: Aggregator = 'sum'): void {
    new Gauge({
      name,
      help,
      aggregator,
      registers: [this.registry],
      collect() {
        this.set(read());
      },
    });
  }

  /** Nest's hook: stops the default metrics' observers. */
  onApplicationShutdown(): void {
    this.registry.clear();
  }
}
