import { Injectable } from '@nestjs/common';
import { Counter } from 'prom-client';
import { MetricsRegistry } from '../observability/metrics-registry.js';

/** The process-wide counts of state sync. Plain numbers, as there are many rooms. */
export const syncCounts = {
  /** Patches given to sockets. */
  patches: 0,
  /** Bytes of them, frame headers included. */
  bytes: 0,
  /** Patches skipped for slow or disconnected clients; a later one makes up for them. */
  skipped: 0,
  /** Full states sent, to new watchers and on resync. */
  full: 0,
};

const HELP = {
  patches: 'State patches given to sockets.',
  bytes: 'Bytes of state patches, frame headers included.',
  skipped: 'State patches that a slow or absent client did not get; a later one makes up for them.',
  full: 'Whole states sent.',
} as const;

/** Gives the counts of state sync to Prometheus. */
@Injectable()
export class SyncMetrics {
  private readonly resyncs: Counter<'reason'>;

  constructor(metrics: MetricsRegistry) {
    for (const [name, help] of Object.entries(HELP)) {
      metrics.count(`godwit_sync_${name}_total`, help, () => syncCounts[name as keyof typeof HELP]);
    }
    this.resyncs = new Counter({
      name: 'godwit_sync_resyncs_total',
      help: 'Whole states that clients asked for, by reason: gap, hash, unreadable, other, or refused where one asked too often.',
      labelNames: ['reason'],
      registers: [metrics.registry],
    });
  }

  /** A client asked for the whole state. */
  countResync(reason: string): void {
    this.resyncs.inc({ reason });
  }
}
