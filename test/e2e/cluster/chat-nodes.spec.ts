import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises';
import { RoomMessageType } from '../../../src/core/rooms/api/rooms.messages.js';
import { SessionRegistry } from '../../../src/core/sessions/session-registry.js';
import { ChatType } from '../../../src/modules/chat/chat.messages.js';
import { ChatModule } from '../../../src/modules/chat/chat.module.js';
import { type KeptLine, LineStore } from '../../../src/modules/chat/lines/line-store.js';
import { MemoryLineStore } from '../../../src/modules/chat/lines/memory-line-store.js';
import { ChatModerators } from '../../../src/modules/chat/safety/chat-moderators.js';
import type { TestClient } from '../../../src/testing/test-client.js';
import { heardBy, hears, join, type Line, read, refused, say, textsHeardBy, textsOf } from '../chat/chat-players.js';
import { HallDoor, HallRoom, HallType, Ledger, NookRoom } from '../rooms.fixture.js';
import { playerAt, SocialNodes } from './social-nodes.js';

const { Block, Delete, Edit, Edited, Deleted, Members, MemberJoined, MemberLeft, Mute, Muted, Received } = ChatType;
const SAID: number = ChatType.Said;

/** What the nodes share in place of a database. */
class SharedLineStore extends MemoryLineStore {
  override isLasting = true;
  /** Called before the next write. */
  before: (lines: readonly KeptLine[]) => void = () => undefined;

  override async write(lines: readonly KeptLine[]): Promise<void> {
    // A write takes a moment, in which a node may die.
    await delay(1);
    const { before } = this;
    this.before = () => undefined;
    before(lines);
    await super.write(lines);
  }
}

class OlgaModerates extends ChatModerators {
  mayModerate({ playerId }: { playerId?: string | undefined }): boolean {
    return playerId === 'olga';
  }
}

const store = new SharedLineStore();
let nodes: SocialNodes;
let channels = 0;
/** A named channel that no other test has. */
const newChannel = (): string => `channel-${++channels}`;

beforeAll(async () => {
  const chat = ChatModule.forRoot({ moderators: OlgaModerates });
  const providers = [...(chat.providers ?? []), { provide: LineStore, useValue: store }];
  nodes = await SocialNodes.start(3, {
    imports: [{ ...chat, providers }],
    env: { CHAT_LINES_BURST: '1000' },
    providers: [Ledger, HallRoom, NookRoom, HallDoor],
  });
});
afterAll(() => nodes.stop());
afterEach(async () => {
  store.isLasting = true;
  for (const node of nodes.cluster.nodes) await node.disconnectAll();
});

async function member(index: number, name: string, channel: string): Promise<TestClient> {
  const client = await playerAt(nodes.at(index), name);
  await join(client, channel, name);
  return client;
}

const linesHeardBy = (client: TestClient, channel: string): Line[] =>
  heardBy(client, Received)
    .map(({ message }) => message as unknown as Line)
    .filter((line) => line.channel === channel);

function expectOrder(lines: readonly Line[]): void {
  const ids = lines.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)].sort((one, other) => one - other));
}

/** Does work while nobody hears the bus. */
async function unheard(work: () => Promise<unknown>): Promise<void> {
  const { bus } = nodes.cluster;
  const publish = bus.publish.bind(bus);
  bus.publish = () => undefined;
  await work();
  await nextTurn();
  bus.publish = publish;
}

