import { setTimeout as delay } from 'node:timers/promises';
import { RoomType } from '../../../src/core/rooms/api/room-type.decorator.js';
import { plugin, Room } from '../../../src/core/rooms/api/room.js';
import { RoomMessageType } from '../../../src/core/rooms/api/rooms.messages.js';
import { RoomRegistry } from '../../../src/core/rooms/room-registry.js';
import { Relay } from '../../../src/modules/relay/relay.js';
import { RelayAuthority, RelayHostLeft, RelayMode, RelayType } from '../../../src/modules/relay/relay.messages.js';
import { RelayModule } from '../../../src/modules/relay/relay.module.js';
import type { Contract } from '../../../src/protocol/contract/contract.js';
import { ProtocolType } from '../../../src/protocol/protocol.messages.js';
import type { Packet } from '../../../src/testing/packet-inbox.js';
import { TestApp } from '../../../src/testing/test-app.js';
import { BinaryClient } from '../../support/binary-client.js';
import { type Connect, RelayPlayer } from './relay-player.js';

const { Unreliable, Reliable, UnreliablePiece, ReliablePiece } = RelayMode;
const MIGRATE = { onHostLeft: RelayHostLeft.Migrate };

/** A room with a game of its own that relays too. */
@RoomType('arena', {
  tickHz: 50,
  plugins: [
    plugin(Relay, { authority: RelayAuthority.Server, packetsPerSecond: 8, maxPacketBytes: 100, hostHoldMs: 50 }),
  ],
})
class ArenaRoom extends Room {}

let server: TestApp;
let contract: Contract;
const binaryClients: BinaryClient[] = [];

beforeAll(async () => {
  server = await TestApp.start({
    imports: [RelayModule],
    providers: [ArenaRoom],
    env: { SEAT_HOLD_MS: '2000', MAX_MESSAGE_BYTES: '65536', PING_INTERVAL_MS: '200' },
  });
  contract = await BinaryClient.contractOf(server.httpUrl);
});
afterEach(async () => {
  for (const client of binaryClients.splice(0)) client.terminate();
  await server.disconnectAll();
  for (const room of [...rooms().all()]) room.dispose('room.closed');
});
afterAll(() => server.stop());

const rooms = (): RoomRegistry => server.app.get(RoomRegistry);

async function connectBinary(): Promise<BinaryClient> {
  const client = await BinaryClient.connect(server.url, contract);
  binaryClients.push(client);
  await client.hello();
  return client;
}

const connectJson: Connect = () => server.connect();

const codeOf = ({ message }: { message?: Record<string, unknown> }): unknown => message?.code;

