import { RoomRegistry } from '../../../src/core/rooms/room-registry.js';
import { RoomMessageType } from '../../../src/core/rooms/api/rooms.messages.js';
import { LobbyModule } from '../../../src/modules/lobby/lobby.module.js';
import { LobbyType } from '../../../src/modules/lobby/lobby.messages.js';
import { TestApp } from '../../../src/testing/test-app.js';
import type { Packet, TestClient } from '../../../src/testing/test-client.js';
import { cleanUp, codeOf, ROOMS, type RoomFields } from './lobby.fixture.js';

let server: TestApp;
let rooms: RoomRegistry;

beforeAll(async () => {
  const env = { RATE_LIMIT_BURST: '10000', LOBBY_INTERVAL_MS: '20' };
  server = await TestApp.start({ imports: [LobbyModule], providers: ROOMS, env });
  rooms = server.app.get(RoomRegistry);
});

afterEach(() => cleanUp(server));
afterAll(() => server.stop());

const connect = () => server.connect();
const create = (client: TestClient, more: object = {}) =>
  client.request(LobbyType.Create, { roomType: 'table', ...more });
const quick = (client: TestClient, more: object = {}) =>
  client.request(LobbyType.JoinOrCreate, { roomType: 'table', ...more });
const list = (client: TestClient, more: object = {}) => client.request(LobbyType.List, more);
const idOf = ({ type, message }: Packet): string => {
  expect(type).toBe(RoomMessageType.Joined);
  return String(message?.roomId);
};
const idsOf = ({ message }: Packet): string[] => (message!.rooms as RoomFields[]).map(({ id }) => id);

describe('making a room', () => {
  it('takes one round trip, and brings in who asked for it', async () => {
    const client = await connect();
    const { type, message } = await create(client, {
      ...{ name: 'Ann', maxPlayers: 3, metadata: { map: 'canyon', level: 3, isRanked: true } },
      ...{ options: { game: 'chess' }, joinOptions: { team: 2 } },
    });

    expect(type).toBe(RoomMessageType.Joined);
    expect(message).toMatchObject({
      ...{ roomType: 'table', maxPlayers: 3, member: { name: 'Ann' } },
      metadata: { map: 'canyon', level: 3, isRanked: true, game: 'chess' },
    });
  });

  it('gives the maker of a private room with a password its code, which lets others in', async () => {
    const [ann, bob] = [await connect(), await connect()];
    const { message } = await create(ann, { isPrivate: true, password: 'sesame' });
    const join = { code: message?.code, password: 'sesame' };

    expect((await list(bob)).message).toEqual({ rooms: [] });
    expect(idOf(await bob.request(RoomMessageType.Join, join))).toBe(message?.roomId);
  });

  it.each([
    ['an unknown type', { roomType: 'attic' }, 'room.unknown_type'],
    ['a type that only the server makes', { roomType: 'vault' }, 'lobby.not_open'],
    ['options that break a rule', { options: { game: 'much too long' } }, 'message.invalid'],
    ['what onCreate refuses', { options: { game: 'forbidden' } }, 'message.refused'],
    ['join options that break a rule', { joinOptions: { team: 4 } }, 'message.invalid'],
    ['whom onAuth refuses', { joinOptions: { team: 3 } }, 'room.refused'],
    ['options of a type that has none', { roomType: 'duel', options: { game: 'x' } }, 'message.invalid'],
  ])('is refused for %s, and leaves nothing behind', async (_what, request, code) => {
    const client = await connect();

    expect(codeOf(await create(client, request))).toBe(code);
    expect(rooms.size).toBe(0);
    idOf(await create(client));
  });

  it('is refused to who is in a room', async () => {
    const client = await connect();
    await create(client);

    expect(codeOf(await create(client))).toBe('room.already_joined');
    expect(codeOf(await quick(client))).toBe('room.already_joined');
    expect(rooms.size).toBe(1);
  });

  it('is possible so many times at a time, and so many a minute', async () => {
    const client = await connect();
    for (let made = 0; made < 4; made++) {
      idOf(await create(client, { roomType: 'camp' }));
      await client.request(RoomMessageType.Leave);
    }
    expect(codeOf(await create(client, { roomType: 'camp' }))).toBe('lobby.too_many_rooms');
    for (const room of [...rooms.all()]) room.dispose('room.closed');
    for (let made = 0; made < 4; made++) {
      idOf(await create(client));
      await client.request(RoomMessageType.Leave);
    }
    expect(codeOf(await create(client))).toBe('lobby.too_fast');
  });

  it('leaves no room behind when the maker goes meanwhile', async () => {
    const client = await connect();
    client.send(LobbyType.Create, { roomType: 'table' });
    client.terminate();
    await server.disconnectAll();
    await new Promise((resolve) => setTimeout(resolve, 20));

    expect(rooms.size).toBe(0);
  });
});

