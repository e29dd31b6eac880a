import { setTimeout as delay } from 'node:timers/promises';
import { CloseCode } from '../../../src/protocol/close-codes.js';
import { Cluster } from '../../../src/core/cluster/cluster.js';
import type { OwnedRecords } from '../../../src/core/cluster/owned-records.js';
import { RECORD_KINDS } from '../../../src/core/cluster/ownership.js';
import { type Carry, MemoryNetwork } from '../../../src/core/cluster/memory/memory-network.js';
import { RoomMessageType } from '../../../src/core/rooms/api/rooms.messages.js';
import { RoomRegistry } from '../../../src/core/rooms/room-registry.js';
import { SessionRegistry } from '../../../src/core/sessions/session-registry.js';
import type { TestApp } from '../../../src/testing/test-app.js';
import type { Packet, TestClient } from '../../../src/testing/test-client.js';
import { ResumingClient } from '../../support/resuming-client.js';
import { TestCluster } from '../../support/test-cluster.js';
import { HallDoor, HallRoom, HallType, Ledger, NookRoom } from '../rooms.fixture.js';

const HELLO = 0;

let cluster: TestCluster;
let here: TestApp;
let there: TestApp;
let third: TestApp;
/** Decides what happens between two nodes; by default everything arrives at once. */
let carry: Carry;
const returning: ResumingClient[] = [];

beforeAll(async () => {
  const network = new MemoryNetwork((from, to, deliver) => carry(from, to, deliver));
  const options = { providers: [Ledger, HallRoom, NookRoom, HallDoor], env: { SEAT_HOLD_MS: '3000' } };
  carry = (_from, _to, deliver) => setImmediate(deliver);
  cluster = await TestCluster.start(3, options, network);
  [here, there, third] = cluster.nodes as [TestApp, TestApp, TestApp];
});
beforeEach(() => {
  carry = (_from, _to, deliver) => setImmediate(deliver);
});
afterEach(async () => {
  for (const client of returning.splice(0)) client.stop();
  for (const node of cluster.nodes) {
    for (const session of [...sessionsOf(node).all()]) session.close(CloseCode.Normal, 'session.closed');
    for (const room of [...roomsOf(node).all()]) room.dispose('room.closed');
  }
  await Promise.all(cluster.nodes.map((node) => node.disconnectAll()));
});
afterAll(() => cluster.stop());

const codeOf = ({ message }: Packet): unknown => message?.code;
const sessionsOf = (node: TestApp): SessionRegistry => node.app.get(SessionRegistry);
const roomsOf = (node: TestApp): RoomRegistry => node.app.get(RoomRegistry);

interface MadeRoom {
  readonly maker: TestClient;
  readonly code: string;
  readonly roomId: string;
}

async function roomAt(node: TestApp, options: object = {}): Promise<MadeRoom> {
  const maker = await node.connect();
  const { message } = await maker.request(HallType.Create, { type: 'nook', ...options });
  return { maker, code: String(message?.code), roomId: String(message?.roomId) };
}

/** A client that resumes, each time at the next of these nodes. */
async function returningTo(...nodes: TestApp[]): Promise<ResumingClient> {
  let next = 0;
  const client = await ResumingClient.connect(() => nodes[next++ % nodes.length]?.url ?? '');
  returning.push(client);
  return client;
}

const homesOf = (client: ResumingClient): TestApp[] =>
  cluster.nodes.filter((node) => sessionsOf(node).find(client.sessionId) !== undefined);
const saidBy = (client: { packets: Packet[] }): unknown[] =>
  client.packets.filter(({ type }) => type === (HallType.Said as number)).map(({ message }) => message?.text);

