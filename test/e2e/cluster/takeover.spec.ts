import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { NodeThawed } from '../../../src/core/cluster/cluster.events.js';
import { Fence } from '../../../src/core/cluster/fence.js';
import { GameConfig } from '../../../src/core/config/game-config.js';
import { EventBus } from '../../../src/core/events/event-bus.js';
import { RoomType } from '../../../src/core/rooms/api/room-type.decorator.js';
import { Room } from '../../../src/core/rooms/api/room.js';
import { RoomMessageType } from '../../../src/core/rooms/api/rooms.messages.js';
import { RoomRegistry } from '../../../src/core/rooms/room-registry.js';
import { SessionRegistry } from '../../../src/core/sessions/session-registry.js';
import { decodeSnapshot } from '../../../src/core/snapshots/snapshot-format.js';
import { DrainingDto, ProtocolType } from '../../../src/protocol/protocol.messages.js';
import type { TestApp } from '../../../src/testing/test-app.js';
import type { Packet } from '../../../src/testing/packet-inbox.js';
import { ResumingClient } from '../../support/resuming-client.js';
import { TestCluster } from '../../support/test-cluster.js';
import { Tally, TentRoom, VaultDoor, VaultRoom, VaultType } from '../vault-server/vault.js';

/** Is saved, and cannot be restored. */
@RoomType('brittle', { tickHz: 0, isSaved: true, maxPlayers: 4 })
class BrittleRoom extends Room {
  override save(): object {
    return {};
  }

  override restore(): void {
    throw new Error('This room cannot be restored.');
  }
}

const NODE = {
  providers: [Tally, VaultRoom, TentRoom, BrittleRoom, VaultDoor],
  env: { SEAT_HOLD_MS: '10000', CHECKPOINT_INTERVAL_MS: '100', RATE_LIMIT_BURST: '1000' },
};

let cluster: TestCluster;
let here: TestApp;
let there: TestApp;
let third: TestApp;
const clients: ResumingClient[] = [];

beforeEach(async () => {
  cluster = await TestCluster.start(3, NODE);
  [here, there, third] = cluster.nodes as [TestApp, TestApp, TestApp];
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.stop();
  await cluster.stop();
});

const sumOf = async (client: ResumingClient): Promise<unknown> => (await client.request(VaultType.Ask)).message?.sum;
const homesOf = (roomId: string): TestApp[] =>
  cluster.nodes.filter((node) => node.app.get(RoomRegistry).find(roomId) !== undefined);

/** A client of this node; once that is dead, of the last. */
async function clientOf(node: TestApp): Promise<ResumingClient> {
  const client = await ResumingClient.connect(
    () => (cluster.nodes.includes(node) ? node : cluster.nodes.at(-1))?.url ?? '',
  );
  clients.push(client);
  return client;
}

/** A room here, made by a client here, with one at each of the other nodes. */
async function party(type: string, ...others: TestApp[]): Promise<{ roomId: string; all: ResumingClient[] }> {
  const maker = await clientOf(here);
  const { message } = await maker.request(VaultType.Open, { type });
  const all = [maker, ...(await Promise.all(others.map((node) => clientOf(node))))];
  for (const client of all.slice(1)) await client.request(RoomMessageType.Join, { code: message?.code });
  return { roomId: String(message?.roomId), all };
}

/** Until the room was saved after this moment. */
async function saved(roomId: string): Promise<void> {
  const atMs = Date.now();
  const savedAtMs = (): number => {
    const bytes = cluster.store.records.load({ kind: 'room', id: roomId });
    return bytes === undefined ? 0 : decodeSnapshot(bytes).savedAtMs;
  };
  while (savedAtMs() <= atMs) await delay(10);
}

/** The first node dies, and its clients come back elsewhere. */
async function killHere(...ofHere: ResumingClient[]): Promise<void> {
  await cluster.kill(here);
  for (const client of ofHere) client.cut();
}

