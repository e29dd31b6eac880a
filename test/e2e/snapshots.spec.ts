import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { RoomRuntime } from '../../src/core/rooms/runtime/room-runtime.js';
import { RoomRegistry } from '../../src/core/rooms/room-registry.js';
import { RoomMessageType } from '../../src/core/rooms/api/rooms.messages.js';
import { SessionSeats } from '../../src/core/sessions/session-seats.js';
import { SessionGroups } from '../../src/core/sessions/session-groups.js';
import { SessionRegistry } from '../../src/core/sessions/session-registry.js';
import { ResumingClient } from '../support/resuming-client.js';
import { temporaryFolder } from '../../src/testing/temporary-folder.js';
import { TestApp } from '../../src/testing/test-app.js';
import type { Packet } from '../../src/testing/test-client.js';
import { Tally, TentRoom, VaultDoor, VaultRoom, VaultType } from './vault-server/vault.js';

const PATIENCE_MS = 30_000;

let folder: string;
let server: TestApp;
let clients: ResumingClient[];

beforeEach(async () => {
  folder = temporaryFolder('data');
  clients = [];
  server = await start();
});

afterEach(async () => {
  for (const client of clients) client.stop();
  await server.stop();
});

function start(env: Record<string, string> = {}): Promise<TestApp> {
  return TestApp.start({
    providers: [Tally, VaultRoom, TentRoom, VaultDoor],
    env: { DATA_DIR: folder, SEAT_HOLD_MS: '5000', ...env },
  });
}

/** Stops the server in the orderly way while its clients are there, and starts it anew. */
async function restart(env?: Record<string, string>): Promise<void> {
  await server.app.close();
  server = await start(env);
}

async function connect(): Promise<ResumingClient> {
  const client = await ResumingClient.connect(() => server.url);
  clients.push(client);
  return client;
}

async function vaultOf(count: number, open: { password?: string } = {}): Promise<{ room: Record<string, unknown> }> {
  const maker = await connect();
  const { message: room = {} } = await maker.request(VaultType.Open, open);
  for (let more = 1; more < count; more++) {
    const other = await connect();
    await other.request(RoomMessageType.Join, { ...open, roomId: room.roomId, name: `Guest ${more}` });
  }
  return { room };
}

function liveRoom(): RoomRuntime {
  const [room] = [...server.app.get(RoomRegistry).all()];
  if (room === undefined) throw new Error('There is no room.');
  return room;
}

const ofType = (type: number) => (packet: Packet) => packet.type === type;

