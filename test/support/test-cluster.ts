import type { DynamicModule } from '@nestjs/common';
import { Cluster, GivenCluster } from '../../src/core/cluster/cluster.js';
import { MemoryMembership, MemoryOwnership } from '../../src/core/cluster/memory/memory-adapters.js';
import { MemoryNetwork } from '../../src/core/cluster/memory/memory-network.js';
import { DirectLine, MemoryStore } from '../../src/core/cluster/memory/memory-store.js';
import { SystemClock } from '../../src/core/time/monotonic-clock.js';
import { TestApp, type TestAppOptions } from '../../src/testing/test-app.js';

const LEASE_MS = 600_000;

class ClusterOfTest {}

/** Several real servers in this process that are one cluster, with a store and links in memory. */
export class TestCluster {
  readonly store = new MemoryStore(() => Date.now());
  readonly nodes: TestApp[] = [];
  /** The ids of the living nodes, in the order of {@link nodes}. */
  readonly ids: string[] = [];

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
  async add({ imports = [], ...options }: TestAppOptions): Promise<TestApp> {
    const id = `node-${this.ids.length}`;
    const line = new DirectLine(this.store);
    const node = { id, name: id, address: id, versions: {} };
    await new MemoryMembership(line).join(node, LEASE_MS);
    const links = this.network.join(id, new SystemClock());
    const cluster = new Cluster(id, new MemoryOwnership(line), links, () => this.ids);
    const module: DynamicModule = {
      module: ClusterOfTest,
      global: true,
      providers: [{ provide: GivenCluster, useValue: new GivenCluster(cluster) }],
      exports: [GivenCluster],
    };
    this.ids.push(id);
    const app = await this.startNode({ ...options, imports: [module, ...imports] });
    this.nodes.push(app);
    return app;
  }

  /** Stops all nodes. */
  async stop(): Promise<void> {
    for (const node of this.nodes) await node.stop();
  }
}
