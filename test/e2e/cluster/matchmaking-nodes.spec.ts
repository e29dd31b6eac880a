import { setTimeout as delay } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { CloseCode } from '../../../src/protocol/close-codes.js';
import { Cluster } from '../../../src/core/cluster/cluster.js';
import { StoreUnavailableError } from '../../../src/core/cluster/membership.js';
import { NodeLoad } from '../../../src/core/cluster/node-load.js';
import { type Carry, MemoryNetwork } from '../../../src/core/cluster/memory/memory-network.js';
import { RoomMessageType } from '../../../src/core/rooms/api/rooms.messages.js';
import { RoomRegistry } from '../../../src/core/rooms/room-registry.js';
import { SessionRegistry } from '../../../src/core/sessions/session-registry.js';
import { ProtocolType } from '../../../src/protocol/protocol.messages.js';
import { MatchStarter } from '../../../src/modules/matchmaking/matches/match-starter.js';
import { ProposalBoard } from '../../../src/modules/matchmaking/matches/proposal-board.js';
import { Matchmaker } from '../../../src/modules/matchmaking/search/matchmaker.js';
import { MatchmakingModule } from '../../../src/modules/matchmaking/matchmaking.module.js';
import { MatchmakingType } from '../../../src/modules/matchmaking/matchmaking.messages.js';
import { QueueOwners } from '../../../src/modules/matchmaking/nodes/queue-owners.js';
import { TicketDirectory } from '../../../src/modules/matchmaking/tickets/ticket-directory.js';
import { PartyType } from '../../../src/modules/parties/parties.messages.js';
import { PartiesModule } from '../../../src/modules/parties/parties.module.js';
import { Departures } from '../../../src/core/gateway/pipes/departures.js';
import type { TestApp } from '../../../src/testing/test-app.js';
import type { Packet, TestClient } from '../../../src/testing/test-client.js';
import { ResumingClient } from '../../support/resuming-client.js';
import { TestCluster } from '../../support/test-cluster.js';
import {
  Chronicle,
  ClubRoom,
  codeOf,
  CourtRoom,
  enqueue,
  hear,
  heard,
  knownParty,
  makeParty,
  matched,
  QUEUES,
  RuinRoom,
  until,
} from '../matchmaking/matchmaking.fixture.js';

let cluster: TestCluster;
let here: TestApp;
let there: TestApp;
let third: TestApp;
/** Decides what happens between two nodes; by default everything arrives at once. */
let carry: Carry;
/** The next life of the node that is dead. */
let revive = (): Promise<void> => Promise.resolve();
const atOnce: Carry = (_from, _to, deliver) => setImmediate(deliver);

beforeAll(async () => {
  carry = atOnce;
  const network = new MemoryNetwork((from, to, deliver) => carry(from, to, deliver));
  const options = {
    imports: [PartiesModule, MatchmakingModule.forQueues(QUEUES)],
    providers: [Chronicle, CourtRoom, ClubRoom, RuinRoom],
    env: { RATE_LIMIT_BURST: '10000', MAX_CONNECTIONS_PER_ADDRESS: '2000', SEAT_HOLD_MS: '1000' },
  };
  cluster = await TestCluster.start(3, options, network);
  [here, there, third] = cluster.nodes as [TestApp, TestApp, TestApp];
});
afterEach(async () => {
  await revive();
  carry = atOnce;
  load(here, 0);
  for (const node of cluster.nodes) {
    for (const session of [...node.app.get(SessionRegistry).all()]) session.close(CloseCode.Normal, 'session.closed');
    for (const room of [...roomsOf(node).all()]) room.dispose('room.closed');
  }
  await Promise.all(cluster.nodes.map((node) => node.disconnectAll()));
  await until(() => leftovers().every((count) => count === 0));
});
afterAll(() => cluster.stop());

const roomsOf = (node: TestApp): RoomRegistry => node.app.get(RoomRegistry);
const waitingAt = (node: TestApp): number => node.app.get(Matchmaker).size;

