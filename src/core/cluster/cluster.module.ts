import {
  Global,
  Inject,
  Module,
  Optional,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { ConfigModule } from '../config/config.module.js';
import { GameConfig } from '../config/game-config.js';
import { EventBus } from '../events/event-bus.js';
import { MetricsRegistry } from '../observability/metrics-registry.js';
import { Readiness } from '../observability/readiness.js';
import { MonotonicClock, SystemClock } from '../time/monotonic-clock.js';
import { ClusterBus } from './cluster-bus.js';
import { ClusterConfig } from './cluster-config.js';
import { ClusterMetrics } from './cluster-metrics.js';
import type { ClusterMember } from './cluster-member.js';
import { Cluster, GivenCluster } from './cluster.js';
import { Fence } from './fence.js';
import { MemoryCounters } from './memory/memory-adapters.js';
import { MemoryBus } from './memory/memory-bus.js';
import { DirectLine, MemoryStore } from './memory/memory-store.js';
import { NodeLoad } from './node-load.js';
import { Placement } from './placement.js';
import { SharedCounters } from './shared-counters.js';

/** The token of this process as a node among several; undefined on one node. */
const MEMBER = Symbol('ClusterMember');

async function join(
  config: GameConfig,
  cluster: ClusterConfig,
  fence: Fence,
  events: EventBus,
  readiness: Readiness,
  load: NodeLoad,
  registry: MetricsRegistry,
): Promise<ClusterMember | undefined> {
  if (config.REDIS_URL === undefined) return undefined;
  // One node does not load what only several need.
  const { ClusterMember: Member } = await import('./cluster-member.js');
  const metrics = new ClusterMetrics(registry);
  const localCounters = memoryCounters();
  const clock = new SystemClock();
  return await Member.join({ config, cluster, clock, fence, events, readiness, load, metrics, localCounters });
}

function memoryCounters(): SharedCounters {
  return new MemoryCounters(new DirectLine(new MemoryStore(() => performance.now())));
}

/**
 * Several nodes that are one server, with REDIS_URL; without it, what the ports are in memory, and {@link Cluster} is undefined.
 * The node joins while the application is put together, so that whatever starts with it can own records.
 */
@Global()
@Module({
  imports: [ConfigModule.forFeature(ClusterConfig)],
  providers: [
    Fence,
    NodeLoad,
    Placement,
    {
      provide: MEMBER,
      inject: [GameConfig, ClusterConfig, Fence, EventBus, Readiness, NodeLoad, MetricsRegistry],
      useFactory: join,
    },
    {
      provide: Cluster,
      inject: [MEMBER, { token: GivenCluster, optional: true }],
      useFactory: (member?: ClusterMember, given?: GivenCluster) => member?.cluster ?? given?.cluster,
    },
    {
      provide: MonotonicClock,
      inject: [MEMBER],
      useFactory: (member?: ClusterMember) => member?.gameClock ?? new SystemClock(),
    },
    {
      provide: ClusterBus,
      inject: [MEMBER, { token: GivenCluster, optional: true }],
      useFactory: (member?: ClusterMember, given?: GivenCluster) => member?.stores.bus ?? given?.bus ?? new MemoryBus(),
    },
    {
      provide: SharedCounters,
      inject: [MEMBER, { token: GivenCluster, optional: true }],
      useFactory: (member?: ClusterMember, given?: GivenCluster) =>
        member?.stores.counters ?? given?.counters ?? memoryCounters(),
    },
  ],
  exports: [Cluster, ClusterBus, Fence, MonotonicClock, NodeLoad, Placement, SharedCounters],
})
export class ClusterModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(@Optional() @Inject(MEMBER) private readonly member?: ClusterMember) {}

  /** Nest's hook: everybody who answers other nodes is there by now. */
  onApplicationBootstrap(): void {
    this.member?.begin();
  }

  /** Nest's hook, the last one: rooms have been saved. */
  async onApplicationShutdown(): Promise<void> {
    await this.member?.leave();
  }
}