describe('an orderly restart', () => {
  it('brings rooms back with members, numbers, host, settings, state and time, and nobody sees a leave', async () => {
    const { room } = await vaultOf(3, { password: 'open sesame' });
    const [maker, guest] = clients as [ResumingClient, ResumingClient];
    await guest.request(VaultType.Put, { amount: 40 });
    const before = (await maker.request(VaultType.Put, { amount: 2 })).message ?? {};
    const groups = server.app.get(SessionGroups).find('room', String(room.roomId));
    const ids = [...(groups?.sessions ?? [])].map(({ id }) => id);
    await restart();
    await Promise.all(clients.map((client) => client.returned(1, PATIENCE_MS)));
    const after = (await maker.request(VaultType.Ask)).message ?? {};

    const live = liveRoom();
    expect(live).toMatchObject({ id: room.roomId, code: room.code, metadata: { map: 'canyon' } });
    expect(live.settings.password).toBe('open sesame');
    expect(live.hostSession?.id).toBe(ids[0]);
    expect([...live.members.keys()].map(({ id }) => id)).toEqual(ids);
    expect([...live.members.values()].map(({ number }) => number)).toEqual([2, 3, 4]);
    expect(server.app.get(SessionGroups).find('room', live.id)?.sessions.size).toBe(3);
    expect(after.sum).toBe(42);
    expect(Number(after.tick)).toBeGreaterThanOrEqual(Number(before.tick));
    expect(Number(after.tick)).toBeLessThan(Number(before.tick) + 500);
    expect(after.log).toBe('joined joined joined dropped dropped dropped back back back');
    expect(live.parts[1]).toMatchObject({ count: 3 });
    for (const client of clients) {
      expect(client.returns).toEqual([true]);
      expect(client.packets.filter(ofType(RoomMessageType.MemberLeft))).toEqual([]);
      expect(client.packets.filter(ofType(RoomMessageType.Left))).toEqual([]);
      expect(client.packets.filter(ofType(RoomMessageType.Joined))).toHaveLength(1);
    }
    const next = await connect();
    const joined = await next.request(RoomMessageType.Join, { roomId: room.roomId, password: 'open sesame' });
    expect(joined.message?.member).toMatchObject({ number: 5 });
  });

  it('loses nothing that anybody says meanwhile, in either direction', async () => {
    await vaultOf(4);
    const answers: Promise<Packet>[] = [];
    const say = setInterval(() => {
      for (const client of clients) answers.push(client.request(VaultType.Put, { amount: 1 }));
    }, 20);
    await delay(100);
    await restart();
    await Promise.all(clients.map((client) => client.returned(1, PATIENCE_MS)));
    await restart();
    await Promise.all(clients.map((client) => client.returned(2, PATIENCE_MS)));
    clearInterval(say);
    const sums = (await Promise.all(answers)).map(({ type, message }) => {
      expect(type).toBe(VaultType.Holds);
      return Number(message?.sum);
    });

    expect(sums.sort((one, other) => one - other)).toEqual(Array.from(sums, (_, index) => index + 1));
    expect(clients.map(({ returns }) => returns)).toEqual(clients.map(() => [true, true]));
  });

  it('goes on with timers and random numbers where they were', async () => {
    const { room } = await vaultOf(1);
    const [client] = clients as [ResumingClient];
    const before = liveRoom().loop.tickNumber;
    await client.request(VaultType.Alarm, { afterMs: 1_000 });
    const after = liveRoom().loop.tickNumber;
    const random = liveRoom().random.save();
    await restart();
    const rang = await client.waitFor(ofType(VaultType.Rang), 'the alarm');

    expect(liveRoom().id).toBe(room.roomId);
    expect(liveRoom().random.save()).toBe(random);
    // It was set at a tick between the two.
    expect(Number(rang.message?.tick) - before).toBeGreaterThanOrEqual(48);
    expect(Number(rang.message?.tick) - after).toBeLessThanOrEqual(51);
  });

  it('holds reserved seats for what was left of their time', async () => {
    const { room } = await vaultOf(1);
    const seat = server.app.get(RoomRegistry).reserve(liveRoom(), 60_000);
    await restart();
    const client = await connect();

    expect(liveRoom().takenSeats).toBe(2);
    const joined = await client.request(RoomMessageType.Join, { roomId: room.roomId, seat });
    expect(joined.type).toBe(RoomMessageType.Joined);
  });

  it('lets go of a member that does not come back in time', async () => {
    await vaultOf(2);
    const [maker, guest] = clients as [ResumingClient, ResumingClient];
    // Both have been let in by a tick.
    await guest.request(VaultType.Ask);
    await server.app.close();
    guest.stop();
    server = await start({ SEAT_HOLD_MS: '300' });
    const left = await maker.waitFor(ofType(RoomMessageType.MemberLeft), 'the leave');

    expect(left.message?.id).toBe(guest.sessionId);
    expect((await maker.request(VaultType.Ask)).message?.log).toBe('joined joined dropped dropped back lost');
  });

  it('ends a member that cannot come back, and a room in which nobody is left', async () => {
    const { room } = await vaultOf(1);
    const plain = await server.connect();
    await plain.request(RoomMessageType.Join, { roomId: room.roomId });
    await restart();
    expect(liveRoom().members.size).toBe(1);

    clients[0]?.stop();
    await server.app.close();
    server = await start({ SEAT_HOLD_MS: '50' });
    await delay(300);
    expect(server.app.get(RoomRegistry).size).toBe(0);
    await restart();
    expect(server.app.get(RoomRegistry).size).toBe(0);
  });

  it('ends rooms whose type is not saved, and their sessions begin anew', async () => {
    const client = await connect();
    await client.request(VaultType.Open, { type: 'tent' });
    await restart();
    await client.returned(1, PATIENCE_MS);

    expect(client.returns).toEqual([false]);
    expect(server.app.get(RoomRegistry).size).toBe(0);
    expect(await client.request(VaultType.Open)).toMatchObject({ type: RoomMessageType.Joined });
  });

  it('keeps no secret that opens a seat, and nothing that others may read', async () => {
    await vaultOf(1);
    await server.app.close();
    const [name = ''] = readdirSync(join(folder, 'rooms')).filter((each) => each.endsWith('.room'));
    const welcome = clients[0]?.packets.find(ofType(1));
    const secret = String(welcome?.message?.resumeToken).split('.')[1] ?? '';

    expect(secret).toHaveLength(32);
    expect(readFileSync(join(folder, 'rooms', name), 'utf8')).not.toContain(secret);
    expect(statSync(join(folder, 'rooms', name)).mode & 0o077).toBe(0);
    server = await start();
  });
});