function leftovers(): number[] {
  return cluster.nodes.flatMap(({ app }) => [
    app.get(TicketDirectory).size,
    app.get(MatchStarter).size,
    app.get(ProposalBoard).size,
    app.get(Matchmaker).size,
  ]);
}

/** Makes a node as busy as this, from 0 to 1. */
function load(node: TestApp, share: number): void {
  const measured = node.app.get(NodeLoad);
  Object.defineProperty(measured, 'current', { get: () => share, configurable: true });
}

/** Makes this node the owner of the queue. */
async function owns(node: TestApp, queue: string): Promise<void> {
  const nodeId = cluster.ids[cluster.nodes.indexOf(node)] ?? '';
  for (const { app } of cluster.nodes) {
    await app.get(Cluster).records.end({ kind: 'queue', id: queue });
    app.get(QueueOwners).forget(queue);
  }
  expect(await node.app.get(QueueOwners).of(queue)).toBe(nodeId);
}

const starting = (node: TestApp): number => node.app.get(MatchStarter).size;
const joinedBy = (client: TestClient): number =>
  client.packets.filter(({ type }) => type === (RoomMessageType.Joined as number)).length;

describe('a queue of several nodes', () => {
  it('matches players of all nodes, who get into one room', async () => {
    await owns(here, 'four');
    const clients = await Promise.all([here, there, third, there].map((node) => node.connect()));
    const tickets = await Promise.all(clients.map((client, index) => enqueue(client, 'four', { name: `P${index}` })));
    const matches = await Promise.all(clients.map((client) => matched(client)));

    expect(tickets.map(({ message }) => message?.state)).toEqual(['waiting', 'waiting', 'waiting', 'waiting']);
    expect(new Set(matches.map(({ joined }) => joined.roomId)).size).toBe(1);
    expect(matches.map(({ joined }) => (joined.member as { name: string }).name)).toEqual(['P0', 'P1', 'P2', 'P3']);
    expect([...roomsOf(here).all()].map(({ members }) => members.size)).toEqual([4]);
  });

  it('opens its rooms at another node when its own is busy', async () => {
    await owns(here, 'duel');
    load(here, 0.9);
    const [ann, bob] = [await here.connect(), await there.connect()];
    await Promise.all([enqueue(ann, 'duel'), enqueue(bob, 'duel')]);
    const [one, other] = await Promise.all([matched(ann), matched(bob)]);

    expect(one.joined.roomId).toBe(other.joined.roomId);
    expect(roomsOf(here).size).toBe(0);
  });

  it('asks all players, and tells all what the others say', async () => {
    await owns(here, 'asked-steady');
    const [ann, bob] = [await there.connect(), await third.connect()];
    await Promise.all([enqueue(ann, 'asked-steady'), enqueue(bob, 'asked-steady')]);
    const { matchId } = await hear(ann, MatchmakingType.MatchProposed);
    expect(await hear(bob, MatchmakingType.MatchProposed)).toMatchObject({ matchId, players: 2, accepted: 0 });
    await bob.request(MatchmakingType.MatchDecline, { matchId });
    expect(await hear(ann, MatchmakingType.MatchDissolved)).toMatchObject({ reason: 'declined', isWaiting: true });

    await enqueue(bob, 'asked-steady');
    const again = await hear(ann, MatchmakingType.MatchProposed, 2);
    await ann.request(MatchmakingType.MatchAccept, { matchId: again.matchId });
    expect(await hear(bob, MatchmakingType.MatchAccepted)).toMatchObject({ players: 2, accepted: 1 });
    await hear(bob, MatchmakingType.MatchProposed, 2);
    await bob.request(MatchmakingType.MatchAccept, { matchId: again.matchId });
    const [one, other] = await Promise.all([matched(ann), matched(bob)]);
    expect(one.joined.roomId).toBe(other.joined.roomId);
  });

  it('offers the free seats of running rooms to players of all nodes', async () => {
    await owns(third, 'quick');
    const [ann, bob] = [await here.connect(), await there.connect()];
    await enqueue(ann, 'quick');
    const first = await matched(ann);
    await enqueue(bob, 'quick');
    const second = await matched(bob);

    expect(second.started).toMatchObject({ isBackfill: true, roomId: first.joined.roomId });
  });

  it('counts who waits, answers for tickets of all nodes, and refuses as on one node', async () => {
    await owns(here, 'squads');
    const [ann, bob] = [await here.connect(), await there.connect()];
    await enqueue(ann, 'squads');
    const ticket = await enqueue(bob, 'squads');
    const { message } = await bob.request(MatchmakingType.Queues);

    expect(message?.queues).toEqual(expect.arrayContaining([expect.objectContaining({ name: 'squads', waiting: 2 })]));
    expect((await bob.request(MatchmakingType.Status)).message).toMatchObject({
      ...{ ticketId: ticket.message?.ticketId, state: 'waiting', position: 2 },
    });
    expect(codeOf(await enqueue(bob, 'duel'))).toBe('matchmaking.already_waiting');
    const carol = await third.connect();
    expect(codeOf(await enqueue(carol, 'nowhere'))).toBe('matchmaking.unknown_queue');
    expect(codeOf(await enqueue(carol, 'squads', { query: 'region =' }))).toBe('matchmaking.bad_query');
    expect(codeOf(await enqueue(carol, 'skilled'))).toBe('matchmaking.bad_properties');
    expect(codeOf(await carol.request(MatchmakingType.Status))).toBe('matchmaking.not_waiting');
  });

  it('keeps a party together', async () => {
    await owns(here, 'squads');
    const [ann, bob] = [await there.connect(), await there.connect()];
    const others = [await here.connect(), await third.connect()];
    await makeParty(ann, bob);
    await enqueue(ann, 'squads');
    expect(await hear(bob, MatchmakingType.Ticket)).toMatchObject({ queue: 'squads' });
    await Promise.all(others.map((client) => enqueue(client, 'squads')));
    const matches = await Promise.all([ann, bob, ...others].map((client) => matched(client)));

    expect(matches[0]?.started.team).toBe(matches[1]?.started.team);
    expect(new Set(matches.map(({ joined }) => joined.roomId)).size).toBe(1);
  });

  it('takes a party that was joined from several nodes by its code', async () => {
    await owns(here, 'squads');
    const [ann, bob] = [await there.connect(), await third.connect()];
    const { message } = await ann.request(PartyType.Create, { name: 'Ann', maxMembers: 2 });
    const { code, id: partyId } = message!.party as { code: string; id: string };
    const joined = await bob.request(PartyType.Join, { code: code.toLowerCase(), name: 'Bob' });
    expect(joined).toMatchObject({ type: PartyType.Joined, message: { party: { id: partyId, code } } });
    expect(await hear(ann, PartyType.MemberJoined)).toMatchObject({ member: { name: 'Bob' } });
    const late = await here.connect();
    expect(codeOf(await late.request(PartyType.Join, { code, name: 'Late' }))).toBe('party.full');
    expect(codeOf(await late.request(PartyType.Join, { code: 'ZZZZZZ', name: 'Late' }))).toBe('party.no_such_party');

    const others = [late, await third.connect()];
    await enqueue(ann, 'squads');
    await Promise.all(others.map((client) => enqueue(client, 'squads')));
    const matches = await Promise.all([ann, bob, ...others].map((client) => matched(client)));
    expect(matches[0]?.started.team).toBe(matches[1]?.started.team);
    // Its clients have seen each other leave and come back; the code goes along with the leader.
    const { memberId } = (await ann.request(PartyType.Current)).message ?? {};
    for (const client of [ann, bob]) await until(() => knownParty(client).ids.length === 2);
    expect(knownParty(bob)).toEqual({ ...knownParty(ann), leaderId: memberId });
    await ann.request(PartyType.Configure, { isOpen: true, maxMembers: 4 });
    const more = await third.connect();
    for (let tries = 0; tries < 100; tries++) {
      const { type } = await more.request(PartyType.Join, { code, name: 'More' });
      if (type === (PartyType.Joined as number)) break;
      await delay(50);
    }
    expect((await more.request(PartyType.Current)).message).toMatchObject({ party: { id: partyId } });
    await bob.request(PartyType.Leave);
    await ann.request(PartyType.Disband);
    const last = await third.connect();
    expect(codeOf(await last.request(PartyType.Join, { code, name: 'Last' }))).toBe('party.no_such_party');
  });
});

