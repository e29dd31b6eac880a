import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { IsString } from 'class-validator';
import { WebSocket } from 'ws';
import { plugin, Room } from '../../../src/core/rooms/api/room.js';
import { IdleKick } from '../../../src/core/rooms/plugins/idle-kick.plugin.js';
import { RoomType } from '../../../src/core/rooms/api/room-type.decorator.js';
import { RoomMessageType } from '../../../src/core/rooms/api/rooms.messages.js';
import { RoomRegistry } from '../../../src/core/rooms/room-registry.js';
import { Entrance } from '../../../src/core/gateway/entrance.js';
import type { Session } from '../../../src/core/sessions/session.js';
import { AdminModule } from '../../../src/modules/admin/admin.module.js';
import { LiveSockets } from '../../../src/modules/admin/frame/live-sockets.js';
import { Maintenance } from '../../../src/modules/admin/sections/maintenance.js';
import { ClientMessage, OnMessage, ServerMessage } from '../../../src/protocol/message.decorators.js';
import type { Packet } from '../../../src/testing/packet-inbox.js';
import { TestApp } from '../../../src/testing/test-app.js';
import { TestClient } from '../../../src/testing/test-client.js';
import { freePort } from '../../support/server.js';
import { AdminClient } from './admin-client.js';

jest.setTimeout(120_000);

const HELLO = 0;
const ERROR = 2;
const SAY = 1491;
const SAID = 1492;

/** Says something to nobody. */
@ClientMessage(SAY)
class ParlourSayDto {
  @IsString()
  readonly text!: string;
}

/** Says something to everybody. */
@ServerMessage(SAID)
class ParlourSaidDto {
  @IsString()
  readonly text!: string;
}

@RoomType('parlour', { plugins: [plugin(IdleKick, { afterMs: 3_600_000 })] })
class ParlourRoom extends Room {
  @OnMessage(ParlourSayDto)
  say(session: Session, { text }: ParlourSayDto): void {
    this.lock();
    if (text === 'echo') session.send(Object.assign(new ParlourSaidDto(), { text }));
  }
}