describe('a crash', () => {
  /** The files as they were at some moment of a running server are what a crash at that moment leaves. */
  async function crash(): Promise<void> {
    const rooms = join(folder, 'rooms');
    const kept = new Map<string, Buffer>();
    for (const name of readdirSync(rooms).filter((each) => each.endsWith('.room'))) {
      kept.set(name, readFileSync(join(rooms, name)));
    }
    for (const client of clients) client.cut();
    await server.app.close();
    folder = temporaryFolder('data');
    server = await start();
    const empty = join(folder, 'rooms');
    await server.app.close();
    for (const [name, content] of kept) writeFileSync(join(empty, name), content);
    server = await start();
  }

  it('brings a room back from its last checkpoint, and each member to its place, told anew', async () => {
    await restart({ CHECKPOINT_INTERVAL_MS: '100' });
    await vaultOf(2);
    const [maker, guest] = clients as [ResumingClient, ResumingClient];
    await guest.request(VaultType.Put, { amount: 42 });
    await delay(1_000);
    const ids = clients.map(({ sessionId }) => sessionId);
    await crash();
    await Promise.all(clients.map((client) => client.returned(1, PATIENCE_MS)));
    const holds = (await maker.request(VaultType.Ask)).message ?? {};

    expect(holds).toMatchObject({ sum: 42 });
    for (const client of clients) {
      expect(client.returns).toEqual([false]);
      const news = client.packets.filter(ofType(RoomMessageType.Joined));
      expect(news).toHaveLength(2);
      expect(news[1]?.ref).toBeUndefined();
      expect(news[1]?.message?.member).toMatchObject({ id: client.sessionId });
      expect(client.packets.filter(ofType(RoomMessageType.MemberLeft))).toEqual([]);
    }
    expect(clients.map(({ sessionId }) => sessionId)).toEqual(ids);
    expect(liveRoom().hostSession?.id).toBe(maker.sessionId);
    expect(server.app.get(SessionRegistry).size).toBe(2);
    expect(server.app.get(SessionSeats).held).toBe(0);

    // From here on all is as before: drops are resumed whole, and so is the next orderly restart.
    guest.cut();
    await guest.returned(2, PATIENCE_MS);
    await restart();
    await guest.returned(3, PATIENCE_MS);
    expect(guest.returns).toEqual([false, true, true]);
  });

  it('ends the members that could not have come back', async () => {
    await restart({ CHECKPOINT_INTERVAL_MS: '100' });
    const { room } = await vaultOf(1);
    const plain = await server.connect();
    await plain.request(RoomMessageType.Join, { roomId: room.roomId });
    await delay(1_000);
    await crash();
    const [maker] = clients as [ResumingClient];
    await maker.returned(1, PATIENCE_MS);

    expect(liveRoom().members.size).toBe(1);
    expect((await maker.request(VaultType.Ask)).message?.log).toMatch(/^joined joined (dropped )?lost back$/);
  });

  it('does not take the counts of the last orderly stop for those of the crash', async () => {
    await vaultOf(1);
    const [client] = clients as [ResumingClient];
    await restart({ CHECKPOINT_INTERVAL_MS: '3600000' });
    await client.returned(1, PATIENCE_MS);
    await client.request(VaultType.Put, { amount: 1 });
    await crash();
    await client.returned(2, PATIENCE_MS);

    expect(client.returns).toEqual([true, false]);
  });
});
