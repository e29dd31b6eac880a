import { jest } from '@jest/globals';
import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises';
import { randomBytes } from 'node:crypto';
import { Redis } from '../../support/redis.js';
import {
  StoreUnavailableError,
  type ClusterNode,
  type ClusterView,
  type Namesake,
} from '../../../src/core/cluster/membership.js';
import { isOwned, type OwnerProof } from '../../../src/core/cluster/ownership.js';
import { SharedCounters } from '../../../src/core/cluster/shared-counters.js';
import { RedisStores } from '../../../src/core/cluster/redis/redis-stores.js';

const LEASE_MS = 60_000;

/** Counts nothing, and says whether it was asked. */
class Spy extends SharedCounters {
  asked = 0;
  override spend(): Promise<boolean> {
    return Promise.resolve(++this.asked > 0);
  }
  override giveBack(): Promise<void> {
    return Promise.resolve();
  }
  override putOnce(): Promise<boolean> {
    return Promise.resolve(false);
  }
  override takeOnce(): Promise<undefined> {
    return Promise.resolve(undefined);
  }
}

const node = (name: string, life = randomBytes(4).toString('hex')): ClusterNode => ({
  id: `${name}#${life}`,
  name,
  address: '127.0.0.1:1',
  versions: { build: '1' },
});

const redis = await Redis.start();
const describeRedis = redis ? describe : describe.skip;

