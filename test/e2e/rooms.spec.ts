import { RoomRegistry } from '../../src/core/rooms/room-registry.js';
import { RoomMessageType } from '../../src/core/rooms/api/rooms.messages.js';
import { SessionGroups } from '../../src/core/sessions/session-groups.js';
import { TickScheduler } from '../../src/core/simulation/tick-scheduler.js';
import { TestApp } from '../../src/testing/test-app.js';
import type { Packet, TestClient } from '../../src/testing/test-client.js';
import { HallDoor, HallRoom, HallType, Ledger, NookRoom } from './rooms.fixture.js';

/** Resumable, as the addon is. */
const HELLO = { resumable: true };

let server: TestApp;
let ledger: Ledger;

beforeAll(async () => {
  server = await TestApp.start({
    providers: [Ledger, HallRoom, NookRoom, HallDoor],
    env: { SEAT_HOLD_MS: '2000' },
  });
  ledger = server.app.get(Ledger);
});

afterEach(async () => {
  await server.disconnectAll();
  const rooms = server.app.get(RoomRegistry);
  for (const room of [...rooms.all()]) room.dispose('room.closed');
  expect(rooms.size).toBe(0);
  expect(server.app.get(TickScheduler).size).toBe(0);
  expect(server.app.get(SessionGroups).size).toBe(0);
  ledger.lines.length = 0;
});

afterAll(() => server.stop());

function codeOf(packet: Packet): unknown {
  return packet.message?.code;
}

async function maker(options: object = {}): Promise<{ client: TestClient; room: Record<string, unknown> }> {
  const client = await server.connect();
  const joined = await client.request(HallType.Create, { type: 'hall', ...options });
  expect(joined).toMatchObject({ type: RoomMessageType.Joined, message: {} });
  return { client, room: joined.message ?? {} };
}

const told = (text: string) => (packet: Packet) =>
  packet.type === (HallType.Told as number) && packet.message?.text === text;
const ofType = (type: number) => (packet: Packet) => packet.type === type;

describe('a room', () => {
  it('is made and joined in one round trip, and welcomes behind the answer', async () => {
    const { client, room } = await maker({ map: 'canyon' });
    await client.waitFor(told('welcome'), 'the welcome');

    expect(room).toMatchObject({
      roomType: 'hall',
      maxPlayers: 3,
      isLocked: false,
      metadata: { map: 'canyon' },
      tickHz: 50,
      member: { name: 'Maker', number: 2, isConnected: true },
    });
    expect(room.code).toMatch(/^[A-Z2-9]{6}$/);
    expect(room.hostId).toBe((room.member as { id: string }).id);
    expect(client.packets.map(({ type }) => type)).toEqual([RoomMessageType.Joined, HallType.Told]);
    expect(ledger.lines).toEqual(['plugin asked about somebody', 'joined']);
  });

  it('is joined by id and by code, and tells the others', async () => {
    const { client, room } = await maker();
    const second = await server.connect();
    const third = await server.connect();
    const byId = await second.request(RoomMessageType.Join, { roomId: room.roomId, name: 'Bob', options: { team: 1 } });
    const byCode = await third.request(RoomMessageType.Join, { code: String(room.code).toLowerCase(), name: 'Eve' });

    expect(byId.message?.member).toMatchObject({ name: 'Bob', number: 3 });
    expect((byCode.message!.members as { name: string }[]).map(({ name }) => name)).toEqual(['Maker', 'Bob', 'Eve']);
    await client.waitFor(
      ({ type, message }) =>
        type === (RoomMessageType.MemberJoined as number) && (message!.member as { name: string }).name === 'Eve',
      'Eve',
    );
  });

  it('handles messages in a tick, in order, and answers each', async () => {
    const { client } = await maker();
    const answers = await Promise.all(['a', 'b', 'c'].map((text) => client.request(HallType.Say, { text })));

    expect(answers.map(({ message }) => message?.text)).toEqual(['a', 'b', 'c']);
    expect(client.packets.filter(ofType(HallType.Said)).map(({ message }) => message?.text)).toEqual(['a', 'b', 'c']);
  });

  it('gives numbered inputs to the room one by one, and drops what came before', async () => {
    const { client } = await maker();
    await client.waitFor(told('welcome'), 'the welcome');
    for (const seq of [1, 2, 2, 1, 3]) client.send(HallType.Steer, { seq, x: seq * 10 });
    await client.waitFor(
      ({ type, message }) => type === (HallType.Steered as number) && message?.x === 30,
      'the third input',
    );

    expect(client.packets.filter(ofType(HallType.Steered)).map(({ message }) => message?.x)).toEqual([10, 20, 30]);
  });

  it('has plugins with messages and options of their own', async () => {
    const { client } = await maker();
    expect(await client.request(HallType.Nudge)).toMatchObject({ type: 3 });
    await client.waitFor(told('do not nudge'), "the plugin's answer");
  });

  it('hands the host over when the host leaves, and ends when the last one has left', async () => {
    const { client, room } = await maker();
    const second = await server.connect();
    const joined = await second.request(RoomMessageType.Join, { roomId: room.roomId });
    await second.waitFor(told('welcome'), 'the welcome');
    await client.request(RoomMessageType.Leave);
    const changed = await second.waitFor(ofType(RoomMessageType.HostChanged), 'the new host');

    expect(changed.message?.hostId).toBe((joined.message!.member as { id: string }).id);
    await second.request(RoomMessageType.Leave);
    expect(server.app.get(RoomRegistry).size).toBe(0);
    expect(ledger.lines.slice(-3)).toEqual(['left', 'left', 'disposed']);
  });

  it('can be joined again after leaving', async () => {
    const { client } = await maker();
    await client.request(RoomMessageType.Leave);
    expect(await client.request(HallType.Create, { type: 'hall' })).toMatchObject({ type: RoomMessageType.Joined });
  });

  it('without ticks answers at once', async () => {
    const first = await server.connect();
    const second = await server.connect();
    const { message } = await first.request(HallType.Create, { type: 'nook' });
    await second.request(RoomMessageType.Join, { roomId: message?.roomId });
    await second.waitFor(told('in the nook'), 'the welcome');

    expect(await second.request(HallType.Say, { text: 'hi' })).toMatchObject({ message: { text: 'hi' } });
    await first.waitFor(told('hi'), 'the line');
    expect(server.app.get(TickScheduler).size).toBe(0);
  });
});