describe('a session that joins a room of another node', () => {
  it('moves there, answered as if the room were here', async () => {
    const { maker, code, roomId } = await roomAt(there);
    const client = await here.connect();

    const joined = await client.request(RoomMessageType.Join, { code });

    expect(joined).toMatchObject({ type: RoomMessageType.Joined, message: { roomId, code } });
    expect([sessionsOf(here).size, sessionsOf(there).size]).toEqual([0, 2]);
    expect((await client.request(HallType.Say, { text: 'hi' })).message?.text).toBe('hi');
    await maker.waitFor(({ message }) => message?.text === 'hi', 'what was said');
    expect((await maker.request(HallType.Say, { text: 'you' })).message?.text).toBe('you');
    await client.waitFor(({ message }) => message?.text === 'you', 'what was said');
  });

  it.each<[string, object, object, string]>([
    ['a wrong password', { password: 'sesame' }, { password: 'seasame' }, 'room.wrong_password'],
    ['a wrong seat', {}, { seat: 'mine' }, 'room.bad_seat'],
    ['options that break a rule', { type: 'hall' }, { options: { team: 9 } }, 'message.invalid'],
  ])('stays, refused, with %s', async (_, options, request, code) => {
    const { roomId } = await roomAt(there, options);
    const client = await here.connect();

    expect(codeOf(await client.request(RoomMessageType.Join, { roomId, ...request }))).toBe(code);
    expect(sessionsOf(here).size).toBe(1);
  });

  it('stays where no node has the room', async () => {
    const client = await here.connect();

    expect(codeOf(await client.request(RoomMessageType.Join, { code: 'ABCDEF' }))).toBe('room.not_found');
    expect(codeOf(await client.request(RoomMessageType.Join, { roomId: 'nowhere' }))).toBe('room.not_found');
    expect(sessionsOf(here).size).toBe(1);
  });

  it('stays, told to try again, while the store is away; rooms that are here take everybody, and rooms go on', async () => {
    const { maker, code } = await roomAt(there);
    const own = await roomAt(here);
    const [client, other] = [await here.connect(), await here.connect()];
    cluster.isStoreAway = true;
    const refused = [
      await client.request(RoomMessageType.Join, { code }),
      await client.request(HallType.Create, { type: 'nook' }),
    ];
    const joined = await other.request(RoomMessageType.Join, { code: own.code });
    const said = await maker.request(HallType.Say, { text: 'hi' });
    cluster.isStoreAway = false;

    expect(refused.map(codeOf)).toEqual(['cluster.unavailable', 'cluster.unavailable']);
    expect([joined.type, said.message?.text]).toEqual([RoomMessageType.Joined, 'hi']);
    expect((await client.request(RoomMessageType.Join, { code })).type).toBe(RoomMessageType.Joined);
  });

  it('is refused there by what the room itself asks, and stays there without a room', async () => {
    const { code } = await roomAt(there, { type: 'hall' });
    const client = await here.connect();

    const refused = await client.request(RoomMessageType.Join, { code, options: { team: 3 } });

    expect(codeOf(refused)).toBe('room.refused');
    expect(sessionsOf(there).size).toBe(2);
    const { code: other } = await roomAt(third);
    expect((await client.request(RoomMessageType.Join, { code: other })).type).toBe(RoomMessageType.Joined);
    expect(sessionsOf(third).size).toBe(2);
  });

  it('handles what was sent behind the join after it, in order, wherever it waited', async () => {
    const { code } = await roomAt(there);
    const client = await returningTo(here);
    const join = client.request(RoomMessageType.Join, { code });
    const said = Array.from({ length: 100 }, (_, index) => String(index));
    const answers = said.map(async (text, index) => {
      // Some come with the join, some while its session is on its way, some after that.
      if (index >= 30) await delay(0);
      if (index >= 60) await join;
      return client.request(HallType.Say, { text });
    });

    expect((await join).type).toBe(RoomMessageType.Joined);
    expect((await Promise.all(answers)).map(({ message }) => message?.text)).toEqual(said);
    expect(saidBy(client)).toEqual(said);
    expect(client.returns).toEqual([]);
  });

  it('comes back to its entry with the next room, and goes on from a third node to a fourth', async () => {
    const rooms = [await roomAt(there), await roomAt(third), await roomAt(here), await roomAt(third)];
    const homes = [there, third, here, third];
    const client = await returningTo(here);

    for (const [index, { code, maker }] of rooms.entries()) {
      expect((await client.request(RoomMessageType.Join, { code })).type).toBe(RoomMessageType.Joined);
      expect(homesOf(client)).toEqual([homes[index]]);
      expect((await client.request(HallType.Say, { text: code })).message?.text).toBe(code);
      await maker.waitFor(({ message }) => message?.text === code, 'what was said');
      expect((await client.request(RoomMessageType.Leave)).type).toBe(3);
    }
    expect(client.returns).toEqual([]);
  });

  it('moves with a client that speaks binary', async () => {
    const { code } = await roomAt(there);
    const client = await here.player({ isBinary: true });

    expect((await client.request(RoomMessageType.Join, { code })).type).toBe(RoomMessageType.Joined);
    expect((await client.request(HallType.Say, { text: 'hi' })).message?.text).toBe('hi');
  });

  it('ends with its client, which leaves the room at once', async () => {
    const { maker, code } = await roomAt(there);
    const client = await here.connect();
    await client.request(RoomMessageType.Join, { code });

    client.close();

    await maker.next(RoomMessageType.MemberLeft);
    expect(sessionsOf(there).size).toBe(1);
  });

  it('is cut off for a flood at the node with its socket', async () => {
    const { maker, code } = await roomAt(there);
    const client = await here.connect();
    await client.request(RoomMessageType.Join, { code });

    for (let sent = 0; sent < 1_000; sent++) client.send(HallType.Say, { text: 'more' });

    expect(await client.closed).toMatchObject({ code: 1008, reason: 'rate.limited' });
    await maker.next(RoomMessageType.MemberLeft);
  });

  it('is closed by its room’s node with the code that this one gives', async () => {
    const { code } = await roomAt(there);
    const client = await here.connect();
    await client.request(RoomMessageType.Join, { code });
    const [, session] = [...sessionsOf(there).all()];

    session?.close(CloseCode.Replaced, 'session.replaced');

    expect(await client.closed).toEqual({ code: 4502, reason: 'session.replaced' });
  });
});

