import { RoomRegistry } from '../../../src/core/rooms/room-registry.js';
import { RoomMessageType } from '../../../src/core/rooms/api/rooms.messages.js';
import { MatchmakingType } from '../../../src/modules/matchmaking/matchmaking.messages.js';
import { PartyType } from '../../../src/modules/parties/parties.messages.js';
import type { TestApp } from '../../../src/testing/test-app.js';
import type { TestClient } from '../../../src/testing/test-client.js';
import {
  codeOf,
  countedBy,
  enqueue,
  expectNothingLeft,
  hear,
  heard,
  hello,
  makeParty,
  matched,
  startMatchServer,
} from './matchmaking.fixture.js';

let server: TestApp;
let ann: TestClient;
let bob: TestClient;
let carol: TestClient;

beforeAll(async () => {
  server = await startMatchServer();
});

beforeEach(async () => {
  [ann, bob, carol] = [await server.connect(), await server.connect(), await server.connect()];
});

afterEach(() => expectNothingLeft(server));

afterAll(() => server.stop());

const accept = (client: TestClient, matchId: unknown) => client.request(MatchmakingType.MatchAccept, { matchId });
const decline = (client: TestClient, matchId: unknown) => client.request(MatchmakingType.MatchDecline, { matchId });
const status = (client: TestClient) => client.request(MatchmakingType.Status);

/** Lets them wait, and returns the match that is proposed to the first. */
async function proposed(queue: string, ...clients: TestClient[]): Promise<Record<string, unknown>> {
  for (const client of clients) await enqueue(client, queue);
  const [proposal] = await Promise.all(clients.map((client) => hear(client, MatchmakingType.MatchProposed)));
  return proposal ?? {};
}

/** Lets a client be resumable, as the addon is; the returned function cuts it off, and what that returns brings it back. */
async function resumable(client: TestClient): Promise<() => Promise<() => Promise<TestClient>>> {
  const { resumeToken } = await hello(client);
  return async () => {
    await client.settle();
    client.terminate();
    await client.closed;
    return async () => {
      const back = await server.connect();
      const received = countedBy(client);
      const { message } = await back.request(0, { resumable: true, resume: resumeToken, received });
      expect(message).toMatchObject({ resumed: true });
      return back;
    };
  };
}

describe('a match that its players are asked about', () => {
  it('starts with the last yes, and all learn of each', async () => {
    const proposal = await proposed('asked', ann, bob);
    expect(proposal).toMatchObject({ queue: 'asked', players: 2, accepted: 0 });
    expect(Number(proposal.answerWithinMs)).toBeLessThanOrEqual(700);
    expect((await status(ann)).message).toMatchObject({ state: 'proposed' });
    expect(await accept(ann, proposal.matchId)).toMatchObject({ type: 3 });
    expect(await hear(bob, MatchmakingType.MatchAccepted)).toMatchObject({ players: 2, accepted: 1 });
    await accept(ann, proposal.matchId);
    await accept(bob, proposal.matchId);
    const [{ joined }, other] = [await matched(ann), await matched(bob)];

    expect(joined.roomId).toBe(other.joined.roomId);
    expect(heard(bob, MatchmakingType.MatchAccepted)).toHaveLength(2);
    expect(codeOf(await accept(ann, proposal.matchId))).toBe('matchmaking.no_proposal');
  });

  it('is off with a no: the one who said it waits no more, the other waits on', async () => {
    const { matchId } = await proposed('asked', ann, bob);
    await decline(ann, matchId);
    const dissolved = await hear(bob, MatchmakingType.MatchDissolved);

    expect(dissolved).toEqual({ matchId, reason: 'declined', isWaiting: true });
    expect(codeOf(await status(ann))).toBe('matchmaking.not_waiting');
    const { message } = await status(bob);
    expect(message).toMatchObject({ state: 'waiting' });
    expect(Number(message?.waitedMs)).toBeGreaterThan(100);
    await enqueue(carol, 'asked');
    expect((await hear(bob, MatchmakingType.MatchProposed, 2)).matchId).not.toBe(matchId);
  });

  it('is off when somebody does not answer in time, who waits no more', async () => {
    const { matchId } = await proposed('asked', ann, bob);
    await accept(ann, matchId);
    const [stays, leaves] = await Promise.all([ann, bob].map((client) => hear(client, MatchmakingType.MatchDissolved)));

    expect(stays).toEqual({ matchId, reason: 'expired', isWaiting: true });
    expect(leaves).toEqual({ matchId, reason: 'expired', isWaiting: false });
    expect(codeOf(await accept(bob, matchId))).toBe('matchmaking.no_proposal');
    expect(codeOf(await status(bob))).toBe('matchmaking.not_waiting');
  });

  it('needs every member of a party, and a no of one takes the party out', async () => {
    const dave = await server.connect();
    await makeParty(ann, bob);
    await enqueue(ann, 'asked-squads');
    const { matchId } = await proposed('asked-squads', carol, dave);
    await accept(ann, matchId);
    await decline(bob, matchId);

    expect(await hear(ann, MatchmakingType.MatchDissolved)).toMatchObject({ reason: 'declined', isWaiting: false });
    expect(await hear(carol, MatchmakingType.MatchDissolved)).toMatchObject({ isWaiting: true });
    expect(heard(bob, MatchmakingType.MatchDissolved)).toEqual([]);
  });

  it('cannot be answered by others, nor another match in its place', async () => {
    const { matchId } = await proposed('asked', ann, bob);
    expect(codeOf(await accept(carol, matchId))).toBe('matchmaking.no_proposal');
    expect(codeOf(await accept(ann, Number(matchId) + 1))).toBe('matchmaking.no_proposal');
    expect(codeOf(await decline(carol, matchId))).toBe('matchmaking.no_proposal');
  });
});

