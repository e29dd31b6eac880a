import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { MemoryCounters } from '../../src/core/cluster/memory/memory-adapters.js';
import { DirectLine, MemoryStore } from '../../src/core/cluster/memory/memory-store.js';
import { RedisBus } from '../../src/core/cluster/redis/redis-bus.js';
import { RedisCounters } from '../../src/core/cluster/redis/redis-counters.js';
import { RedisMembership } from '../../src/core/cluster/redis/redis-membership.js';
import { RedisOwnership } from '../../src/core/cluster/redis/redis-ownership.js';
import { RedisStores } from '../../src/core/cluster/redis/redis-stores.js';
import { Redis } from '../support/redis.js';
import { describeClusterBus } from './cluster-bus.suite.js';
import { describeMembership } from './membership.suite.js';
import { describeOwnership } from './ownership.suite.js';
import { describeSharedCounters } from './shared-counters.suite.js';

const redis = await Redis.start();
if (redis) describeAll(redis);
else it.skip('Redis is not installed', () => undefined);

function describeAll(server: Redis): void {
  /** Two nodes with connections of their own, in a place that nobody else has used. */
  async function twoNodes(): Promise<{ first: RedisStores; second: RedisStores; close: () => void }> {
    const local = new MemoryCounters(new DirectLine(new MemoryStore(() => performance.now())));
    const options = { url: server.url, prefix: randomBytes(6).toString('hex'), local };
    const [first, second] = [await RedisStores.open(options), await RedisStores.open(options)];
    const close = (): void => {
      first.close();
      second.close();
    };
    return { first, second, close };
  }

  const wait = (ms: number): Promise<void> => delay(ms);

  describeMembership(RedisMembership.name, async () => {
    const { first, second, close } = await twoNodes();
    return { first: first.membership, second: second.membership, wait, close };
  });

  describeOwnership(RedisOwnership.name, async () => {
    const { first, second, close } = await twoNodes();
    return { membership: first.membership, first: first.ownership, second: second.ownership, close };
  });

  describeSharedCounters(RedisCounters.name, async () => {
    const { first, second, close } = await twoNodes();
    return { first: first.counters, second: second.counters, wait, close };
  });

  describeClusterBus(RedisBus.name, async () => {
    const { first, second, close } = await twoNodes();
    return {
      first: first.bus,
      second: second.bus,
      settle: () => delay(50),
      interrupt: async () => {
        server.tell('CLIENT', 'KILL', 'TYPE', 'pubsub');
        await delay(300);
      },
      close,
    };
  });
}
