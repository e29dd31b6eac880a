import { RoomRegistry } from '../../../src/core/rooms/room-registry.js';
import { RoomMessageType } from '../../../src/core/rooms/api/rooms.messages.js';
import { MatchmakingType } from '../../../src/modules/matchmaking/matchmaking.messages.js';
import { CloseCode } from '../../../src/protocol/close-codes.js';
import type { TestApp } from '../../../src/testing/test-app.js';
import type { TestClient } from '../../../src/testing/test-client.js';
import {
  Chronicle,
  codeOf,
  enqueue,
  expectNothingLeft,
  fragile,
  hear,
  heard,
  hello,
  makeParty,
  matched,
  metric,
  startMatchServer,
  until,
} from './matchmaking.fixture.js';

let server: TestApp;
let ann: TestClient;
let bob: TestClient;
let carol: TestClient;
let dave: TestClient;

beforeAll(async () => {
  server = await startMatchServer();
});

beforeEach(async () => {
  [ann, bob] = [await server.connect(), await server.connect()];
  [carol, dave] = [await server.connect(), await server.connect()];
});

afterEach(() => expectNothingLeft(server));

afterAll(() => server.stop());

describe('a match', () => {
  it('brings two strangers into one room by one request each', async () => {
    const ticket = await enqueue(ann, 'duel', { name: 'Ann' });
    await enqueue(bob, 'duel', { name: 'Bob' });
    const [{ started, joined }, other] = [await matched(ann), await matched(bob)];

    expect(ticket).toMatchObject({
      type: MatchmakingType.Ticket,
      message: { queue: 'duel', state: 'waiting', position: 1 },
    });
    expect(started).toMatchObject({ queue: 'duel', isBackfill: false, roomId: joined.roomId });
    expect(joined).toMatchObject({ roomId: other.joined.roomId, roomType: 'court', member: { name: 'Ann' } });
    expect([started.team, other.started.team].sort()).toEqual([0, 1]);
    expect(started.teams).toEqual(other.started.teams);
    expect(JSON.stringify(started.teams)).toContain('"name":"Bob"');
  });

  it('is told before its room, and its room before anything of it', async () => {
    await Promise.all([ann, bob].map((client) => enqueue(client, 'duel')));
    for (const client of [ann, bob]) {
      await matched(client);
      const types = client.packets.map(({ type }) => type).slice(1);
      expect(types.slice(0, 2)).toEqual([MatchmakingType.MatchStarted, RoomMessageType.Joined]);
    }
  });

  it('gives its room the teams, and each player its own', async () => {
    const chronicle = server.app.get(Chronicle);
    const ids = [(await hello(ann)).id, (await hello(bob)).id];
    await Promise.all([ann, bob].map((client) => enqueue(client, 'duel')));
    const { started } = await matched(ann);
    await matched(bob);
    await until(() => ids.every((id) => chronicle.teams.has(id)));

    const match = chronicle.matches.at(-1);
    expect(match).toMatchObject({ queue: 'duel', matchId: started.matchId });
    expect(match?.teams.map(({ bots }) => bots)).toEqual([0, 0]);
    for (const id of ids) expect(match?.teams[chronicle.teams.get(id) ?? -1]?.playerIds).toEqual([id]);
  });

  it('keeps a party in one team, and tells its members that they wait', async () => {
    const ids = [(await hello(ann)).id, (await hello(bob)).id];
    await makeParty(ann, bob);
    await enqueue(ann, 'squads');
    const ticket = await hear(bob, MatchmakingType.Ticket);
    expect(ticket).toMatchObject({ queue: 'squads', playerIds: ids });
    await Promise.all([carol, dave].map((client) => enqueue(client, 'squads')));
    const matches = await Promise.all([ann, bob, carol, dave].map((client) => matched(client)));

    const [first, second, third, fourth] = matches.map(({ started }) => started.team);
    expect(first).toBe(second);
    expect([third, fourth]).toEqual([1 - Number(first), 1 - Number(first)]);
    expect(new Set(matches.map(({ joined }) => joined.roomId)).size).toBe(1);
    expect((matches[1]!.joined.member as { name: string }).name).toBe('M0');
  });

  it('brings those together who ask for each other', async () => {
    const from = (region: string): object => ({ strings: { region }, query: `region = '${region}'` });
    await enqueue(ann, 'duel', from('eu'));
    await enqueue(bob, 'duel', from('us'));
    await enqueue(carol, 'duel', from('us'));
    const [{ joined }, other] = [await matched(bob), await matched(carol)];

    expect(joined.roomId).toBe(other.joined.roomId);
    expect((await ann.request(MatchmakingType.Status)).message).toMatchObject({ state: 'waiting', position: 1 });
  });

  it('needs a skill within the window', async () => {
    await enqueue(ann, 'skilled', { numbers: { skill: 100 } });
    await enqueue(bob, 'skilled', { numbers: { skill: 200 } });
    await enqueue(carol, 'skilled', { numbers: { skill: 140 } });
    await Promise.all([matched(ann), matched(carol)]);

    expect((await bob.request(MatchmakingType.Status)).message).toMatchObject({ skillWindow: 50 });
  });

  it('gets bots when the time for players is over', async () => {
    await enqueue(ann, 'bots');
    const { started } = await matched(ann);

    const teams = started.teams as { players: unknown[]; bots: number }[];
    expect(teams.map(({ players, bots }) => players.length + bots)).toEqual([2, 2]);
    expect(
      server.app
        .get(Chronicle)
        .matches.at(-1)
        ?.teams.map(({ bots }) => bots),
    ).toEqual(teams.map(({ bots }) => bots));
  });

  it('is quick for one alone, and the next one comes in at once', async () => {
    await enqueue(ann, 'quick');
    const { joined } = await matched(ann);
    await enqueue(bob, 'quick');
    const second = await matched(bob);

    expect(second.joined.roomId).toBe(joined.roomId);
    expect(second.started.isBackfill).toBe(true);
  });

  it('takes a private room, which lets others in by its code only', async () => {
    await Promise.all([ann, bob].map((client) => enqueue(client, 'duel')));
    const { joined } = await matched(ann);
    const { roomId, code } = joined;
    expect(codeOf(await carol.request(RoomMessageType.Join, { roomId }))).toBe('room.private');
    expect(await carol.request(RoomMessageType.Join, { code })).toMatchObject({ type: RoomMessageType.Joined });
  });

  it('can be followed by another', async () => {
    for (const count of [1, 2]) {
      await Promise.all([ann, bob].map((client) => enqueue(client, 'duel')));
      await Promise.all([ann, bob].map((client) => matched(client, count)));
      await Promise.all([ann, bob].map((client) => client.request(RoomMessageType.Leave)));
    }
    expect(heard(ann, MatchmakingType.MatchStarted)).toHaveLength(2);
  });
});