describe('a room whose node dies', () => {
  it('goes on at another, with all its members in their seats, as it was last saved', async () => {
    const { roomId, all } = await party('vault', there, third);
    const [maker, second, other] = all as [ResumingClient, ResumingClient, ResumingClient];
    await second.request(VaultType.Put, { amount: 5 });
    await saved(roomId);
    const ids = all.map(({ sessionId }) => sessionId);

    await killHere(maker);

    for (const client of all) {
      await client.returned(1, 20_000);
      expect(client.returns).toEqual([false]);
      const { message } = await client.waitFor(({ type }) => type === (RoomMessageType.Joined as number), 'the room');
      expect(message?.roomId).toBe(roomId);
      expect(await sumOf(client)).toBe(5);
    }
    expect(all.map(({ sessionId }) => sessionId)).toEqual(ids);
    expect(homesOf(roomId)).toHaveLength(1);
    await other.request(VaultType.Put, { amount: 1 });
    expect(await sumOf(maker)).toBe(6);
    // It is found by its code, at any node.
    const late = await clientOf(third);
    const code = maker.packets.find(({ type }) => type === (RoomMessageType.Joined as number))?.message?.code;
    expect((await late.request(RoomMessageType.Join, { code })).type).toBe(RoomMessageType.Joined);
    expect(cluster.failures).toEqual([]);
  });

  it('ends with it if it is not saved, and so do its records; its members come back without a room', async () => {
    const { roomId, all } = await party('tent', there);
    const [maker, other] = all as [ResumingClient, ResumingClient];
    const code = maker.packets.find(({ type }) => type === (RoomMessageType.Joined as number))?.message?.code;

    await killHere(maker);
    for (const client of all) await client.returned(1, 20_000);

    expect(all.map(({ returns }) => returns)).toEqual([[false], [false]]);
    expect(cluster.store.records.find({ kind: 'room', id: roomId })).toBeUndefined();
    expect(cluster.store.records.find({ kind: 'code', id: String(code) })).toBeUndefined();
    expect((await other.request(VaultType.Open)).type).toBe(RoomMessageType.Joined);
  });

  it('is set aside where it cannot be restored, and its members are told', async () => {
    const { roomId, all } = await party('brittle');
    const [maker] = all as [ResumingClient];
    await saved(roomId);

    await killHere(maker);

    const left = await maker.waitFor(({ type }) => type === (RoomMessageType.Left as number), 'the end');
    expect(left.message).toMatchObject({ roomId, code: 'room.failed' });
    expect(maker.returns).toEqual([false]);
    while (cluster.store.records.find({ kind: 'room', id: roomId }) !== undefined) await delay(10);
    const folders = cluster.nodes.map((node) => node.app.get(GameConfig).DATA_DIR);
    expect(folders.filter((folder) => existsSync(join(folder, 'rooms', `${roomId}.broken`)))).toHaveLength(1);
    expect((await maker.request(VaultType.Open)).type).toBe(RoomMessageType.Joined);
  });

  it('is taken by one node when two take it', async () => {
    const { roomId, all } = await party('vault');
    const [maker] = all as [ResumingClient];
    await maker.request(VaultType.Put, { amount: 3 });
    await saved(roomId);
    cluster.takesAll = true;

    await killHere(maker);

    await maker.returned(1, 20_000);
    expect(await sumOf(maker)).toBe(3);
    expect(homesOf(roomId)).toHaveLength(1);
    expect(cluster.failures).toEqual([]);
  });
});

