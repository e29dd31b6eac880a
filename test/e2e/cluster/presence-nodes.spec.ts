import { setTimeout as delay } from 'node:timers/promises';
import { SessionGroups } from '../../../src/core/sessions/session-groups.js';
import { SessionRegistry } from '../../../src/core/sessions/session-registry.js';
import { PresenceDirectory } from '../../../src/modules/presence/presence-directory.js';
import { PresenceType } from '../../../src/modules/presence/presence.messages.js';
import { PresenceModule } from '../../../src/modules/presence/presence.module.js';
import type { TestClient } from '../../../src/testing/test-client.js';
import { playerAt, SocialNodes } from './social-nodes.js';

const CHANGED: number = PresenceType.Changed;
/** What followers are promised is 1.5 s; a loaded machine gets more. */
const PATIENCE_MS = 10_000;

let nodes: SocialNodes;

beforeAll(async () => {
  nodes = await SocialNodes.start(3, { imports: [PresenceModule], env: { SESSIONS_PER_PLAYER: 'many' } });
});
afterAll(() => nodes.stop());
afterEach(async () => {
  for (const node of nodes.cluster.nodes) await node.disconnectAll();
  for (const node of nodes.cluster.nodes) expect(node.app.get(PresenceDirectory).size).toBe(0);
});

async function follow(client: TestClient, playerId: string): Promise<unknown> {
  const { message } = await client.request(PresenceType.Follow, { playerIds: [playerId] });
  return (message!.presences as unknown[])[0];
}

/** What a follower has been told of a player, all together. */
function known(client: TestClient, playerId: string): Record<string, unknown> {
  const changes = client.packets.filter(({ type, message }) => type === CHANGED && message?.playerId === playerId);
  return Object.assign({}, ...changes.map(({ message }) => message)) as Record<string, unknown>;
}

const statuses = (client: TestClient): unknown[] =>
  client.packets.filter(({ type }) => type === CHANGED).map(({ message }) => message?.status);

async function untilKnown(client: TestClient, playerId: string, expected: object): Promise<void> {
  const endMs = performance.now() + PATIENCE_MS;
  while (performance.now() < endMs) {
    try {
      expect(known(client, playerId)).toMatchObject(expected);
      return;
    } catch {
      await delay(20);
    }
  }
  expect(known(client, playerId)).toMatchObject(expected);
}

it('shows a player who is at another node, and tells of every change', async () => {
  const bob = await playerAt(nodes.at(1), 'bob');
  const ann = await playerAt(nodes.at(0), 'ann');
  expect(await follow(ann, 'bob')).toMatchObject({ status: 'online', roomId: '' });

  await bob.request(PresenceType.Appear, { status: 'busy' });
  await bob.request(PresenceType.SetActivity, { text: 'Digging', details: { depth: '3' } });
  const { groups, session } = { groups: nodes.at(1).app.get(SessionGroups), session: sessionAt(1, 'bob') };
  const room = groups.open('room', 'r1', 'arena');
  groups.join(room, session);
  await untilKnown(ann, 'bob', { status: 'busy', text: 'Digging', details: { depth: '3' }, roomType: 'arena' });

  groups.close(room);
  bob.terminate();
  await untilKnown(ann, 'bob', { status: 'offline', text: '', roomType: '' });
  const back = await playerAt(nodes.at(2), 'bob');
  await untilKnown(ann, 'bob', { status: 'online' });
  back.terminate();
});

function sessionAt(index: number, playerId: string) {
  for (const session of nodes.at(index).app.get(SessionRegistry).all()) {
    if (session.playerId === playerId) return session;
  }
  throw new Error(`${playerId} is not at node ${index}.`);
}

it('takes a player for here while one of the sessions is, at any node, by the latest of the wishes', async () => {
  const ann = await playerAt(nodes.at(0), 'ann');
  const [one, other] = [await playerAt(nodes.at(1), 'bob'), await playerAt(nodes.at(2), 'bob')];
  expect(await follow(ann, 'bob')).toMatchObject({ status: 'online' });
  await one.request(PresenceType.Appear, { status: 'busy' });
  await delay(5);
  await other.request(PresenceType.Appear, { status: 'away' });
  await untilKnown(ann, 'bob', { status: 'away' });

  other.terminate();
  await untilKnown(ann, 'bob', { status: 'busy' });
  expect(statuses(ann)).not.toContain('offline');
});

it('tells nothing of a player who goes from node to node meanwhile', async () => {
  const ann = await playerAt(nodes.at(0), 'ann');
  const bob = await playerAt(nodes.at(1), 'bob');
  await follow(ann, 'bob');
  // What a move does, at the same moment.
  const again = await playerAt(nodes.at(2), 'bob');
  bob.terminate();
  await delay(1_600);
  expect(statuses(ann)).toEqual([]);
  again.terminate();
  await untilKnown(ann, 'bob', { status: 'offline' });
});

it('is right again after a gap of the bus', async () => {
  const ann = await playerAt(nodes.at(0), 'ann');
  const bob = await playerAt(nodes.at(1), 'bob');
  await follow(ann, 'bob');
  const { bus } = nodes.cluster;
  const publish = bus.publish.bind(bus);
  bus.publish = () => undefined;
  bob.terminate();
  await delay(1_200);
  bus.publish = publish;
  expect(known(ann, 'bob')).toEqual({});

  bus.tellGap();
  await untilKnown(ann, 'bob', { status: 'offline' });
});

it('finds the players of a node that joins, and loses those of one that dies', async () => {
  const ann = await playerAt(nodes.at(0), 'ann');
  expect(await follow(ann, 'bob')).toMatchObject({ status: 'offline' });
  const late = await nodes.add();
  await playerAt(late, 'bob');
  await untilKnown(ann, 'bob', { status: 'online' });

  nodes.kill(3);
  await untilKnown(ann, 'bob', { status: 'offline' });
});
