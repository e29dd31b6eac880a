import { RandomStream } from '../../../src/core/simulation/random-stream.js';
import type { RoomRuntime } from '../../../src/core/rooms/runtime/room-runtime.js';
import { RoomRegistry } from '../../../src/core/rooms/room-registry.js';
import { RoomMessageType } from '../../../src/core/rooms/api/rooms.messages.js';
import { EventBus } from '../../../src/core/events/event-bus.js';
import { SessionRegistry } from '../../../src/core/sessions/session-registry.js';
import { LobbyFeed, LobbyVisibilityChanged } from '../../../src/modules/lobby/lobby-feed.js';
import { LobbyPolicy } from '../../../src/modules/lobby/lobby-policy.js';
import { LobbyModule } from '../../../src/modules/lobby/lobby.module.js';
import { LobbyType } from '../../../src/modules/lobby/lobby.messages.js';
import { BinaryClient } from '../../support/binary-client.js';
import { EverybodyModule } from '../../../src/testing/everybody.module.js';
import { TestApp } from '../../../src/testing/test-app.js';
import type { Packet, TestClient } from '../../../src/testing/test-client.js';
import { Global, Module } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import { cleanUp, codeOf, Mirror, OwnRooms, ROOMS, sortedById, type RoomFields } from './lobby.fixture.js';

const INTERVAL_MS = 40;
/** Long enough for a turn, the pages of a long list, and a busy machine. */
const SETTLED_MS = 10_000;

@Global()
@Module({
  providers: [OwnRooms, { provide: LobbyPolicy, useExisting: OwnRooms }],
  exports: [LobbyPolicy, OwnRooms],
})
class RulesModule {}

let server: TestApp;
let rooms: RoomRegistry;

beforeAll(async () => {
  server = await TestApp.start({
    imports: [LobbyModule, EverybodyModule, RulesModule],
    providers: ROOMS,
    env: {
      RATE_LIMIT_BURST: '10000',
      LOBBY_INTERVAL_MS: `${INTERVAL_MS}`,
      SESSIONS_PER_PLAYER: 'many',
      SEAT_HOLD_MS: '3000',
    },
  });
  rooms = server.app.get(RoomRegistry);
});

afterEach(() => cleanUp(server));
afterAll(() => server.stop());

async function follower(filter: object = {}): Promise<{ client: TestClient; mirror: Mirror }> {
  const client = await server.connect();
  const { type } = await client.request(LobbyType.Subscribe, filter);
  expect(type).toBe(LobbyType.Subscribed);
  return { client, mirror: new Mirror(client) };
}

async function camp(metadata: Record<string, string | number> = {}): Promise<RoomRuntime> {
  return rooms.create('camp', undefined, { metadata });
}

/** All pages of the list. */
async function listed(client: TestClient, filter: object): Promise<RoomFields[]> {
  const all: RoomFields[] = [];
  for (let cursor: unknown = 0; cursor !== undefined;) {
    const { message } = await client.request(LobbyType.List, { ...filter, limit: 100, cursor });
    all.push(...(message?.rooms as RoomFields[]));
    cursor = message?.next;
  }
  return sortedById(all);
}

async function equalsTheList(mirror: Mirror, client: TestClient, filter: object): Promise<void> {
  const wanted = JSON.stringify(canonical(await listed(client, filter)));
  for (const endMs = performance.now() + SETTLED_MS; performance.now() < endMs;) {
    if (JSON.stringify(canonical(mirror.sorted())) === wanted) return;
    await delay(INTERVAL_MS);
  }
  expect(JSON.stringify(canonical(mirror.sorted()))).toBe(wanted);
}

/** The fields of each in one order. */
const canonical = (all: readonly RoomFields[]) =>
  all.map((room) => Object.entries(room).sort(([one], [other]) => (one < other ? -1 : 1)));

const changes = ({ packets }: TestClient): Packet[] =>
  packets.filter(({ type }) => type === (LobbyType.Changed as number));