describe('a client whose socket is at another node than its room, which dies', () => {
  it('keeps its socket until its room goes on, and comes back then', async () => {
    const { roomId, all } = await party('vault', there, third);
    const [maker, second, other] = all as [ResumingClient, ResumingClient, ResumingClient];
    await maker.request(VaultType.Put, { amount: 4 });
    await saved(roomId);

    // Nobody has buried it yet.
    cluster.network.leave(cluster.ids[0] ?? '');
    await delay(400);
    expect([second.lostAtMs, other.lostAtMs]).toEqual([0, 0]);
    const late = await clientOf(third);
    const join = (): Promise<Packet> => late.request(RoomMessageType.Join, { roomId });
    expect((await join()).message?.code).toBe('cluster.recovering');
    // Its record lies there still.
    await cluster.kill(here, false);
    maker.cut();
    expect((await join()).message?.code).toBe('cluster.recovering');
    await cluster.look();

    for (const client of [second, other]) {
      await client.returned(1, 20_000);
      expect(await sumOf(client)).toBe(4);
      expect(client.packets.filter(({ type }) => type === (ProtocolType.Draining as number))).toHaveLength(1);
      expect(client.attempts).toBe(2);
    }
    expect((await join()).type).toBe(RoomMessageType.Joined);
  });

  it('is closed when that takes too long, so that a balancer may choose another node', async () => {
    const { all } = await party('vault', there);
    const second = all[1]!;
    cluster.network.leave(cluster.ids[0] ?? '');
    while (second.lostAtMs === 0) await delay(10);
    expect(second.packets.some(({ type }) => type === (ProtocolType.Draining as number))).toBe(false);
    expect(second.closedWith).toEqual({ code: 1001, reason: 'cluster.try_again' });
  });
});

describe('a room of the last node that stops', () => {
  it('waits in the store, and goes on whole at the next node', async () => {
    const { roomId, all } = await party('vault');
    const [maker] = all as [ResumingClient];
    await maker.request(VaultType.Put, { amount: 2 });
    for (const node of [third, there]) await cluster.kill(node);

    await here.stop();
    cluster.left(here);
    await cluster.add(NODE);
    await cluster.look();

    await maker.returned(1, 20_000);
    expect(await sumOf(maker)).toBe(2);
    expect(maker.returns).toEqual([true]);
    expect(homesOf(roomId)).toHaveLength(1);
  });
});

describe('a node that may not act', () => {
  it('handles and sends nothing until it may again, and then everything in its order', async () => {
    const { all } = await party('vault', there);
    const fence = here.app.get(Fence);
    const before = all.map(({ packets }) => packets.length);

    fence.untilMs = 0;
    const answers = all.flatMap((client) => [1, 2].map(() => client.request(VaultType.Put, { amount: 1 })));
    await delay(200);
    expect(all.map(({ packets }) => packets.length)).toEqual(before);
    fence.untilMs = Infinity;
    here.app.get(EventBus).emit(new NodeThawed());

    const sums = (await Promise.all(answers)).map(({ message }) => Number(message?.sum));
    expect([...sums].sort()).toEqual([1, 2, 3, 4]);
    expect(sums[0]).toBeLessThan(sums[1] ?? 0);
    expect(sums[2]).toBeLessThan(sums[3] ?? 0);
    expect(all.map(({ returns }) => returns)).toEqual([[], []]);
  });

  it('keeps what it has to send by itself', async () => {
    const client = await here.connect();
    const fence = here.app.get(Fence);
    const before = client.packets.length;

    fence.untilMs = 0;
    for (const session of here.app.get(SessionRegistry).all()) session.send(new DrainingDto(0));
    await delay(50);
    expect(client.packets.length).toBe(before);
    fence.untilMs = Infinity;
    here.app.get(EventBus).emit(new NodeThawed());
    await client.waitFor(({ type }) => type === (ProtocolType.Draining as number), 'what waited');
    client.close();
  });

  it('cuts a client off that sends too much meanwhile', async () => {
    const client = await here.connect();
    here.app.get(Fence).untilMs = 0;

    for (let count = 0; count <= here.app.get(GameConfig).MAX_QUEUED_MESSAGES; count++) client.send(VaultType.Ask);

    expect(await client.closed).toMatchObject({ code: 1001, reason: 'cluster.unavailable' });
    here.app.get(Fence).untilMs = Infinity;
  });
});
