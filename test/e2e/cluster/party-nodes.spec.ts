import { setTimeout as delay } from 'node:timers/promises';
import { RoomMessageType } from '../../../src/core/rooms/api/rooms.messages.js';
import { PlayerBlocks } from '../../../src/core/sessions/player-blocks.js';
import { PlayerSessions } from '../../../src/core/sessions/player-sessions.js';
import { Invitations } from '../../../src/modules/parties/invitations.js';
import type { PartyInvitationDto } from '../../../src/modules/parties/invitations.messages.js';
import { type PartyDto, PartyType } from '../../../src/modules/parties/parties.messages.js';
import { PartiesModule } from '../../../src/modules/parties/parties.module.js';
import type { Packet, TestClient } from '../../../src/testing/test-client.js';
import { HallDoor, HallRoom, HallType, Ledger, NookRoom } from '../rooms.fixture.js';
import { playerAt, SocialNodes } from './social-nodes.js';

const HELLO = 0;
const ACK = 3;

let nodes: SocialNodes;
let ann: TestClient;
/** Another in each test, since invitations are paced by player. */
let annId: string;
let tests = 0;
let bob: TestClient;

beforeAll(async () => {
  nodes = await SocialNodes.start(3, {
    imports: [PartiesModule],
    providers: [Ledger, HallRoom, NookRoom, HallDoor],
    env: { RATE_LIMIT_BURST: '10000', SEAT_HOLD_MS: '0' },
  });
});
afterAll(() => nodes.stop());
beforeEach(async () => {
  annId = `ann-${++tests}`;
  [ann, bob] = [await playerAt(nodes.at(0), annId), await playerAt(nodes.at(1), 'bob')];
});
afterEach(async () => {
  await Promise.all(nodes.cluster.nodes.map((node) => node.disconnectAll()));
  await until(() => nodes.cluster.nodes.every(({ app }) => app.get(Invitations).size === 0));
});

const refused = (code: string): object => ({ type: 2, message: expect.objectContaining({ code }) as object });
const partyOf = ({ message }: Packet): PartyDto => message?.party as PartyDto;
const create = async (client: TestClient, settings: object = {}): Promise<PartyDto> =>
  partyOf(await client.request(PartyType.Create, { name: 'Ann', isOpen: false, ...settings }));
const invite = (client: TestClient, playerId: string): Promise<Packet> =>
  client.request(PartyType.InvitePlayer, { playerId });
const accept = (client: TestClient, invitationId: unknown, name = 'Bob'): Promise<Packet> =>
  client.request(PartyType.Accept, { invitationId, name });
const waitingOf = async (client: TestClient): Promise<PartyInvitationDto[]> =>
  (await client.request(PartyType.Invitations)).message?.invitations as PartyInvitationDto[];
const isAt = (index: number, playerId: string): boolean =>
  nodes.at(index).app.get(PlayerSessions).of(playerId).size > 0;

/** The id of a room at a node, whose maker is gone. */
async function roomAt(index: number): Promise<string> {
  const maker = await nodes.at(index).connect();
  return String((await maker.request(HallType.Create, { type: 'nook' })).message?.roomId);
}

async function endOf(client: TestClient, invitationId: unknown): Promise<unknown> {
  const { message } = await client.waitFor(
    (packet) => packet.type === (PartyType.InvitationEnded as number) && packet.message?.invitationId === invitationId,
  );
  return message?.reason;
}

async function until(isTrue: () => boolean): Promise<void> {
  for (let tries = 0; tries < 1_000 && !isTrue(); tries++) await delay(10);
  expect(isTrue()).toBe(true);
}

describe('a party whose leader goes into a room of another node', () => {
  it('goes along with those who are free; who is in a room stays', async () => {
    const party = await create(ann, { isOpen: true });
    const [carol, dan] = [await playerAt(nodes.at(0), 'carol'), await playerAt(nodes.at(0), 'dan')];
    for (const client of [carol, dan]) await client.request(PartyType.Join, { code: party.code, name: 'Friend' });
    await dan.request(RoomMessageType.Join, { roomId: await roomAt(0) });
    await ann.request(RoomMessageType.Join, { roomId: await roomAt(1) });
    await until(() => isAt(1, 'carol'));

    const { leaderId, members } = partyOf(await carol.request(PartyType.Current));
    expect([leaderId, members.length]).toEqual([party.leaderId, 2]);
    expect(partyOf(await bob.request(PartyType.Join, { code: party.code, name: 'Bob' })).members).toHaveLength(3);
    expect([isAt(0, 'dan'), partyOf(await dan.request(PartyType.Current)).members.length]).toEqual([true, 1]);
  });
});

