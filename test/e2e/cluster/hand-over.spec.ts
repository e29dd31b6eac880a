import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Carry, MemoryNetwork } from '../../../src/core/cluster/memory/memory-network.js';
import { RoomMessageType } from '../../../src/core/rooms/api/rooms.messages.js';
import { RoomRegistry } from '../../../src/core/rooms/room-registry.js';
import type { RoomRuntime } from '../../../src/core/rooms/runtime/room-runtime.js';
import { SessionRegistry } from '../../../src/core/sessions/session-registry.js';
import { readRecording } from '../../../src/core/recording/read-recording.js';
import { Recordings } from '../../../src/core/recording/recordings.js';
import { HandOvers } from '../../../src/core/snapshots/hand-overs.js';
import { MAX_SNAPSHOT_BYTES } from '../../../src/core/snapshots/room-store.js';
import type { TestApp } from '../../../src/testing/test-app.js';
import { ResumingClient } from '../../support/resuming-client.js';
import { TestCluster } from '../../support/test-cluster.js';
import { COUNT, CREATE, heard, MATCH, recordings, TALLY_PROVIDERS, type TallyRoom, TOLD } from './tally.fixture.js';

const STATE_PATCH = 10;
const PING = 4;
const DRAINING = 6;
const ENV = { SEAT_HOLD_MS: '5000', SHUTDOWN_TIMEOUT_MS: '1000', DRAIN_DELAY_MS: '0', DRAIN_TIMEOUT_MS: '5000' };

const NODE = { providers: TALLY_PROVIDERS, env: ENV };

let cluster: TestCluster;
let here: TestApp;
let there: TestApp;
let third: TestApp;
let carry: Carry;
/** Whether the first node has stopped: a balancer sends clients elsewhere then. */
let isStopped = false;
const clients: ResumingClient[] = [];
const atOnce: Carry = (_from, _to, deliver) => setImmediate(deliver);

beforeEach(async () => {
  carry = atOnce;
  isStopped = false;
  heard.length = 0;
  const network = new MemoryNetwork((from, to, deliver) => carry(from, to, deliver));
  cluster = await TestCluster.start(3, NODE, network);
  [here, there, third] = cluster.nodes as [TestApp, TestApp, TestApp];
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.stop();
  await cluster.stop();
});

const roomsOf = (node: TestApp): RoomRegistry => node.app.get(RoomRegistry);
const sessionsOf = (node: TestApp): SessionRegistry => node.app.get(SessionRegistry);
const roomAt = (node: TestApp): RoomRuntime => {
  const [room] = roomsOf(node).all();
  if (room === undefined) throw new Error('There is no room.');
  return room;
};
const handOver = (room: RoomRuntime): Promise<boolean> => here.app.get(HandOvers).handOver(room, 'node-1');

async function clientOf(...nodes: TestApp[]): Promise<ResumingClient> {
  let next = 0;
  const urlOf = (): string => (isStopped ? third : nodes[next++ % nodes.length])?.url ?? '';
  const client = await ResumingClient.connect(urlOf);
  clients.push(client);
  return client;
}

/** A room here with a client at each of the nodes. */
async function party(nodes = cluster.nodes, type = 'tally'): Promise<{ room: RoomRuntime; all: ResumingClient[] }> {
  const maker = await clientOf(here);
  const { message } = await maker.request(CREATE, { type });
  const others = await Promise.all(nodes.map((node) => clientOf(node)));
  for (const other of others) {
    const joined = await other.request(RoomMessageType.Join, { code: message?.code });
    expect(joined.type).toBe(RoomMessageType.Joined);
  }
  return { room: roomAt(here), all: [maker, ...others] };
}

/** What a node's metrics say. */
async function figures({ httpUrl }: TestApp): Promise<Record<string, number>> {
  const text = await (await fetch(`${httpUrl}/metrics`)).text();
  const valueOf = (name: string): number =>
    Number(
      text
        .split('\n')
        .find((line) => line.startsWith(`${name} `))
        ?.split(' ')[1],
    );
  const ways = ['local', 'piped', 'entry'].map(
    (way) => [way, valueOf(`godwit_cluster_sessions{way="${way}"}`)] as const,
  );
  return {
    ...Object.fromEntries(ways),
    moves: valueOf('godwit_cluster_moves_total'),
    handOvers: valueOf('godwit_cluster_hand_overs_total'),
  };
}

