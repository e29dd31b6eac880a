import { jest } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { RoomMessageType } from '../../../src/core/rooms/api/rooms.messages.js';
import { CloseCode } from '../../../src/protocol/close-codes.js';
import { LobbyType } from '../../../src/modules/lobby/lobby.messages.js';
import { TestClient, type Packet } from '../../../src/testing/test-client.js';
import { Redis } from '../../support/redis.js';
import { ResumingClient } from '../../support/resuming-client.js';
import { bootOf, freePort, startServer, type TestServer } from '../../support/server.js';
import { startVaultServer } from '../../support/vault-server.js';
import { VaultType } from '../vault-server/vault.js';

jest.setTimeout(600_000);

const LEASE_MS = 1_500;
const [PING, PONG, STATE_PATCH, SERVER_PAUSED] = [4, 5, 10, 19];
/** How often a node is stopped for too long; more by hand. */
const BURIALS = Number(process.env.GODWIT_BURIALS ?? 1);

const redis = await Redis.start();
const describeRedis = redis ? describe : describe.skip;

/** Whether its client shows that the server stands still; undefined when it never did. */
const isToldOfPause = ({ packets }: TestClient): unknown =>
  packets.findLast(({ type }) => type === SERVER_PAUSED)?.message?.isPaused;

describeRedis('two servers with one Redis', () => {
  const store = redis!;
  const env = {
    REDIS_URL: store.url,
    CLUSTER_SECRET: 's'.repeat(32),
    CLUSTER_LEASE_MS: String(LEASE_MS),
    DRAIN_DELAY_MS: '0',
  };
  const started: TestServer[] = [];

  async function start(extra: Record<string, string> = {}): Promise<TestServer> {
    const server = await startServer({ env: { ...env, ...extra } });
    started.push(server);
    return server;
  }

  const nodesSeenBy = (server: TestServer): Promise<number | undefined> =>
    server.metric('godwit_cluster_nodes{phase="ready"}');

  /** A client of this server in a room of another one; a node that is busy may be out of touch for a moment, and says so. */
  async function joinedAt({ url }: TestServer, roomId: unknown): Promise<TestClient> {
    for (;;) {
      const client = await TestClient.connect(url);
      const answer = await client.request(RoomMessageType.Join, { roomId }).catch(() => undefined);
      if (answer?.type === RoomMessageType.Joined) return client;
      client.close();
      await delay(100);
    }
  }

  /** Everything that Redis knows, but for how long leases are and how busy nodes are. */
  function everything(): string[] {
    const script = `local all = {}
      for _, key in ipairs(redis.call('KEYS', '*')) do
        if not string.find(key, ':leases') then all[#all + 1] = key .. '=' .. redis.sha1hex(redis.call('DUMP', key)) end
      end
      table.sort(all) return all`;
    return store.tell('EVAL', script, '0').split('\n');
  }

  /** The same, once nobody writes any more. */
  async function settled(): Promise<string[]> {
    for (let seen = everything(); ;) {
      await delay(300);
      const next = everything();
      if (next.join() === seen.join()) return next;
      seen = next;
    }
  }

  beforeEach(() => void store.tell('FLUSHALL'));

  afterEach(async () => {
    for (const server of started.splice(0)) await server.kill();
  });

  it('see each other, until one leaves', async () => {
    const [a, b] = await Promise.all([start(), start()]);
    await until(async () => (await nodesSeenBy(a)) === 2 && (await nodesSeenBy(b)) === 2);
    expect(await a.metric('godwit_cluster_lease_age_seconds')).toBeLessThan(LEASE_MS / 1_000);
    expect(await a.stop()).toMatchObject({ code: 0 });
    await until(async () => (await nodesSeenBy(b)) === 1);
    expect(b.logs.filter(({ level = 0 }) => level >= 40)).toEqual([]);
  });

  it.each(Array.from({ length: BURIALS }, (_, index) => index + 1))(
    'bury one that stands still for too long, which then closes its sockets, says and writes nothing and ends (%i)',
    async () => {
      // The room is made while there is no other node that could be less busy.
      const a = await start();
      const client = await TestClient.connect(a.url);
      const { message } = await client.request(LobbyType.JoinOrCreate, { roomType: 'arena' });
      const b = await start();
      await until(async () => (await nodesSeenBy(a)) === 2 && (await nodesSeenBy(b)) === 2);
      // One of the room has its socket where it is played, the other at the node that goes on.
      const other = await joinedAt(b, message?.roomId);
      for (const { packets } of [client, other]) await until(() => Promise.resolve(patchesIn(packets) > 3));
      a.freeze();
      await until(async () => (await nodesSeenBy(b)) === 1);
      expect(await other.closed).toMatchObject({ code: 1_001, reason: 'cluster.try_again' });
      const before = await settled();
      const heard = client.packets.length;
      a.thaw();
      expect(await client.closed).toMatchObject({ code: 1_001, reason: 'server.fenced' });
      expect(await a.ended).toEqual({ code: 1, signal: null });
      // Until it hears that it is buried, it stands still, and may say so.
      expect(client.packets.slice(heard).filter(({ type }) => type !== SERVER_PAUSED)).toEqual([]);
      expect(everything()).toEqual(before);
      expect((await fetch(`${b.httpUrl}/health/ready`)).status).toBe(200);
    },
  );

  it('are not ready and play nothing while Redis is away for longer than a lease, and go on when it is back', async () => {
    // A client that does not answer for 3 s is cut off.
    const a = await start({ PING_INTERVAL_MS: '1000' });
    const client = await TestClient.connect(a.url);
    // While there is no other node that could be less busy.
    const { message } = await client.request(LobbyType.JoinOrCreate, { roomType: 'arena' });
    const b = await start({ PING_INTERVAL_MS: '1000' });
    await until(async () => (await nodesSeenBy(a)) === 2 && (await nodesSeenBy(b)) === 2);
    // Its socket is here, its session there.
    const other = await joinedAt(b, message?.roomId);
    const ticks = async (): Promise<number> => (await a.metric('godwit_tick_late_seconds_count')) ?? NaN;
    const isReady = async (server: TestServer): Promise<boolean> => (await fetch(`${server.httpUrl}/health/ready`)).ok;
    store.freeze();
    await until(async () => !(await isReady(a)) && !(await isReady(b)));
    const before = await ticks();
    await delay(LEASE_MS * 3);
    expect(await ticks()).toBe(before);
    for (const { type } of await Promise.all([client, other].map((each) => each.request(PING))))
      expect(type).toBe(PONG);
    expect([client, other].map(isToldOfPause)).toEqual([true, true]);
    store.thaw();
    await until(async () => (await isReady(a)) && (await isReady(b)));
    await until(async () => (await nodesSeenBy(a)) === 2 && (await nodesSeenBy(b)) === 2);
    await until(async () => (await ticks()) > before + 30);
    // The room's time stood: it has not lost the ticks of those leases.
    expect(await a.metric('godwit_ticks_dropped_total')).toBeLessThan((LEASE_MS / 1_000) * 30);
    // The sockets stayed, although one of them is only asked by the server and says nothing itself.
    for (const each of [client, other])
      expect((await each.request(PING, { received: 0 })).message?.received).toBeGreaterThan(0);
    expect(a.logs.concat(b.logs).filter(({ code }) => code === CloseCode.HeartbeatLost)).toEqual([]);
    await until(() => Promise.resolve(!isToldOfPause(client) && !isToldOfPause(other)));
  });

  it('take over what one has left that was killed: its rooms as they were saved, with everybody in place', async () => {
    const ofRooms = { ...env, CHECKPOINT_INTERVAL_MS: '100' };
    const ports = [await freePort(), await freePort()] as const;
    const [a, b] = await Promise.all(ports.map((port) => startVaultServer(port, ofRooms)));
    started.push(a!, b!);
    await until(async () => (await nodesSeenBy(a!)) === 2 && (await nodesSeenBy(b!)) === 2);
    const urls = [a!.url, b!.url];
    // The second has its socket where it stays, and its session where the room is.
    const first = await ResumingClient.connect(() => urls[0]!);
    const clients = [first, await ResumingClient.connect(() => b!.url)] as const;
    const { message } = await clients[0].request(VaultType.Open);
    const joined = await clients[1].request(RoomMessageType.Join, { roomId: message?.roomId });
    expect(joined).toMatchObject({ type: RoomMessageType.Joined });
    await clients[0].request(VaultType.Put, { amount: 7 });
    // What was done before a checkpoint is in it.
    await delay(1_000);
    urls.shift();
    await a!.kill();
    for (const client of clients) await client.returned(1, 30_000);
    expect((await clients[1].request(VaultType.Ask)).message?.sum).toBe(7);
    expect((await clients[0].request(VaultType.Ask)).message?.sum).toBe(7);
    expect(clients.map(({ returns }) => returns)).toEqual([[false], [false]]);
    for (const client of clients) client.stop();
    expect(await b!.metric('godwit_cluster_takeovers_total')).toBe(1);
    expect(await b!.metric('godwit_cluster_takeovers_failed_total')).toBe(0);
  });

  it('ask Redis seldom while nothing happens', async () => {
    const [a, b] = await Promise.all([start({ CLUSTER_LEASE_MS: '10000' }), start({ CLUSTER_LEASE_MS: '10000' })]);
    await until(async () => (await nodesSeenBy(a)) === 2 && (await nodesSeenBy(b)) === 2);
    const commands = (): number => Number(/total_commands_processed:(\d+)/.exec(store.tell('INFO', 'stats'))?.[1]);
    const [before, beganMs] = [commands(), performance.now()];
    await delay(5_000);
    const perSecond = (commands() - before) / ((performance.now() - beganMs) / 1_000) / 2;
    expect(perSecond).toBeLessThan(10);
  });

  it('refuse a name that a living node has', async () => {
    await start({ NODE_ID: 'one' });
    const { code, lines } = await bootOf({ ...env, NODE_ID: 'one', PORT: '0' });
    expect(code).toBe(1);
    expect(lines.join('\n')).toMatch(/NODE_ID is one, and so is a living node's/);
  });

  it('are one with WORKERS, which share its port; one that dies is missed for a moment only', async () => {
    // Nobody waits for this lease.
    const server = await startVaultServer(await freePort(), {
      ...env,
      WORKERS: '2',
      CLUSTER_LEASE_MS: '120000',
      // Half of it is for moving. After all of it the process is ended by force, however busy the machine is.
      DRAIN_TIMEOUT_MS: '8000',
    });
    started.push(server);
    const workers = (): string[] =>
      readFileSync(`/proc/${server.pid}/task/${server.pid}/children`, 'utf8').trim().split(' ');
    await until(async () => (await nodesSeenBy(server)) === 2 && (await server.metric('godwit_workers')) === 2);
    const before = workers();
    // Its seat is held, so that its room does not end with the connections.
    const maker = await ResumingClient.connect(() => server.url);
    const clients = await Promise.all(Array.from({ length: 7 }, () => TestClient.connect(server.url)));
    await until(async () => (await server.metric('godwit_connections')) === 8);
    const { message } = await maker.request(VaultType.Open);
    for (const client of clients) {
      const joined = await client.request(RoomMessageType.Join, { roomId: message?.roomId });
      expect(joined.type).toBe(RoomMessageType.Joined);
    }
    expect(await server.metric('godwit_rooms_scheduled')).toBe(1);
    expect(store.tell('HLEN', '{gw}:nodes')).toBe('2');

    // The one without the room, which is not saved yet.
    const [record, bytes] = ['record', 'bytes'].map((what) => `{gw}:${what}:room:${String(message?.roomId)}`);
    const owner = Number(/:(\d+)[.]\w+$/.exec(store.tell('HGET', record!, 'o'))?.[1]);
    process.kill(Number(before[2 - owner]), 'SIGKILL');
    await server.waitForLog(new RegExp(`Worker ${3 - owner} has ended \\(SIGKILL\\)`));
    await until(async () => (await nodesSeenBy(server)) === 2 && (await server.metric('godwit_workers')) === 2);
    expect(workers()).toContain(before[owner - 1]);
    expect(workers()).not.toContain(before[2 - owner]);

    expect(await server.stop()).toEqual({ code: 0, signal: null });
    maker.stop();
    expect(store.tell('HLEN', '{gw}:nodes')).toBe('0');
    // Both left at once, so that nobody could take the room: it waits for whoever starts next, as takeover.spec.ts shows.
    expect(store.tell('EXISTS', record!, bytes!)).toBe('2');
    expect(store.tell('SISMEMBER', '{gw}:departed', store.tell('HGET', record!, 'l'))).toBe('1');
  });

  it.each([
    [{ WORKERS: '2', REDIS_URL: '' }, /WORKERS is 2, which needs REDIS_URL and CLUSTER_SECRET/],
    [{ WORKERS: '2' }, /WORKERS is 2, which needs DATABASE_URL, since these features have tables: .*leaderboards/],
    [{ CLUSTER_SECRET: '' }, /CLUSTER_SECRET is required with REDIS_URL/],
    [{ REDIS_URL: 'redis://127.0.0.1:1' }, /REDIS_URL points to a Redis that cannot be used: .*ECONNREFUSED/],
    [{ CLUSTER_TLS_CERT: '/nowhere' }, /CLUSTER_TLS_CERT must be a file/],
  ])('do not start with %j', async (wrong, sentence) => {
    const { code, lines } = await bootOf({ ...env, ...wrong, PORT: '0' });
    expect(code).toBe(1);
    expect(lines.join('\n')).toMatch(sentence);
  });
});

function patchesIn(packets: readonly Packet[]): number {
  return packets.filter(({ type }) => type === STATE_PATCH).length;
}

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  for (const endMs = performance.now() + 120_000; performance.now() < endMs; await delay(50)) {
    if (await isTrue().catch(() => false)) return;
  }
  throw new Error('It did not come true.');
}
