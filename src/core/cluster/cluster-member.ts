import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { Logger } from '@nestjs/common';
import { ConfigError } from '../config/load-config.js';
import { WorkerChannel, workerNumber } from '../observability/worker-channel.js';
import type { GameConfig } from '../config/game-config.js';
import type { EventBus } from '../events/event-bus.js';
import type { Readiness } from '../observability/readiness.js';
import type { MonotonicClock } from '../time/monotonic-clock.js';
import type { ClusterConfig } from './cluster-config.js';
import type { ClusterMetrics } from './cluster-metrics.js';
import { NodeBuried, NodeFrozen, NodesChanged, NodeThawed } from './cluster.events.js';
import { Cluster } from './cluster.js';
import type { Fence } from './fence.js';
import { FreezingClock } from './freezing-clock.js';
import { Lease } from './lease.js';
import type { LinkTls } from './links/link-handshake.js';
import { WsNodeLinks } from './links/ws-node-links.js';
import {
  StoreUnavailableError,
  type ClusterNode,
  type ClusterView,
  type NodePhase,
  type SeenNode,
} from './membership.js';
import type { NodeLoad } from './node-load.js';
import { OwnedRecords } from './owned-records.js';
import type { OwnedRecord } from './ownership.js';
import { RedisStores } from './redis/redis-stores.js';
import { Repair } from './repair.js';
import type { SharedCounters } from './shared-counters.js';
import { StoreTrust } from './store-trust.js';
import { Takeover } from './takeover.js';

/** The topic on which a node says that it is ready: the others see it at once, and not only with their next renewal. */
const READY_TOPIC = 'cluster:ready';
/** What readiness says while the lease is not sure. */
const FROZEN = 'out of touch with Redis';

/** What a member needs of the process. */
export interface MemberParts {
  readonly config: GameConfig;
  readonly cluster: ClusterConfig;
  readonly clock: MonotonicClock;
  readonly fence: Fence;
  readonly events: EventBus;
  readonly readiness: Readiness;
  readonly load: NodeLoad;
  readonly metrics: ClusterMetrics;
  /** Counts for this node alone while Redis is away. */
  readonly localCounters: SharedCounters;
}

/** This process as a node among several: its connections, its lease, and what it sees of the others. */
export class ClusterMember {
  private readonly logger = new Logger('Cluster');
  private readonly lease: Lease;
  private readonly records: OwnedRecords;
  private readonly takeover: Takeover;
  private readonly repair: Repair;
  private nodes: readonly SeenNode[] = [];
  private readonly dead = new Set<string>();
  private hasAnnounced = false;
  private phase: NodePhase = 'draining';

  /** What the rest of the server works with. */
  readonly cluster: Cluster;
  /** The time of rooms, seats and queues, which stands while this node is frozen. */
  readonly gameClock: FreezingClock;

  private constructor(
    private readonly parts: MemberParts,
    /** This node, in this life. */
    readonly self: ClusterNode,
    readonly stores: RedisStores,
    private readonly links: WsNodeLinks,
  ) {
    const { clock, fence } = parts;
    const { ownership, membership } = stores;
    this.gameClock = new FreezingClock(clock, fence, () => this.lease.look());
    const trust = new StoreTrust(membership, clock);
    this.records = new OwnedRecords(ownership, trust, self.id, () => clock.nowMs());
    const log = { failed: (record: OwnedRecord, error: unknown) => this.logFailed(record, error) };
    this.takeover = new Takeover(this.records, ownership, trust, clock, { nodeId: self.id, log });
    this.repair = new Repair(this.records, this.takeover, clock);
    const livingNodes = (): string[] => this.nodes.map(({ id }) => id);
    this.cluster = new Cluster(
      self.id,
      this.records,
      this.takeover,
      links,
      livingNodes,
      () => this.takers(),
      () => this.drain(),
    );
    this.lease = new Lease(this.leaseNode(), membership, this.records, trust, clock, fence);
    parts.metrics.show({
      nodesByPhase: () => countPhases(this.nodes),
      leaseAgeMs: () => this.lease.ageMs,
      load: () => parts.load.current,
      links,
    });
  }

