import { setTimeout as delay } from 'node:timers/promises';
import { PlayerSessions } from '../../../src/core/sessions/player-sessions.js';
import { SessionRegistry } from '../../../src/core/sessions/session-registry.js';
import { RoomMessageType } from '../../../src/core/rooms/api/rooms.messages.js';
import type { TestApp } from '../../../src/testing/test-app.js';
import type { TestClient } from '../../../src/testing/test-client.js';
import { HallDoor, HallRoom, HallType, Ledger, NookRoom } from '../rooms.fixture.js';
import { playerAt, SocialNodes } from './social-nodes.js';

const HELLO = 0;
const PATIENCE_MS = 10_000;
const providers = [Ledger, HallRoom, NookRoom, HallDoor];

/** Why a client's connection ended. */
async function endOf({ closed }: TestClient): Promise<string> {
  const never = delay(PATIENCE_MS, { reason: 'it is still open' }, { ref: false });
  return (await Promise.race([closed, never])).reason;
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const endMs = performance.now() + PATIENCE_MS;
  while (!(await isSo()) && performance.now() < endMs) await delay(10);
  expect(await isSo()).toBe(true);
}

const sessionsOf = (nodes: SocialNodes, playerId: string): number =>
  nodes.cluster.nodes.reduce((count, node) => count + node.app.get(PlayerSessions).of(playerId).size, 0);

async function signInAt(node: TestApp, token: string): Promise<unknown> {
  const client = await node.connect();
  const { message } = await client.request(HELLO, { token });
  return message?.code ?? 'welcome';
}

describe('a player who signs in at another node, with SESSIONS_PER_PLAYER=replace', () => {
  let nodes: SocialNodes;

  beforeAll(async () => {
    nodes = await SocialNodes.start(3, { providers, env: { SEAT_HOLD_MS: '3000' } });
  });
  afterAll(() => nodes.stop());
  afterEach(async () => {
    nodes.cluster.isStoreAway = false;
    for (const node of nodes.cluster.nodes) await node.disconnectAll();
  });

  it('takes the place of the session there, and again the other way round', async () => {
    const one = await playerAt(nodes.at(0), 'ann', true);
    const other = await playerAt(nodes.at(1), 'ann');
    expect(await endOf(one)).toBe('session.replaced');
    await playerAt(nodes.at(0), 'ann');
    expect(await endOf(other)).toBe('session.replaced');
    await until(() => sessionsOf(nodes, 'ann') === 1);
  });

  it('is there once, however many come at once', async () => {
    const signIns = Array.from({ length: 12 }, (_, index) => signInAt(nodes.at(index % 3), 'bea'));
    expect(new Set(await Promise.all(signIns))).toContain('welcome');
    await until(() => sessionsOf(nodes, 'bea') === 1);
  });

  it('takes it by a ticket, too', async () => {
    const one = await playerAt(nodes.at(0), 'cat');
    await nodes.at(2).connect({ path: '/?ticket=cat' });
    expect(await endOf(one)).toBe('session.replaced');
  });

  it('takes it from a session that has moved in the meantime', async () => {
    const maker = await nodes.at(1).connect();
    const { code } = (await maker.request(HallType.Create, { type: 'nook' })).message ?? {};
    const mover = await playerAt(nodes.at(0), 'dan', true);
    expect((await mover.request(RoomMessageType.Join, { code })).type).toBe(RoomMessageType.Joined);
    expect(nodes.at(1).app.get(PlayerSessions).of('dan').size).toBe(1);
    await until(() => recordOf('dan')?.owner === nodes.cluster.ids[1]);

    await playerAt(nodes.at(2), 'dan');
    expect(await endOf(mover)).toBe('session.replaced');
    await until(() => sessionsOf(nodes, 'dan') === 1);
  });

  const recordOf = (id: string) => nodes.cluster.store.records.find({ kind: 'player', id });

  it('leaves no record behind', async () => {
    const one = await playerAt(nodes.at(0), 'eve');
    expect(recordOf('eve')).toBeDefined();
    one.terminate();
    await until(() => recordOf('eve') === undefined);
    for (const node of nodes.cluster.nodes) expect([...node.app.get(SessionRegistry).all()]).toEqual([]);
  });

  it('is refused while the store is away, and comes in when it is back', async () => {
    nodes.cluster.isStoreAway = true;
    expect(await signInAt(nodes.at(0), 'fay')).toBe('cluster.unavailable');
    nodes.cluster.isStoreAway = false;
    expect(await signInAt(nodes.at(0), 'fay')).toBe('welcome');
  });

  it('needs no word from a node that is dead', async () => {
    const late = await nodes.add();
    await playerAt(late, 'gus');
    nodes.kill(3);
    expect(await signInAt(nodes.at(0), 'gus')).toBe('welcome');
  });
});

describe('the same with SESSIONS_PER_PLAYER=refuse', () => {
  let nodes: SocialNodes;

  beforeAll(async () => {
    nodes = await SocialNodes.start(2, { env: { SESSIONS_PER_PLAYER: 'refuse', SEAT_HOLD_MS: '10000' } });
  });
  afterAll(() => nodes.stop());

  it('is refused, unless nobody is connected there', async () => {
    const one = await playerAt(nodes.at(0), 'ann', true);
    expect(await signInAt(nodes.at(1), 'ann')).toBe('session.already_open');
    const byTicket = await nodes.at(1).connect({ path: '/?ticket=ann' });
    expect(await endOf(byTicket)).toBe('session.already_open');
    await until(() => sessionsOf(nodes, 'ann') === 1);

    one.terminate();
    let answer: unknown;
    await until(async () => answer === 'welcome' || (answer = await signInAt(nodes.at(1), 'ann')) === 'welcome');
    await until(() => sessionsOf(nodes, 'ann') === 1);
  });

  it('one of many at once comes in', async () => {
    const codes = await Promise.all(Array.from({ length: 8 }, (_, index) => signInAt(nodes.at(index % 2), 'bob')));
    expect(codes.filter((code) => code === 'welcome').length).toBeGreaterThan(0);
    await until(() => sessionsOf(nodes, 'bob') === 1);
  });
});