describe('a member whose connection breaks', () => {
  it('keeps its place, and gets what it missed', async () => {
    const { client, room } = await maker();
    const lost = await server.connect();
    const welcome = await lost.request(0, HELLO);
    await lost.request(RoomMessageType.Join, { roomId: room.roomId, name: 'Bob' });
    await lost.waitFor(told('welcome'), 'the welcome');
    const received = lost.packets.filter(({ type }) => type >= 20 || type === 2 || type === 3).length;
    lost.terminate();
    await client.waitFor(ofType(RoomMessageType.MemberAway), 'the news of the loss');
    await client.request(HallType.Say, { text: 'still here' });

    const back = await server.connect();
    const again = await back.request(0, { ...HELLO, resume: welcome.message?.resumeToken, received });
    expect(again.message).toMatchObject({ resumed: true, sessionId: welcome.message?.sessionId });
    await client.waitFor(ofType(RoomMessageType.MemberBack), 'the return');
    expect(await back.request(HallType.Say, { text: 'me too' })).toMatchObject({ message: { text: 'me too' } });
    expect(ledger.lines.slice(-3)).toEqual(['joined', 'dropped', 'back']);
  });

  it('leaves at once when it cannot come back', async () => {
    const { client, room } = await maker();
    const lost = await server.connect();
    const joined = await lost.request(RoomMessageType.Join, { roomId: room.roomId });
    lost.terminate();
    const left = await client.waitFor(ofType(RoomMessageType.MemberLeft), 'the news');

    expect(left.message?.id).toBe((joined.message!.member as { id: string }).id);
  });
});