describe('who waits', () => {
  it('is told how it is going, every other second', async () => {
    await enqueue(ann, 'duel');
    await enqueue(bob, 'skilled', { numbers: { skill: 1 } });
    const [progress, skilled] = await Promise.all([
      hear(ann, MatchmakingType.Progressed),
      hear(bob, MatchmakingType.Progressed),
    ]);

    expect(progress).toMatchObject({ position: 1 });
    expect(progress).toHaveProperty('expectedMs');
    expect(Number(progress.waitedMs)).toBeGreaterThanOrEqual(1_900);
    expect(skilled).toMatchObject({ skillWindow: 50 });
    expect(heard(ann, MatchmakingType.Progressed)).toHaveLength(1);
  });

  it('counts in the list of queues and in the metrics', async () => {
    await makeParty(ann, bob);
    await enqueue(ann, 'squads');
    const { message } = await carol.request(MatchmakingType.Queues);
    const queues = message?.queues as { name: string }[];

    expect(queues.find(({ name }) => name === 'squads')).toEqual({
      ...{ name: 'squads', minPlayers: 4, maxPlayers: 4, teamCount: 2, maxPartySize: 2, waiting: 2 },
    });
    expect(await metric(server, 'godwit_matchmaking_waiting{queue="squads"} 2')).toBe(true);
  });

  it('does not wait any more when it goes into a room by another way', async () => {
    await Promise.all([ann, bob].map((client) => enqueue(client, 'duel')));
    const { joined } = await matched(ann);
    await enqueue(carol, 'duel');
    await carol.request(RoomMessageType.Join, { code: joined.code });

    expect(await hear(carol, MatchmakingType.Cancelled)).toMatchObject({ reason: 'joined_room' });
    expect(codeOf(await carol.request(MatchmakingType.Status))).toBe('matchmaking.not_waiting');
    expect(codeOf(await carol.request(MatchmakingType.Enqueue, { queue: 'duel' }))).toBe('matchmaking.in_room');
  });
});

describe('a match whose room', () => {
  it('cannot be opened fails, and its players can look again', async () => {
    await Promise.all([ann, bob].map((client) => enqueue(client, 'ruin')));
    expect(await hear(ann, MatchmakingType.MatchFailed)).toMatchObject({ code: 'server.internal' });
    await hear(bob, MatchmakingType.MatchFailed);
    expect(server.app.get(RoomRegistry).size).toBe(0);
    expect(await enqueue(ann, 'duel')).toMatchObject({ type: MatchmakingType.Ticket });
  });

  it('opens a moment after one has gone is closed again, and the other waits on', async () => {
    fragile.onOpen = ({ teams }) => teams[0]?.players[0]?.session.close(CloseCode.Normal, 'session.closed');
    await enqueue(ann, 'fragile');
    await enqueue(bob, 'fragile');
    const [gone, other] = await Promise.race([
      ann.closed.then(() => [ann, bob] as const),
      bob.closed.then(() => [bob, ann] as const),
    ]);
    fragile.onOpen = () => undefined;
    const dissolved = await hear(other, MatchmakingType.MatchDissolved);

    expect(dissolved).toMatchObject({ reason: 'player_lost', isWaiting: true });
    expect(heard(gone, MatchmakingType.MatchStarted)).toEqual([]);
    expect(server.app.get(RoomRegistry).size).toBe(0);
    expect(Number((await other.request(MatchmakingType.Status)).message?.waitedMs)).toBeGreaterThan(100);
    await enqueue(carol, 'fragile');
    await Promise.all([matched(other), matched(carol)]);
  });

  it('refuses one of them goes on with the other', async () => {
    await Promise.all([ann, bob].map((client) => enqueue(client, 'club')));
    await Promise.all([ann, bob].map((client) => hear(client, MatchmakingType.MatchStarted)));
    await until(() => [ann, bob].some((client) => heard(client, MatchmakingType.MatchFailed).length === 1));
    const [refused, taken] = heard(ann, MatchmakingType.MatchFailed).length === 1 ? [ann, bob] : [bob, ann];

    expect(heard(refused, MatchmakingType.MatchFailed)[0]).toMatchObject({ code: 'room.refused' });
    await hear(taken, RoomMessageType.Joined);
    expect(await enqueue(refused, 'duel')).toMatchObject({ type: MatchmakingType.Ticket });
  });
});
