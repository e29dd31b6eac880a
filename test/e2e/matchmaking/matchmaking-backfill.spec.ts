import { RoomRegistry } from '../../../src/core/rooms/room-registry.js';
import { RoomMessageType } from '../../../src/core/rooms/api/rooms.messages.js';
import { Matchmaker } from '../../../src/modules/matchmaking/search/matchmaker.js';
import { MatchmakingType } from '../../../src/modules/matchmaking/matchmaking.messages.js';
import type { TestApp } from '../../../src/testing/test-app.js';
import type { TestClient } from '../../../src/testing/test-client.js';
import {
  enqueue,
  expectNothingLeft,
  hear,
  heard,
  makeParty,
  matched,
  startMatchServer,
  until,
} from './matchmaking.fixture.js';

let server: TestApp;

beforeAll(async () => {
  server = await startMatchServer();
});

afterEach(() => expectNothingLeft(server));

afterAll(() => server.stop());

const connect = (count: number): Promise<TestClient[]> =>
  Promise.all(Array.from({ length: count }, () => server.connect()));
const offers = (): number => server.app.get(Matchmaker).offerCount;
const theRoom = () => [...server.app.get(RoomRegistry).all()][0];

/** Players in a full room of this queue, and the room's id. */
async function playing(
  queue: string,
  count: number,
  more: object = {},
): Promise<{ players: TestClient[]; roomId: unknown }> {
  const players = await connect(count);
  await Promise.all(players.map((client) => enqueue(client, queue, more)));
  const [first] = await Promise.all(players.map((client) => matched(client)));
  return { players, roomId: first?.joined.roomId };
}

describe('a seat that gets free in a running room', () => {
  it('is for the next one who waits, in the team of the one who left', async () => {
    const { players, roomId } = await playing('steady', 4);
    const [ann, bob] = players as [TestClient, TestClient];
    const { started } = await matched(ann);
    expect(offers()).toBe(0);
    await ann.request(RoomMessageType.Leave);
    expect(offers()).toBe(1);
    const [eve] = (await connect(1)) as [TestClient];
    await enqueue(eve, 'steady', { name: 'Eve' });
    const filled = await matched(eve);

    expect(filled.started).toMatchObject({ roomId, isBackfill: true, team: started.team });
    expect(filled.joined.members).toHaveLength(4);
    await bob.waitFor(({ message }) => (message?.member as { name?: string } | undefined)?.name === 'Eve', 'Eve');
    expect(offers()).toBe(0);
  });

  it('is for a party when there are two in one team', async () => {
    const players = await connect(4);
    const [ann, bob, carol, dave] = players as [TestClient, TestClient, TestClient, TestClient];
    await makeParty(ann, bob);
    await Promise.all([ann, carol, dave].map((client) => enqueue(client, 'steady')));
    const [first] = await Promise.all(players.map((client) => matched(client)));
    const [eve, finn, gil] = (await connect(3)) as [TestClient, TestClient, TestClient];
    await makeParty(eve, finn);
    await enqueue(eve, 'steady');
    await ann.request(RoomMessageType.Leave);
    await bob.request(RoomMessageType.Leave);
    await enqueue(gil, 'steady');
    const parties = await Promise.all([eve, finn].map((client) => matched(client)));

    expect(parties.map(({ joined }) => joined.roomId)).toEqual(Array(2).fill(first?.joined.roomId));
    expect(heard(gil, MatchmakingType.MatchStarted)).toEqual([]);
  });

  it('is for those who suit the others in the room', async () => {
    const eu = { strings: { region: 'eu' }, query: "region = 'eu'" };
    const { players } = await playing('steady', 4, eu);
    await players[0]?.request(RoomMessageType.Leave);
    const [eve, finn, gil] = (await connect(3)) as [TestClient, TestClient, TestClient];
    await enqueue(eve, 'steady', { strings: { region: 'us' } });
    await enqueue(finn, 'steady', { strings: { region: 'eu' }, query: "region = 'us'" });
    await enqueue(gil, 'steady', eu);
    await matched(gil);

    expect([...heard(eve, MatchmakingType.MatchStarted), ...heard(finn, MatchmakingType.MatchStarted)]).toEqual([]);
  });

  it('is not on offer while the room is locked, nor when it is over', async () => {
    const { players } = await playing('steady', 4);
    await players[0]?.request(RoomMessageType.Leave);
    theRoom()?.setLocked(true);
    expect(offers()).toBe(0);
    theRoom()?.setLocked(false);
    expect(offers()).toBe(1);
    theRoom()?.dispose('room.closed');
    expect(offers()).toBe(0);
  });

  it('is on offer no more when somebody came by the code', async () => {
    const { players } = await playing('steady', 4);
    await players[0]?.request(RoomMessageType.Leave);
    const [eve] = (await connect(1)) as [TestClient];
    await eve.request(RoomMessageType.Join, { code: theRoom()?.code });
    expect(offers()).toBe(0);
    await eve.request(RoomMessageType.Leave);
    expect(offers()).toBe(1);
  });

  it('is on offer again when the one it was for does not come', async () => {
    const { players, roomId } = await asked();
    await players[0]?.request(RoomMessageType.Leave);
    const [eve, finn] = (await connect(2)) as [TestClient, TestClient];
    await enqueue(eve, 'asked-steady');
    const { matchId } = await hear(eve, MatchmakingType.MatchProposed);
    await eve.request(MatchmakingType.MatchDecline, { matchId });
    await enqueue(finn, 'asked-steady');
    const again = await hear(finn, MatchmakingType.MatchProposed);
    await finn.request(MatchmakingType.MatchAccept, { matchId: again.matchId });

    expect((await matched(finn)).joined.roomId).toBe(roomId);
  });

  it('and is proposed is taken back when the room is locked; the one waits on', async () => {
    const { players } = await asked();
    await players[0]?.request(RoomMessageType.Leave);
    const [eve] = (await connect(1)) as [TestClient];
    await enqueue(eve, 'asked-steady');
    await hear(eve, MatchmakingType.MatchProposed);
    theRoom()?.setLocked(true);

    expect(await hear(eve, MatchmakingType.MatchDissolved)).toMatchObject({
      reason: 'room_withdrawn',
      isWaiting: true,
    });
    expect((await eve.request(MatchmakingType.Status)).message).toMatchObject({ state: 'waiting' });
  });

  it('comes and goes many times, and no room is ever above its size', async () => {
    const clients = await connect(12);
    await Promise.all(clients.map((client) => enqueue(client, 'steady')));
    await Promise.all(clients.map((client) => matched(client)));
    const sizes = (): number[] => [...server.app.get(RoomRegistry).all()].map(({ takenSeats }) => takenSeats);
    let most = 0;
    const starts = new Map(clients.map((client) => [client, 1]));
    for (let round = 0; round < 20; round++) {
      const client = clients[(round * 5) % clients.length];
      if (client === undefined) continue;
      await matched(client, starts.get(client));
      await client.request(RoomMessageType.Leave);
      await enqueue(client, 'steady');
      starts.set(client, (starts.get(client) ?? 0) + 1);
      most = Math.max(most, ...sizes());
    }
    await until(() => sizes().reduce((sum, size) => sum + size, 0) === clients.length);
    expect(Math.max(most, ...sizes())).toBe(4);
    expect(server.app.get(Matchmaker).size).toBe(0);
  });
});