describe('a follower', () => {
  it('is told what is there, then only what changes, once for each turn', async () => {
    const room = await camp({ map: 'canyon' });
    const { client, mirror } = await follower();
    expect(mirror.sorted()).toMatchObject([{ id: room.id, players: 0, metadata: { map: 'canyon' } }]);
    const joiner = await server.connect();
    await joiner.request(RoomMessageType.Join, { roomId: room.id, name: 'Ann' });
    await client.next(LobbyType.Changed);
    for (let level = 1; level <= 5; level++) room.setMetadata({ level });
    room.setLocked(true);
    await client.waitFor((packet) => JSON.stringify(packet).includes('"level":5'));
    const second = await camp();
    await client.waitFor((packet) => JSON.stringify(packet).includes(second.id));
    second.dispose('room.closed');
    await client.waitFor(({ message }) => (message?.removed as string[] | undefined)?.length === 1);

    expect(changes(client).map(({ message }) => message)).toEqual([
      { added: [], changed: [{ id: room.id, players: 1, hostName: 'Ann' }], removed: [] },
      {
        added: [],
        changed: [{ id: room.id, isLocked: true, metadata: { map: 'canyon', level: 5 } }],
        removed: [],
      },
      { added: [expect.objectContaining({ id: second.id }) as object], changed: [], removed: [] },
      { added: [], changed: [], removed: [second.id] },
    ]);
  });

  it('is not told of a room that came and went within a turn, or of what its filter hides', async () => {
    const { client } = await follower({ roomTypes: ['camp'], metadata: { map: 'canyon' } });
    (await camp({ map: 'canyon' })).dispose('room.closed');
    const hidden = await camp({ map: 'river' });
    await rooms.create('vault', undefined, { metadata: { map: 'canyon' } });
    hidden.setLocked(true);
    await delay(INTERVAL_MS * 4);
    expect(changes(client)).toEqual([]);

    hidden.setMetadata({ map: 'canyon' });
    expect((await client.next(LobbyType.Changed)).message?.added).toMatchObject([{ id: hidden.id, isLocked: true }]);
    hidden.setMetadata({ map: 'swamp' });
    await client.waitFor(({ message }) => (message?.removed as string[] | undefined)?.[0] === hidden.id);
  });

  it('is told nothing more once it has unsubscribed, and follows once however often it asks', async () => {
    const { client } = await follower();
    await client.request(LobbyType.Subscribe, { text: 'nothing like it' });
    expect(server.app.get(LobbyFeed).size).toBe(1);
    await camp();
    await delay(INTERVAL_MS * 4);
    await client.request(LobbyType.Unsubscribe);
    await client.request(LobbyType.Unsubscribe);
    await camp();
    await delay(INTERVAL_MS * 4);

    expect(changes(client)).toEqual([]);
    expect(server.app.get(LobbyFeed).size).toBe(0);
  });

  it('gets a long list in pages that its buffer can hold, while the list changes', async () => {
    const made = [];
    for (let index = 0; index < 600; index++) made.push(await camp({ name: `Room number ${index}`, index }));
    const { client, mirror } = await follower();
    for (const room of made.slice(0, 300)) room.setLocked(true);
    for (const room of made.slice(300, 350)) room.dispose('room.closed');
    await camp({ name: 'late' });
    await client.waitFor(
      ({ type, message }) => type === (LobbyType.MoreRooms as number) && message?.isComplete === true,
    );
    await equalsTheList(mirror, client, {});

    expect(client.packets.filter(({ type }) => type === (LobbyType.MoreRooms as number)).length).toBeGreaterThan(1);
    const largest = Math.max(...client.texts.map((text) => Buffer.byteLength(text)));
    expect(largest).toBeLessThan(40_000);
    expect(mirror.rooms.size).toBe(551);
  });

  it('is told the same in binary as in JSON', async () => {
    const binary = await BinaryClient.connect(server.url, await BinaryClient.contractOf(server.httpUrl));
    await binary.hello();
    const room = await camp({ map: 'canyon', level: 2 });
    await binary.request(LobbyType.Subscribe, { metadata: { level: 2 }, hasSeats: true });
    const mirror = new Mirror(binary);
    const { client, mirror: other } = await follower({ metadata: { level: 2 }, hasSeats: true });
    const second = await camp({ level: 2 });
    room.setMetadata({ map: 'river' });
    await binary.waitFor(({ message }) => (message?.added as object[] | undefined)?.length === 1);
    room.setLocked(true);
    for (const each of [binary, client]) {
      await each.waitFor(({ message }) => (message?.removed as object[] | undefined)?.length === 1);
    }

    expect(canonical(mirror.sorted())).toEqual(canonical(other.sorted()));
    expect(mirror.sorted()).toMatchObject([{ id: second.id, metadata: { level: 2 } }]);
    binary.terminate();
  });

  it('who comes back before the server has missed it has been away too, gets the list anew, and goes on', async () => {
    const client = await server.connect();
    const { message: welcome } = await client.request(0, { resumable: true });
    await client.request(LobbyType.Subscribe);
    const mirror = new Mirror(client).update();
    const back = await server.connect();
    // As a client whose line is dead, but not yet for the server: it has not read what came since.
    const first = await camp();
    await client.next(LobbyType.Changed);
    await back.request(0, { resumable: true, resume: welcome?.resumeToken, received: 1 });
    mirror.moveTo(back);
    const second = await camp();
    await back.waitFor((packet) => JSON.stringify(packet).includes(second.id));

    expect(mirror.sorted()).toHaveLength(2);
    expect(mirror.rooms.has(first.id)).toBe(true);
    expect(back.packets.filter(({ type }) => type === (LobbyType.Subscribed as number))).toHaveLength(1);
    back.close();
  });

  it('is refused when its client can hold too little', async () => {
    const client = await server.connect();
    await client.request(0, { receiveBufferBytes: 16_384 });
    expect(codeOf(await client.request(LobbyType.Subscribe))).toBe('lobby.small_buffer');
  });
});