describe.each<[string, Connect]>([
  ['JSON', connectJson],
  ['binary', connectBinary],
])('a relay room in %s', (_name, connect) => {
  async function three(options: object = {}): Promise<[RelayPlayer, RelayPlayer, RelayPlayer]> {
    const ada = await RelayPlayer.create(connect, options);
    const bob = await RelayPlayer.join(connect, ada.room.roomId);
    const cleo = await RelayPlayer.join(connect, ada.room.roomId);
    await bob.told(RelayType.PeerJoined, { peer: 4 });
    await cleo.told(RelayType.PeerJoined, { peer: 3 });
    return [ada, bob, cleo];
  }

  it('tells each player its number, the host and the others', async () => {
    const [ada, bob, cleo] = await three();

    expect(ada.opened).toMatchObject({ peer: 2, host: 2, authority: 'host', peers: [] });
    expect(bob.opened).toMatchObject({ peer: 3, host: 2, peers: [2] });
    expect(cleo.opened).toMatchObject({ peer: 4, host: 2, peers: [2] });
  });

  it('passes packets to all, to one, to all but one, and to the host as peer 1', async () => {
    const [ada, bob, cleo] = await three();
    bob.say([bob.packet('all'), bob.packet('one', 4), bob.packet('not cleo', -4), bob.packet('host', 1)]);
    bob.say([bob.packet('not the host', -1)]);
    await ada.hears('3:host');
    await cleo.hears('3:not the host');

    expect(ada.heard).toEqual(['3:all', '3:not cleo', '3:host']);
    expect(cleo.heard).toEqual(['3:all', '3:one', '3:not the host']);
    expect(bob.heard).toEqual([]);
    const { channel, mode } = await ada.told(RelayType.Received, { from: 3 });
    expect({ channel, mode }).toEqual({ channel: 3, mode: Reliable });
  });

  it('keeps any bytes, and their order', async () => {
    const [ada, bob] = await three();
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    for (let number = 0; number < 100; number++)
      ada.say([ada.packet(String(number), 3, number % 2 ? Reliable : Unreliable)]);
    ada.say([ada.packet(bytes, 3)]);
    await bob.hears(`2:${bytes.toString()}`);

    expect(bob.heard.slice(0, 100)).toEqual(Array.from({ length: 100 }, (_, number) => `2:${number}`));
  });

  it('gives nothing to a peer that the sender has not met', async () => {
    const [ada, bob, cleo] = await three();
    bob.say([bob.packet('early')], bob.roster - 1);
    bob.say([bob.packet('now')], bob.roster);
    await cleo.hears('3:now');

    expect(cleo.heard).toEqual(['3:now']);
    expect(ada.heard).toEqual(['3:early', '3:now']);
  });

  it('lets the others meet a newcomer only when the host has told it what there is', async () => {
    const [ada, bob] = await three();
    ada.isShy = true;
    const dora = await RelayPlayer.join(connect, ada.room.roomId);
    await ada.told(RelayType.PeerJoined, { peer: 5 });
    expect(dora.opened.peers).toEqual([2]);
    bob.say([bob.packet('to all')], 1000);
    ada.say([ada.packet('what there is', 5)], ada.roster);
    dora.say([dora.packet('only the host knows me')], dora.roster);
    await dora.hears('2:what there is');
    await ada.hears('5:only the host knows me');
    expect(dora.heard).toEqual(['2:what there is']);

    ada.client.send(RelayType.Introduce, { peer: 5 });
    await bob.told(RelayType.PeerJoined, { peer: 5 });
    await dora.told(RelayType.PeerJoined, { peer: 3 });
    bob.say([bob.packet('hello')], bob.roster);
    dora.say([dora.packet('hello')], dora.roster);
    await dora.hears('3:hello');
    await bob.hears('5:hello');
    expect(bob.heard).toEqual(['5:hello']);
  });

  it('lets a newcomer meet everybody when the host is gone before it was introduced', async () => {
    const [ada, bob] = await three(MIGRATE);
    ada.isShy = true;
    const dora = await RelayPlayer.join(connect, ada.room.roomId);
    await ada.leave();
    await bob.told(RelayType.PeerJoined, { peer: 5 });
    await dora.told(RelayType.HostChanged, { host: 3 });
    await dora.told(RelayType.PeerJoined, { peer: 4 });
    dora.say([dora.packet('to the new host', 1), dora.packet('to all')], dora.roster);
    await bob.hears('5:to all');
    expect(bob.heard).toEqual(['5:to the new host', '5:to all']);
  });

  it('hands the role of peer 1 over when the host leaves, and drops what was meant for the one before', async () => {
    const [ada, bob, cleo] = await three(MIGRATE);
    await ada.leave();
    await cleo.told(RelayType.HostChanged, { host: 3 });
    const kinds = cleo.client.packets.map(({ type }) => type).filter((type) => type >= 350 && type < 370);
    expect(kinds.slice(-2)).toEqual([RelayType.PeerLeft, RelayType.HostChanged]);

    const { roster } = cleo;
    cleo.say([cleo.packet('to the old one', 1)], roster - 2);
    cleo.say([cleo.packet('to all of before')], roster - 1);
    bob.say([bob.packet('as I was')], roster - 1);
    cleo.say([cleo.packet('to the new one', 1)], roster);
    bob.say([bob.packet('as host')], roster);
    await bob.hears('4:to the new one');
    await cleo.hears('3:as host');
    expect(bob.heard).toEqual(['4:to the new one']);
    expect(cleo.heard).toEqual(['3:as host']);
  });

  it('hands it to a peer rather than to a member that came earlier but relays nothing', async () => {
    const ada = await RelayPlayer.create(connect, MIGRATE);
    const tom = await connect();
    await tom.request(RoomMessageType.Join, { roomId: ada.room.roomId });
    const bob = await RelayPlayer.join(connect, ada.room.roomId);
    await ada.leave();
    await bob.told(RelayType.HostChanged, { host: 4 });
  });

  it.each(['leaves', 'is sent out'])('ends the game when its host %s, for everybody', async (way) => {
    const [ada, bob, cleo] = await three();
    const room = rooms().find(String(ada.room.roomId));
    if (way === 'leaves') await ada.leave();
    else if (room?.hostSession !== undefined) room.remove(room.hostSession, 'kicked', 'room.kicked');

    for (const player of [bob, cleo]) await player.told(RoomMessageType.Left, { code: 'relay.host_left' });
    const news = [RelayType.PeerLeft, RelayType.HostChanged] as number[];
    for (const { client } of [bob, cleo]) expect(client.packets.filter(({ type }) => news.includes(type))).toEqual([]);
    expect(rooms().find(String(ada.room.roomId))).toBeUndefined();
  });

  it('passes pieces on as what they are pieces of, and says what a peer may send', async () => {
    const [ada, bob] = await three();
    expect(bob.opened).toMatchObject({ maxPacketBytes: 16_384, packetsPerSecond: 10_000, messagesPerSecond: 120 });
    bob.say([bob.packet('piece', 1, ReliablePiece), bob.packet('lossy piece', 1, UnreliablePiece)]);
    await ada.hears('3:lossy piece');

    const received = ada.client.packets.filter(({ type }) => type === (RelayType.Received as number));
    expect(received.map(({ message }) => message?.mode)).toEqual([ReliablePiece, UnreliablePiece]);
  });

  it('tells of a host that the game has appointed, who stays a peer', async () => {
    const [ada, bob, cleo] = await three();
    const room = rooms().find(String(ada.room.roomId));
    const next = [...(room?.members.values() ?? [])].find(({ number }) => number === 4);
    if (next !== undefined) room?.setHost(next.session);

    for (const player of [ada, bob, cleo]) await player.told(RelayType.HostChanged, { host: 4 });
    ada.say([ada.packet('to the host', 1)], ada.roster);
    await cleo.hears('2:to the host');
  });

  it('lets only the host send peers out and lock the room', async () => {
    const [ada, bob, cleo] = await three();
    expect(codeOf(await bob.client.request(RelayType.Kick, { peer: 4 }))).toBe('room.not_host');
    expect(codeOf(await bob.client.request(RelayType.Lock, { isLocked: true }))).toBe('room.not_host');
    expect(codeOf(await ada.client.request(RelayType.Kick, { peer: 77 }))).toBe('relay.no_peer');

    expect(await ada.client.request(RelayType.Kick, { peer: 4 })).toMatchObject({ type: ProtocolType.Ack });
    await cleo.told(RoomMessageType.Left, { code: 'room.kicked' });
    await bob.told(RelayType.PeerLeft, { peer: 4 });
    await ada.client.request(RelayType.Lock, { isLocked: true });
    expect(codeOf(await cleo.client.request(RoomMessageType.Join, { roomId: ada.room.roomId }))).toBe('room.locked');
    await ada.client.request(RelayType.Lock, { isLocked: false });
    expect(await cleo.client.request(RoomMessageType.Join, { roomId: ada.room.roomId })).toMatchObject({
      type: RoomMessageType.Joined,
    });
  });

  it('refuses packets before joining and after leaving, for nobody, and too large ones', async () => {
    const stranger = await connect();
    const [ada, bob, cleo] = await three();
    const answer = await stranger.request(RelayType.Send, { packets: [ada.packet('hi')] });
    expect(codeOf(answer)).toBe('room.not_there');
    await stranger.request(RoomMessageType.Join, { roomId: ada.room.roomId });
    expect(codeOf(await stranger.request(RelayType.Send, { packets: [ada.packet('hi')] }))).toBe('relay.not_open');

    expect(codeOf(await bob.ask([bob.packet('no peer', 5)]))).toBe('relay.no_peer');
    expect(await bob.client.request(RelayType.Open)).toMatchObject({ message: { peer: 3, peers: [2, 4] } });
    expect(codeOf(await bob.client.request(RelayType.Introduce, { peer: 4 }))).toBe('room.not_host');
    expect(codeOf(await bob.ask([bob.packet('lost', 9), bob.packet('all the same')]))).toBe('relay.no_peer');
    await cleo.hears('3:all the same');
    expect(codeOf(await bob.ask([bob.packet(Buffer.alloc(16_385))]))).toBe('relay.too_large');
    expect(await bob.ask([bob.packet(Buffer.alloc(16_384))])).toMatchObject({ type: ProtocolType.Ack });
    expect(codeOf(await bob.ask([]))).toBe('message.invalid');
    expect(codeOf(await bob.ask([bob.packet('no such mode', 0, 6)]))).toBe('message.invalid');

    await cleo.leave();
    await bob.told(RelayType.PeerLeft, { peer: 4 });
    // Bob had not heard of it when he said this.
    expect(await bob.ask([bob.packet('too late', 4)], bob.roster - 1)).toMatchObject({ type: ProtocolType.Ack });
    expect(codeOf(await cleo.ask([cleo.packet('from outside')]))).toBe('room.not_there');
  });

  it('without a host in authority has no peer 1, and renumbers nobody', async () => {
    const [ada, bob, cleo] = await three({ authority: 'server' });
    expect(cleo.opened).toMatchObject({ authority: 'server', host: 2 });
    expect(codeOf(await bob.ask([bob.packet('authority', 1)]))).toBe('relay.no_peer');

    await ada.leave();
    await cleo.told(RelayType.HostChanged, { host: 3 });
    cleo.say([cleo.packet('of before')], cleo.roster - 1);
    await bob.hears('4:of before');
  });
});

