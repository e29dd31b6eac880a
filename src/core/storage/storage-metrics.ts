import { Injectable } from '@nestjs/common';
import { Counter, Histogram } from 'prom-client';
import { MetricsRegistry } from '../observability/metrics-registry.js';

const SECONDS_PER_MS = 0.001;
const CALL_BUCKETS_SECONDS = [0.000_5, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1, 5, 30];

/** Storage metrics: duration of database calls, and failures. */
@Injectable()
export class StorageMetrics {
  private readonly calls: Histogram;
  private readonly failures: Counter<'code'>;

  constructor({ registry }: MetricsRegistry) {
    this.calls = new Histogram({
      name: 'godwit_storage_seconds',
      help: 'Time of one call of the database, waiting for a connection included; a failed call counts too.',
      buckets: CALL_BUCKETS_SECONDS,
      registers: [registry],
    });
    this.failures = new Counter({
      name: 'godwit_storage_failures_total',
      help: 'Calls that failed because of the database, by error code.',
      labelNames: ['code'],
      registers: [registry],
    });
  }

  /** Records the duration of a call that has ended. */
  observeCall(durationMs: number): void {
    this.calls.observe(durationMs * SECONDS_PER_MS);
  }

  /** Counts a failure by its error code. */
  countFailure(code: string): void {
    this.failures.inc({ code });
  }
}