describe('what is refused', () => {
  it.each([
    ['an unknown type', HallType.Create, { type: 'cellar' }, 'room.unknown_type'],
    ['options that break a rule', HallType.Create, { type: 'hall', map: 'much too long for a map' }, 'message.invalid'],
    ['what onCreate refuses', HallType.Create, { type: 'hall', map: 'forbidden' }, 'message.refused'],
    ['an unknown room', RoomMessageType.Join, { roomId: 'nowhere' }, 'room.not_found'],
    ['an unknown code', RoomMessageType.Join, { code: 'AAAAAA' }, 'room.not_found'],
    ['neither id nor code', RoomMessageType.Join, {}, 'room.not_found'],
    ['a code of the wrong length', RoomMessageType.Join, { code: 'AAA' }, 'message.invalid'],
    ['leaving without a room', RoomMessageType.Leave, {}, 'room.not_joined'],
    ['a message for a room, outside', HallType.Say, { text: 'hello?' }, 'room.not_there'],
  ])('%s', async (_what, type, message, code) => {
    const client = await server.connect();
    expect(codeOf(await client.request(type, message))).toBe(code);
    expect(server.app.get(RoomRegistry).size).toBe(0);
  });

  it('a second room, a full one, a locked one, a private one, a wrong password, and whom onAuth refuses', async () => {
    const { client, room } = await maker({ password: 'sesame' });
    const live = server.app.get(RoomRegistry).find(String(room.roomId));
    expect(codeOf(await client.request(HallType.Create, { type: 'hall' }))).toBe('room.already_joined');

    const others = await Promise.all([1, 2, 3].map(() => server.connect()));
    const [one, two, three] = others as [TestClient, TestClient, TestClient];
    const join = { roomId: room.roomId };
    expect(codeOf(await one.request(RoomMessageType.Join, join))).toBe('room.wrong_password');
    const open = { ...join, password: 'sesame' };
    expect(codeOf(await one.request(RoomMessageType.Join, { ...open, options: { team: 9 } }))).toBe('message.invalid');
    expect(codeOf(await one.request(RoomMessageType.Join, { ...open, options: { team: 3 } }))).toBe('room.refused');
    await one.request(RoomMessageType.Join, open);
    live?.setLocked(true);
    expect(codeOf(await two.request(RoomMessageType.Join, open))).toBe('room.locked');
    live?.setLocked(false);
    await two.request(RoomMessageType.Join, open);
    expect(codeOf(await three.request(RoomMessageType.Join, open))).toBe('room.full');
    expect(codeOf(await three.request(RoomMessageType.Join, { ...open, seat: 'forged' }))).toBe('room.bad_seat');
    expect(live?.takenSeats).toBe(3);
  });

  it('a private room but for who has its code or a seat', async () => {
    const { room } = await maker({ isPrivate: true });
    const rooms = server.app.get(RoomRegistry);
    const [one, two] = (await Promise.all([1, 2].map(() => server.connect()))) as [TestClient, TestClient];
    expect(codeOf(await one.request(RoomMessageType.Join, { roomId: room.roomId }))).toBe('room.private');
    expect((await one.request(RoomMessageType.Join, { code: room.code })).type).toBe(RoomMessageType.Joined);
    const live = rooms.find(String(room.roomId));
    const seat = live && rooms.reserve(live, 1_000);
    expect(() => live && rooms.reserve(live, 1_000)).toThrow('full');
    expect((await two.request(RoomMessageType.Join, { roomId: room.roomId, seat })).type).toBe(RoomMessageType.Joined);
  });

  it('a storm on one seat lets in exactly one', async () => {
    const { room } = await maker();
    const live = server.app.get(RoomRegistry).find(String(room.roomId));
    const second = await server.connect();
    await second.request(RoomMessageType.Join, { roomId: room.roomId });
    const clients = await Promise.all(Array.from({ length: 20 }, () => server.connect()));
    const answers = await Promise.all(
      clients.map((each) => each.request(RoomMessageType.Join, { roomId: room.roomId })),
    );

    expect(answers.filter(ofType(RoomMessageType.Joined))).toHaveLength(1);
    expect(answers.filter((answer) => codeOf(answer) === 'room.full')).toHaveLength(19);
    expect(live?.members.size).toBe(3);
  });

  it('guessing codes', async () => {
    const client = await server.connect();
    const codes = [];
    for (let tries = 0; tries < 12; tries++) {
      codes.push(codeOf(await client.request(RoomMessageType.Join, { code: 'AAAAAA' })));
    }
    expect(codes.slice(0, 10)).toEqual(Array(10).fill('room.not_found'));
    expect(codes.slice(10)).toEqual(['room.too_many_tries', 'room.too_many_tries']);
  });

  it('more messages than may wait', async () => {
    const { client } = await maker();
    const hundred = async (): Promise<number> => {
      const answers = await Promise.all(Array.from({ length: 100 }, () => client.request(HallType.Say, { text: 'x' })));
      return answers.filter((answer) => codeOf(answer) === 'room.too_many_messages').length;
    };
    let refused = 0;
    // A hundred that arrive over several ticks have room.
    for (let tries = 0; tries < 50 && refused === 0; tries++) refused = await hundred();
    expect(refused).toBeGreaterThan(0);
    expect((await client.request(HallType.Say, { text: 'again' })).message?.text).toBe('again');
  });
});

describe('what throws', () => {
  it('in a handler is answered, and the room goes on', async () => {
    const { client } = await maker();
    expect(codeOf(await client.request(HallType.Break, { where: 'handler' }))).toBe('server.internal');
    expect(codeOf(await client.request(HallType.Break, { where: 'refuse' }))).toBe('room.not_host');
    expect(codeOf(await client.request(HallType.Break, { where: 'promise' }))).toBe('server.internal');
    expect((await client.request(HallType.Say, { text: 'alive' })).message?.text).toBe('alive');
  });

  it.each(['tick', 'timer'])('in a %s ends that room, tells its players, and no other', async (where) => {
    const { client } = await maker();
    const other = await maker();
    await client.request(HallType.Break, { where });
    const left = await client.waitFor(ofType(RoomMessageType.Left), 'the end');

    expect(codeOf(left)).toBe('room.failed');
    expect((await other.client.request(HallType.Say, { text: 'alive' })).message?.text).toBe('alive');
    expect((await client.request(HallType.Create, { type: 'hall' })).type).toBe(RoomMessageType.Joined);
  });

  it('in a hook ends that room', async () => {
    const { client, room } = await maker();
    const second = await server.connect();
    await second.request(RoomMessageType.Join, { roomId: room.roomId });
    await second.waitFor(told('welcome'), 'the welcome');
    await client.request(HallType.Break, { where: 'hook' });
    await client.request(RoomMessageType.Leave);

    expect(codeOf(await second.waitFor(ofType(RoomMessageType.Left), 'the end'))).toBe('room.failed');
  });

  it('nobody is left behind by a kick from within a message', async () => {
    const { client } = await maker();
    await client.waitFor(told('welcome'), 'the welcome');
    await client.request(HallType.Break, { where: 'kick' });

    expect(codeOf(await client.waitFor(ofType(RoomMessageType.Left), 'the kick'))).toBe('room.kicked');
    expect(codeOf(await client.request(HallType.Say, { text: 'hello?' }))).toBe('room.not_there');
  });
});