describe('a named channel', () => {
  it.each([true, false])(
    'has its members at all nodes, who hear every line once and in order (stored: %s)',
    async (isStored) => {
      store.isLasting = isStored;
      const channel = newChannel();
      const ann = await member(0, 'ann', channel);
      const bob = await member(1, 'bob', channel);
      const cat = await playerAt(nodes.at(2), 'cat');
      const joined = await join(cat, channel, 'cat');
      expect(joined.message).toMatchObject({
        memberCount: 3,
        members: [{ name: 'ann' }, { name: 'bob' }, { name: 'cat' }],
      });
      await ann.waitFor(
        ({ type, message }) => type === (MemberJoined as number) && message?.memberCount === 3,
        'the third member',
      );

      const all = [ann, bob, cat];
      await Promise.all(Array.from({ length: 30 }, (_, turn) => say(all[turn % 3] ?? ann, channel, `${turn}`)));
      for (const client of all) await client.waitFor(({ message }) => message?.id === 30, 'the last line');
      expect(linesHeardBy(ann, channel).map(({ id }) => id)).toEqual(
        Array.from({ length: 30 }, (_, index) => index + 1),
      );
      for (const client of all) expect(linesHeardBy(client, channel)).toEqual(linesHeardBy(ann, channel));
      for (const client of all) expect(await read(client, channel)).toEqual(linesHeardBy(ann, channel));

      bob.terminate();
      await cat.waitFor(
        ({ type, message }) => type === (MemberLeft as number) && message?.memberCount === 2,
        'that one has left',
      );
      expect((await cat.request(Members, { channel })).message).toMatchObject({ memberCount: 2 });
      const dan = await playerAt(nodes.at(1), 'dan');
      const history = (await join(dan, channel, 'dan')).message?.history as Line[];
      expect(history).toEqual(linesHeardBy(ann, channel));
      expect((await say(dan, channel, 'late')).message).toMatchObject({ id: 31 });
      await hears(ann, 'late');
    },
  );

  it('goes on, where somebody has said something, while the store is away; one that nobody has had waits until it is back', async () => {
    const [channel, other] = [newChannel(), newChannel()];
    const ann = await member(0, 'ann', channel);
    const bob = await member(1, 'bob', channel);
    for (const client of [ann, bob]) await say(client, channel, 'before');
    nodes.cluster.isStoreAway = true;
    await say(bob, channel, 'meanwhile');
    const refused = await join(bob, other, 'bob').then(() => say(bob, other, 'new'));
    nodes.cluster.isStoreAway = false;
    expect(refused.message?.code).toBe('cluster.unavailable');
    await ann.waitFor(({ message }) => message?.text === 'meanwhile', 'what was said');
    expectOrder(linesHeardBy(ann, channel));
    expect((await say(bob, other, 'again')).message?.code).toBeUndefined();
  });

  it('is numbered on where it was, after the members at the node that numbers have left', async () => {
    store.isLasting = false;
    const channel = newChannel();
    const [ann, bob] = [await member(0, 'ann', channel), await member(1, 'bob', channel)];
    await say(ann, channel, 'one');
    await hears(bob, 'one');
    ann.terminate();
    await bob.waitFor(({ type }) => type === (MemberLeft as number), 'that ann has left');
    const cat = await member(2, 'cat', channel);
    expect((await say(cat, channel, 'two')).message).toMatchObject({ id: 2 });
    await hears(bob, 'two');
    expect((await say(bob, channel, 'three')).message).toMatchObject({ id: 3 });
  });

  it('brings lines that the bus has lost, in order', async () => {
    const channel = newChannel();
    const [ann, bob] = [await member(0, 'ann', channel), await member(1, 'bob', channel)];
    await say(ann, channel, 'one');
    await unheard(() => say(ann, channel, 'two'));
    await say(ann, channel, 'three');
    await hears(bob, 'three');
    expect(textsHeardBy(bob)).toEqual(['one', 'two', 'three']);

    await unheard(() => say(ann, channel, 'four'));
    nodes.cluster.bus.tellGap();
    await hears(bob, 'four');
    expectOrder(linesHeardBy(bob, channel));
  });

  it('goes on after a line of another node that had the same number: both are kept and heard', async () => {
    const channel = newChannel();
    const ann = await member(0, 'ann', channel);
    await say(ann, channel, 'one');
    const from = { id: 'somebody', name: 'Zoe' };
    const other: KeptLine = { kind: 'named', line: { channel, id: 2, from, text: 'two', sentAtMs: 5 } };
    store.before = () => void MemoryLineStore.prototype.write.call(store, [other]);
    expect((await say(ann, channel, 'three')).message).toMatchObject({ id: 3 });
    await hears(ann, 'three');
    expect(textsHeardBy(ann)).toEqual(['one', 'two', 'three']);
    expect(textsOf((await store.open(channel, 10)).lines as Line[])).toEqual(['one', 'two', 'three']);
  });

  it('tells of edits and deletions, and mutes, at all nodes', async () => {
    const channel = newChannel();
    const [ann, olga] = [await member(0, 'ann', channel), await member(1, 'olga', channel)];
    const { id } = (await say(ann, channel, 'one')).message ?? {};
    await hears(olga, 'one');
    await ann.request(Edit, { channel, id, text: 'won' });
    await olga.waitFor(({ type, message }) => type === (Edited as number) && message?.text === 'won', 'the edit');
    await olga.request(Delete, { channel, id });
    await ann.waitFor(({ type }) => type === (Deleted as number), 'the deletion');
    expect(await store.find(channel, id as number)).toMatchObject({ text: '', isDeleted: true });

    const target = heardBy(olga, Received)[0]?.message?.from as { id: string };
    await olga.request(Mute, { channel, target: target.id, seconds: 60 });
    await ann.waitFor(({ type }) => type === (Muted as number), 'the mute');
    expect(await say(ann, channel, 'two')).toMatchObject(refused('chat.muted'));
  });

  it('stays that of a member whose session moves to another node, and nobody notices', async () => {
    const channel = newChannel();
    const [ann, bob] = [await member(0, 'ann', channel), await member(2, 'bob', channel)];
    const maker = await nodes.at(1).connect();
    const { code } = (await maker.request(HallType.Create, { type: 'nook' })).message ?? {};
    const before = bob.packets.length;
    await ann.request(RoomMessageType.Join, { code });
    expect(nodes.at(0).app.get(SessionRegistry).size).toBe(0);

    expect((await say(ann, channel, 'here')).message).toMatchObject({ id: 1 });
    await hears(bob, 'here');
    expect(bob.packets.slice(before).map(({ type }) => type)).toEqual([Received]);
    await say(bob, channel, 'there');
    await hears(ann, 'there');
    expect((await bob.request(Members, { channel })).message).toMatchObject({ memberCount: 2 });
    ann.terminate();
    await bob.waitFor(
      ({ type, message }) => type === (MemberLeft as number) && message?.memberCount === 1,
      'that ann has left',
    );
  });

  it('shows nothing of who was blocked at the reader’s node', async () => {
    const channel = newChannel();
    const [ann, bob, cat] = [
      await member(0, 'ann', channel),
      await member(1, 'bob', channel),
      await member(2, 'cat', channel),
    ];
    await bob.request(Block, { playerId: 'ann', isBlocked: true });
    await say(ann, channel, 'one');
    await hears(cat, 'one');
    await say(cat, channel, 'two');
    await hears(bob, 'two');
    expect(textsHeardBy(bob)).toEqual(['two']);
    await bob.request(Block, { playerId: 'ann', isBlocked: false });
  });

  it('loses no acknowledged line and replaces none when the node that numbers dies, even if that does not know it', async () => {
    const late = await nodes.add();
    const channel = newChannel();
    const dan = await playerAt(late, 'dan');
    await join(dan, channel, 'dan');
    await say(dan, channel, 'first');
    const [eve, fay] = [await member(0, 'eve', channel), await member(1, 'fay', channel)];
    await unheard(() => say(dan, channel, 'stored, and not told'));

    const all = [dan, eve, fay];
    const answers = Array.from({ length: 60 }, (_, turn) => say(all[turn % 3] ?? dan, channel, `${turn}`));
    await Promise.race(answers);
    nodes.kill(3);
    const known = (await Promise.all(answers)).flatMap(({ type, message }, turn) =>
      type === SAID ? [{ id: message?.id as number, text: `${turn}` }] : [],
    );
    const { id: last } = (await say(eve, channel, 'the last')).message ?? {};
    expect(known.length).toBeGreaterThan(0);
    for (const { id, text } of [...known, { id: last as number, text: 'the last' }]) {
      expect(await store.find(channel, id)).toMatchObject({ text });
    }
    for (const client of [eve, fay]) {
      await hears(client, 'the last');
      expectOrder(linesHeardBy(client, channel));
      expect(linesHeardBy(client, channel).map(({ text }) => text)).toContain('stored, and not told');
      await client.waitFor(
        ({ type, message }) => type === (MemberLeft as number) && message?.memberCount === 2,
        'that the dead node’s member is gone',
      );
    }
    const stored = (await store.open(channel, 100)).lines;
    expect(linesHeardBy(eve, channel)).toEqual(stored.slice(1));
  });
});