const here0 = (): TestApp => here;
const there0 = (): TestApp => there;
const toldTo = (client: ResumingClient): unknown[] =>
  client.packets.filter(({ type }) => type === TOLD).map(({ message }) => message?.total);

describe('a room that is handed over', () => {
  it('goes on at the other node, with all its members, and nobody notices', async () => {
    const { room, all } = await party();
    await all[0]?.request(COUNT, { by: 5 });
    const { tickNumber } = room;

    expect(await handOver(room)).toBe(true);

    expect([roomsOf(here).size, roomsOf(there).size]).toEqual([0, 1]);
    expect([sessionsOf(here).size, sessionsOf(there).size]).toEqual([0, 4]);
    expect(roomAt(there).tickNumber).toBeGreaterThanOrEqual(tickNumber);
    for (const [index, client] of all.entries()) {
      expect((await client.request(COUNT, { by: 1 })).message?.total).toBe(6 + index);
    }
    for (const client of all) {
      await client.waitFor(({ message }) => message?.total === 9, 'the last count');
      expect(toldTo(client)).toEqual([5, 6, 7, 8, 9]);
      expect(client.packets.some(({ type }) => type === (RoomMessageType.MemberAway as number))).toBe(false);
      expect(client.packets.some(({ type }) => type === (RoomMessageType.MemberBack as number))).toBe(false);
      expect(client.returns).toEqual([]);
      const patches = client.packets.filter(({ type }) => type === STATE_PATCH).length;
      await client.waitFor(() => client.packets.filter(({ type }) => type === STATE_PATCH).length > patches, 'a patch');
    }
    expect(heard).toEqual([]);
  });

  it('is counted, and where its members and their clients are', async () => {
    const { room } = await party();
    const before = [await figures(here), await figures(there), await figures(third)];
    // Its maker, and one client at each node.
    expect(before).toMatchObject([
      { local: 2, piped: 2, entry: 0, moves: 0, handOvers: 0 },
      { local: 0, piped: 0, entry: 1, moves: 1 },
      { local: 0, piped: 0, entry: 1, moves: 1 },
    ]);
    expect(await handOver(room)).toBe(true);
    while ((await figures(there)).piped !== 3) await delay(10);
    expect(await figures(here)).toEqual({ local: 0, piped: 0, entry: 2, moves: 4, handOvers: 1 });
    expect(await figures(there)).toMatchObject({ local: 1, piped: 3, entry: 0, moves: 1, handOvers: 0 });
  });

  it('loses and repeats no message under load', async () => {
    const { room, all } = await party();
    let isOver = false;
    const counted = all.map(async (client) => {
      let said = 0;
      while (!isOver) {
        said += 1;
        await client.request(COUNT, { by: 1 });
      }
      return said;
    });
    await new Promise((resolve) => setTimeout(resolve, 100));

    expect(await handOver(room)).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 100));
    isOver = true;
    const total = (await Promise.all(counted)).reduce((sum, said) => sum + said, 0);

    const series = Array.from({ length: total }, (_, index) => index + 1);
    for (const client of all) {
      await client.waitFor(({ type, message }) => type === TOLD && message?.total === total, 'the last count');
      expect(toldTo(client)).toEqual(series);
      expect(client.returns).toEqual([]);
    }
  });

  it('keeps the seat of a member who is away, who resumes at the new node, whole', async () => {
    const { room, all } = await party();
    const [maker, away] = all as [ResumingClient, ResumingClient];
    carry = atOnce;
    const late = await clientOf(third, here);
    await late.request(RoomMessageType.Join, { roomId: room.id });
    // Nothing of it arrives for a while.
    late.cut();
    await maker.next(RoomMessageType.MemberAway);
    expect(await handOver(room)).toBe(true);
    await maker.request(COUNT, { by: 1 });

    await late.returned(1, 5_000);
    expect(late.returns).toEqual([true]);
    await late.waitFor(({ message }) => message?.total === 1, 'what it missed');
    expect((await away.request(COUNT, { by: 1 })).message?.total).toBe(2);
  });

  it('leaves a node that stops, and so do its clients, whole', async () => {
    const { room, all } = await party([here, there, third]);
    await all[0]?.request(COUNT, { by: 1 });
    isStopped = true;

    await here.stop();

    const [home] = [there, third].filter((node) => roomsOf(node).find(room.id) !== undefined);
    expect(home).toBeDefined();
    for (const [index, client] of all.entries()) {
      expect((await client.request(COUNT, { by: 1 })).message?.total).toBe(index + 2);
    }
    for (const client of all) {
      await client.waitFor(({ type, message }) => type === TOLD && message?.total === 5, 'the last count');
      expect(toldTo(client)).toEqual([1, 2, 3, 4, 5]);
      expect(client.returns.every((isWhole) => isWhole)).toBe(true);
    }
  });

  it('stays where it cannot be restored, and nobody notices', async () => {
    const { room, all } = await party();
    (room.room as TallyRoom).failsToRestore = true;

    expect(await handOver(room)).toBe(false);

    expect([roomsOf(here).size, roomsOf(there).size, sessionsOf(there).size]).toEqual([1, 0, 0]);
    for (const [index, client] of all.entries()) {
      expect((await client.request(COUNT, { by: 1 })).message?.total).toBe(index + 1);
      expect(client.returns).toEqual([]);
    }
    // It may try again.
    (room.room as TallyRoom).failsToRestore = false;
    expect(await handOver(room)).toBe(true);
    expect((await all[0]?.request(COUNT, { by: 1 }))?.message?.total).toBe(5);
  });

  it('stays with more than a snapshot may hold', async () => {
    const { room, all } = await party();
    (room.room as TallyRoom).ballast = 'x'.repeat(MAX_SNAPSHOT_BYTES);

    expect(await handOver(room)).toBe(false);

    expect([roomsOf(here).size, roomsOf(there).size, sessionsOf(there).size]).toEqual([1, 0, 0]);
    for (const [index, client] of all.entries()) {
      expect((await client.request(COUNT, { by: 1 })).message?.total).toBe(index + 1);
      // It may have taken so long that lines were cut.
      expect(client.returns.every((isWhole) => isWhole)).toBe(true);
    }
  });

  it('is recorded in parts: the first ends with a marker, the next begins with all members and goes on', async () => {
    const { room, all } = await party(undefined, 'taped');
    const [maker, , , last] = all as [ResumingClient, ResumingClient, ResumingClient, ResumingClient];
    await maker.request(COUNT, { by: 5 });

    expect(await handOver(room)).toBe(true);
    await last.request(COUNT, { by: 2 });
    roomAt(there).dispose('room.closed');

    for (const node of [here, there]) await node.app.get(Recordings).settled();
    const files = readdirSync(recordings).map((name) => readRecording(join(recordings, name)));
    const parts = (await Promise.all(files)).sort(
      (one, other) => (other.header.options ? 1 : 0) - (one.header.options ? 1 : 0),
    );
    expect(parts.map(({ isComplete, header }) => [isComplete, header.roomId])).toEqual([
      [true, room.id],
      [true, room.id],
    ]);
    const [first = [], second = []] = parts.map(({ entries }) => entries);
    expect(first.at(-1)).toMatchObject({ op: 'stop', reason: 'moved', players: 4 });
    expect(second.at(-1)).toMatchObject({ op: 'end', code: 'room.closed', players: 4 });
    expect(second.slice(0, 5).map(({ op }) => op)).toEqual(['snapshot', 'enter', 'enter', 'enter', 'enter']);
    // Nothing is missing in between: the second begins as the first has ended.
    const ending = first.at(-2);
    expect(ending).toMatchObject({ op: 'snapshot' });
    expect(second[0]).toEqual(ending);
    const counted = [first, second].map((entries) =>
      entries.flatMap((entry) => (entry.op === 'message' ? [[entry.member, entry.message]] : [])),
    );
    const numberOf = ({ sessionId }: ResumingClient): unknown =>
      second.flatMap((entry) => (entry.op === 'enter' && entry.session === sessionId ? [entry.member] : []))[0];
    expect(counted).toEqual([[[numberOf(maker), { by: 5 }]], [[numberOf(last), { by: 2 }]]]);
    // Nobody was away.
    expect(second.filter(({ op }) => op === 'drop' || op === 'return')).toEqual([]);
  });

  it.each([
    ['nothing reaches the other node', 'node-0', 'node-1', here0],
    ['its answer is lost', 'node-1', 'node-0', there0],
  ])('is at one node, and its members are whole, when %s', async (_, sender, receiver, homeOf) => {
    // Nobody has a socket at the other node, so that only the offer and its answer go that way.
    const { room, all } = await party([here, third]);
    let isOver = false;
    carry = (from, to, deliver) => {
      if (isOver || from !== sender || to !== receiver) setImmediate(deliver);
    };

    await handOver(room);
    isOver = true;

    expect(roomsOf(homeOf()).size).toBe(1);
    for (const node of cluster.nodes) expect(roomsOf(node).size).toBeLessThanOrEqual(1);
    for (const client of all) await client.request(COUNT, { by: 1 });
    expect(cluster.nodes.reduce((sum, node) => sum + roomsOf(node).size, 0)).toBe(1);
    for (const client of all) {
      await client.waitFor(({ type, message }) => type === TOLD && message?.total === 3, 'the last count');
      expect(toldTo(client)).toEqual([1, 2, 3]);
      expect(client.returns.every((isWhole) => isWhole)).toBe(true);
    }
  });
});