describe('the mirrors of many followers', () => {
  const FILTERS = [
    ...[{}, { hasSeats: true }, { metadata: { map: 1 } }, { text: 'ann' }, { roomTypes: ['duel'] }],
    { roomTypes: ['duel', 'camp'], metadata: { map: 2 }, hasSeats: true },
  ];

  it.each(['first', 'second', 'third'])('equal the list after random changes, drops and returns (%s)', async (seed) => {
    const random = new RandomStream(seed);
    const pick = <T>(items: readonly T[]): T | undefined => items[random.int(0, Math.max(0, items.length - 1))];
    const followers = [];
    for (const filter of FILTERS) {
      const client = await server.connect();
      const { message } = await client.request(0, { resumable: true });
      await client.request(LobbyType.Subscribe, filter);
      followers.push({ filter, client, mirror: new Mirror(client), token: message?.resumeToken });
    }
    const players = await Promise.all(Array.from({ length: 12 }, () => server.connect()));

    for (let step = 0; step < 150; step++) {
      const all = [...rooms.all()];
      const room = pick(all);
      const player = pick(players);
      const deed = random.int(0, 9);
      if (deed <= 1 || room === undefined) await rooms.create(pick(['duel', 'camp', 'table']) ?? 'camp');
      else if (deed === 2) room.setLocked(!room.isLocked);
      else if (deed <= 4) room.setMetadata({ map: random.int(1, 3) });
      else if (deed === 5) room.dispose('room.closed');
      else if (deed === 6) await player?.request(RoomMessageType.Leave);
      else if (deed <= 8) {
        await player?.request(RoomMessageType.Join, { roomId: room.id, name: pick(['Ann', 'Bob', 'Eve']) });
      } else await delay(random.int(0, INTERVAL_MS));
      if (step % 15 === 14) await dropAndReturn(followers[((step / 15) % followers.length) | 0]!);
    }

    for (const { filter, client, mirror } of followers) await equalsTheList(mirror, client, filter);
    for (const { client } of followers) client.close();
  });

  /** Breaks the connection, lets a room change meanwhile, and takes the session back. */
  async function dropAndReturn(follower: { client: TestClient; mirror: Mirror; token: unknown }): Promise<void> {
    const { client, mirror, token: resume } = follower;
    mirror.update();
    const received = client.packets.filter(({ type }) => type >= 20 || type === 2 || type === 3).length;
    const sessions = server.app.get(SessionRegistry);
    const id = String(resume).split('.')[0] ?? '';
    client.terminate();
    await camp({ map: 2 });
    while (sessions.find(id)?.isConnected === true) await delay(2);
    await camp({ map: 1 });
    await delay(INTERVAL_MS * 2);
    const back = await server.connect();
    const { message } = await back.request(0, { resumable: true, resume, received: received + countBefore(follower) });
    expect(message).toMatchObject({ resumed: true });
    counted.set(follower, received + countBefore(follower));
    follower.client = back;
    follower.token = message?.resumeToken;
    mirror.moveTo(back);
    await back.next(LobbyType.Subscribed);
  }

  /** What a follower had received on its connections before this one. */
  const counted = new WeakMap<object, number>();
  const countBefore = (follower: object): number => counted.get(follower) ?? 0;
});

