import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises';
import { ChatType } from '../../../src/modules/chat/chat.messages.js';
import { ChatModule } from '../../../src/modules/chat/chat.module.js';
import type { TestClient } from '../../../src/testing/test-client.js';
import { heardBy, hears, read, say, textsHeardBy } from '../chat/chat-players.js';
import { playerAt, SocialNodes } from './social-nodes.js';

const { Block, Delete, Edit, Edited, Deleted, Received } = ChatType;

let nodes: SocialNodes;

beforeAll(async () => {
  nodes = await SocialNodes.start(3, { imports: [ChatModule], env: { CHAT_LINES_BURST: '1000' } });
});
afterAll(() => nodes.stop());
afterEach(async () => {
  for (const node of nodes.cluster.nodes) await node.disconnectAll();
});

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
  expect((await say(again, 'direct:fay', 'three')).message?.id).toBeGreaterThan(0);
});
