import { Injectable, Optional } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { Cluster } from '../../cluster/cluster.js';
import { MetricsRegistry } from '../../observability/metrics-registry.js';
import { SessionRegistry } from '../../sessions/session-registry.js';
import { Departures } from './departures.js';
import { Entries } from './entries.js';
import { PipeHomes } from './pipe-homes.js';

/** Where sessions and their clients are, on several nodes; on one node there is nothing to say. */
@Injectable()
export class PipeMetrics {
  constructor(
    metrics: MetricsRegistry,
    sessions: SessionRegistry,
    entries: Entries,
    homes: PipeHomes,
    departures: Departures,
    @Optional() cluster?: Cluster,
  ) {
    if (cluster === undefined) return;
    new Gauge({
      name: 'godwit_cluster_sessions',
      help: 'Sessions: local, here as their clients are, or away; piped, here with clients at other nodes; entry, elsewhere with clients here.',
      labelNames: ['way'],
      registers: [metrics.registry],
      collect() {
        this.set({ way: 'local' }, sessions.size - homes.size);
        this.set({ way: 'piped' }, homes.size);
        this.set({ way: 'entry' }, entries.size);
      },
    });
    metrics.count('godwit_cluster_moves_total', 'Sessions that went to other nodes.', () => departures.moved);
  }
}
