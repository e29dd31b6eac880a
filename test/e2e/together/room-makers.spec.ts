import { RoomMakers } from '../../../src/core/rooms/room-makers.js';
import { RoomRegistry } from '../../../src/core/rooms/room-registry.js';
import { RoomMessageType } from '../../../src/core/rooms/api/rooms.messages.js';
import { ArenaModule } from '../../../src/games/arena/arena.module.js';
import { LobbyType } from '../../../src/modules/lobby/lobby.messages.js';
import { LobbyModule } from '../../../src/modules/lobby/lobby.module.js';
import { RelayType } from '../../../src/modules/relay/relay.messages.js';
import { RelayModule } from '../../../src/modules/relay/relay.module.js';
import { TestApp } from '../../../src/testing/test-app.js';
import type { Packet, TestClient } from '../../../src/testing/test-client.js';

let server: TestApp;
let rooms: RoomRegistry;

async function start(env: Record<string, string> = {}): Promise<void> {
  server = await TestApp.start({ imports: [LobbyModule, RelayModule, ArenaModule], env });
  rooms = server.app.get(RoomRegistry);
}

afterEach(async () => {
  for (const room of [...rooms.all()]) room.dispose('room.closed');
  expect(server.app.get(RoomMakers).size).toBe(0);
  await server.stop();
});

const relay = (client: TestClient) => client.request(RelayType.Create, {});
const arena = (client: TestClient, bots: number) =>
  client.request(LobbyType.Create, { roomType: 'arena', options: { bots } });
const codeOf = ({ type, message }: Packet) => (type === (RoomMessageType.Joined as number) ? 'made' : message?.code);

/** Somebody stays in the room that the maker has made, who goes on to the next. */
async function leaveTo({ message }: Packet, maker: TestClient): Promise<void> {
  const friend = await server.connect();
  await friend.request(RoomMessageType.Join, { roomId: message?.roomId });
  await maker.request(RoomMessageType.Leave);
}

describe('rooms that players make', () => {
  it('are counted together, whichever message makes them, and given back when they end', async () => {
    await start();
    const maker = await server.connect();
    for (const make of [relay, (client: TestClient) => arena(client, 0), relay, relay]) {
      const made = await make(maker);
      expect(codeOf(made)).toBe('made');
      await leaveTo(made, maker);
    }
    expect([codeOf(await relay(maker)), codeOf(await arena(maker, 0))]).toEqual(Array(2).fill('lobby.too_many_rooms'));
    [...rooms.all()][0]?.dispose('room.closed');

    expect(codeOf(await relay(maker))).toBe('made');
  });

  it('count for what they cost, and are refused when that is more than a player may have', async () => {
    await start();
    const maker = await server.connect();
    expect(codeOf(await arena(maker, 500))).toBe('room.too_costly');
    const made = await arena(maker, 200);
    expect(codeOf(made)).toBe('made');
    await leaveTo(made, maker);
    expect(codeOf(await arena(maker, 100))).toBe('lobby.too_many_rooms');
    expect(codeOf(await arena(maker, 99))).toBe('made');
    // What server code makes counts for nobody.
    expect((await rooms.create('arena', { bots: 500 })).isOver).toBe(false);
  });

  it('are limited for one address too, however many connections it has', async () => {
    await start({ LOBBY_MAX_ROOMS_PER_PLAYER: '1' });
    const codes: unknown[] = [];
    for (let made = 0; made < 17; made++) codes.push(codeOf(await relay(await server.connect())));

    expect(codes).toEqual([...Array<string>(16).fill('made'), 'lobby.too_many_rooms']);
  });
});
