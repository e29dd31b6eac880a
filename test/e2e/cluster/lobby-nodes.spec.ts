import { jest } from '@jest/globals';
import { CloseCode } from '../../../src/protocol/close-codes.js';
import { type Carry, MemoryNetwork } from '../../../src/core/cluster/memory/memory-network.js';
import { NodeLoad } from '../../../src/core/cluster/node-load.js';
import { RoomMessageType } from '../../../src/core/rooms/api/rooms.messages.js';
import { RoomRegistry } from '../../../src/core/rooms/room-registry.js';
import { SessionRegistry } from '../../../src/core/sessions/session-registry.js';
import { HandOvers } from '../../../src/core/snapshots/hand-overs.js';
import { LobbyRooms } from '../../../src/modules/lobby/lobby-rooms.js';
import { LobbyType } from '../../../src/modules/lobby/lobby.messages.js';
import { LobbyModule } from '../../../src/modules/lobby/lobby.module.js';
import type { TestApp } from '../../../src/testing/test-app.js';
import type { Packet, TestClient } from '../../../src/testing/test-client.js';
import { TestCluster } from '../../support/test-cluster.js';
import { Mirror, ROOMS } from '../lobby/lobby.fixture.js';
import { SavedTableRoom } from './lists.fixture.js';

const POLL_MS = 20;

let cluster: TestCluster;
let here: TestApp;
let there: TestApp;
let third: TestApp;
/** Decides what happens between two nodes; by default everything arrives at once. */
let carry: Carry;
const atOnce: Carry = (_from, _to, deliver) => setImmediate(deliver);

beforeAll(async () => {
  carry = atOnce;
  const network = new MemoryNetwork((from, to, deliver) => carry(from, to, deliver));
  const env = { RATE_LIMIT_BURST: '10000', LOBBY_INTERVAL_MS: '20' };
  const options = { imports: [LobbyModule], providers: [...ROOMS, SavedTableRoom], env };
  cluster = await TestCluster.start(3, options, network);
  [here, there, third] = cluster.nodes as [TestApp, TestApp, TestApp];
});
afterEach(async () => {
  carry = atOnce;
  for (const node of cluster.nodes) {
    for (const session of [...sessionsOf(node).all()]) session.close(CloseCode.Normal, 'session.closed');
    for (const room of [...roomsOf(node).all()]) room.dispose('room.closed');
  }
  await Promise.all(cluster.nodes.map((node) => node.disconnectAll()));
  await until(() => cluster.nodes.every((node) => listed(node).length === 0));
});
afterAll(() => cluster.stop());

const sessionsOf = (node: TestApp): SessionRegistry => node.app.get(SessionRegistry);
const roomsOf = (node: TestApp): RoomRegistry => node.app.get(RoomRegistry);
const create = (client: TestClient, more: object = {}) =>
  client.request(LobbyType.Create, { roomType: 'table', ...more });
const quick = (client: TestClient, more: object = {}) =>
  client.request(LobbyType.JoinOrCreate, { roomType: 'table', ...more });
const idOf = ({ type, message }: Packet): string => {
  expect({ type, code: message?.code }).toMatchObject({ type: RoomMessageType.Joined });
  return String(message?.roomId);
};

const playersIn = (node: TestApp, id: string) => listed(node).find((room) => room.id === id)?.players;

/** What a node knows of all rooms, oldest first. */
const listed = (node: TestApp) => [...node.app.get(LobbyRooms).all()].map(({ listing }) => listing.dto);

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
}

async function follow(node: TestApp): Promise<Mirror> {
  const client = await node.connect();
  await client.request(LobbyType.Subscribe, {});
  return new Mirror(client);
}

describe('the lists of several nodes', () => {
  it('show the rooms of all, their changes and their end, to who looks and to who follows', async () => {
    const mirrors = await Promise.all(cluster.nodes.map(follow));
    const ann = await here.connect();
    const id = idOf(await create(ann, { name: 'Ann', metadata: { map: 'canyon' } }));
    const secret = idOf(await create(await there.connect(), { isPrivate: true }));

    await until(() => mirrors.every((mirror) => mirror.update().rooms.get(id)?.players === 1));
    const { message } = await (await third.connect()).request(LobbyType.List, {});
    expect(message?.rooms).toMatchObject([{ id, hostName: 'Ann', metadata: { map: 'canyon' }, players: 1 }]);
    expect(mirrors.map((mirror) => mirror.update().rooms.has(secret))).toEqual([false, false, false]);

    roomsOf(here).find(id)?.setMetadata({ map: 'sea' });
    await until(() => mirrors.every((mirror) => JSON.stringify(mirror.update().rooms.get(id)).includes('sea')));
    await ann.request(RoomMessageType.Leave);
    await until(() => mirrors.every((mirror) => !mirror.update().rooms.has(id)));
  });

  it('are whole again at a node that has missed something', async () => {
    carry = (from, to, deliver) => {
      if (from !== 'node-0' || to !== 'node-1') setImmediate(deliver);
    };
    const id = idOf(await create(await here.connect()));
    await until(() => listed(third).length === 1);
    const before = listed(there);
    carry = atOnce;
    await until(() => listed(there).length === 1);

    expect(before).toEqual([]);
    expect(listed(there)).toMatchObject([{ id }]);
  });

  it('are searched, and told each other, while the store is away', async () => {
    const [maker, seeker] = [await there.connect(), await here.connect()];
    const id = idOf(await create(maker));
    await until(() => playersIn(here, id) === 1);
    cluster.isStoreAway = true;
    await maker.request(RoomMessageType.Leave);
    await until(() => playersIn(here, id) === undefined);
    const list = await seeker.request(LobbyType.List, {});
    cluster.isStoreAway = false;
    expect(list.message?.rooms).toEqual([]);
  });

  it('lose the rooms of a node that is dead, and have all of one that comes into the cluster', async () => {
    const id = idOf(await create(await there.connect()));
    const mirror = await follow(here);
    await until(() => mirror.update().rooms.has(id));

    cluster.ids.splice(1, 1);
    await until(() => !mirror.update().rooms.has(id));
    cluster.ids.splice(1, 0, 'node-1');
    await until(() => mirror.update().rooms.has(id));

    expect(listed(here)).toMatchObject([{ id }]);
  });

  it('keep a room that moves from one node to another, for followers as if nothing had happened', async () => {
    const client = await here.connect();
    const id = idOf(await create(client, { roomType: 'saved-table' }));
    const mirror = await follow(third);
    await until(() => mirror.update().rooms.has(id));
    const watcher = await third.connect();
    await watcher.request(LobbyType.Subscribe, {});
    const room = roomsOf(here).find(id);

    expect(room && (await here.app.get(HandOvers).handOver(room, 'node-1'))).toBe(true);
    roomsOf(there).find(id)?.setMetadata({ map: 'moved' });
    await until(() => JSON.stringify(mirror.update().rooms.get(id)).includes('moved'));

    const changes = watcher.packets.filter(({ type }) => type === (LobbyType.Changed as number));
    expect(changes.flatMap(({ message }) => [message?.added, message?.removed]).flat()).toEqual([]);
  });
});