  /**
   * Connects to Redis, opens the port for other nodes, and joins; not yet ready for rooms, see {@link begin}.
   * @throws Error, one sentence that names the variable
   */
  static async join(parts: MemberParts): Promise<ClusterMember> {
    const { config, cluster, clock, fence, metrics } = parts;
    const secret = secretOf(cluster);
    const tls = readTls(cluster);
    const stores = await RedisStores.open({
      url: config.REDIS_URL ?? '',
      prefix: cluster.REDIS_PREFIX,
      local: parts.localCounters,
      observe: (script, durationMs) => metrics.observeScript(script, durationMs),
      onFenced: () => metrics.countFenced(),
    });
    const worker = workerNumber();
    const base = cluster.NODE_ID || `${hostname()}:${config.PORT || randomBytes(3).toString('hex')}`;
    const name = worker === undefined ? base : `${base}:${worker}`;
    const nodeId = `${name}.${randomBytes(6).toString('hex')}`;
    const where = { host: cluster.CLUSTER_HOST, port: portOf(cluster.CLUSTER_PORT) };
    const links = new WsNodeLinks({ nodeId, secret, ...where, ...(tls ? { tls } : {}), clock, fence });
    try {
      const address = addressOf(cluster, await links.listen());
      fence.isStarting = true;
      const member = new ClusterMember(parts, { id: nodeId, name, address, versions: {} }, stores, links);
      if (await member.lease.join()) {
        WorkerChannel.current?.introduce(nodeId, (deadId) => member.noteDeath(deadId));
        return member;
      }
      throw new ConfigError(`NODE_ID is ${name}, and so is a living node's; give each a name of its own.`);
    } catch (error) {
      await links.close();
      stores.close();
      throw error;
    }
  }

  /** A node's process has ended: it is buried as soon as it is seen what it has renewed last. */
  private noteDeath(nodeId: string): void {
    this.dead.add(nodeId);
    this.lease.renewSoon();
  }

  /** Takes rooms from now on. */
  begin(): void {
    this.phase = 'ready';
    this.parts.fence.isStarting = false;
    this.stores.bus.subscribe(READY_TOPIC, (nodeId) => {
      if (nodeId !== this.self.id && this.lease.current !== 'out') this.lease.renewSoon();
    });
    this.lease.renewSoon();
    this.repair.start();
    this.logger.log(`Node ${this.self.id} of ${this.nodes.length} is linked at ${this.self.address}.`);
  }

  /** Leaves the cluster, if it can be told, and ends all connections. */
  async leave(): Promise<void> {
    this.lease.stop();
    this.repair.stop();
    this.links.flush();
    // What a buried node says, nobody wants to hear; and when Redis is away, the others will see that the lease runs out.
    if (this.lease.current !== 'buried') await this.lease.leave().catch(() => undefined);
    await this.links.close();
    this.stores.close();
  }

  private leaseNode(): ConstructorParameters<typeof Lease>[0] {
    const { cluster, events, readiness, load } = this.parts;
    return {
      self: this.self,
      leaseMs: cluster.CLUSTER_LEASE_MS,
      wallMs: () => Date.now(),
      report: () => ({ phase: this.phase, load: load.read() }),
      onFrozen: () => {
        this.gameClock.freeze();
        readiness.block(FROZEN);
        this.logger.warn('This node has not reached Redis for too long and stands still until it does.');
        events.emit(new NodeFrozen());
      },
      onThawed: () => {
        this.gameClock.thaw();
        this.links.thaw();
        readiness.unblock(FROZEN);
        this.logger.log('This node goes on.');
        events.emit(new NodeThawed());
      },
      onBuried: () => {
        readiness.block(FROZEN);
        this.logger.error('The other nodes have declared this one dead; it ends without saving anything.');
        events.emit(new NodeBuried());
      },
      onView: (view) => this.see(view),
      onBurial: (nodeId) => {
        this.logger.warn(`Node ${nodeId} is dead.`);
        this.lease.renewSoon();
      },
    };
  }

  private drain(): void {
    this.phase = 'draining';
    if (this.lease.current === 'sure') this.lease.renewSoon();
  }

