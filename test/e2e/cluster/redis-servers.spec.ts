import { setTimeout as delay } from 'node:timers/promises';
import { SharedCounters } from '../../../src/core/cluster/shared-counters.js';
import { RedisStores } from '../../../src/core/cluster/redis/redis-stores.js';
import { makeCertificate } from '../../support/certificate.js';
import { freePort } from '../../support/server.js';
import { Redis } from '../../support/redis.js';

const local = null as unknown as SharedCounters;
const open = (url: string): Promise<RedisStores> => RedisStores.open({ url, prefix: 'gw', local });
const node = { id: 'a#1', name: 'a', address: '', versions: {} };

const redis = await Redis.start({ config: { requirepass: 'secret' } });
const describeRedis = redis ? describe : describe.skip;

describeRedis('REDIS_URL', () => {
  const { port } = redis!;

  it('is refused with a wrong password or none, without repeating it', async () => {
    await expect(open(`redis://:hunter2@127.0.0.1:${port}`)).rejects.toThrow(
      'REDIS_URL points to a Redis that cannot be used: it refuses the user or the password.',
    );
    await expect(open(`redis://127.0.0.1:${port}`)).rejects.toThrow(/refuses the user or the password/);
  });

  it('is refused where nobody listens', async () => {
    await expect(open(`redis://127.0.0.1:${await freePort()}`)).rejects.toThrow(/^REDIS_URL .*ECONNREFUSED/);
  });

  it('is refused where keys may be thrown away', async () => {
    redis!.tell('CONFIG', 'SET', 'maxmemory-policy', 'allkeys-lru');
    await expect(open(`redis://:secret@127.0.0.1:${port}`)).rejects.toThrow(/^REDIS_URL .* noeviction\.$/);
    redis!.tell('CONFIG', 'SET', 'maxmemory-policy', 'noeviction');
  });

  it('may name a database', async () => {
    const stores = await open(`redis://:secret@127.0.0.1:${port}/5`);
    await stores.membership.join(node, 1_000);
    stores.close();
    expect(redis!.tell('INFO', 'keyspace')).toMatch(/^db5:keys=2,/m);
  });

  it('speaks TLS', async () => {
    const { certFile, keyFile } = makeCertificate();
    const tlsPort = await freePort();
    const config = {
      'tls-port': String(tlsPort),
      'tls-cert-file': certFile,
      'tls-key-file': keyFile,
      'tls-auth-clients': 'no',
    };
    await Redis.start({ config });
    // Nobody has signed this certificate: that it is looked at shows that there is TLS.
    await expect(open(`rediss://127.0.0.1:${tlsPort}`)).rejects.toThrow(/self-signed certificate/);
  });

  it('follows the Sentinels to the new server after a failover', async () => {
    const first = (await Redis.start())!;
    const second = (await Redis.start({ config: { replicaof: `127.0.0.1 ${first.port}` } }))!;
    await until(() => second.tell('INFO', 'replication').includes('master_link_status:up'));
    const sentinel = (await Redis.start({
      args: ['--sentinel'],
      config: {
        'sentinel monitor': `main 127.0.0.1 ${first.port} 1`,
        'sentinel down-after-milliseconds': 'main 500',
        'sentinel failover-timeout': 'main 2000',
      },
    }))!;
    const stores = await open(`redis+sentinel://127.0.0.1:${sentinel.port}/main`);
    const before = await stores.membership.join(node, 60_000);
    await until(() => sentinel.tell('INFO', 'sentinel').includes('slaves=1'));
    await until(() => second.tell('EXISTS', '{gw}:leases') === '1');
    await first.kill();
    let after: unknown;
    await until(async () => {
      after = await stores.membership.renew(node.id, { phase: 'ready', load: 0 }, 60_000).catch(() => undefined);
      return after !== undefined;
    });
    expect(after).toMatchObject({ nodes: [{ id: node.id, renewals: 2 }] });
    expect(after).not.toMatchObject({ runId: (before as { runId: string }).runId });
    stores.close();
  });
});

async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    if (await isTrue()) return;
    await delay(50);
  }
  throw new Error('It did not come true.');
}
