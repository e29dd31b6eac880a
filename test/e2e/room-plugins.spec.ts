import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { RoomType } from '../../src/core/rooms/api/room-type.decorator.js';
import { plugin, Room } from '../../src/core/rooms/api/room.js';
import { RoomMessageType } from '../../src/core/rooms/api/rooms.messages.js';
import { IdleKick } from '../../src/core/rooms/plugins/idle-kick.plugin.js';
import { OneSeatPerAccount } from '../../src/core/rooms/plugins/one-seat-per-account.plugin.js';
import { RoomRegistry } from '../../src/core/rooms/room-registry.js';
import type { Session } from '../../src/core/sessions/session.js';
import { TickScheduler } from '../../src/core/simulation/tick-scheduler.js';
import { ClientMessage, OnMessage } from '../../src/protocol/message.decorators.js';
import { EverybodyModule } from '../../src/testing/everybody.module.js';
import { TestApp } from '../../src/testing/test-app.js';
import type { Packet, TestClient } from '../../src/testing/test-client.js';

const STIR = 1410;
const AFTER_MS = 300;

@ClientMessage(STIR)
class StirDto {}

/** So that a room has something to say to. */
@Injectable()
abstract class StirredRoom extends Room {
  @OnMessage(StirDto)
  stir(): void {
    this.stirred += 1;
  }

  protected stirred = 0;
}

@RoomType('waiting-room', { tickHz: 50, plugins: [plugin(IdleKick, { afterMs: AFTER_MS })] })
class WaitingRoom extends StirredRoom {}

@RoomType('quiet-room', { tickHz: 0, plugins: [plugin(IdleKick, { afterMs: AFTER_MS, code: 'room.kicked' })] })
class QuietRoom extends Room {}

@RoomType('one-refused', { tickHz: 0, plugins: [plugin(OneSeatPerAccount, { second: 'refuse' })] })
class RefusingRoom extends Room {
  // Slow, so that two of one player are asked about at a time.
  override async onAuth(_session: Session): Promise<void> {
    await delay(5);
  }
}

@RoomType('one-replaced', { tickHz: 0, plugins: [plugin(OneSeatPerAccount, { second: 'replace' })] })
class ReplacingRoom extends Room {}

let server: TestApp;
let rooms: RoomRegistry;

beforeAll(async () => {
  server = await TestApp.start({
    imports: [EverybodyModule],
    providers: [WaitingRoom, QuietRoom, RefusingRoom, ReplacingRoom],
    env: { SESSIONS_PER_PLAYER: 'many', SEAT_HOLD_MS: '2000' },
  });
  rooms = server.app.get(RoomRegistry);
});

afterEach(async () => {
  await server.disconnectAll();
  for (const room of [...rooms.all()]) room.dispose('room.closed');
  expect([rooms.size, server.app.get(TickScheduler).size]).toEqual([0, 0]);
});

afterAll(() => server.stop());

async function join(roomId: string, token?: string): Promise<{ client: TestClient; answer: Packet; token?: unknown }> {
  const client = await server.connect();
  const { message } = await client.request(0, { ...(token !== undefined && { token }), resumable: true });
  const answer = await client.request(RoomMessageType.Join, { roomId });
  return { client, answer, token: message?.resumeToken };
}

const codeOf = ({ message }: Packet): unknown => message?.code;
const left = (client: TestClient): Promise<Packet> => client.next(RoomMessageType.Left);

describe(IdleKick.name, () => {
  it('sends out who says nothing, and nobody else', async () => {
    const room = await rooms.create('waiting-room');
    const [idle, busy] = [await join(room.id), await join(room.id)];
    const startedMs = performance.now();
    const stirring = setInterval(() => busy.client.send(STIR), AFTER_MS / 6);
    const { message } = await left(idle.client);
    const tookMs = performance.now() - startedMs;
    await delay(AFTER_MS);
    clearInterval(stirring);

    expect(message?.code).toBe('room.idle');
    expect(tookMs).toBeGreaterThan(AFTER_MS * 0.8);
    expect(room.members.size).toBe(1);
    expect(codeOf(await left(busy.client))).toBe('room.idle');
    for (const { client } of [idle, busy]) client.close();
  });

  it('works in a room without ticks, with a code of its own', async () => {
    const room = await rooms.create('quiet-room');
    const { client } = await join(room.id);

    expect(codeOf(await left(client))).toBe('room.kicked');
    client.close();
  });

  it('leaves a seat alone that is held for a lost connection', async () => {
    const room = await rooms.create('waiting-room');
    const { client, token } = await join(room.id);
    client.terminate();
    await delay(AFTER_MS * 2);
    expect(room.members.size).toBe(1);

    const back = await server.connect();
    const received = client.packets.filter(({ type }) => type >= 20).length;
    await back.request(0, { resumable: true, resume: token, received });
    expect(codeOf(await left(back))).toBe('room.idle');
    back.close();
  });
});

describe(OneSeatPerAccount.name, () => {
  it('refuses the second session of a player, also when both come at once', async () => {
    const room = await rooms.create('one-refused');
    const clients = await Promise.all([1, 2, 3].map(() => server.connect()));
    for (const client of clients) await client.request(0, { token: 'ann' });
    await Promise.all(clients.map((client) => client.request(RoomMessageType.Join, { roomId: room.id })));
    while (room.members.size > 1) await delay(2);
    const again = await join(room.id, 'ann');

    expect(codeOf(again.answer)).toBe('room.seat_taken');
    expect(room.members.size).toBe(1);
    again.client.close();
  });

  it('gives the seat to the newest session', async () => {
    const room = await rooms.create('one-replaced');
    const first = await join(room.id, 'ann');
    const second = await join(room.id, 'ann');

    expect(codeOf(await left(first.client))).toBe('room.replaced');
    expect([...room.members.keys()].map(({ id }) => id)).toEqual([
      (second.answer.message!.member as { id: string }).id,
    ]);
    for (const { client } of [first, second]) client.close();
  });

  it.each(['one-refused', 'one-replaced'])('lets other players and anonymous sessions in (%s)', async (type) => {
    const room = await rooms.create(type);
    const all = [await join(room.id, 'ann'), await join(room.id, 'bob'), await join(room.id), await join(room.id)];

    expect(all.map(({ answer }) => answer.type)).toEqual(Array(4).fill(RoomMessageType.Joined));
    expect(room.members.size).toBe(4);
    for (const { client } of all) client.close();
  });
});