  private takers(): SeenNode[] {
    return this.nodes
      .filter(({ id, phase }) => phase === 'ready' && id !== this.self.id)
      .sort((a, b) => a.load - b.load);
  }

  private see(view: ClusterView): void {
    const change = changeOf(this.nodes, view.nodes, this.self.id);
    this.nodes = view.nodes;
    this.links.see(view);
    if (this.dead.size > 0) void this.buryDead(view);
    if (change !== undefined) this.parts.events.emit(change);
    if (!this.hasAnnounced && view.nodes.some(({ id, phase }) => id === this.self.id && phase === 'ready')) {
      this.hasAnnounced = true;
      this.stores.bus.publish(READY_TOPIC, this.self.id);
    }
    if (this.phase === 'ready' && this.lease.current === 'sure') this.takeover.onView(view);
  }

  private async buryDead({ nodes }: ClusterView): Promise<void> {
    for (const nodeId of [...this.dead]) {
      const node = nodes.find(({ id }) => id === nodeId);
      if (node === undefined) this.dead.delete(nodeId);
      // When the store does not answer, the next view is as good.
      else if (await this.stores.membership.bury(nodeId, node.renewals).catch(() => false)) this.lease.renewSoon();
    }
  }

  private logFailed({ kind, id }: OwnedRecord, error: unknown): void {
    if (error instanceof StoreUnavailableError) return;
    this.logger.error({ err: error, kind, id }, 'What a dead node has left could not be restored.');
  }
}

function changeOf(before: readonly SeenNode[], now: readonly SeenNode[], self: string): NodesChanged | undefined {
  const [old, seen] = [before, now].map((nodes) => new Set(nodes.map(({ id }) => id)));
  const joined = now.filter(({ id }) => id !== self && !old?.has(id)).map(({ id }) => id);
  const gone = before.filter(({ id }) => id !== self && !seen?.has(id)).map(({ id }) => id);
  return joined.length + gone.length === 0 ? undefined : new NodesChanged(joined, gone);
}

function countPhases(nodes: readonly SeenNode[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { phase } of nodes) counts.set(phase, (counts.get(phase) ?? 0) + 1);
  return counts;
}

function secretOf({ CLUSTER_SECRET }: ClusterConfig): string {
  if (CLUSTER_SECRET !== undefined) return CLUSTER_SECRET;
  throw new ConfigError('CLUSTER_SECRET is required with REDIS_URL: 32 characters or more, the same on all nodes.');
}

/** Each worker has a port of its own, counted up from what is set. */
function portOf(port: number): number {
  return port === 0 ? 0 : port + (workerNumber() ?? 1) - 1;
}

function readTls({ CLUSTER_TLS_CERT, CLUSTER_TLS_KEY, CLUSTER_TLS_CA }: ClusterConfig): LinkTls | undefined {
  if (CLUSTER_TLS_CERT === '' && CLUSTER_TLS_KEY === '' && CLUSTER_TLS_CA === '') return undefined;
  const cert = readPem('CLUSTER_TLS_CERT', CLUSTER_TLS_CERT);
  const key = readPem('CLUSTER_TLS_KEY', CLUSTER_TLS_KEY);
  return { cert, key, ...(CLUSTER_TLS_CA === '' ? {} : { ca: readPem('CLUSTER_TLS_CA', CLUSTER_TLS_CA) }) };
}

function readPem(variable: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new ConfigError(`${variable} must be a file that can be read; CLUSTER_TLS_CERT and _KEY belong together.`, {
      cause: error,
    });
  }
}

function addressOf({ CLUSTER_ADDRESS, CLUSTER_HOST }: ClusterConfig, port: number): string {
  const [, givenHost, givenPort] = /^(.+):(\d+)$/.exec(CLUSTER_ADDRESS) ?? [];
  if (givenHost !== undefined) return `${givenHost}:${portOf(Number(givenPort))}`;
  if (CLUSTER_ADDRESS !== '') return `${CLUSTER_ADDRESS}:${port}`;
  const host = /^(0\.0\.0\.0|::)$/.test(CLUSTER_HOST) ? hostname() : CLUSTER_HOST;
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}
