import { ChatType } from '../../../src/modules/chat/chat.messages.js';
import { ChatBlocks } from '../../../src/modules/chat/safety/chat-blocks.js';
import { ChatChannels } from '../../../src/modules/chat/channels/chat-channels.js';
import { ChatModule } from '../../../src/modules/chat/chat.module.js';
import { EverybodyModule } from '../../../src/testing/everybody.module.js';
import { TestApp } from '../../../src/testing/test-app.js';
import type { TestClient } from '../../../src/testing/test-client.js';
import { ACK, enter, heardBy, hears, join, read, refused, say, textsHeardBy, textsOf } from './chat-players.js';

const { Block, Conversations, ListBlocked, MemberTyping, Members, Received, Rename, Typing } = ChatType;

describe('conversations', () => {
  let server: TestApp;
  let ann: TestClient;
  let bob: TestClient;

  // Names of their own for each test, so that none reads another's lines.
  let test = 0;
  const id = (name: string) => `${name} ${test}`;
  const to = (name: string) => `direct:${id(name)}`;
  const block = (by: TestClient, name: string, isBlocked = true) =>
    by.request(Block, { playerId: id(name), isBlocked });

  beforeAll(async () => {
    const env = { RATE_LIMIT_BURST: '10000', CHAT_LINES_BURST: '10000', MAX_QUEUED_MESSAGES: '1000' };
    server = await TestApp.start({ imports: [EverybodyModule, ChatModule], env });
  });

  afterAll(() => server.stop());

  beforeEach(async () => {
    test += 1;
    [ann, bob] = [await enter(server, id('Ann')), await enter(server, id('Bob'))];
  });

  afterEach(async () => {
    await server.disconnectAll();
    expect([...server.app.get(ChatChannels).all()]).toEqual([]);
    expect(server.app.get(ChatBlocks).blockersOf(id('Bob'))).toBeUndefined();
  });

  describe('talking', () => {
    it('reaches both, each by the name of the other, and nobody else', async () => {
      const cat = await enter(server, id('Cat'));
      await ann.request(Rename, { name: 'Annie' });
      expect(await say(ann, to('Bob'), 'hi')).toMatchObject({ type: ChatType.Said, message: { id: 1 } });
      expect(await say(bob, to('Ann'), 'hello')).toMatchObject({ message: { id: 2 } });
      await Promise.all([hears(ann, 'hello'), hears(bob, 'hello')]);
      await cat.settle();

      const [first] = heardBy(bob, Received);
      expect(first?.message).toMatchObject({
        channel: to('Ann'),
        from: { name: 'Annie', playerId: id('Ann') },
        text: 'hi',
      });
      expect(heardBy(ann, Received)[0]?.message).toEqual({ ...first?.message, channel: to('Bob') });
      expect(heardBy(cat, Received)).toEqual([]);
    });

    it('waits for a player who is away', async () => {
      await say(ann, to('Cat'), 'see you');
      const cat = await enter(server, id('Cat'));
      const { message } = await cat.request(Conversations);

      expect(message?.conversations).toMatchObject([
        { playerId: id('Ann'), lastLine: { channel: to('Ann'), text: 'see you' } },
      ]);
      expect(textsOf(await read(cat, to('Ann')))).toEqual(['see you']);
      expect((await cat.request(Members, { channel: to('Ann') })).message?.members).toHaveLength(2);
    });

    it('goes on with the same numbers after both were away', async () => {
      await say(ann, to('Bob'), 'one');
      await server.disconnectAll();
      [ann, bob] = [await enter(server, id('Ann')), await enter(server, id('Bob'))];

      expect(await say(bob, to('Ann'), 'two')).toMatchObject({ message: { id: 2 } });
      expect(textsOf(await read(ann, to('Bob')))).toEqual(['one', 'two']);
    });

    it('lists the latest conversation first, in pages', async () => {
      for (const name of ['Cat', 'Dan', 'Eve']) await say(ann, to(name), `hi ${name}`);
      const first = await ann.request(Conversations, { limit: 2 });
      const second = await ann.request(Conversations, { limit: 2, cursor: first.message?.cursor });
      const names = [first, second].map(({ message }) =>
        (message!.conversations as { playerId: string }[]).map(({ playerId }) => playerId),
      );
      expect(names).toEqual([[id('Eve'), id('Dan')], [id('Cat')]]);
      expect(second.message).not.toHaveProperty('cursor');
    });

    it('is with as many at once as one likes', async () => {
      for (let i = 0; i < 70; i++) await say(ann, `${to('Cat')} ${i}`, `hi ${i}`);
      expect([...server.app.get(ChatChannels).all()].length).toBeLessThanOrEqual(65);
      expect(await say(ann, `${to('Cat')} 0`, 'hi again')).toMatchObject({ message: { id: 2 } });
    });

    it('is for players only, and not with oneself', async () => {
      const guest = await server.connect();
      expect(await say(guest, to('Bob'), 'x')).toMatchObject(refused('auth.required'));
      for (const type of [ListBlocked, Conversations]) {
        expect(await guest.request(type)).toMatchObject(refused('auth.required'));
      }
      expect(await block(guest, 'Bob')).toMatchObject(refused('auth.required'));
      expect(await say(ann, to('Ann'), 'x')).toMatchObject(refused('chat.undeliverable'));
      expect(await block(ann, 'Ann')).toMatchObject(refused('chat.undeliverable'));
    });

    it('shows who is writing, every two seconds at most', async () => {
      for (let i = 0; i < 50; i++) ann.send(Typing, { channel: to('Bob') });
      await ann.settle();
      const told = await bob.next(MemberTyping);
      await bob.settle();

      expect(told.message).toMatchObject({ channel: to('Ann'), member: { playerId: id('Ann') } });
      expect(heardBy(bob, MemberTyping)).toHaveLength(1);
      expect(heardBy(ann, MemberTyping)).toEqual([]);
    });
  });

  describe('blocking', () => {
    it('refuses what either writes to the other, with the same word', async () => {
      await say(ann, to('Bob'), 'before');
      expect(await block(bob, 'Ann')).toMatchObject({ type: ACK });
      const answers = [await say(ann, to('Bob'), 'x'), await say(bob, to('Ann'), 'x')];
      await ann.request(Typing, { channel: to('Bob') });
      await bob.settle();

      expect(answers).toEqual([0, 1].map(() => expect.objectContaining(refused('chat.undeliverable')) as object));
      expect(textsHeardBy(bob)).toEqual(['before']);
      expect(heardBy(bob, MemberTyping)).toEqual([]);
      expect((await bob.request(ListBlocked)).message).toEqual({ playerIds: [id('Ann')] });
      expect((await bob.request(Conversations)).message).toEqual({ conversations: [] });
      expect(await read(bob, to('Ann'))).toEqual([]);
      expect(textsOf(await read(ann, to('Bob')))).toEqual(['before']);
    });

    it('hides everything of the other in a channel, and nothing else', async () => {
      const cat = await enter(server, id('Cat'));
      await block(bob, 'Ann');
      for (const client of [ann, bob, cat]) await join(client, 'lobby');
      await say(ann, 'lobby', 'from Ann');
      await ann.request(ChatType.Typing, { channel: 'lobby' });
      await ann.request(ChatType.Edit, { channel: 'lobby', id: 1, text: 'still from Ann' });
      await say(cat, 'lobby', 'from Cat');
      await Promise.all([hears(bob, 'from Cat'), cat.next(ChatType.Edited)]);

      expect(textsHeardBy(bob)).toEqual(['from Cat']);
      for (const type of [ChatType.Edited, MemberTyping]) expect(heardBy(bob, type)).toEqual([]);
      expect(textsOf(await read(bob, 'lobby'))).toEqual(['from Cat']);
      expect(textsHeardBy(cat)).toEqual(['from Ann', 'from Cat']);
      expect((await join(bob, 'lobby')).message?.history).toHaveLength(1);
    });

    it('holds when either comes back, and of a player who is away', async () => {
      await block(bob, 'Ann');
      await server.disconnectAll();
      ann = await enter(server, id('Ann'));
      expect(await say(ann, to('Bob'), 'x')).toMatchObject(refused('chat.undeliverable'));
      bob = await enter(server, id('Bob'));
      for (const client of [ann, bob]) await join(client, 'lobby');
      await say(ann, 'lobby', 'from Ann');
      await bob.settle();
      expect(textsHeardBy(bob)).toEqual([]);
    });

    it('ends when the player says so', async () => {
      await block(bob, 'Ann');
      expect(await block(bob, 'Ann', false)).toMatchObject({ type: ACK });
      expect(await say(ann, to('Bob'), 'again')).toMatchObject({ type: ChatType.Said });
      await hears(bob, 'again');
    });

    it('is possible for 500 players', async () => {
      for (let i = 0; i < 500; i++) bob.send(Block, { playerId: `p${i}`, isBlocked: true });
      expect(await block(bob, 'Ann')).toMatchObject(refused('chat.too_many_blocked'));
      await bob.request(Block, { playerId: 'p0', isBlocked: false });
      expect(await block(bob, 'Ann')).toMatchObject({ type: ACK });
    });
  });
});