describe('an owner that is gone', () => {
  /** The owner of the queue is declared dead, and cut off, until {@link revive}. */
  function bury(node: TestApp): void {
    const index = cluster.nodes.indexOf(node);
    const [id = ''] = cluster.ids.splice(index, 1);
    carry = (from, to, deliver) => {
      if (from !== id && to !== id) setImmediate(deliver);
    };
    revive = async () => {
      revive = () => Promise.resolve();
      cluster.ids.splice(index, 0, id);
      carry = atOnce;
      await node.app.get(Cluster).records.compareAll();
    };
  }

  it('is followed by another, where all wait as long as they have', async () => {
    await owns(here, 'duel');
    const [ann, bob] = [await there.connect(), await third.connect()];
    const wishes = (region: string): object => ({ strings: { region }, query: `region = '${region}'` });
    await enqueue(ann, 'duel', wishes('eu'));
    await enqueue(bob, 'duel', wishes('us'));
    const waited = async (client: TestClient): Promise<number> =>
      Number((await client.request(MatchmakingType.Status)).message?.waitedMs);
    await until(() => waitingAt(here) === 2);
    const before = await waited(ann);
    bury(here);
    await until(() => waitingAt(there) + waitingAt(third) === 2);
    const carol = await third.connect();
    await enqueue(carol, 'duel', wishes('eu'));
    const statuses = [await waited(bob), before];
    await Promise.all([matched(ann), matched(carol)]);
    await revive();

    expect(statuses[0]).toBeGreaterThanOrEqual(before);
    expect(await waited(bob)).toBeGreaterThan(before);
    expect([waitingAt(here), waitingAt(there) + waitingAt(third)]).toEqual([0, 1]);
  });

  it('calls off what it has proposed, and its follower proposes anew', async () => {
    await owns(here, 'asked-steady');
    const [ann, bob] = [await there.connect(), await third.connect()];
    await Promise.all([enqueue(ann, 'asked-steady'), enqueue(bob, 'asked-steady')]);
    await Promise.all([ann, bob].map((client) => hear(client, MatchmakingType.MatchProposed)));
    bury(here);
    await hear(ann, MatchmakingType.MatchDissolved);
    const { matchId } = await hear(ann, MatchmakingType.MatchProposed, 2);
    await hear(bob, MatchmakingType.MatchProposed, 2);
    for (const client of [ann, bob]) await client.request(MatchmakingType.MatchAccept, { matchId });
    await Promise.all([matched(ann), matched(bob)]);
    await revive();
  });

  it('in the middle of making a match leaves nobody in two', async () => {
    await owns(here, 'duel');
    const clients = await Promise.all([there, third, there, third].map((node) => node.connect()));
    carry = (from, _to, deliver) => {
      // It has claimed a ticket, and dies before it asks for the session.
      if (from === 'node-0' && starting(there) + starting(third) > 0) bury(here);
      else setImmediate(deliver);
    };
    await Promise.all(clients.map((client) => enqueue(client, 'duel')));
    await Promise.all(clients.map((client) => matched(client)));
    await revive();

    expect(clients.map((client) => heard(client, MatchmakingType.MatchStarted).length)).toEqual([1, 1, 1, 1]);
    expect(clients.map((client) => joinedBy(client))).toEqual([1, 1, 1, 1]);
  });
});