describe('a client that comes back', () => {
  it.each([
    ['at the same node', () => [here]],
    ['at the node of its room', () => [here, there]],
    ['at a third node', () => [here, third]],
  ])('%s goes on with its session, whole', async (_, nodes) => {
    const { maker, code } = await roomAt(there);
    const client = await returningTo(...nodes());
    await client.request(RoomMessageType.Join, { code });

    client.cut();
    await maker.next(RoomMessageType.MemberAway);
    const told = maker.request(HallType.Say, { text: 'meanwhile' });
    await client.returned(1, 5_000);
    await maker.next(RoomMessageType.MemberBack);
    await told;

    expect(client.returns).toEqual([true]);
    await client.waitFor(({ message }) => message?.text === 'meanwhile', 'what was said meanwhile');
    expect((await client.request(HallType.Say, { text: 'back' })).message?.text).toBe('back');
    expect(homesOf(client)).toEqual([there]);
  });

  it('goes on from another node without a room too', async () => {
    const client = await returningTo(here, there);

    client.cut();
    await client.returned(1, 5_000);

    expect(client.returns).toEqual([true]);
    expect(homesOf(client)).toEqual([here]);
  });

  it('gets a new session, where it is, for one that has ended', async () => {
    const [first, second] = [await here.connect(), await there.connect()];
    const { message } = await first.request(HELLO, { resumable: true });
    sessionsOf(here).find(String(message?.sessionId))?.close(CloseCode.Normal, 'session.closed');
    await first.closed;

    const welcome = await second.request(HELLO, { resumable: true, resume: message?.resumeToken, received: 0 });

    expect(welcome.message).toMatchObject({ resumed: false });
    expect(welcome.message?.sessionId).not.toBe(message?.sessionId);
  });

  it('is carried by one connection when it comes to two nodes with one token', async () => {
    const { maker, code } = await roomAt(there);
    const client = await here.connect();
    const { message } = await client.request(HELLO, { resumable: true });
    await client.request(RoomMessageType.Join, { code });
    const received = client.packets.filter(({ type }) => type > 19 || type === 2 || type === 3).length;
    client.terminate();
    await maker.next(RoomMessageType.MemberAway);

    const both = await Promise.all(
      [here, third].map(async (node) => {
        const again = await node.connect();
        const resume = { resumable: true, resume: message?.resumeToken, received };
        const welcome = await again.request(HELLO, resume);
        return { again, welcome };
      }),
    );

    expect(both.map(({ welcome }) => welcome.message?.resumed)).toEqual([true, true]);
    const ended = await Promise.race(both.map(({ again }) => again.closed));
    expect(ended).toMatchObject({ code: 4502, reason: 'session.replaced' });
    expect(sessionsOf(there).size).toBe(2);
  });
});