describe('cancelling', () => {
  it('ends the wait', async () => {
    await enqueue(ann, 'duel');
    expect(await ann.request(MatchmakingType.Cancel)).toMatchObject({ type: 3 });
    await enqueue(bob, 'duel');
    expect(codeOf(await status(ann))).toBe('matchmaking.not_waiting');
    expect(codeOf(await ann.request(MatchmakingType.Cancel))).toBe('matchmaking.not_waiting');
    expect(heard(ann, MatchmakingType.Cancelled)).toEqual([]);
  });

  it('calls a proposed match off', async () => {
    const { matchId } = await proposed('asked', ann, bob);
    await accept(bob, matchId);
    await ann.request(MatchmakingType.Cancel);
    const dissolved = await hear(bob, MatchmakingType.MatchDissolved);
    expect(dissolved).toEqual({ matchId, reason: 'cancelled', isWaiting: true });
  });

  it('is too late once the match is on', async () => {
    await Promise.all([ann, bob].map((client) => enqueue(client, 'duel')));
    await matched(ann);
    expect(codeOf(await ann.request(MatchmakingType.Cancel))).toBe('matchmaking.not_waiting');
    expect(server.app.get(RoomRegistry).size).toBe(1);
  });

  it('is for the whole party, whoever does it', async () => {
    await makeParty(ann, bob);
    await enqueue(ann, 'squads');
    await hear(bob, MatchmakingType.Ticket);
    await bob.request(MatchmakingType.Cancel);

    expect(await hear(ann, MatchmakingType.Cancelled)).toMatchObject({ reason: 'cancelled' });
    expect(codeOf(await status(ann))).toBe('matchmaking.not_waiting');
  });

  it('follows when the party changes', async () => {
    await makeParty(ann, bob);
    await enqueue(ann, 'squads');
    await bob.request(PartyType.Leave);
    const [told, left] = await Promise.all([ann, bob].map((client) => hear(client, MatchmakingType.Cancelled)));

    expect(told).toMatchObject({ reason: 'party_changed' });
    expect(left).toEqual(told);
    await enqueue(bob, 'duel');
    await makeParty(carol, bob);
    expect(await hear(bob, MatchmakingType.Cancelled, 2)).toMatchObject({ reason: 'party_changed' });
  });

  it('follows when a member is lost', async () => {
    await makeParty(ann, bob);
    await enqueue(ann, 'squads');
    bob.terminate();
    expect(await hear(ann, MatchmakingType.Cancelled)).toMatchObject({ reason: 'lost' });
  });
});

describe('a connection that breaks', () => {
  it('while waiting keeps the place, and nobody is matched with who is away', async () => {
    const cut = await resumable(ann);
    await enqueue(ann, 'duel');
    const comeBack = await cut();
    await enqueue(bob, 'duel');
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(heard(bob, MatchmakingType.MatchStarted)).toEqual([]);

    ann = await comeBack();
    const [{ joined }, other] = [await matched(ann), await matched(bob)];
    expect(joined.roomId).toBe(other.joined.roomId);
  });

  it('while waiting, and is not back in time, ends the wait', async () => {
    const cut = await resumable(ann);
    await enqueue(ann, 'duel');
    await cut();
    await enqueue(bob, 'duel');
    await new Promise((resolve) => setTimeout(resolve, 1_300));
    await enqueue(carol, 'duel');
    await Promise.all([matched(bob), matched(carol)]);
  });

  it('while a match is proposed may answer when it is back', async () => {
    const cut = await resumable(ann);
    const others = [bob, carol, await server.connect()];
    const { matchId } = await proposed('asked-squads', ann, ...others);
    for (const other of others) await accept(other, matchId);
    const comeBack = await cut();
    ann = await comeBack();
    expect((await status(ann)).message).toMatchObject({ state: 'proposed' });
    await accept(ann, matchId);

    expect((await matched(ann)).joined.roomId).toBe((await matched(bob)).joined.roomId);
  });

  it('while a match is proposed, and is lost, gives the others their wait back', async () => {
    const { matchId } = await proposed('asked-squads', ann, bob, carol, await server.connect());
    ann.terminate();
    expect(await hear(bob, MatchmakingType.MatchDissolved)).toEqual({
      ...{ matchId, reason: 'player_lost', isWaiting: true },
    });
    await enqueue(await server.connect(), 'asked-squads');
    await hear(bob, MatchmakingType.MatchProposed, 2);
  });

  it('after the yes is away in the room, and comes back into it', async () => {
    const cut = await resumable(ann);
    const { matchId } = await proposed('asked', ann, bob);
    await accept(ann, matchId);
    const comeBack = await cut();
    await accept(bob, matchId);
    const { joined } = await matched(bob);
    await hear(bob, RoomMessageType.MemberAway);
    const back = await comeBack();

    expect((await matched(back)).joined.roomId).toBe(joined.roomId);
    await hear(bob, RoomMessageType.MemberBack);
  });
});