describe(Relay.name, () => {
  it('relays between codecs', async () => {
    const ada = await RelayPlayer.create(connectBinary);
    const bob = await RelayPlayer.join(connectJson, ada.room.roomId);
    await ada.told(RelayType.PeerJoined, { peer: 3 });
    ada.say([ada.packet('bytes')]);
    bob.say([bob.packet('base64')]);

    await bob.hears('2:bytes');
    await ada.hears('3:base64');
  });

  it('works in the ticks of a room of another type, with bounds of its own', async () => {
    const room = await rooms().create('arena');
    const ada = await RelayPlayer.join(connectJson, room.id);
    const bob = await RelayPlayer.join(connectBinary, room.id);
    expect(bob.opened).toMatchObject({ authority: 'server', host: 2, maxPacketBytes: 100 });
    expect(codeOf(await bob.ask([bob.packet(Buffer.alloc(101))]))).toBe('relay.too_large');
    expect(await bob.ask([bob.packet('fits')])).toMatchObject({ type: ProtocolType.Ack });
    await ada.hears('3:fits');
  });

  it('stops a flood of packets, and nobody else', async () => {
    const room = await rooms().create('arena');
    const ada = await RelayPlayer.join(connectJson, room.id);
    const bob = await RelayPlayer.join(connectJson, room.id);
    const flood = Array.from({ length: 64 }, () => ada.packet('again'));
    expect(codeOf(await ada.ask(flood))).toBe('relay.too_fast');
    const tooMany = Array.from({ length: 1_025 }, () => ada.packet(''));
    expect(codeOf(await ada.ask(tooMany))).toBe('message.invalid');

    expect(await bob.ask([bob.packet('calm')])).toMatchObject({ type: ProtocolType.Ack });
    await ada.hears('3:calm');
    expect(bob.heard).toEqual([]);
  });

  it('keeps the number of a player who comes back, with what was reliable', async () => {
    const ada = await RelayPlayer.create(connectJson);
    const first = await server.connect();
    const welcome = await first.request(ProtocolType.Hello, { resumable: true });
    const bob = await RelayPlayer.join(() => Promise.resolve(first), ada.room.roomId);
    await ada.told(RelayType.PeerJoined, { peer: 3 });
    const received = first.packets.filter(({ type }) => type >= 20).length;
    bob.client.terminate();
    await ada.told(RoomMessageType.MemberAway, {});
    ada.say([ada.packet('lossy', 3, Unreliable), ada.packet('sure', 3)]);
    await ada.client.request(ProtocolType.Ping);

    const second = await server.connect();
    const back = await second.request(ProtocolType.Hello, {
      resumable: true,
      resume: welcome.message?.resumeToken,
      received,
    });
    expect(back.message?.resumed).toBe(true);
    const sure = await second.next(RelayType.Received);
    expect(sure.message).toMatchObject({ from: 2, payload: Buffer.from('sure').toString('base64') });
    second.send(RelayType.Send, { packets: [bob.packet('still three')] });
    await ada.hears('3:still three');
    expect(ada.client.packets.filter(({ type }) => type === (RelayType.PeerLeft as number))).toEqual([]);
  });

  it('hands the role over when the host is away for too long, which stays a peer', async () => {
    const room = await rooms().create('arena');
    const first = await server.connect();
    await first.request(ProtocolType.Hello, { resumable: true });
    await RelayPlayer.join(() => Promise.resolve(first), room.id);
    const bob = await RelayPlayer.join(connectJson, room.id);
    first.terminate();
    await bob.told(RelayType.HostChanged, { host: 3 });

    expect(bob.client.packets.filter(({ type }) => type === (RelayType.PeerLeft as number))).toEqual([]);
    await bob.told(RelayType.PeerLeft, { peer: 2 });
  });

  it.each([
    ['ends the game', RelayHostLeft.End],
    ['makes another one the host', RelayHostLeft.Migrate],
  ])('%s when the host answers the protocol but its game says nothing any more', async (_what, onHostLeft) => {
    const ada = await RelayPlayer.create(connectJson, { onHostLeft, hostHoldMs: 1_000 });
    const bob = await RelayPlayer.join(connectJson, ada.room.roomId);
    const cleo = await RelayPlayer.join(connectBinary, ada.room.roomId);
    let pings = 0;
    ada.client.socket.on('ping', () => (pings += 1));
    const awake = setInterval(() => cleo.client.send(ProtocolType.Ping), 50);

    if (onHostLeft === RelayHostLeft.Migrate) {
      // Bob says nothing either.
      await cleo.told(RelayType.HostChanged, { host: 4 });
      expect(rooms().find(String(ada.room.roomId))?.members.size).toBe(3);
    } else {
      for (const player of [ada, bob, cleo]) await player.told(RoomMessageType.Left, { code: 'relay.host_left' });
    }
    clearInterval(awake);
    expect(pings).toBeGreaterThan(0);
  });

  it('keeps a host that only pings, and one that nobody waits for', async () => {
    const options = { onHostLeft: RelayHostLeft.End, hostHoldMs: 1_000 };
    const alone = await RelayPlayer.create(connectJson, options);
    const ada = await RelayPlayer.create(connectJson, options);
    const bob = await RelayPlayer.join(connectJson, ada.room.roomId);
    for (let ping = 0; ping < 30; ping++) {
      for (const { client } of [ada, bob]) client.send(ProtocolType.Ping);
      await delay(50);
    }

    expect(await bob.ask([bob.packet('still there', 1)])).toMatchObject({ type: ProtocolType.Ack });
    expect(await alone.client.request(RelayType.Open)).toMatchObject({ message: { peer: 2 } });
  });

  it('leaves unreliable packets out for a player who does not read, and no reliable one', async () => {
    const ada = await RelayPlayer.create(connectBinary);
    const bob = await RelayPlayer.join(connectBinary, ada.room.roomId);
    const { socket } = bob.client as BinaryClient;
    await ada.told(RelayType.PeerJoined, { peer: 3 });
    socket.pause();
    const block = ada.packet('x'.repeat(15_000), 3, Unreliable);
    // More than the system's buffers take, with fewer messages than the rate limit's burst.
    for (let number = 0; number < 200; number++) ada.say([block, block, block, ada.packet('sure', 3)]);
    await ada.ask([ada.packet('last', 3)]);
    socket.resume();
    const isLast = ({ message }: Packet): boolean =>
      message?.payload instanceof Uint8Array && Buffer.from('last').equals(message.payload);
    await bob.client.waitFor(isLast, 'the last packet');

    const { heard } = bob;
    expect(heard.filter((line) => line === '2:sure')).toHaveLength(200);
    expect(heard.length).toBeLessThan(800);
  });
});