describe('a node that stops', () => {
  it('is not ready at once, and still takes clients', async () => {
    here = await cluster.add({ ...NODE, env: { ...ENV, DRAIN_DELAY_MS: '3000' } });
    const stopped = here.stop();
    expect((await fetch(`${here.httpUrl}/health/ready`)).status).toBe(503);
    const late = await clientOf(here);
    isStopped = true;
    await stopped;
    await late.request(PING);
    expect(late.returns).toEqual([true]);
  });

  it('moves sessions without a room, and those whose clients are away', async () => {
    const client = await clientOf(here);
    const away = await clientOf(here);
    away.stop();
    while (sessionsOf(here).find(away.sessionId)?.isConnected !== false) await delay(1);
    isStopped = true;

    await here.stop();

    const atHome = [there, third].flatMap((node) => [...sessionsOf(node).all()].map(({ id }) => id));
    expect(atHome).toEqual(expect.arrayContaining([client.sessionId, away.sessionId]));
    await client.request(PING);
    expect(client.returns).toEqual([true]);
    expect(client.packets.filter(({ type }) => type === DRAINING)).toMatchObject([
      { message: { reconnectAfterMs: 0 } },
    ]);
  });

  it('ends a room that cannot move when the time is over; its players go on without it', async () => {
    const player = await clientOf(here);
    await player.request(MATCH);
    const room = roomAt(here);
    isStopped = true;
    const stopped = here.stop();
    await delay(300);
    expect(room.isOver).toBe(false);
    await stopped;
    await player.request(PING);
    expect(player.packets.find(({ type }) => type === (RoomMessageType.Left as number))).toMatchObject({
      message: { code: 'room.closed' },
    });
    expect(player.returns).toEqual([true]);
  });

  it('waits no longer than somebody plays in such a room', async () => {
    here = await cluster.add({ ...NODE, env: { ...ENV, DRAIN_TIMEOUT_MS: '600000' } });
    const player = await clientOf(here);
    await player.request(MATCH);
    isStopped = true;
    const stopped = here.stop();
    player.send(RoomMessageType.Leave);
    await stopped;
    await player.request(PING);
    expect(player.packets.some(({ type }) => type === (RoomMessageType.Left as number))).toBe(false);
  });
});