describe('a match', () => {
  it('does not get who has withdrawn, even if the owner does not know; the others wait on', async () => {
    await owns(here, 'duel');
    const [ann, bob, carol] = [await there.connect(), await third.connect(), await third.connect()];
    await enqueue(ann, 'duel');
    carry = (from, to, deliver) => {
      if (from !== 'node-1' || to !== 'node-0') setImmediate(deliver);
    };
    expect((await ann.request(MatchmakingType.Cancel)).message?.code).toBeUndefined();
    carry = atOnce;
    await enqueue(bob, 'duel');
    expect(await hear(bob, MatchmakingType.MatchDissolved)).toMatchObject({ reason: 'player_lost', isWaiting: true });
    await enqueue(carol, 'duel');
    const [one, other] = await Promise.all([matched(bob), matched(carol)]);

    expect(one.joined.roomId).toBe(other.joined.roomId);
    expect(heard(ann, MatchmakingType.MatchStarted)).toEqual([]);
  });

  it('does not take who joins a room at the same moment into two rooms', async () => {
    await owns(here, 'duel');
    const [ann, bob] = [await there.connect(), await third.connect()];
    const room = await roomsOf(third).create('court');
    await enqueue(ann, 'duel');
    let joining: Promise<Packet> | undefined;
    carry = (from, _to, deliver) => {
      // The match has its ticket; its client joins another room.
      if (from === 'node-1' && starting(there) > 0) joining ??= ann.request(RoomMessageType.Join, { roomId: room.id });
      setImmediate(deliver);
    };
    await enqueue(bob, 'duel');
    await until(() => joining !== undefined);
    const answer = await joining;
    await until(() => cluster.nodes.every((node) => starting(node) === 0));

    const rooms = cluster.nodes.flatMap((node) => [...roomsOf(node).all()]).filter(({ members }) => members.size > 0);
    expect([RoomMessageType.Joined, ProtocolType.Error]).toContain(answer?.type);
    expect(rooms).toHaveLength(1);
    expect(joinedBy(ann)).toBe(1);
    // Bob is in the match with her, or waits on.
    expect(rooms[0]?.members.size === 2 || waitingAt(here) === 1).toBe(true);
  });

  it('that finds no store leaves its players waiting', async () => {
    await owns(here, 'duel');
    const [ann, bob] = [await there.connect(), await third.connect()];
    const find = jest.spyOn(here.app.get(Cluster).records, 'find');
    let asked = 0;
    find.mockImplementation(() => {
      asked += 1;
      return Promise.reject(new StoreUnavailableError('away'));
    });
    await Promise.all([enqueue(ann, 'duel'), enqueue(bob, 'duel')]);
    await until(() => asked > 0);
    const status = await ann.request(MatchmakingType.Status);
    find.mockRestore();
    await Promise.all([matched(ann), matched(bob)]);

    expect(status.message).toMatchObject({ state: 'waiting' });
    expect(heard(ann, MatchmakingType.MatchFailed)).toEqual([]);
  });

  it('waits on at another node with its player', async () => {
    await owns(here, 'duel');
    const [ann, bob] = [await there.connect(), await third.connect()];
    const ticket = await enqueue(ann, 'duel', { name: 'Ann' });
    const [session] = there.app.get(SessionRegistry).all();

    expect(session && (await there.app.get(Departures).moveIdle(session, 'node-2'))).toBe(true);
    await until(() => third.app.get(TicketDirectory).size === 1);
    expect((await ann.request(MatchmakingType.Status)).message).toMatchObject({ ticketId: ticket.message?.ticketId });
    await enqueue(bob, 'duel');
    const [{ joined }] = await Promise.all([matched(ann), matched(bob)]);
    expect(joined.member).toMatchObject({ name: 'Ann' });
    expect(heard(ann, MatchmakingType.Cancelled)).toEqual([]);
  });

  it('whose player could not come finds all of them waiting', async () => {
    await owns(here, 'duel');
    const ann = await ResumingClient.connect(() => there.url);
    const bob = await third.connect();
    let lost = 0;
    carry = (from, to, deliver) => {
      // The answer to who wants the ticket passes, the session does not.
      if (from === 'node-1' && to === 'node-0' && starting(there) > 0 && (lost += 1) === 2) return;
      setImmediate(deliver);
    };
    await Promise.all([ann.request(MatchmakingType.Enqueue, { queue: 'duel' }), enqueue(bob, 'duel')]);
    await ann.returned(1, 5_000);
    await ann.waitFor(({ type }) => type === (MatchmakingType.MatchStarted as number), 'the match');
    await matched(bob);
    ann.stop();

    expect(ann.returns).toEqual([true]);
  });
});
