import { ChatModule } from '../../../src/modules/chat/chat.module.js';
import { ChatType } from '../../../src/modules/chat/chat.messages.js';
import { TestApp } from '../../../src/testing/test-app.js';
import type { Packet, TestClient } from '../../../src/testing/test-client.js';
import { clientFrame, RawConnection } from '../raw-connection.js';

const ACK = 3;
const HISTORY_LINES = 100;
const MAX_CHANNELS = 16;
const MEMBER_JOINED: number = ChatType.MemberJoined;
const MEMBER_LEFT: number = ChatType.MemberLeft;

interface Member {
  readonly id: string;
  readonly name: string;
}

interface Line {
  readonly id: number;
  readonly channel: string;
  readonly from: Member;
  readonly text: string;
  readonly sentAtMs: number;
}

function refused(code: string): object {
  return { type: 2, message: expect.objectContaining({ code }) as object };
}

describe('chat', () => {
  let server: TestApp;
  let ann: TestClient;
  let bob: TestClient;
  let carol: TestClient;

  beforeAll(async () => {
    server = await TestApp.start({
      imports: [ChatModule],
      env: { RATE_LIMIT_BURST: '10000', CHAT_LINES_BURST: '10000' },
    });
  });

  afterAll(() => server.stop());

  beforeEach(async () => {
    [ann, bob, carol] = [await server.connect(), await server.connect(), await server.connect()];
  });

  afterEach(() => server.disconnectAll());

  async function join(client: TestClient, name: string, channel = 'lobby'): Promise<Packet> {
    const joined = await client.request(ChatType.Join, { channel, name });
    expect(joined.type).toBe(ChatType.Joined);
    return joined;
  }

  const say = (client: TestClient, text: string, channel = 'lobby') => client.request(ChatType.Say, { channel, text });
  const heardBy = (client: TestClient, type: number) => client.packets.filter((packet) => packet.type === type);
  const linesOf = ({ message }: Packet, key = 'lines') => message?.[key] as Line[];

  describe('entering a channel', () => {
    it('answers with oneself, the members in the order they came, and an empty history', async () => {
      const first = await join(ann, 'Ann');
      const second = await join(bob, 'Bob');
      const members = second.message?.members as Member[];

      expect(first.message).toEqual({
        channel: 'lobby',
        member: { id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string, name: 'Ann' },
        members: [first.message?.member],
        memberCount: 1,
        history: [],
      });
      expect(members).toEqual([first.message?.member, second.message?.member]);
    });

    it('is told to those who are in it, and to nobody else', async () => {
      await join(ann, 'Ann');
      await join(carol, 'Carol', 'other');
      const { message } = await join(bob, 'Bob');
      const told = await ann.next(ChatType.MemberJoined);
      await carol.settle();

      expect(told).toEqual({
        type: ChatType.MemberJoined,
        message: { channel: 'lobby', member: message?.member, memberCount: 2 },
      });
      expect(heardBy(bob, ChatType.MemberJoined)).toEqual([]);
      expect(heardBy(carol, ChatType.MemberJoined)).toEqual([]);
    });

    it('again changes the name, for all', async () => {
      await join(bob, 'Bob');
      await join(ann, 'Ann');
      const { message } = await join(ann, 'Anna');
      const told = await bob.waitFor((packet) => JSON.stringify(packet).includes('Anna'));

      expect((message!.members as Member[]).map(({ name }) => name)).toEqual(['Bob', 'Anna']);
      expect(told.type).toBe(ChatType.MemberJoined);
      await say(ann, 'hi');
      expect((await bob.next(ChatType.Received)).message?.from).toEqual(message?.member);
    });

    it('takes a name that somebody else has', async () => {
      await join(ann, 'Ann');
      const { message } = await join(bob, 'Ann');
      expect((message!.members as Member[]).map(({ name }) => name)).toEqual(['Ann', 'Ann']);
    });

    it('is possible 16 times, and once more after leaving one', async () => {
      for (let i = 0; i < MAX_CHANNELS; i++) await join(ann, 'Ann', `channel-${i}`);
      const oneMore = { channel: 'channel-16', name: 'Ann' };

      expect(await ann.request(ChatType.Join, oneMore)).toMatchObject(refused('chat.too_many_channels'));
      await join(ann, 'Anna', 'channel-3');
      expect(await ann.request(ChatType.Leave, { channel: 'channel-0' })).toMatchObject({ type: ACK });
      await join(ann, 'Ann', 'channel-16');
    });

    it.each(['a', '0', '_', '-', '__proto__', 'constructor', 'a'.repeat(32)])(
      'takes the channel %s',
      async (channel) => {
        expect((await join(ann, 'Ann', channel)).message).toMatchObject({ channel, history: [] });
      },
    );

    it.each(['A', 'x'.repeat(24), 'Łukasz Żółć', '💬'.repeat(24), '<b>', '"', '\\'])(
      'takes the name %j, and gives it to the others as it is',
      async (name) => {
        await join(bob, 'Bob');
        await join(ann, name);
        expect((await bob.next(ChatType.MemberJoined)).message?.member).toMatchObject({ name });
      },
    );
  });

  describe('saying something', () => {
    it('reaches everybody in the channel, oneself included, with the same line', async () => {
      const { message } = await join(ann, 'Ann');
      await join(bob, 'Bob');
      await join(carol, 'Carol', 'other');
      const beforeMs = Date.now();
      const said = await say(ann, 'hello 💬');
      const heard = await Promise.all([ann, bob].map((client) => client.next(ChatType.Received)));
      await carol.settle();

      expect(said).toMatchObject({ type: ChatType.Said, message: { id: 1 } });
      expect(heard[0]).toEqual({
        type: ChatType.Received,
        message: {
          id: 1,
          channel: 'lobby',
          from: message?.member,
          text: 'hello 💬',
          sentAtMs: expect.any(Number) as number,
        },
      });
      expect(heard[1]).toEqual(heard[0]);
      expect((heard[0]!.message as unknown as Line).sentAtMs).toBeGreaterThanOrEqual(beforeMs);
      expect(heardBy(carol, ChatType.Received)).toEqual([]);
    });

    it('reaches a hundred members with the very same bytes, whatever their subprotocol', async () => {
      const crowd = await Promise.all(
        Array.from({ length: 100 }, (_, i) => server.connect(i % 2 ? { subprotocols: [] } : {})),
      );
      for (const client of crowd) await join(client, 'One of many', 'crowd');
      await say(crowd[0] ?? ann, 'ł'.repeat(500), 'crowd');
      await Promise.all(crowd.map((client) => client.next(ChatType.Received)));

      const texts = crowd.map(({ texts: all }) => all.find((text) => text.startsWith(`{"type":${ChatType.Received},`)));
      expect(new Set(texts).size).toBe(1);
      expect(texts[0]).not.toContain('"ref"');
    });

    it('is numbered in the order of the channel', async () => {
      await join(ann, 'Ann');
      await join(bob, 'Bob');
      const ids = [];
      for (const client of [ann, bob, ann]) ids.push((await say(client, 'x')).message?.id);
      await bob.settle();

      expect(ids).toEqual([1, 2, 3]);
      expect(heardBy(bob, ChatType.Received).map(({ message }) => message?.id)).toEqual([1, 2, 3]);
    });

    it.each([
      ['without a ref', { type: ChatType.Say, message: { channel: 'lobby', text: 'flat or not' } }],
      ['in the flat form', { type: ChatType.Say, channel: 'lobby', text: 'flat or not' }],
    ])('works %s', async (_name, packet) => {
      await join(ann, 'Ann');
      ann.sendRaw(JSON.stringify(packet));
      expect((await ann.next(ChatType.Received)).message).toMatchObject({ text: 'flat or not' });
      expect(heardBy(ann, ChatType.Said)).toEqual([]);
    });

    it('is refused to those who are not in the channel', async () => {
      await join(ann, 'Ann');
      for (const channel of ['lobby', 'nowhere']) {
        expect(await say(bob, 'x', channel)).toMatchObject(refused('chat.not_member'));
      }
      await ann.settle();
      expect(heardBy(ann, ChatType.Received)).toEqual([]);
    });
  });

  describe('the history', () => {
    it('holds the last 100 lines, oldest first, for those who ask and those who come', async () => {
      await join(ann, 'Ann');
      for (let i = 1; i <= HISTORY_LINES + 5; i++) ann.send(ChatType.Say, { channel: 'lobby', text: `line ${i}` });
      const read = linesOf(await ann.request(ChatType.History, { channel: 'lobby' }));
      const joined = linesOf(await join(bob, 'Bob'), 'history');

      expect(read).toHaveLength(HISTORY_LINES);
      expect(read.map(({ id }) => id)).toEqual(Array.from({ length: HISTORY_LINES }, (_, index) => index + 6));
      expect(read.map(({ text }) => text)).toEqual(read.map(({ id }) => `line ${id}`));
      expect(joined).toEqual(read);
    });

    it('keeps the name that the speaker had then', async () => {
      await join(ann, 'Ann');
      await join(bob, 'Bob');
      await say(ann, 'x');
      await join(ann, 'Anna');
      const [line] = linesOf(await bob.request(ChatType.History, { channel: 'lobby' }));
      expect(line?.from.name).toBe('Ann');
    });

    it('is gone once the last member is', async () => {
      await join(ann, 'Ann');
      await say(ann, 'x');
      await ann.request(ChatType.Leave, { channel: 'lobby' });
      const { message } = await join(ann, 'Ann');
      expect(message?.history).toEqual([]);
      expect((await say(ann, 'y')).message).toEqual({ id: 1 });
    });

    it.each([ChatType.History, ChatType.Members])('is not shown to those who are not in it (type %i)', async (type) => {
      await join(ann, 'Ann');
      expect(await bob.request(type, { channel: 'lobby' })).toMatchObject(refused('chat.not_member'));
    });
  });

  describe('leaving', () => {
    it('is told to those who stay; the channel lives on without the one who left', async () => {
      await join(ann, 'Ann');
      const { message } = await join(bob, 'Bob');
      expect(await bob.request(ChatType.Leave, { channel: 'lobby' })).toEqual({
        type: ACK,
        ref: expect.any(Number) as number,
      });
      const told = await ann.next(ChatType.MemberLeft);
      await say(ann, 'still here');
      await bob.settle();

      expect(told).toEqual({
        type: ChatType.MemberLeft,
        message: { channel: 'lobby', member: message?.member, memberCount: 1 },
      });
      expect(heardBy(bob, ChatType.Received)).toEqual([]);
      expect((await ann.request(ChatType.Members, { channel: 'lobby' })).message?.members).toHaveLength(1);
    });

    it('twice is refused', async () => {
      await join(ann, 'Ann');
      await ann.request(ChatType.Leave, { channel: 'lobby' });
      expect(await ann.request(ChatType.Leave, { channel: 'lobby' })).toMatchObject(refused('chat.not_member'));
    });

    it.each<[how: string, go: (connection: RawConnection) => void]>([
      ['closes', (connection) => connection.send(Buffer.from([3, 232]), { opcode: 8 })],
      ['vanishes', (connection) => connection.destroy()],
      ['breaks the protocol', (connection) => connection.send('x', { opcode: 3 })],
      [
        'floods',
        (connection) => connection.write(Buffer.concat(Array.from({ length: 11_000 }, () => clientFrame('x')))),
      ],
    ])('every channel is what a client does that %s', async (_how, go) => {
      await join(ann, 'Ann', 'one');
      await join(ann, 'Ann', 'two');
      const guest = await RawConnection.upgraded(server.port);
      for (const channel of ['one', 'two']) {
        guest.send(`{"type":200,"ref":1,"message":{"channel":"${channel}","name":"Guest"}}`);
      }
      await ann.waitFor(({ type, message }) => type === MEMBER_JOINED && message?.channel === 'two');
      go(guest);
      await ann.waitFor(({ type, message }) => type === MEMBER_LEFT && message?.channel === 'two');

      expect(heardBy(ann, ChatType.MemberLeft).map(({ message }) => message?.channel)).toEqual(['one', 'two']);
      for (const channel of ['one', 'two']) {
        const { message } = await ann.request(ChatType.Members, { channel });
        expect((message!.members as Member[]).map(({ name }) => name)).toEqual(['Ann']);
      }
      guest.destroy();
    });
  });
});