describe('joining any room', () => {
  it('takes the fullest with a free seat, of those the oldest, or makes one that says what was asked for', async () => {
    const clients = await Promise.all(Array.from({ length: 8 }, connect));
    const [a, b, c, d, e, f, g] = clients;
    const first = idOf(await create(a!, { metadata: { map: 'canyon' } }));
    const second = idOf(await create(b!, { metadata: { map: 'canyon' } }));
    const third = idOf(await create(c!, { metadata: { map: 'river' } }));
    await d!.request(RoomMessageType.Join, { roomId: second });

    expect(idOf(await quick(e!, { metadata: { map: 'canyon' } }))).toBe(second);
    expect(idOf(await quick(f!, { metadata: { map: 'river' } }))).toBe(third);
    const made = await quick(g!, { metadata: { map: 'swamp', level: 1 } });
    expect(made.message?.metadata).toEqual({ map: 'swamp', level: 1 });
    expect([first, second, third]).not.toContain(idOf(made));
    rooms.find(second)?.setLocked(true);
    rooms.find(third)?.setLocked(true);
    expect(idOf(await quick(clients[7]!))).toBe(first);
  });

  it('never takes one with a password, a private one or an unlisted one', async () => {
    const makers = await Promise.all([1, 2, 3].map(connect));
    const hidden = [{ password: 'sesame' }, { isPrivate: true }, { isUnlisted: true }];
    const made = await Promise.all(makers.map((client, index) => create(client, hidden[index])));

    expect(made.map(idOf)).not.toContain(idOf(await quick(await connect())));
    expect(rooms.size).toBe(4);
  });

  it('goes on to another room, then to a new one, where the first refuses', async () => {
    const makers = await Promise.all([1, 2].map(connect));
    for (const client of makers) await create(client);

    expect(codeOf(await quick(await connect(), { joinOptions: { team: 3 } }))).toBe('room.refused');
    expect(rooms.size).toBe(2);
  });

  it.each([
    ['table', 4, 100],
    ['duel', 2, 60],
  ])('a storm fills the fewest rooms of type %s, and none beyond its size', async (roomType, size, players) => {
    const clients = await Promise.all(Array.from({ length: players }, connect));
    const answers = await Promise.all(clients.map((client) => quick(client, { roomType })));

    expect(new Set(answers.map(idOf)).size).toBe(players / size);
    expect([...rooms.all()].map(({ members }) => members.size)).toEqual(Array(players / size).fill(size));
  });

  it('is refused where players may make no rooms and there is none', async () => {
    const [one, two] = [await connect(), await connect()];
    expect(codeOf(await quick(one, { roomType: 'vault' }))).toBe('lobby.not_open');
    const { id } = await rooms.create('vault');
    expect(idOf(await quick(two, { roomType: 'vault' }))).toBe(id);
  });
});

describe('the list', () => {
  it('shows what one may know of a room, and no more', async () => {
    const [ann, bob] = [await connect(), await connect()];
    const id = idOf(await create(ann, { name: 'Ann', password: 'sesame', metadata: { map: 'canyon' } }));

    expect((await list(bob)).message).toEqual({
      rooms: [
        {
          ...{ id, roomType: 'table', players: 1, maxPlayers: 4, isLocked: false, hasPassword: true },
          ...{ hostName: 'Ann', metadata: { map: 'canyon' } },
        },
      ],
    });
  });

  it('comes in pages, the oldest first, and is filtered', async () => {
    const client = await connect();
    const made: string[] = [];
    for (let index = 0; index < 25; index++) {
      const metadata = { level: index % 2, name: `Room ${index}` };
      made.push((await rooms.create(index % 5 === 0 ? 'camp' : 'vault', undefined, { metadata })).id);
    }
    rooms.find(made[3]!)?.setLocked(true);
    await rooms.create('cellar');
    const pages = [await list(client, { limit: 10 })];
    for (let next = pages[0]?.message?.next; next !== undefined; next = pages.at(-1)?.message?.next) {
      pages.push(await list(client, { limit: 10, cursor: next }));
    }

    expect(pages.map(idsOf).flat()).toEqual(made);
    expect(pages.map((page) => idsOf(page).length)).toEqual([10, 10, 5]);
    const at = (...indexes: number[]) => indexes.map((index) => made[index]);
    expect(idsOf(await list(client, { roomTypes: ['camp'] }))).toEqual(at(0, 5, 10, 15, 20));
    expect(idsOf(await list(client, { roomTypes: ['camp', 'vault'], metadata: { level: 1 }, limit: 3 }))).toEqual(
      at(1, 3, 5),
    );
    expect(idsOf(await list(client, { metadata: { level: 1 }, hasSeats: true, limit: 3 }))).toEqual(at(1, 5, 7));
    expect(idsOf(await list(client, { text: 'ROOM 2' }))).toEqual(at(2, 20, 21, 22, 23, 24));
    expect(idsOf(await list(client, { metadata: { level: '1' } }))).toEqual([]);
    expect(idsOf(await list(client, { metadata: { absent: 1 } }))).toEqual([]);
  });

  it('is given as often as a player can read it', async () => {
    const client = await connect();
    const answers = await Promise.all(Array.from({ length: 40 }, () => list(client)));
    const refused = answers.filter((answer) => codeOf(answer) === 'lobby.too_fast');

    expect(answers[0]?.type).toBe(LobbyType.Listed);
    expect(refused.length).toBeGreaterThan(10);
  });
});

