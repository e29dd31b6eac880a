import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
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

  constructor(private readonly registry: Registry) {
    this.scripts = new Histogram({
      name: 'godwit_redis_script_seconds',
      help: 'Time of one script in Redis, as this node saw it, by script; a failed one counts too.',
      labelNames: ['script'],
      buckets: SCRIPT_BUCKETS_SECONDS,
      registers: [registry],
    });
    this.count(
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
    const { registry } = this;
    new Gauge({
      name: 'godwit_cluster_nodes',
      help: 'Nodes of the cluster as this node saw them last, by phase.',
      labelNames: ['phase'],
      registers: [registry],
      collect() {
        this.reset();
        for (const [phase, count] of readings.nodesByPhase()) this.set({ phase }, count);
      },
    });
    this.gauge(
      'godwit_cluster_lease_age_seconds',
      'Time since the renewal of the lease that was answered last was sent.',
      () => readings.leaseAgeMs() * SECONDS_PER_MS,
    );
    this.gauge('godwit_node_load', 'How busy this node is, from 0 to 1, as it last told the others.', () =>
      readings.load(),
    );
    this.gauge('godwit_links', 'Connections to other nodes.', () => links.connected);
    this.gauge('godwit_link_queue_bytes', 'Bytes that wait for other nodes.', () => links.queuedBytes);
    this.count(
      'godwit_link_records_sent_total',
      'Calls, answers and frames sent to other nodes.',
      () => links.counts.sent,
    );
    this.count('godwit_link_records_received_total', 'The same, received.', () => links.counts.received);
    this.count('godwit_link_messages_sent_total', 'Messages that carried them.', () => links.counts.sentMessages);
    this.count('godwit_link_bytes_sent_total', 'Bytes sent to other nodes.', () => links.counts.sentBytes);
    this.count(
      'godwit_link_bytes_received_total',
      'Bytes received from other nodes.',
      () => links.counts.receivedBytes,
    );
  }

  private gauge(name: string, help: string, read: () => number): void {
    new Gauge({
      name,
      help,
      registers: [this.registry],
      collect() {
        this.set(read());
      },
    });
  }

  private count(name: string, help: string, read: () => number): void {
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
}
