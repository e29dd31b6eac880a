import type { DynamicModule } from '@nestjs/common';
import { Cluster, GivenCluster } from '../../src/core/cluster/cluster.js';
import { MemoryCounters, MemoryMembership, MemoryOwnership } from '../../src/core/cluster/memory/memory-adapters.js';
import { MemoryBus } from '../../src/core/cluster/memory/memory-bus.js';
import { StoreUnavailableError } from '../../src/core/cluster/membership.js';
import { MemoryNetwork } from '../../src/core/cluster/memory/memory-network.js';
import { MemoryStore, type StoreLine } from '../../src/core/cluster/memory/memory-store.js';
import { OwnedRecords } from '../../src/core/cluster/owned-records.js';
import type { OwnedRecord } from '../../src/core/cluster/ownership.js';
import { StoreTrust } from '../../src/core/cluster/store-trust.js';
import { Takeover } from '../../src/core/cluster/takeover.js';
import { SystemClock } from '../../src/core/time/monotonic-clock.js';
import { TestApp, type TestAppOptions } from '../../src/testing/test-app.js';

const LEASE_MS = 600_000;
/** Nodes stop without waiting for a balancer, and for rooms that are still played. */
const QUICK_STOP = { DRAIN_DELAY_MS: '0', DRAIN_TIMEOUT_MS: '100' };

class ClusterOfTest {}

interface Member {
  readonly id: string;
  readonly membership: MemoryMembership;
  readonly trust: StoreTrust;
  readonly records: OwnedRecords;
  readonly takeover: Takeover;
}

/** Several real servers in this process that are one cluster, with a store, a bus and links in memory. */
export class TestCluster {
  store = new MemoryStore(() => Date.now());
  readonly bus = new MemoryBus();
  /** Whether nobody reaches the store. */
  isStoreAway = false;
  readonly nodes: TestApp[] = [];
  /** The ids of the living nodes, in the order of {@link nodes}. */
  readonly ids: string[] = [];
  /** What takeovers failed with. */
  readonly failures: unknown[] = [];
  private readonly members: Member[] = [];
  private readonly dead: TestApp[] = [];
  private started = 0;
  /** Whether each node takes what is left at once, as after a while; by default they share it. */
  takesAll = false;

  /** @param startNode how each is started; @param network the links, by default without delay and faults */
  constructor(
    private readonly startNode = TestApp.start.bind(TestApp),
    readonly network = new MemoryNetwork(),
  ) {}

  /** Starts so many nodes. */
  static async start(count: number, options: TestAppOptions, network?: MemoryNetwork): Promise<TestCluster> {
    const cluster = new TestCluster(undefined, network);
    for (let index = 0; index < count; index++) await cluster.add(options);
    return cluster;
  }

  /** Starts another node. */
  async add({ imports = [], ...appOptions }: TestAppOptions): Promise<TestApp> {
    const id = `node-${this.started++}`;
    const clock = new SystemClock();
    const line = this.line();
    const [membership, ownership] = [new MemoryMembership(line), new MemoryOwnership(line)];
    const trust = new StoreTrust(membership, clock);
    const records = new OwnedRecords(ownership, trust, id, () => clock.nowMs());
    const log = { failed: (_: OwnedRecord, error: unknown) => this.failures.push(error) };
    const sweepAfterMs = (): number => (this.takesAll ? 0 : 5_000);
    const options = {
      nodeId: id,
      log,
      get sweepAfterMs() {
        return sweepAfterMs();
      },
    };
    const takeover = new Takeover(records, ownership, trust, clock, options);
    const member = { id, membership, trust, records, takeover };
    await enter(member);
    this.members.push(member);
    const cluster = new Cluster(id, records, takeover, this.network.join(id, clock), () => this.ids);
    const module: DynamicModule = {
      module: ClusterOfTest,
      global: true,
      providers: [{ provide: GivenCluster, useValue: new GivenCluster(cluster, this.bus, new MemoryCounters(line)) }],
      exports: [GivenCluster],
    };
    this.ids.push(id);
    const app = await this.startNode({
      ...appOptions,
      env: { ...QUICK_STOP, ...appOptions.env },
      imports: [module, ...imports],
    });
    this.nodes.push(app);
    return app;
  }

  /**
   * A node dies, as from kill -9, and the others have buried it. Its clients' sockets are the test's to cut.
   * @param isSeen whether the others look what it has left
   */
  async kill(node: TestApp, isSeen = true): Promise<void> {
    this.network.leave(this.ids[this.nodes.indexOf(node)] ?? '');
    this.left(node);
    this.dead.push(node);
    if (isSeen) await this.look();
  }

  /** A node has stopped, and left in an orderly way. */
  left(node: TestApp): void {
    const index = this.nodes.indexOf(node);
    this.nodes.splice(index, 1);
    const [id = ''] = this.ids.splice(index, 1);
    this.members.splice(index, 1);
    this.store.nodes.leave(id);
  }

  /** All nodes see what the cluster looks like now. */
  async look(): Promise<void> {
    for (const { id, membership, takeover } of this.members) {
      const view = await membership.renew(id, { phase: 'ready', load: 0 }, LEASE_MS);
      if (typeof view === 'object') takeover.onView(view);
    }
  }

  /** The store is another from now on, and knows nothing; the nodes have noticed. */
  async forget(): Promise<void> {
    this.store = new MemoryStore(() => Date.now(), `${this.store.runId}+`);
    for (const member of this.members) await enter(member);
  }

  private line(): StoreLine {
    const current = (): MemoryStore => {
      if (this.isStoreAway) throw new StoreUnavailableError('The store is away.');
      return this.store;
    };
    const runIdOf = (): string => this.store.runId;
    return {
      get runId() {
        return runIdOf();
      },
      // eslint-disable-next-line @typescript-eslint/require-await -- what throws has to reject
      ask: async (work) => work(current()),
    };
  }

  /** Stops all nodes. */
  async stop(): Promise<void> {
    // Nobody is to take what is left.
    this.ids.length = 0;
    for (const node of [...this.nodes, ...this.dead]) await node.stop();
  }
}

/** Joins the store, which everybody has believed in for a long time then, as a lease does it. */
async function enter({ id, membership, trust, records }: Member): Promise<void> {
  await membership.join({ id, name: id, address: id, versions: {} }, LEASE_MS);
  trust.noteChange(0);
  trust.noteRun(membership.runId);
  await records.assertAll(true);
  trust.agree();
}