describe('a conversation', () => {
  it('brings a line to its reader at another node, and numbers the lines of both once', async () => {
    const [ann, bob] = [await playerAt(nodes.at(0), 'ann'), await playerAt(nodes.at(1), 'bob')];
    expect((await say(ann, 'direct:bob', 'hi')).message).toMatchObject({ id: 1 });
    await hears(bob, 'hi');
    expect((await say(bob, 'direct:ann', 'hello')).message).toMatchObject({ id: 2 });
    await hears(ann, 'hello');
    const [first] = heardBy(bob, Received);
    expect(first?.message).toMatchObject({ channel: 'direct:ann', from: { playerId: 'ann' } });

    const many = await Promise.all(
      Array.from({ length: 20 }, (_, turn) =>
        turn % 2 ? say(ann, 'direct:bob', `${turn}`) : say(bob, 'direct:ann', `${turn}`),
      ),
    );
    expect(new Set(many.map(({ message }) => message?.id)).size).toBe(20);
    await hears(ann, '19');
    await hears(bob, '18');
    await delay(50);
    expect(textsHeardBy(ann)).toEqual(textsHeardBy(bob));
    expect((await read(bob, 'direct:ann')).map(({ text }) => text)).toEqual(textsHeardBy(bob));
  });

  it('tells of edits and deletions, and of nothing to who has blocked the author at another node', async () => {
    const [cat, dan] = [await playerAt(nodes.at(0), 'cat'), await playerAt(nodes.at(2), 'dan')];
    const { id } = (await say(cat, 'direct:dan', 'one')).message ?? {};
    await hears(dan, 'one');
    await cat.request(Edit, { channel: 'direct:dan', id, text: 'two' });
    await dan.waitFor(({ type, message }) => type === (Edited as number) && message?.text === 'two', 'the edit');
    await cat.request(Delete, { channel: 'direct:dan', id });
    await dan.waitFor(({ type }) => type === (Deleted as number), 'the deletion');

    await dan.request(Block, { playerId: 'cat', isBlocked: true });
    await nextTurn();
    await say(cat, 'direct:dan', 'are you there?');
    await delay(50);
    expect(textsHeardBy(dan)).toEqual(['one']);
  });

  it('goes on when the node that numbered the lines is dead, or its player has left', async () => {
    const late = await nodes.add();
    const [eve, fay] = [await playerAt(late, 'eve'), await playerAt(nodes.at(1), 'fay')];
    await say(eve, 'direct:fay', 'one');
    await hears(fay, 'one');
    nodes.kill(3);
    expect((await say(fay, 'direct:eve', 'two')).message).toMatchObject({ id: 2 });

    const again: TestClient = await playerAt(nodes.at(0), 'eve');
    fay.terminate();
    await delay(50);
    expect((await say(again, 'direct:fay', 'three')).message).toMatchObject({ id: 3 });
  });
});