describe('create', () => {
  it('makes the room at a less busy node, moves the session there and answers it there', async () => {
    const isBusy = jest.spyOn(here.app.get(NodeLoad), 'current', 'get').mockReturnValue(0.9);
    const client = await here.connect();
    const id = idOf(await create(client, { metadata: { map: 'lake' } }));
    isBusy.mockRestore();
    const makers = cluster.nodes.filter((node) => roomsOf(node).find(id) !== undefined);
    expect([makers.length, makers.includes(here)]).toEqual([1, false]);
    expect(makers.map((node) => sessionsOf(node).size)).toEqual([1]);
    expect((await create(client)).message?.code).toBe('room.already_joined');
  });
});

describe('join or create', () => {
  it('makes a room at a less busy node, which all who ask at once share', async () => {
    const isBusy = jest.spyOn(here.app.get(NodeLoad), 'current', 'get').mockReturnValue(0.9);
    const clients = await Promise.all([here, here, here].map((node) => node.connect()));
    const ids = new Set((await Promise.all(clients.map((client) => quick(client)))).map(idOf));
    isBusy.mockRestore();
    const [id = ''] = ids;
    expect(ids.size).toBe(1);
    expect(cluster.nodes.map((node) => roomsOf(node).size).sort()).toEqual([0, 0, 1]);
    expect([there, third].flatMap((node) => roomsOf(node).find(id)?.members.size ?? [])).toEqual([3]);
  });

  it('joins the fullest room, wherever it is', async () => {
    const id = idOf(await create(await there.connect()));
    expect(idOf(await (await there.connect()).request(RoomMessageType.Join, { roomId: id }))).toBe(id);
    const other = idOf(await create(await here.connect()));
    await until(() => [here, third].every((node) => playersIn(node, id) === 2 && playersIn(node, other) === 1));

    expect(idOf(await quick(await here.connect()))).toBe(id);
    expect(idOf(await quick(await third.connect()))).toBe(id);
    expect(roomsOf(there).find(id)?.members.size).toBe(4);
    expect(roomsOf(third).size).toBe(0);
  });

  it('goes on with the next room when one refuses, before or after the session has moved there', async () => {
    const duel = idOf(await create(await there.connect(), { roomType: 'duel' }));
    await until(() => [here, third].every((node) => playersIn(node, duel) === 1));
    // Here nobody has heard of it yet when both come.
    const both = await Promise.all(
      [await here.connect(), await third.connect()].map((each) => quick(each, { roomType: 'duel' })),
    );
    expect(both.map(idOf).filter((id) => id === duel)).toHaveLength(1);

    idOf(await create(await there.connect()));
    await until(() => listed(here).length === 3);
    const refused = await quick(await here.connect(), { joinOptions: { team: 3 } });
    expect(refused.message?.code).toBe('room.refused');
    // Where it moved it made a room of its own, which refused it too.
    expect(roomsOf(there).size).toBe(2);
  });

  it('makes a room where the best one ends while the session is on its way to it', async () => {
    const id = idOf(await create(await there.connect()));
    const client = await here.connect();
    await until(() => playersIn(here, id) === 1);
    let seen = 0;
    carry = (from, to, deliver) => {
      // The seat is asked for, the session goes, its pipe follows; updates of lists do not matter.
      if (from === 'node-1' && to === 'node-0' && (seen += 1) === 1) roomsOf(there).find(id)?.dispose('room.closed');
      setImmediate(deliver);
    };

    const joined = idOf(await quick(client));

    expect(joined).not.toBe(id);
    expect(cluster.nodes.flatMap((node) => [...roomsOf(node).all()]).map((room) => room.id)).toEqual([joined]);
  });
});
