import { RoomType } from '../../src/core/rooms/api/room-type.decorator.js';
import { plugin, Room } from '../../src/core/rooms/api/room.js';
import { RoomMessageType } from '../../src/core/rooms/api/rooms.messages.js';
import { ReadyCheckType } from '../../src/core/rooms/plugins/ready-check.messages.js';
import { ReadyCheck } from '../../src/core/rooms/plugins/ready-check.plugin.js';
import { RoomRegistry } from '../../src/core/rooms/room-registry.js';
import { TestApp } from '../../src/testing/test-app.js';
import type { Packet, TestClient } from '../../src/testing/test-client.js';

@RoomType('ready-room', { tickHz: 0, maxPlayers: 4, plugins: [plugin(ReadyCheck, {})] })
class ReadyRoom extends Room {}

let server: TestApp;

beforeAll(async () => {
  server = await TestApp.start({ providers: [ReadyRoom] });
});

afterEach(async () => {
  await server.disconnectAll();
  expect(server.app.get(RoomRegistry).size).toBe(0);
});

afterAll(() => server.stop());

const ofType = (type: number) => (packet: Packet) => packet.type === type;

async function room(players: number): Promise<TestClient[]> {
  const { id } = await server.app.get(RoomRegistry).create('ready-room');
  const clients: TestClient[] = [];
  for (let count = 0; count < players; count++) {
    const client = await server.connect();
    await client.request(RoomMessageType.Join, { roomId: id });
    await client.waitFor(ofType(ReadyCheckType.Readiness), 'who is ready');
    clients.push(client);
  }
  return clients;
}

describe(ReadyCheck.name, () => {
  it('tells everybody who is ready, and whoever comes later', async () => {
    const [host, guest] = (await room(2)) as [TestClient, TestClient];
    await guest.request(ReadyCheckType.SetReady, { isReady: true });
    const told = await host.waitFor(ofType(ReadyCheckType.ReadyChanged), 'the news');
    const { id } = told.message as { id: string };
    expect(told.message).toEqual({ id, isReady: true });

    const late = await server.connect();
    const [live] = [...server.app.get(RoomRegistry).all()];
    await late.request(RoomMessageType.Join, { roomId: live?.id });
    const readiness = await late.waitFor(ofType(ReadyCheckType.Readiness), 'who is ready');
    expect(readiness.message).toEqual({ readyIds: [id] });
  });

  it('says nothing twice', async () => {
    const [host, guest] = (await room(2)) as [TestClient, TestClient];
    for (const isReady of [true, true, false, false]) await guest.request(ReadyCheckType.SetReady, { isReady });
    await host.request(ReadyCheckType.SetReady, { isReady: true });
    expect(host.packets.filter(ofType(ReadyCheckType.ReadyChanged)).map(({ message }) => message?.isReady)).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('starts for the host when all others are ready, and locks the room', async () => {
    const [host, guest] = (await room(2)) as [TestClient, TestClient];
    expect(await host.request(ReadyCheckType.Start)).toMatchObject({ message: { code: 'room.not_ready' } });
    await guest.request(ReadyCheckType.SetReady, { isReady: true });
    expect(await guest.request(ReadyCheckType.Start)).toMatchObject({ message: { code: 'room.not_host' } });
    expect(await host.request(ReadyCheckType.Start)).toMatchObject({ type: 3 });

    for (const client of [host, guest]) await client.waitFor(ofType(ReadyCheckType.Started), 'the start');
    expect([...server.app.get(RoomRegistry).all()].map(({ isLocked }) => isLocked)).toEqual([true]);
    expect(await host.request(ReadyCheckType.Start)).toMatchObject({ message: { code: 'room.not_ready' } });
  });

  it('does not wait for who has left', async () => {
    const [host, guest] = (await room(2)) as [TestClient, TestClient];
    await guest.request(RoomMessageType.Leave);
    expect(await host.request(ReadyCheckType.Start)).toMatchObject({ type: 3 });
  });

  it('refuses from outside', async () => {
    const client = await server.connect();
    expect(await client.request(ReadyCheckType.SetReady, { isReady: true })).toMatchObject({
      message: { code: 'room.not_there' },
    });
  });
});
