import { ChatModule } from '../../../src/modules/chat/chat.module.js';
import { ChatType } from '../../../src/modules/chat/chat.messages.js';
import { TestApp } from '../../../src/testing/test-app.js';
import type { Packet, TestClient } from '../../../src/testing/test-client.js';
import { join, refused, say } from './chat-players.js';

const HELLO = 0;
const CROWD = 130;

interface Member {
  readonly id: string;
  readonly name: string;
}

const membersOf = ({ message }: Packet): Member[] => message?.members as Member[];

describe('a channel with many members', () => {
  let server: TestApp;

  beforeAll(async () => {
    server = await TestApp.start({ imports: [ChatModule], env: { CHAT_CHANNEL_MEMBERS: String(CROWD) } });
  });

  afterAll(() => server.stop());

  afterEach(() => server.disconnectAll());

  async function crowd(count: number): Promise<TestClient[]> {
    const clients: TestClient[] = [];
    for (let n = 1; n <= count; n++) {
      const client = await server.connect();
      clients.push(client);
      await join(client, 'plaza', `Guest ${n}`);
    }
    return clients;
  }

  it('names a hundred to who enters, and all of them page by page', async () => {
    await crowd(CROWD - 1);
    const late = await server.connect();
    const joined = await join(late, 'plaza', 'Late');
    const pages: Packet[] = [];
    for (let after: unknown = 0; after !== undefined; after = pages.at(-1)?.message?.after)
      pages.push(await late.request(ChatType.Members, { channel: 'plaza', after, limit: 60 }));

    expect([membersOf(joined).length, joined.message?.memberCount]).toEqual([100, CROWD]);
    expect(pages.map((page) => membersOf(page).length)).toEqual([60, 60, 10]);
    const names = pages.flatMap(membersOf).map(({ name }) => name);
    expect([names[0], names.at(-1), new Set(names).size]).toEqual(['Guest 1', 'Late', CROWD]);
  });

  it('goes on where the page before ended, whoever has left since', async () => {
    const [first, second, third] = await crowd(3);
    const page = await second!.request(ChatType.Members, { channel: 'plaza', limit: 2 });
    await first!.request(ChatType.Leave, { channel: 'plaza' });
    await second!.request(ChatType.Leave, { channel: 'plaza' });

    const rest = await third!.request(ChatType.Members, { channel: 'plaza', after: page.message?.after });

    expect(membersOf(rest).map(({ name }) => name)).toEqual(['Guest 3']);
    expect(rest.message).not.toHaveProperty('after');
  });

  it('tells the others how many there are, and refuses who is one too many without letting it in', async () => {
    const [first] = await crowd(CROWD);
    const late = await server.connect();

    expect(await late.request(ChatType.Join, { channel: 'plaza', name: 'Late' })).toMatchObject(
      refused('chat.channel_full'),
    );
    expect(await say(late, 'plaza', 'hello')).toMatchObject(refused('chat.not_member'));
    const arrivals = first!.packets.filter(({ type }) => type === (ChatType.MemberJoined as number));
    expect(arrivals.at(-1)?.message?.memberCount).toBe(CROWD);
  });

  it('tells a client with a small buffer what fits into it', async () => {
    const [ann] = await crowd(60);
    for (let n = 0; n < 40; n++) await say(ann!, 'plaza', `${n} ${'\u0001'.repeat(200)}`);
    const small = await server.connect();
    await small.request(HELLO, { receiveBufferBytes: 8_192 });

    const joined = await join(small, 'plaza', 'Small');
    const read = await small.request(ChatType.History, { channel: 'plaza' });

    expect(Buffer.byteLength(JSON.stringify(joined))).toBeLessThan(8_192);
    expect(membersOf(joined).length).toBeGreaterThan(5);
    expect(joined.message?.memberCount).toBe(61);
    expect((joined.message!.history as unknown[]).length).toBeGreaterThan(0);
    expect(read.type).toBe(ChatType.HistoryRead);
    expect(read.message?.before).toBeGreaterThan(1);
  });

  it('lets nobody read its members, or go in and out, without end', async () => {
    const [ann] = await crowd(1);
    const codes = new Set<unknown>();
    for (let n = 0; n < 70; n++)
      codes.add((await ann!.request(ChatType.Members, { channel: 'plaza' })).message?.code ?? 'ok');

    expect([...codes]).toEqual(['ok', 'chat.too_often']);
    const again = await ann!.request(ChatType.Join, { channel: 'plaza', name: 'Ann' });
    expect(again).toMatchObject(refused('chat.too_often'));
  });
});