/** Two who play in a room of the queue that asks. */
async function asked(): Promise<{ players: TestClient[]; roomId: unknown }> {
  const players = await connect(2);
  for (const client of players) await enqueue(client, 'asked-steady');
  for (const client of players) {
    const { matchId } = await hear(client, MatchmakingType.MatchProposed);
    await client.request(MatchmakingType.MatchAccept, { matchId });
  }
  const [first] = await Promise.all(players.map((client) => matched(client)));
  return { players, roomId: first?.joined.roomId };
}

describe('a storm', () => {
  it('of 200 sessions into rooms of 4 leaves nobody out, nobody twice and no room above its size', async () => {
    const clients = await connect(200);
    await Promise.all(clients.map((client) => enqueue(client, 'four')));
    const matches = await Promise.all(clients.map((client) => matched(client)));
    const sizes = new Map<unknown, number>();
    for (const { joined } of matches) sizes.set(joined.roomId, (sizes.get(joined.roomId) ?? 0) + 1);

    expect([...sizes.values()]).toEqual(Array(50).fill(4));
    for (const client of clients) {
      expect(heard(client, MatchmakingType.MatchStarted)).toHaveLength(1);
      expect(client.packets.filter(({ type }) => type === (RoomMessageType.Joined as number))).toHaveLength(1);
    }
    expect(server.app.get(RoomRegistry).size).toBe(50);
  });

  it('of sessions that die in the queue matches the living, and each of them once', async () => {
    const clients = await connect(120);
    const [dying, alive] = [clients.slice(0, 40), clients.slice(40)];
    for (const client of dying) client.send(MatchmakingType.Enqueue, { queue: 'four' });
    const tickets = alive.map((client) => enqueue(client, 'four'));
    await until(() => server.app.get(Matchmaker).size > 20);
    for (const client of dying) client.terminate();
    await Promise.all(tickets);
    await new Promise((resolve) => setTimeout(resolve, 1_000));

    const waiting = server.app.get(Matchmaker).size;
    const inRooms = [...server.app.get(RoomRegistry).all()].map(({ members }) => members.size);
    expect(waiting).toBeLessThan(4);
    expect(inRooms.reduce((sum, size) => sum + size, 0) + waiting).toBe(alive.length);
    expect(Math.max(...inRooms)).toBeLessThanOrEqual(4);
  });
});
