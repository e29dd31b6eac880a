import { setTimeout as delay } from 'node:timers/promises';
import type { SeededRandom } from '../../../conformance/cluster-simulation/virtual-time.js';
import type { CheckedCluster, CheckedNode } from './checked-cluster.js';

/** Does something to a cluster, and resolves when it is over; nobody has recovered by then. */
export type RealFault = (cluster: CheckedCluster, random: SeededRandom, leaseMs: number) => Promise<void>;

/** The one that is no fault: nothing may be lost in it. */
export const ORDERLY = 'a node is deployed';

const anyNode = (cluster: CheckedCluster, random: SeededRandom): CheckedNode => {
  const node = random.pick(cluster.nodes);
  if (node === undefined) throw new Error('There are no nodes.');
  return node;
};

const HOUR_MS = 3_600_000;

/** What happens to machines and networks; how long it lasts goes by the lease. */
export const REAL_FAULTS: Readonly<Record<string, RealFault>> = {
  'a node is killed': async (cluster, random) => {
    await anyNode(cluster, random).kill();
  },
  'two nodes are killed': async (cluster, random) => {
    const killed = random
      .shuffled(cluster.nodes)
      .slice(0, 2)
      .map((node) => node.kill());
    await Promise.all(killed);
  },
  [ORDERLY]: async (cluster, random) => {
    await anyNode(cluster, random).server?.stop();
  },
  'a node stands still': async (cluster, random, leaseMs) => {
    const { server } = anyNode(cluster, random);
    server?.freeze();
    // Shorter than the fence, or so long that it is buried.
    await delay(leaseMs * (random.pick([0.5, 1.2, 1.8]) ?? 1));
    server?.thaw();
  },
  'Redis is restarted with its data': async (cluster) => {
    await cluster.redis.stop();
    // What was written while it saved is gone.
    cluster.note('forgot', 'Redis is restarted with its data');
    await cluster.redis.resume();
  },
  'Redis is restarted without its data': async (cluster) => {
    await cluster.redis.kill();
    cluster.note('forgot', 'Redis is restarted without its data');
    await cluster.redis.resume();
  },
  'Redis is away for less than a lease': async ({ redis }, random, leaseMs) => {
    redis.freeze();
    await delay(leaseMs * (0.3 + random.number(0.4)));
    redis.thaw();
  },
  'Redis is away for longer than a lease': async ({ redis }, random, leaseMs) => {
    redis.freeze();
    await delay(leaseMs * (1.3 + random.number(1.7)));
    redis.thaw();
  },
  'a link is cut': async (cluster, random, leaseMs) => {
    await anyNode(cluster, random).cut(leaseMs * (0.5 + random.number(2)), 'links');
  },
  'a node is cut from Redis': async (cluster, random, leaseMs) => {
    await anyNode(cluster, random).cut(leaseMs * (0.5 + random.number(2)), 'redis');
  },
  'a node is cut from everything': async (cluster, random, leaseMs) => {
    const node = anyNode(cluster, random);
    const links = cluster.nodes.filter((other) => other !== node).map((other) => other.cutFrom(node, leaseMs * 1.8));
    await Promise.all([node.cut(leaseMs * 1.8, 'clients', 'links', 'redis', 'sql'), ...links]);
  },
  'a clock is an hour off': async (cluster, random, leaseMs) => {
    const node = anyNode(cluster, random);
    node.setClock((random.pick([-1, 1]) ?? 1) * HOUR_MS);
    await delay(leaseMs * (1 + random.number()));
    node.setClock(0);
  },
  'Redis fails over and forgets a second': async ({ redis, note }) => {
    await redis.failOver(1_000, () => note('forgot', 'the replica had not heard of the last second'));
  },
  'a node is cut from its clients': async (cluster, random, leaseMs) => {
    await anyNode(cluster, random).cut(leaseMs * (0.5 + random.number()), 'clients');
  },
};
