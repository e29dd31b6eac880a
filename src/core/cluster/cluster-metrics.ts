import { Gauge, Histogram } from 'prom-client';
import type { MetricsRegistry } from '../observability/metrics-registry.js';
import type { LinkCounts } from './links/link.js';

const SECONDS_PER_MS = 0.001;
const SCRIPT_BUCKETS_SECONDS = [0.000_2, 0.000_5, 0.001, 0.002, 0.005, 0.01, 0.05, 0.1, 0.5, 1];

/** What the metrics of a node read when they are asked for. */
export interface ClusterReadings {
  /** How many nodes there are, by phase; this one included. */
  nodesByPhase(): ReadonlyMap<string, number>;
  leaseAgeMs(): number;
  load(): number;
  readonly links: { readonly connected: number; readonly queuedBytes: number; readonly counts: LinkCounts };
}

/** Metrics of a node among several; on one node there are none. */
export class ClusterMetrics {
  private readonly scripts: Histogram<'script'>;
  private fenced = 0;

  constructor(private readonly metrics: MetricsRegistry) {
    this.scripts = new Histogram({
      name: 'godwit_redis_script_seconds',
      help: 'Time of one script in Redis, as this node saw it, by script; a failed one counts too.',
      labelNames: ['script'],
      buckets: SCRIPT_BUCKETS_SECONDS,
      registers: [metrics.registry],
    });
    metrics.count(
      'godwit_cluster_fenced_writes_total',
      "Writes that Redis refused, because the record is another node's or this node is buried.",
      () => this.fenced,
    );
  }

  /** Records how long a script took. */
  observeScript(script: string, durationMs: number): void {
    this.scripts.observe({ script }, durationMs * SECONDS_PER_MS);
  }

  /** Counts a write that was refused. */
  countFenced(): void {
    this.fenced += 1;
  }

  /** Shows these readings. */
  show(readings: ClusterReadings): void {
    const { links } = readings;
    const { metrics } = this;
    new Gauge({
      name: 'godwit_cluster_nodes',
      help: 'Nodes of the cluster as this node saw them last, by phase.',
      labelNames: ['phase'],
      // Of several workers: what all of them see.
      aggregator: 'min',
      registers: [metrics.registry],
      collect() {
        this.reset();
        for (const [phase, count] of readings.nodesByPhase()) this.set({ phase }, count);
      },
    });
    metrics.gauge(
      'godwit_cluster_lease_age_seconds',
      'Time since the renewal of the lease that was answered last was sent.',
      () => readings.leaseAgeMs() * SECONDS_PER_MS,
      'max',
    );
    const load = 'How busy this node is, from 0 to 1, as it last told the others.';
    metrics.gauge('godwit_node_load', load, () => readings.load(), 'max');
    metrics.gauge('godwit_links', 'Connections to other nodes.', () => links.connected);
    metrics.gauge('godwit_link_queue_bytes', 'Bytes that wait for other nodes.', () => links.queuedBytes);
    metrics.count(
      'godwit_link_records_sent_total',
      'Calls, answers and frames sent to other nodes.',
      () => links.counts.sent,
    );
    metrics.count('godwit_link_records_received_total', 'The same, received.', () => links.counts.received);
    metrics.count('godwit_link_messages_sent_total', 'Messages that carried them.', () => links.counts.sentMessages);
    metrics.count('godwit_link_bytes_sent_total', 'Bytes sent to other nodes.', () => links.counts.sentBytes);
    metrics.count(
      'godwit_link_bytes_received_total',
      'Bytes received from other nodes.',
      () => links.counts.receivedBytes,
    );
  }
}