describe("a game's own rules", () => {
  async function player(name: string): Promise<TestClient> {
    const client = await server.connect();
    await client.request(0, { token: name });
    return client;
  }

  const follow = async (client: TestClient): Promise<Mirror> => {
    await client.request(LobbyType.Subscribe);
    return new Mirror(client);
  };

  it('hide rooms in the list, from followers and from quick matches, and say who may make what', async () => {
    const [ann, bob] = [await player('ann'), await player('bob')];
    const room = await camp({ owner: 'ann' });
    const [mine, theirs] = [await follow(ann), await follow(bob)];

    expect([mine.sorted().length, theirs.sorted().length]).toEqual([1, 0]);
    expect((await bob.request(LobbyType.List)).message).toEqual({ rooms: [] });
    const request = { roomType: 'camp', metadata: { owner: 'ann' } };
    expect(codeOf(await bob.request(LobbyType.JoinOrCreate, request))).toBe('lobby.not_allowed');
    expect(codeOf(await bob.request(LobbyType.Create, request))).toBe('lobby.not_allowed');
    const nobody = { roomType: 'camp', metadata: { owner: 'nobody' } };
    expect(codeOf(await ann.request(LobbyType.Create, nobody))).toBe('message.refused');
    expect((await ann.request(LobbyType.JoinOrCreate, request)).message?.roomId).toBe(room.id);
  });

  it('are asked again when a room changes: it is removed where it is hidden now, and added where it is shown', async () => {
    const [ann, bob] = [await player('ann'), await player('bob')];
    const room = await camp();
    const [mine, theirs] = [await follow(ann), await follow(bob)];
    room.setMetadata({ owner: 'bob' });
    expect((await ann.next(LobbyType.Changed)).message).toEqual({ added: [], changed: [], removed: [room.id] });
    expect((await bob.next(LobbyType.Changed)).message?.changed).toEqual([{ id: room.id, metadata: { owner: 'bob' } }]);
    room.setMetadata({ owner: 'ann' });
    await ann.waitFor(({ message }) => (message?.added as object[] | undefined)?.length === 1);
    await bob.waitFor(({ message }) => (message?.removed as object[] | undefined)?.length === 1);

    expect([mine.sorted().length, theirs.sorted().length]).toEqual([1, 0]);
  });

  it('hide a room when they throw, and show it again when they were told to look', async () => {
    const ann = await player('ann');
    const room = await camp();
    const mirror = await follow(ann);
    const rules = server.app.get(OwnRooms);
    rules.broken.add(room.id);
    room.setLocked(true);
    await ann.waitFor(({ message }) => (message?.removed as string[] | undefined)?.[0] === room.id);
    rules.broken.clear();
    const [session] = server.app.get(SessionRegistry).all();
    if (session !== undefined) server.app.get(EventBus).emit(new LobbyVisibilityChanged(session));
    await ann.waitFor(({ message }) => (message?.added as object[] | undefined)?.length === 1);

    expect(mirror.sorted()).toMatchObject([{ id: room.id, isLocked: true }]);
  });

  it('begin the list anew for a follower who signs in', async () => {
    const client = await server.connect();
    await camp({ owner: 'ann' });
    const mirror = await follow(client);
    expect(mirror.sorted()).toEqual([]);
    await client.request(0, { token: 'ann' });
    await client.waitFor(
      ({ type, ref }) => type === (LobbyType.Subscribed as number) && ref === undefined,
      'the list, anew',
    );

    expect(mirror.sorted()).toHaveLength(1);
    expect(server.app.get(LobbyFeed).size).toBe(1);
  });
});