describeRedis('the cluster in Redis', () => {
  const server = redis!;
  let stores: RedisStores;
  let spy: Spy;
  let prefix: string;
  let fenced = 0;

  async function open(url = server.url): Promise<RedisStores> {
    const opened = await RedisStores.open({ url, prefix, local: (spy = new Spy()), onFenced: () => fenced++ });
    return opened;
  }

  async function joined(name: string, leaseMs = LEASE_MS): Promise<ClusterNode> {
    const one = node(name);
    expect(viewOf(await stores.membership.join(one, leaseMs)).nodes.map(({ id }) => id)).toContain(one.id);
    return one;
  }

  const viewOf = (answer: ClusterView | Namesake | string): ClusterView => {
    if (typeof answer === 'string' || 'namesake' in answer) throw new Error(`${JSON.stringify(answer)} is no view`);
    return answer;
  };
  const ownedOf = (answer: unknown): OwnerProof => {
    if (!isOwned(answer as OwnerProof)) throw new Error(`${JSON.stringify(answer)} is owned by another`);
    return answer as OwnerProof;
  };
  const room = (id: string) => ({ kind: 'room', id }) as const;

  beforeEach(async () => {
    prefix = `t${randomBytes(4).toString('hex')}`;
    stores = await open();
  });

  afterEach(() => stores.close());

  describe('nodes', () => {
    it('see each other with what they said last', async () => {
      const a = await joined('a');
      const b = await joined('b');
      const view = viewOf(await stores.membership.renew(b.id, { phase: 'draining', load: 0.25 }, LEASE_MS));

      expect(view.runId).toMatch(/^[0-9a-f]{40}$/);
      expect(view.departed).toEqual([]);
      expect(view.nodes.map(({ id }) => id).sort()).toEqual([a.id, b.id].sort());
      const seen = view.nodes.find(({ id }) => id === b.id);
      expect(seen).toMatchObject({ ...b, phase: 'draining', load: 0.25, renewals: 2 });
      expect(seen?.leaseLeftMs).toBeGreaterThan(LEASE_MS - 5_000);
      expect(seen?.leaseLeftMs).toBeLessThanOrEqual(LEASE_MS);
    });

    it('are refused beside a namesake that is not buried, and are told of it', async () => {
      const a = await joined('a', 5);
      await delay(20);
      const answer = await stores.membership.join(node('a'), LEASE_MS);
      expect(answer).toMatchObject({ namesake: { ...a, renewals: 1, phase: 'ready' } });
      await stores.membership.bury(a.id);
      await joined('a');
    });

    it('renew their lease when they join again', async () => {
      const a = await joined('a', 5);
      const view = viewOf(await stores.membership.join(a, LEASE_MS));
      expect(view.nodes).toMatchObject([{ id: a.id, renewals: 2 }]);
      expect(stores.membership.runId).toBe(view.runId);
    });

    it('are buried after their lease, before it only as they were last seen, and for ever', async () => {
      const a = await joined('a');
      expect(await stores.membership.bury(a.id)).toBe(false);
      await stores.membership.renew(a.id, { phase: 'ready', load: 0 }, LEASE_MS);
      expect(await stores.membership.bury(a.id, 1)).toBe(false);
      expect(await stores.membership.bury('nobody')).toBe(true);
      expect(await stores.membership.bury(a.id, 2)).toBe(true);
      expect(await stores.membership.bury(a.id)).toBe(true);
      expect(await stores.membership.renew(a.id, { phase: 'ready', load: 0 }, LEASE_MS)).toBe('buried');
      expect(await stores.membership.join(a, LEASE_MS)).toBe('buried');
    });

    it('are unknown after the store has forgotten them, and may join again', async () => {
      const a = await joined('a');
      server.tell('FLUSHALL');
      expect(await stores.membership.renew(a.id, { phase: 'ready', load: 0 }, LEASE_MS)).toBe('unknown');
      viewOf(await stores.membership.join(a, LEASE_MS));
    });

    it('have departed as long as they still own something', async () => {
      const [a, b] = [await joined('a'), await joined('b')];
      const proof = ownedOf(await stores.ownership.create(room('r'), a.id));
      await stores.membership.leave(a.id);
      const renew = async () => viewOf(await stores.membership.renew(b.id, { phase: 'ready', load: 0 }, LEASE_MS));

      expect((await renew()).departed).toEqual([a.id]);
      expect((await renew()).nodes.map(({ id }) => id)).toEqual([b.id]);
      expect(await stores.ownership.ownedBy(a.id, 'room')).toEqual(['r']);
      ownedOf(await stores.ownership.take(room('r'), proof.epoch, b.id));
      expect((await renew()).departed).toEqual([]);
    });
  });

  describe('records', () => {
    it('are made once, found, saved and ended by their owner', async () => {
      const [a, b] = [await joined('a'), await joined('b')];
      const content = { fields: { code: 'ABCD', type: 'arena' }, bytes: randomBytes(3_000) };
      const proof = ownedOf(await stores.ownership.create(room('r'), a.id, content));
      expect(proof).toEqual({ ...room('r'), owner: a.id, epoch: proof.epoch });
      expect(Math.abs(proof.epoch - Date.now())).toBeLessThan(60_000);
      const found = { ...proof, fields: content.fields };
      expect(await stores.ownership.create(room('r'), b.id)).toEqual(found);
      expect(await stores.ownership.find(room('r'))).toEqual(found);
      expect(Buffer.from((await stores.ownership.load(room('r'))) ?? [])).toEqual(content.bytes);

      expect(await stores.ownership.save(proof, { fields: { code: '' }, bytes: Uint8Array.of(1, 2) })).toBe(true);
      expect((await stores.ownership.find(room('r')))?.fields).toEqual({ code: '', type: 'arena' });
      expect([...((await stores.ownership.load(room('r'))) ?? [])]).toEqual([1, 2]);

      expect(await stores.ownership.end({ ...proof, owner: b.id })).toBe(false);
      expect(await stores.ownership.end(proof)).toBe(true);
      expect(await stores.ownership.find(room('r'))).toBeUndefined();
      expect(await stores.ownership.load(room('r'))).toBeUndefined();
      expect(await stores.ownership.ownedBy(a.id, 'room')).toEqual([]);
    });

    it('change hands by the epoch that was last known, and refuse who had them before', async () => {
      const [a, b, c] = [await joined('a'), await joined('b'), await joined('c')];
      const first = ownedOf(await stores.ownership.create(room('r'), a.id));
      const second = ownedOf(await stores.ownership.take(room('r'), first.epoch, b.id, { fields: { x: '1' } }));
      expect(second.epoch).toBeGreaterThan(first.epoch);
      expect(await stores.ownership.take(room('r'), first.epoch, c.id)).toEqual({ ...second, fields: { x: '1' } });
      expect(await stores.ownership.take(room('none'), 1, c.id)).toBeUndefined();
      fenced = 0;
      expect(await stores.ownership.save(first, { bytes: Uint8Array.of(9) })).toBe(false);
      expect(fenced).toBe(1);
      expect(await stores.ownership.assert(first, {}, true)).toBe(false);
      expect(await stores.ownership.end(first)).toBe(false);
      expect(await stores.ownership.ownedBy(a.id, 'room')).toEqual([]);
      expect(await stores.ownership.ownedBy(b.id, 'room')).toEqual(['r']);
    });

    it('take nothing from a node that is buried, or that the store does not know', async () => {
      const [a, b] = [await joined('a'), await joined('b')];
      const proof = ownedOf(await stores.ownership.create(room('r'), a.id));
      const other = ownedOf(await stores.ownership.create(room('s'), b.id));
      await stores.membership.bury(a.id, 1);
      const writes = [
        () => stores.ownership.save(proof, { fields: { x: '1' } }),
        () => stores.ownership.release(proof, {}),
        () => stores.ownership.end(proof),
        () => stores.ownership.assert(proof, {}, true),
        () => stores.ownership.create(room('t'), a.id),
        () => stores.ownership.take(room('s'), other.epoch, a.id),
      ];
      for (const write of writes) await expect(write()).rejects.toMatchObject({ reason: 'buried' });
      const stranger = stores.ownership.create(room('t'), 'stranger');
      await expect(stranger).rejects.toMatchObject({ name: 'StoreUnavailableError', reason: 'unknown' });
      expect(await stores.ownership.find(room('t'))).toBeUndefined();
    });

    it('can be given up for anybody, and stay listed under who did', async () => {
      const [a, b] = [await joined('a'), await joined('b')];
      const proof = ownedOf(await stores.ownership.create(room('r'), a.id));
      expect(await stores.ownership.release(proof, { bytes: Uint8Array.of(7) })).toBe(true);
      expect(await stores.ownership.save(proof, {})).toBe(false);
      expect(await stores.ownership.find(room('r'))).toEqual({ ...proof, owner: undefined, fields: {} });
      expect(await stores.ownership.ownedBy(a.id, 'room')).toEqual(['r']);
      ownedOf(await stores.ownership.take(room('r'), proof.epoch, b.id));
      expect(await stores.ownership.ownedBy(a.id, 'room')).toEqual([]);
    });

    it('are said again after the store has forgotten them, and its epochs still grow', async () => {
      const a = await joined('a');
      const proof = ownedOf(await stores.ownership.create(room('r'), a.id));
      server.tell('FLUSHALL');
      await stores.membership.join(a, LEASE_MS);
      expect(await stores.ownership.assert(proof, { fields: { x: '1' } }, true)).toBe(true);
      expect(await stores.ownership.find(room('r'))).toEqual({ ...proof, fields: { x: '1' } });
      expect(await stores.ownership.ownedBy(a.id, 'room')).toEqual(['r']);
      server.tell('FLUSHALL');
      await stores.membership.join(a, LEASE_MS);
      expect(ownedOf(await stores.ownership.create(room('r'), a.id)).epoch).toBeGreaterThan(proof.epoch);
    });

    it('that two nodes say go to who was sure, then to the higher epoch, then to who came first', async () => {
      const [a, b] = [await joined('a'), await joined('b')];
      const proofOf = (id: string, owner: string, epoch: number): OwnerProof => ({ ...room(id), owner, epoch });
      const say = (proof: OwnerProof, isSure: boolean) => stores.ownership.assert(proof, {}, isSure);
      const rows: [first: [number, boolean], second: [number, boolean], wins: boolean][] = [
        [[5, true], [6, true], true],
        [[5, true], [5, true], false],
        [[5, true], [4, true], false],
        [[5, true], [9, false], false],
        [[5, false], [4, true], true],
        [[5, false], [6, false], true],
        [[5, false], [5, false], false],
      ];
      for (const [index, [first, second, wins]] of rows.entries()) {
        const id = String(index);
        expect(await say(proofOf(id, a.id, first[0]), first[1])).toBe(true);
        expect([id, await say(proofOf(id, b.id, second[0]), second[1])]).toEqual([id, wins]);
        expect([id, await say(proofOf(id, a.id, first[0]), first[1])]).toEqual([id, !wins]);
      }
    });
  });

  describe('hints', () => {
    it('reach every listener of their topic', async () => {
      const other = await open();
      const heard: string[] = [];
      const first = new Promise<void>((resolve) => {
        other.bus.subscribe('list', (text) => {
          heard.push(text);
          resolve();
        });
      });
      const end = stores.bus.subscribe('list', (text) => heard.push(`own ${text}`));
      await delay(50);
      stores.bus.publish('other', 'no');
      stores.bus.publish('list', 'yes');
      await first;
      await delay(50);
      expect(heard.sort()).toEqual(['own yes', 'yes']);
      end();
      stores.bus.publish('list', 'more');
      await delay(100);
      expect(heard).toContain('more');
      expect(heard).not.toContain('own more');
      other.close();
    });
  });

  describe('counters', () => {
    it('spend up to a limit in a window over all nodes', async () => {
      const other = await open();
      const spent = [];
      for (const one of [stores, other, stores, other]) spent.push(await one.counters.spend('k', 3, 200));
      expect(spent).toEqual([true, true, true, false]);
      await delay(250);
      expect(await other.counters.spend('k', 3, 200)).toBe(true);
      other.close();
    });

    it('keep a value that is taken once', async () => {
      expect(await stores.counters.putOnce('t', 'v', 60_000)).toBe(true);
      expect(await stores.counters.putOnce('t', 'w', 60_000)).toBe(false);
      const taken = await Promise.all([1, 2, 3].map(() => stores.counters.takeOnce('t')));
      expect(taken.filter((value) => value !== undefined)).toEqual(['v']);
    });
  });

  describe('a server that is in trouble', () => {
    it('is unsure a second after it froze, and works again when it goes on', async () => {
      const a = await joined('a');
      const gaps: number[] = [];
      stores.bus.onGap(() => gaps.push(1));
      server.freeze();
      const proof = stores.ownership.create(room('r'), a.id);
      await expect(proof).rejects.toBeInstanceOf(StoreUnavailableError);
      // The line was given up: nothing waits any more.
      const refused = jest.fn();
      stores.ownership.find(room('r')).catch(refused);
      for (let turn = 0; turn < 20; turn++) await nextTurn();
      expect(refused).toHaveBeenCalledWith(expect.any(StoreUnavailableError));
      expect(await stores.counters.spend('k', 1, 1_000)).toBe(true);
      expect(spy.asked).toBe(1);
      stores.bus.publish('list', 'lost');
      server.thaw();
      await eventually(async () => stores.ownership.find(room('x')));
      await eventually(() => expect(gaps.length).toBeGreaterThan(0));
      viewOf(await stores.membership.renew(a.id, { phase: 'ready', load: 0 }, LEASE_MS));
    });

    it('that was restarted with its data has another run id, and knows its nodes', async () => {
      const a = await joined('a');
      const before = viewOf(await stores.membership.renew(a.id, { phase: 'ready', load: 0 }, LEASE_MS)).runId;
      await stores.counters.putOnce('ticket', 'v', 60_000);
      await server.stop();
      await expect(stores.ownership.find(room('r'))).rejects.toBeInstanceOf(StoreUnavailableError);
      await server.resume();
      await eventually(async () => {
        const view = viewOf(await stores.membership.renew(a.id, { phase: 'ready', load: 0 }, LEASE_MS));
        expect(view.runId).not.toBe(before);
      });
      // It may have been taken, and that forgotten.
      expect(await stores.counters.takeOnce('ticket')).toBeUndefined();
    });

    it('that was restarted without its data knows neither nodes nor scripts', async () => {
      const a = await joined('a');
      server.tell('FLUSHALL');
      await server.stop();
      await server.resume();
      await eventually(async () => {
        expect(await stores.membership.renew(a.id, { phase: 'ready', load: 0 }, LEASE_MS)).toBe('unknown');
      });
    });

    it('that has forgotten the scripts is told them again', async () => {
      const a = await joined('a');
      server.tell('SCRIPT', 'FLUSH');
      viewOf(await stores.membership.renew(a.id, { phase: 'ready', load: 0 }, LEASE_MS));
    });

    it('that is full takes no records, but leases, takes and ends', async () => {
      const [a, b] = [await joined('a'), await joined('b')];
      const [one, two] = [
        ownedOf(await stores.ownership.create(room('1'), a.id)),
        ownedOf(await stores.ownership.create(room('2'), a.id)),
      ];
      server.tell('CONFIG', 'SET', 'maxmemory', '1');
      try {
        await expect(stores.ownership.create(room('3'), a.id)).rejects.toBeInstanceOf(StoreUnavailableError);
        await expect(stores.ownership.save(one, { bytes: randomBytes(99) })).rejects.toThrow(/OOM/);
        viewOf(await stores.membership.renew(a.id, { phase: 'ready', load: 0 }, LEASE_MS));
        expect(await stores.ownership.end(one)).toBe(true);
        expect(ownedOf(await stores.ownership.take(room('2'), two.epoch, b.id)).owner).toBe(b.id);
        expect(await stores.ownership.find(room('3'))).toBeUndefined();
      } finally {
        server.tell('CONFIG', 'SET', 'maxmemory', '0');
      }
    });

    it('that became a replica is unavailable until it is none', async () => {
      const a = await joined('a');
      server.tell('REPLICAOF', '127.0.0.1', '1');
      try {
        await expect(stores.ownership.create(room('r'), a.id)).rejects.toThrow(/READONLY/);
        await expect(stores.ownership.create(room('r'), a.id)).rejects.toBeInstanceOf(StoreUnavailableError);
      } finally {
        server.tell('REPLICAOF', 'NO', 'ONE');
      }
      await eventually(async () => void ownedOf(await stores.ownership.create(room('r'), a.id)));
    });
  });
});

/** Tries again until it does not throw. */
async function eventually(attempt: () => unknown): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      await attempt();
      return;
    } catch (error) {
      if (tries === 200) throw error;
      await delay(50);
    }
  }
}