describe('a move that fails', () => {
  it.each([
    ['nothing reaches the other node', 'node-0', 'node-1'],
    ['its answer is lost', 'node-1', 'node-0'],
  ])('cuts the line, and the client goes on whole, when %s', async (_, sender, receiver) => {
    const { maker, code } = await roomAt(there);
    const client = await returningTo(here);
    let seen = 0;
    carry = (from, to, deliver) => {
      // The seat is asked for in the first round trip, the session goes in the second.
      const isLost = from === sender && to === receiver && (seen += 1) === 2;
      if (!isLost) setImmediate(deliver);
    };

    // It is sent again: whoever has the session then handles it.
    expect((await client.request(RoomMessageType.Join, { code })).type).toBe(RoomMessageType.Joined);

    expect(client.returns).toEqual([true]);
    expect(homesOf(client)).toEqual([there]);
    expect((await client.request(HallType.Say, { text: 'hi' })).message?.text).toBe('hi');
    await maker.waitFor(({ message }) => message?.text === 'hi', 'what was said');
    expect(maker.packets.filter(({ type }) => type === (RoomMessageType.MemberJoined as number))).toHaveLength(1);
  });

  it('answers that the room is over when it ends on the way', async () => {
    const { code, roomId } = await roomAt(there);
    const client = await returningTo(here);
    let seen = 0;
    carry = (from, to, deliver) => {
      // The pipe that follows the session.
      if (from === 'node-0' && to === 'node-1' && (seen += 1) === 3)
        roomsOf(there).find(roomId)?.dispose('room.closed');
      setImmediate(deliver);
    };

    expect(codeOf(await client.request(RoomMessageType.Join, { code }))).toBe('room.closed');
    expect(homesOf(client)).toEqual([there]);
  });
});

describe('the records of rooms, codes and sessions', () => {
  const recordsOf = (node: TestApp): OwnedRecords => node.app.get(Cluster).records;

  it('are all in a store again that had forgotten them, and rooms and sessions are found by them', async () => {
    const { code, roomId, maker } = await roomAt(there);
    const client = await returningTo(here, third);
    await client.request(RoomMessageType.Join, { code });

    await cluster.forget();

    expect((await recordsOf(here).find({ kind: 'code', id: code }))?.fields).toEqual({ room: roomId });
    expect(await recordsOf(here).find({ kind: 'room', id: roomId })).toMatchObject({
      owner: 'node-1',
      fields: { code, type: 'nook' },
    });
    expect((await recordsOf(here).find({ kind: 'session', id: client.sessionId }))?.owner).toBe('node-1');
    const other = await third.connect();
    expect((await other.request(RoomMessageType.Join, { code })).type).toBe(RoomMessageType.Joined);
    client.cut();
    await client.returned(1, 5_000);
    expect(client.returns).toEqual([true]);
    await maker.waitFor(({ type }) => type === (RoomMessageType.MemberBack as number), 'who came back');
  });

  it('go with what they stand for, and nothing of it is left', async () => {
    const { code, roomId, maker } = await roomAt(there);
    const client = await returningTo(here);
    await client.request(RoomMessageType.Join, { code });
    await client.request(RoomMessageType.Leave);
    await maker.request(RoomMessageType.Leave);
    roomsOf(there).find(roomId)?.dispose('room.closed');
    sessionsOf(there).find(client.sessionId)?.close(CloseCode.Normal, 'session.closed');
    client.stop();

    for (let tries = 0; cluster.nodes.some((node) => recordsOf(node).size > 0) && tries < 200; tries++) await delay(10);

    expect(cluster.nodes.map((node) => recordsOf(node).size)).toEqual([0, 0, 0]);
    for (const kind of RECORD_KINDS) expect(cluster.store.records.ownedBy('node-1', kind)).toEqual([]);
  });

  it('that another node has taken end the room and its sessions here, and nothing is saved', async () => {
    const { code, roomId } = await roomAt(there, { type: 'hall' });
    const client = await here.connect();
    await client.request(HELLO, { resumable: true });
    await client.request(RoomMessageType.Join, { code });
    const key = { kind: 'room', id: roomId } as const;
    const mine = cluster.store.records.take(key, recordsOf(there).proofOf(key)?.epoch ?? 0, 'node-2', {});
    const ledger = there.app.get(Ledger).lines.length;

    await recordsOf(there).repair(() => 0, 100);

    expect(roomsOf(there).size).toBe(0);
    expect(await client.closed).toMatchObject({ code: 1001, reason: 'cluster.try_again' });
    expect(sessionsOf(there).size).toBe(0);
    // No hook of the room was called: what it does is the other node's.
    expect(there.app.get(Ledger).lines).toHaveLength(ledger);
    expect(cluster.store.records.find(key)).toMatchObject(mine as object);
  });
});