describe('the live socket of the console', () => {
  let server: TestApp;
  let viewer: AdminClient;
  let owner: AdminClient;

  beforeAll(async () => {
    server = await TestApp.start({
      imports: [AdminModule],
      providers: [ParlourRoom],
      env: { ADMIN: 'true' },
    });
    viewer = new AdminClient(server);
    owner = new AdminClient(server);
    await viewer.join('the-viewer', 'viewer');
    await owner.join('the-owner', 'owner');
  });

  afterAll(() => server.stop());

  /** Opens a socket; resolves with it, or with the status of the refusal. */
  async function open({ cookie, origin }: Pick<AdminClient, 'cookie' | 'origin'>): Promise<WebSocket | number> {
    const socket = new WebSocket(`${server.url}/admin/live`, { headers: { Cookie: cookie, Origin: origin } });
    const status = new Promise<number>((resolve) => {
      socket.once('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    });
    socket.on('error', () => undefined);
    return Promise.race([once(socket, 'open').then(() => socket), status]);
  }

  async function opened(client: Pick<AdminClient, 'cookie' | 'origin'>): Promise<WebSocket> {
    const socket = await open(client);
    if (typeof socket === 'number') throw new Error(`It was refused with ${socket}.`);
    return socket;
  }

  async function ask(socket: WebSocket, order: object): Promise<Record<string, unknown>> {
    const answer = once(socket, 'message') as Promise<[Buffer]>;
    socket.send(JSON.stringify(order));
    const [data] = await answer;
    return JSON.parse(data.toString()) as Record<string, unknown>;
  }

  it('is for pages of the console with a session', async () => {
    const { cookie, origin } = viewer;
    expect(await open({ cookie: '', origin })).toBe(401);
    expect(await open({ cookie: 'godwit_admin=AAAA', origin })).toBe(401);
    // The game's own rule of origins refuses these too.
    expect(await open({ cookie, origin: 'https://evil.example' })).toBe(403);
    expect(await open({ cookie, origin: 'http://127.0.0.1:1' })).toBe(403);
  });

  it('reads a feed while somebody watches, once for all, and never otherwise', async () => {
    const live = server.app.get(LiveSockets);
    const [one, other] = [await opened(viewer), await opened(viewer)];
    const query = { limit: 10 };
    expect(await ask(one, { id: 1, feed: 'rooms.page', query })).toMatchObject({
      id: 1,
      value: { rows: [], total: 0 },
    });
    expect(await ask(other, { id: 7, feed: 'rooms.page', query })).toMatchObject({ id: 7, value: { total: 0 } });
    expect(live.feedCount).toBe(1);
    one.send(JSON.stringify({ id: 1 }));
    other.close();
    await once(other, 'close');
    while (live.feedCount > 0) await delay(5);
    one.close();
  });

  it('refuses what the role may not see, what is no feed, and what breaks a rule', async () => {
    const socket = await opened(viewer);
    expect(await ask(socket, { id: 1, feed: 'rooms.kick' })).toEqual({ id: 1, code: 'admin.not_found' });
    expect(await ask(socket, { id: 1, feed: 'nothing.here' })).toEqual({ id: 1, code: 'admin.not_found' });
    expect(await ask(socket, { id: 1, feed: 'rooms.page', query: { limit: 0 } })).toEqual({
      id: 1,
      code: 'message.invalid',
    });
    expect(await ask(socket, { id: 1, feed: 'rooms.room', query: { id: 'x' } })).toEqual({
      id: 1,
      code: 'admin.no_such_target',
    });
    socket.send('{');
    expect(await once(socket, 'close')).toEqual([1008, Buffer.from('packet.malformed')]);
  });

  it('listens to the messages of a room while somebody watches, and the log has who did', async () => {
    const live = server.app.get(LiveSockets);
    const [player, other] = [await server.connect(), await server.connect()];
    const room = await server.app.get(RoomRegistry).create('parlour');
    await player.request(RoomMessageType.Join, { roomId: room.id, name: 'Ann' });
    await other.request(RoomMessageType.Join, { roomId: room.id, name: 'Bob' });
    const taps = (): unknown[] => [...room.members.keys()].map((session) => Reflect.get(session, 'taps') as unknown);
    const order = { id: 1, feed: 'rooms.messages', query: { id: room.id } };
    expect(room.observer).toBeUndefined();
    expect(taps()).toEqual([undefined, undefined]);
    expect(await ask(await opened(viewer), order)).toEqual({ id: 1, code: 'admin.not_allowed' });
    const socket = await opened(owner);
    expect(await ask(socket, order)).toEqual({ id: 1, value: { total: 0, lines: [] } });
    await player.request(SAY, { text: '<b>' });
    await player.request(SAY, { text: 'echo' });
    let lines: Record<string, unknown>[] = [];
    while (lines.length < 7) {
      const [next] = (await once(socket, 'message')) as [Buffer];
      ({ lines } = (JSON.parse(next.toString()) as { value: { lines: typeof lines } }).value);
    }
    const out = { way: 'out', bytes: expect.any(Number) as number };
    const came = { way: 'in', type: SAY, tookMs: expect.any(Number) as number };
    expect(lines.toReversed()).toMatchObject([
      { what: 'ParlourSay', text: '{"text":"<b>"}', member: 2, name: 'Ann', packet: came },
      { what: 'locked', member: null },
      { what: 'RoomChanged', packet: { ...out, ref: 0, to: [2, 3] } },
      { what: 'Ack', packet: { ...out, to: [2] } },
      { what: 'ParlourSay', packet: came },
      { what: 'ParlourSaid', text: '{"text":"echo"}', packet: { ...out, type: SAID, ref: 0, to: [2] } },
      { what: 'Ack', packet: { ...out, to: [2] } },
    ]);
    const packets = lines.toReversed().map(({ packet }) => packet as { ref: number; bytes: number } | undefined);
    expect(packets[3]?.ref).toBe(packets[0]?.ref);
    expect(packets[0]?.bytes).toBe(
      JSON.stringify({ type: SAY, ref: packets[0]?.ref, message: { text: '<b>' } }).length,
    );
    expect(packets[5]?.bytes).toBe(JSON.stringify({ type: SAID, message: { text: 'echo' } }).length);
    socket.close();
    while (live.feedCount > 0) await delay(5);
    expect(room.observer).toBeUndefined();
    expect(taps()).toEqual([undefined, undefined]);
    const looks = await owner.get<{ rows: { administrator: string }[] }>('audit/list', { act: 'rooms.messages' });
    expect(looks.body.rows.map(({ administrator }) => administrator)).toEqual(['the-owner']);
    expect((await owner.get('rooms/message', { type: SAY })).body).toMatchObject({
      ...{ name: 'ParlourSay', direction: 'client', reply: 'Ack' },
      fields: [{ name: 'text', type: 'text', isOptional: false }],
    });
    expect((await owner.get('rooms/message', { type: 65_000 })).body).toBeNull();
    for (const client of [player, other]) client.terminate();
  });

  it('tells of a room and its members what they cost: ticks, bytes each way, and how far away they are', async () => {
    const player = await server.connect();
    const room = await server.app.get(RoomRegistry).create('parlour');
    await player.request(RoomMessageType.Join, { roomId: room.id, name: 'Bea' });
    const socket = await opened(viewer);
    socket.send(JSON.stringify({ id: 1, feed: 'rooms.room', query: { id: room.id } }));
    interface Costs {
      members: { pingMs?: number; bytesIn?: number; bytesOut?: number }[];
      bytesOut?: number;
    }
    for (;;) {
      const [data] = (await once(socket, 'message')) as [Buffer];
      const { value } = JSON.parse(data.toString()) as { value: Costs };
      const [member] = value.members;
      await player.request(SAY, { text: 'x'.repeat(4_000) });
      if ((member?.bytesIn ?? 0) < 1_000 || member?.pingMs === undefined) continue;
      expect(member.pingMs).toBeGreaterThan(0);
      expect(member.bytesOut).toBeGreaterThan(0);
      expect(value.bytesOut).toBe(member.bytesOut);
      break;
    }
    socket.close();
    player.terminate();
  });

  it('tells how a room is made and what it waits for, and what is drawn next only to those who may act on it', async () => {
    const room = await server.app.get(RoomRegistry).create('parlour', {}, { seed: 'beans' });
    room.timers.every('dust', 60_000);
    const order = { id: 1, feed: 'rooms.workings', query: { id: room.id } };
    const [seen, whole] = [await opened(viewer), await opened(owner)];
    const { value } = (await ask(seen, order)) as { value: Record<string, unknown> };
    expect(value).toMatchObject({
      settings: { tickHz: 30, patchHz: 20, maxPlayers: 16, rewindMs: 250, emptyTtlMs: 0, input: null },
      madeWith: {},
      parts: [
        { part: 'ParlourRoom', hooks: '', options: '' },
        { part: 'IdleKick', hooks: 'onCreate, onJoin, onLeave, restore', options: '{"afterMs":3600000}' },
      ],
      timers: [
        { name: 'dust', everyMs: 60_000 },
        { name: 'godwit:idle-kick', everyMs: 180_000 },
      ],
    });
    const [{ dueInMs }] = value.timers as [{ dueInMs: number }];
    expect(dueInMs).toBeGreaterThan(0);
    expect(dueInMs).toBeLessThanOrEqual(60_000);
    expect(value.random).toBeUndefined();
    const random = { seed: 'beans', position: room.random.save() };
    expect(await ask(whole, order)).toMatchObject({ value: { random } });
    for (const socket of [seen, whole]) socket.close();
    room.dispose('room.closed');
  });

  describe('operations', () => {
    const said = ({ type, message }: Packet): boolean => type === SAID && JSON.stringify(message).includes('Soon.');
    const order = (text: unknown) => ({ message: { type: SAID, fields: { text } } });

    it('sends a message of the contract to a room, to rooms of a type, and to everybody', async () => {
      const [guest, passer] = [await server.connect(), await server.connect()];
      const room = await server.app.get(RoomRegistry).create('parlour');
      await guest.request(RoomMessageType.Join, { roomId: room.id, name: 'Cid' });

      const { messages } = (await viewer.get<{ messages: { type: number; name: string }[] }>('-/messages')).body;
      expect(messages.find(({ type }) => type === SAID)?.name).toBe('ParlourSaid');
      expect(messages.some(({ type }) => type < 20 || type === SAY)).toBe(false);

      const sent = await owner.act('rooms/broadcast', { id: room.id, ...order('Soon.') });
      expect(sent.body.result).toEqual({ says: 'Sent to 1 player.' });
      await guest.waitFor(said, 'what the room was told');
      const typed = await owner.act('operations/announce', { ...order('Soon.'), roomType: 'parlour' });
      expect(typed.body.result).toMatchObject({ says: expect.stringMatching(/^Sent to \d+ players?\.$/) as string });
      expect((await owner.act('operations/announce', order('Soon.'))).status).toBe(200);
      await passer.waitFor(said, 'what everybody was told');
      expect(passer.packets.filter(said)).toHaveLength(1);

      const wrong = await owner.act('operations/announce', order(7));
      expect(wrong.body).toMatchObject({ code: 'message.invalid', details: [{ field: 'message.text' }] });
      for (const type of [SAY, 4, 65_000])
        expect((await owner.act('operations/announce', { message: { type } })).body.code).toBe('admin.no_such_target');
      const nowhere = await owner.act('operations/announce', { ...order('Soon.'), roomType: 'cellar' });
      expect(nowhere.body.code).toBe('admin.no_such_target');
      for (const client of [guest, passer]) client.terminate();
    });

    it('lets nobody new in during maintenance, says why, and lets sessions resume', async () => {
      const hello = (client: TestClient, fields: object = {}): Promise<Packet> =>
        client.request(HELLO, { resumable: true, ...fields });
      const player = await server.connect();
      const { message: welcome = {} } = await hello(player);
      const room = await server.app.get(RoomRegistry).create('parlour');
      await player.request(RoomMessageType.Join, { roomId: room.id, name: 'Dot' });

      await owner.act('operations/begin', { text: 'Back at noon.' });
      const [late, silent] = [await server.connect(), await server.connect()];
      const refused = { code: 'server.maintenance', text: 'Back at noon.' };
      expect((await hello(late)).message).toMatchObject(refused);
      const other = await server.app.get(RoomRegistry).create('parlour');
      const join = { roomId: other.id, name: 'Eve' };
      expect((await silent.request(RoomMessageType.Join, join)).message).toMatchObject({ code: refused.code });
      expect((await player.request(SAY, { text: 'Still here.' })).type).not.toBe(ERROR);
      player.terminate();
      const back = await server.connect();
      const again = await hello(back, { resume: welcome.resumeToken, received: 0 });
      expect(again.message).toMatchObject({ resumed: true, sessionId: welcome.sessionId });
      expect((await owner.get('operations/entrance')).body).toMatchObject({ text: 'Back at noon.', by: 'the-owner' });
      await owner.act('operations/end', {});
      expect((await hello(late)).type).not.toBe(ERROR);
      expect((await silent.request(RoomMessageType.Join, join)).type).not.toBe(ERROR);
      for (const client of [late, silent, back]) client.terminate();
    });

    it('goes on with maintenance after a restart', async () => {
      await owner.act('operations/begin', { text: 'Back at noon.' });
      server.app.get(Entrance).open();
      await server.app.get(Maintenance).onApplicationBootstrap();
      const late = await server.connect();
      const answer = await late.request(HELLO, { resumable: true });
      expect(answer.message).toMatchObject({ code: 'server.maintenance', text: 'Back at noon.' });
      await owner.act('operations/end', {});
      late.terminate();
    });
  });

  it('takes 16 tabs of one session', async () => {
    const crowd = new AdminClient(server);
    await crowd.join('crowd', 'viewer');
    const sockets = await Promise.all(Array.from({ length: 17 }, () => open(crowd)));
    expect(sockets.filter((socket) => socket === 429)).toHaveLength(1);
    const closed = sockets.flatMap((socket) => (typeof socket === 'number' ? [] : [once(socket, 'close')]));
    for (const socket of sockets) if (typeof socket !== 'number') socket.close();
    await Promise.all(closed);
  });

  it('closes when the role is taken away', async () => {
    const guest = new AdminClient(server);
    await guest.join('guest', 'support');
    const socket = await opened(guest);
    await ask(socket, { id: 1, feed: 'overview.now' });
    const ended = once(socket, 'close');
    await owner.act('administrators/setRole', { id: 'guest', role: 'viewer' });
    expect(await ended).toEqual([4401, Buffer.from('admin.signed_out')]);
  });
});

describe('where the console is', () => {
  it('is not there unless it is on', async () => {
    const server = await TestApp.start({ imports: [AdminModule] });
    expect((await fetch(`${server.httpUrl}/admin/`)).status).toBe(404);
    await server.stop();
  });

  it('is on a port of its own, if it has one', async () => {
    const port = await freePort();
    const server = await TestApp.start({ imports: [AdminModule], env: { ADMIN: 'true', ADMIN_PORT: String(port) } });
    expect((await fetch(`${server.httpUrl}/admin/`)).status).toBe(404);
    expect((await fetch(`http://127.0.0.1:${port}/admin/`)).status).toBe(200);
    expect((await fetch(`http://127.0.0.1:${port}/metrics`)).status).toBe(404);
    await server.stop();
  });

  it('lets its playground connect to the game from a port of its own, and says so in its policy', async () => {
    const port = await freePort();
    const env = { ADMIN: 'true', ADMIN_PORT: String(port) };
    const server = await TestApp.start({ imports: [AdminModule], env });
    const { headers } = await fetch(`http://localhost:${port}/admin/playground`);
    expect(headers.get('content-security-policy')).toContain(`ws://localhost:${port} ws://localhost:${server.port};`);
    const player = await TestClient.connect(server.url, { socket: { origin: `http://localhost:${port}` } });
    player.terminate();
    await expect(
      TestClient.connect(server.url, { socket: { origin: `http://localhost:${port + 1}` } }),
    ).rejects.toThrow('403');
    await server.stop();
  });
});