const long = 'x'.repeat(65);
const BAD_METADATA = [{ a: null }, { a: [] }, { a: {} }, { a: long }, { '': 1 }, { 'a b': 1 }, { [long]: 1 }];
const MANY = Object.fromEntries(Array.from({ length: 17 }, (_, index) => [`a${index}`, index]));

describe('a bad message', () => {
  it.each<[type: LobbyType, message: object]>([
    [LobbyType.Create, {}],
    ...[1, null, '', long].map((roomType): [LobbyType, object] => [LobbyType.Create, { roomType }]),
    ...[LobbyType.Create, LobbyType.JoinOrCreate].flatMap((type) =>
      [
        ...[{ options: 1 }, { options: [] }, { joinOptions: 'x' }, { name: '' }, { name: 'x'.repeat(25) }, { name: 1 }],
        ...[{ maxPlayers: 0 }, { maxPlayers: 1.5 }, { maxPlayers: 65_536 }, { metadata: 'x' }, { metadata: MANY }],
        ...BAD_METADATA.map((metadata) => ({ metadata })),
        ...[{ unknown: 1 }],
      ].map((fields): [LobbyType, object] => [type, { roomType: 'table', ...fields }]),
    ),
    ...[{ password: '' }, { password: long }, { isPrivate: 1 }, { isUnlisted: 'yes' }].map(
      (fields): [LobbyType, object] => [LobbyType.Create, { roomType: 'table', ...fields }],
    ),
    [LobbyType.JoinOrCreate, { roomType: 'table', password: 'x' }],
    ...[LobbyType.List, LobbyType.Subscribe].flatMap((type) =>
      [
        ...[{ roomTypes: [] }, { roomTypes: 'table' }, { roomTypes: [1] }, { roomTypes: Array(17).fill('table') }],
        ...[{ roomTypes: [''] }, { hasSeats: 1 }, { text: '' }, { text: long }, { metadata: MANY }, { metadata: [] }],
        ...BAD_METADATA.map((metadata) => ({ metadata })),
      ].map((fields): [LobbyType, object] => [type, fields]),
    ),
    ...[{ limit: 0 }, { limit: 101 }, { limit: 1.5 }, { cursor: -1 }, { cursor: 0.5 }, { cursor: 'x' }].map(
      (fields): [LobbyType, object] => [LobbyType.List, fields],
    ),
    [LobbyType.Subscribe, { limit: 10 }],
    [LobbyType.Unsubscribe, { x: 1 }],
  ])('of type %i is refused: %j', async (type, message) => {
    const client = await connect();

    expect(codeOf(await client.request(type, message))).toBe('message.invalid');
    expect(rooms.size).toBe(0);
  });

  it('cannot reach the prototype of objects', async () => {
    const client = await connect();
    client.sendRaw('{"type":300,"ref":1,"message":{"roomType":"table","metadata":{"__proto__":1}}}');

    expect(codeOf(await client.waitFor(({ ref }) => ref === 1))).toBe('message.invalid');
    expect(rooms.size).toBe(0);
  });

  it('may be named as what all objects have, in rooms and in filters', async () => {
    const [ann, bob, cy] = await Promise.all([1, 2, 3].map(connect));
    const metadata = { constructor: 'Lotus', toString: 7, hasOwnProperty: true };
    const made = await create(ann!, { metadata });
    await create(bob!, { metadata: { constructor: 'Tyrrell' } });

    expect(made.message?.metadata).toEqual(metadata);
    expect(Object.getPrototypeOf(rooms.find(idOf(made))?.metadata)).toBe(Object.prototype);
    expect(idsOf(await list(cy!, { metadata: { constructor: 'Lotus' } }))).toEqual([idOf(made)]);
    expect(idsOf(await list(cy!, { metadata: { valueOf: 'Lotus' } }))).toEqual([]);
    expect(idOf(await quick(cy!, { metadata: { toString: 7 } }))).toBe(idOf(made));
  });
});