describe('invitations to players of other nodes', () => {
  it('bring them into the party, where they move', async () => {
    const party = await create(ann);
    const { type, message } = await invite(ann, 'bob');
    expect(type).toBe(PartyType.InvitationSent);
    const { invitationId } = message ?? {};
    const invited = (await bob.next(PartyType.Invited)).message?.invitation as PartyInvitationDto;
    expect(invited).toMatchObject({
      id: invitationId,
      partyId: party.id,
      fromPlayerId: annId,
      fromName: 'Ann',
      members: 1,
    });
    expect(await waitingOf(bob)).toEqual([invited]);
    expect(await invite(ann, 'bob')).toMatchObject(refused('party.already_invited'));

    const joined = partyOf(await accept(bob, invitationId));
    expect(joined.members.map(({ name }) => name)).toEqual(['Ann', 'Bob']);
    expect(await endOf(ann, invitationId)).toBe('accepted');
    expect(isAt(0, 'bob') && !isAt(1, 'bob')).toBe(true);
    expect(await waitingOf(bob)).toEqual([]);
    expect(await invite(ann, 'bob')).toMatchObject(refused('party.cannot_invite_member'));
  });

  it('reach a session without an account, and the player of one that has signed in', async () => {
    await create(ann);
    const carol = await nodes.at(2).connect();
    const { message } = await carol.request(HELLO);
    const sent = await ann.request(PartyType.InviteSession, { sessionId: message?.sessionId });
    expect((await accept(carol, sent.message?.invitationId, 'Carol')).type).toBe(PartyType.Joined);

    const [session] = nodes.at(1).app.get(PlayerSessions).of('bob');
    await ann.request(PartyType.InviteSession, { sessionId: session?.id });
    await bob.next(PartyType.Invited);
    expect(await invite(ann, 'bob')).toMatchObject(refused('party.already_invited'));
  });

  it('bring the party to who is in a room, where it is found by its code', async () => {
    const party = await create(ann, { isOpen: true });
    const carol = await playerAt(nodes.at(0), 'carol');
    await carol.request(PartyType.Join, { code: party.code, name: 'Carol' });
    const roomId = await roomAt(1);
    await bob.request(RoomMessageType.Join, { roomId });
    const { invitationId } = (await invite(ann, 'bob')).message ?? {};

    const joined = partyOf(await accept(bob, invitationId));
    expect(joined.members.map(({ name }) => name)).toEqual(['Ann', 'Carol', 'Bob']);
    expect([isAt(1, annId), isAt(1, 'carol'), isAt(1, 'bob')]).toEqual([true, true, true]);
    expect(joined).toMatchObject({ id: party.id, code: party.code, leaderId: party.leaderId });
    expect(await endOf(ann, invitationId)).toBe('accepted');
    expect((await bob.request(RoomMessageType.Leave)).type).toBe(ACK);
    const dora = await playerAt(nodes.at(2), 'dora');
    expect(partyOf(await dora.request(PartyType.Join, { code: party.code, name: 'Dora' })).members).toHaveLength(4);
  });

  it('and the code say that it does not go when both are in rooms of different nodes', async () => {
    const { code } = await create(ann, { isOpen: true });
    await bob.request(RoomMessageType.Join, { roomId: await roomAt(1) });
    const { invitationId } = (await invite(ann, 'bob')).message ?? {};
    await ann.request(RoomMessageType.Join, { roomId: await roomAt(0) });
    expect(await accept(bob, invitationId)).toMatchObject(refused('party.apart'));
    expect(await bob.request(PartyType.Join, { code, name: 'Bob' })).toMatchObject(refused('party.apart'));
    await ann.request(RoomMessageType.Leave);

    const joined = partyOf(await bob.request(PartyType.Join, { code, name: 'Bob' }));
    expect(joined.members.map(({ name }) => name)).toEqual(['Ann', 'Bob']);
    expect([isAt(1, annId), isAt(1, 'bob')]).toEqual([true, true]);
  });

  it('are told to be declined, and cannot be sent again at once', async () => {
    await create(ann);
    const { invitationId } = (await invite(ann, 'bob')).message ?? {};
    expect((await bob.request(PartyType.Decline, { invitationId })).type).toBe(ACK);
    expect(await endOf(ann, invitationId)).toBe('declined');
    expect(await waitingOf(bob)).toEqual([]);
    expect(await accept(bob, invitationId)).toMatchObject(refused('party.no_such_invitation'));
    expect(await invite(ann, 'bob')).toMatchObject(refused('party.already_invited'));
  });

  it.each<[string, (invitationId: unknown) => unknown]>([
    ['takes them back', (invitationId) => ann.request(PartyType.Withdraw, { invitationId })],
    ['leaves the party', () => ann.request(PartyType.Leave)],
    ['vanishes', () => ann.terminate()],
  ])('end when their sender %s', async (_, end) => {
    await create(ann);
    const { invitationId } = (await invite(ann, 'bob')).message ?? {};
    await bob.next(PartyType.Invited);
    await end(invitationId);
    expect(await endOf(bob, invitationId)).toBe('withdrawn');
    expect(await accept(bob, invitationId)).toMatchObject(refused('party.no_such_invitation'));
  });

  it('end when the one they are for vanishes', async () => {
    await create(ann);
    const { invitationId } = (await invite(ann, 'bob')).message ?? {};
    bob.terminate();
    expect(await endOf(ann, invitationId)).toBe('expired');
  });

  it('do not reach who has blocked the sender, who is answered as ever', async () => {
    const blocks = nodes.at(1).app.get(PlayerBlocks);
    blocks.add('bob', annId);
    await create(ann);
    const { type, message } = await invite(ann, 'bob');
    blocks.remove('bob', annId);
    expect(type).toBe(PartyType.InvitationSent);
    expect(await waitingOf(bob)).toEqual([]);
    expect(await accept(bob, message?.invitationId)).toMatchObject(refused('party.no_such_invitation'));
    expect((await ann.request(PartyType.Withdraw, { invitationId: message?.invitationId })).type).toBe(ACK);
  });

  it('go to nobody who is nowhere, and are of no use in a full party', async () => {
    expect(await invite(ann, 'bob')).toMatchObject(refused('party.not_member'));
    const { code } = await create(ann, { isOpen: true, maxMembers: 2 });
    expect(await invite(ann, 'nobody')).toMatchObject(refused('party.not_here'));
    expect(await ann.request(PartyType.InviteSession, { sessionId: 'nobody' })).toMatchObject(
      refused('party.not_here'),
    );
    const { invitationId } = (await invite(ann, 'bob')).message ?? {};
    const carol = await playerAt(nodes.at(2), 'carol');
    await carol.request(PartyType.Join, { code, name: 'Carol' });
    expect(await accept(bob, invitationId)).toMatchObject(refused('party.full'));
    await carol.request(PartyType.Leave);
    expect((await accept(bob, invitationId)).type).toBe(PartyType.Joined);
  });

  it('stay with who moves to another node: the one they are for, and their sender with the party', async () => {
    const party = await create(ann);
    const { invitationId } = (await invite(ann, 'bob')).message ?? {};
    await bob.next(PartyType.Invited);
    await bob.request(RoomMessageType.Join, { roomId: await roomAt(2) });
    expect(isAt(2, 'bob')).toBe(true);
    expect(await waitingOf(bob)).toMatchObject([{ id: invitationId, partyId: party.id, fromName: 'Ann' }]);
    await bob.request(RoomMessageType.Leave);

    await ann.request(RoomMessageType.Join, { roomId: await roomAt(1) });
    expect(isAt(1, annId)).toBe(true);
    expect(await waitingOf(bob)).toMatchObject([{ id: invitationId }]);
    // The node has to hear where the sender is now.
    let joined = await accept(bob, invitationId);
    for (let tries = 0; tries < 100 && joined.message?.code === 'cluster.try_again'; tries++) {
      await delay(20);
      joined = await accept(bob, invitationId);
    }
    expect(partyOf(joined).members.map(({ name }) => name)).toEqual(['Ann', 'Bob']);
    expect(await endOf(ann, invitationId)).toBe('accepted');
  });

  it('say to try again while nobody can know where a player is; parties go on, and none is made', async () => {
    const { code } = await create(ann, { isOpen: true });
    const carol = await playerAt(nodes.at(0), 'carol');
    nodes.cluster.isStoreAway = true;
    const answers = [
      await invite(ann, 'bob'),
      await bob.request(PartyType.Join, { code, name: 'Bob' }),
      await bob.request(PartyType.Create, { name: 'Bob' }),
    ];
    const joined = await carol.request(PartyType.Join, { code, name: 'Carol' });
    nodes.cluster.isStoreAway = false;
    for (const answer of answers) expect(answer).toMatchObject(refused('cluster.unavailable'));
    expect(partyOf(joined).members).toHaveLength(2);
    expect((await invite(ann, 'bob')).type).toBe(PartyType.InvitationSent);
  });
});
