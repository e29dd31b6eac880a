import { setTimeout as delay } from 'node:timers/promises';
import { PlayerBlocks } from '../../../src/core/sessions/player-blocks.js';
import { PlayerSessions } from '../../../src/core/sessions/player-sessions.js';
import { SessionRegistry } from '../../../src/core/sessions/session-registry.js';
import { Invitations } from '../../../src/modules/parties/invitations.js';
import type { PartyInvitationDto } from '../../../src/modules/parties/invitations.messages.js';
import { PartiesModule } from '../../../src/modules/parties/parties.module.js';
import { type PartyDto, PartyType } from '../../../src/modules/parties/parties.messages.js';
import { TestApp } from '../../../src/testing/test-app.js';
import type { Packet, TestClient } from '../../../src/testing/test-client.js';

const HELLO = 0;
const ACK = 3;
const MAX_SENT = 16;

function refused(code: string): object {
  return { type: 2, message: expect.objectContaining({ code }) as object };
}

const partyOf = ({ message }: Packet): PartyDto => message?.party as PartyDto;
const heard = (client: TestClient, type: PartyType): unknown[] =>
  client.packets.filter((packet) => packet.type === (type as number)).map(({ message }) => message);

describe('invitations to a party', () => {
  let server: TestApp;
  let ann: TestClient;
  let bob: TestClient;
  let carol: TestClient;
  let bobId: string;

  beforeAll(async () => {
    server = await TestApp.start({
      imports: [PartiesModule],
      env: { RATE_LIMIT_BURST: '10000', SEAT_HOLD_MS: '0', SESSIONS_PER_PLAYER: 'many' },
    });
  });

  afterAll(() => server.stop());

  beforeEach(async () => {
    [ann, bob, carol] = [await server.connect(), await server.connect(), await server.connect()];
    bobId = await idOf(bob);
  });

  afterEach(async () => {
    await server.disconnectAll();
    expect(server.app.get(Invitations).size).toBe(0);
  });

  async function idOf(client: TestClient): Promise<string> {
    return (await client.request(HELLO)).message?.sessionId as string;
  }

  function signIn(sessionId: string, playerId: string): void {
    const session = server.app.get(SessionRegistry).find(sessionId);
    if (session) server.app.get(PlayerSessions).signIn(session, playerId);
  }

  const create = async (client: TestClient, settings: object = {}): Promise<PartyDto> =>
    partyOf(await client.request(PartyType.Create, { name: 'Ann', isOpen: false, ...settings }));
  const invite = (client: TestClient, sessionId: string): Promise<Packet> =>
    client.request(PartyType.InviteSession, { sessionId });
  const accept = (client: TestClient, invitationId: unknown, name = 'Bob'): Promise<Packet> =>
    client.request(PartyType.Accept, { invitationId, name });
  const waitingOf = async (client: TestClient): Promise<PartyInvitationDto[]> =>
    (await client.request(PartyType.Invitations)).message?.invitations as PartyInvitationDto[];

  it('bring somebody without an account into a closed party', async () => {
    const party = await create(ann);
    const { message } = await invite(ann, bobId);
    const invited = await bob.next(PartyType.Invited);

    expect(invited.message).toEqual({
      invitation: {
        id: message?.invitationId,
        partyId: party.id,
        fromId: party.leaderId,
        fromName: 'Ann',
        members: 1,
        maxMembers: 4,
        expiresAtMs: message?.expiresAtMs,
      },
    });
    expect(await waitingOf(bob)).toEqual([invited.message?.invitation]);
    const joined = partyOf(await accept(bob, message?.invitationId));
    expect(joined.members.map(({ name }) => name)).toEqual(['Ann', 'Bob']);
    expect((await ann.next(PartyType.InvitationEnded)).message).toEqual({
      invitationId: message?.invitationId,
      reason: 'accepted',
    });
    expect(await waitingOf(bob)).toEqual([]);
  });

  it('do not reach who has blocked the sender, who is answered as ever', async () => {
    signIn(bobId, 'bob');
    signIn(await idOf(ann), 'ann');
    const blocks = server.app.get(PlayerBlocks);
    blocks.add('bob', 'ann');
    await create(ann);
    const sent = await ann.request(PartyType.InvitePlayer, { playerId: 'bob' });
    const invitationId = sent.message?.invitationId;

    expect(sent.type).toBe(PartyType.InvitationSent);
    expect(await waitingOf(bob)).toEqual([]);
    expect(heard(bob, PartyType.Invited)).toEqual([]);
    expect(await accept(bob, invitationId)).toMatchObject(refused('party.no_such_invitation'));
    expect((await ann.request(PartyType.Withdraw, { invitationId })).type).toBe(ACK);
    expect(heard(bob, PartyType.InvitationEnded)).toEqual([]);

    blocks.remove('bob', 'ann');
    await ann.request(PartyType.InvitePlayer, { playerId: 'bob' });
    expect(await waitingOf(bob)).toHaveLength(1);
  });

  it('reach all sessions of a player, and end on all when one answers', async () => {
    signIn(bobId, 'bob');
    signIn(await idOf(carol), 'bob');
    await create(ann);
    const { message } = await ann.request(PartyType.InvitePlayer, { playerId: 'bob' });
    await Promise.all([bob, carol].map((client) => client.next(PartyType.Invited)));
    await accept(carol, message?.invitationId);
    expect((await bob.next(PartyType.InvitationEnded)).message).toMatchObject({ reason: 'accepted' });
    expect(await accept(bob, message?.invitationId)).toMatchObject(refused('party.no_such_invitation'));
  });

  it('are for the player where the session is one’s', async () => {
    signIn(bobId, 'bob');
    await create(ann);
    await invite(ann, bobId);
    expect(await ann.request(PartyType.InvitePlayer, { playerId: 'bob' })).toMatchObject(
      refused('party.already_invited'),
    );
  });

  it('can be accepted after signing in', async () => {
    await create(ann);
    const { message } = await invite(ann, bobId);
    signIn(bobId, 'bob');
    expect((await accept(bob, message?.invitationId)).type).toBe(PartyType.Joined);
  });

  it('bring back one who was kicked', async () => {
    const { code } = await create(ann, { isOpen: true });
    await bob.request(PartyType.Join, { code, name: 'Bob' });
    await ann.request(PartyType.Kick, { memberId: bobId });
    const { message } = await invite(ann, bobId);
    expect((await accept(bob, message?.invitationId)).type).toBe(PartyType.Joined);
    await bob.request(PartyType.Leave);
    expect((await bob.request(PartyType.Join, { code, name: 'Bob' })).type).toBe(PartyType.Joined);
  });

  it('are told to be declined, and cannot be sent again at once', async () => {
    await create(ann);
    const { message } = await invite(ann, bobId);
    expect(await bob.request(PartyType.Decline, message && { invitationId: message.invitationId })).toMatchObject({
      type: ACK,
    });
    expect((await ann.next(PartyType.InvitationEnded)).message).toMatchObject({ reason: 'declined' });
    expect(await waitingOf(bob)).toEqual([]);
    expect(await invite(ann, bobId)).toMatchObject(refused('party.already_invited'));
    expect(await accept(bob, message?.invitationId)).toMatchObject(refused('party.no_such_invitation'));
  });

  it('end when their sender takes them back, leaves or vanishes', async () => {
    const ends: ((client: TestClient, invitationId: unknown) => unknown)[] = [
      (client, invitationId) => client.request(PartyType.Withdraw, { invitationId }),
      (client) => client.request(PartyType.Leave),
      (client) => client.request(PartyType.Disband),
      (client) => client.terminate(),
    ];
    for (const end of ends) {
      const sender = await server.connect();
      await create(sender);
      const { invitationId } = (await invite(sender, bobId)).message ?? {};
      await end(sender, invitationId);
      const told = await bob.waitFor(
        ({ type, message }) => type === (PartyType.InvitationEnded as number) && message?.invitationId === invitationId,
      );
      expect(told.message).toMatchObject({ reason: 'withdrawn' });
      expect(await accept(bob, invitationId)).toMatchObject(refused('party.no_such_invitation'));
    }
  });

  it('end when the one they are for vanishes', async () => {
    await create(ann);
    await invite(ann, bobId);
    bob.terminate();
    expect((await ann.next(PartyType.InvitationEnded)).message).toMatchObject({ reason: 'expired' });
  });

  it('are nobody else’s to answer or to take back', async () => {
    await create(ann);
    const invitationId = (await invite(ann, bobId)).message?.invitationId;
    expect(await accept(carol, invitationId)).toMatchObject(refused('party.no_such_invitation'));
    for (const type of [PartyType.Decline, PartyType.Withdraw]) {
      expect(await carol.request(type, { invitationId })).toMatchObject(refused('party.no_such_invitation'));
    }
    expect((await accept(bob, invitationId)).type).toBe(PartyType.Joined);
  });

  it('are of no use in a full party, nor while in another', async () => {
    const { code } = await create(ann, { isOpen: true, maxMembers: 2 });
    const invitationId = (await invite(ann, bobId)).message?.invitationId;
    await carol.request(PartyType.Join, { code, name: 'Carol' });
    expect(await accept(bob, invitationId)).toMatchObject(refused('party.full'));
    expect(await invite(ann, bobId)).toMatchObject(refused('party.full'));
    await carol.request(PartyType.Leave);
    await bob.request(PartyType.Create, { name: 'Bob' });
    expect(await accept(bob, invitationId)).toMatchObject(refused('party.already_member'));
    await bob.request(PartyType.Leave);
    expect((await accept(bob, invitationId)).type).toBe(PartyType.Joined);
  });

  it('go to nobody who is not there, or a member', async () => {
    const { leaderId } = await create(ann);
    expect(await invite(ann, 'nobody')).toMatchObject(refused('party.not_here'));
    expect(await ann.request(PartyType.InvitePlayer, { playerId: 'nobody' })).toMatchObject(refused('party.not_here'));
    expect(await invite(ann, leaderId)).toMatchObject(refused('party.cannot_invite_member'));
  });

  it('stop after 16, waiting or refused, and are paced then', async () => {
    await create(ann);
    const crowd = await Promise.all(Array.from({ length: MAX_SENT + 1 }, () => server.connect()));
    const ids = await Promise.all(crowd.map(idOf));
    const types = [];
    for (const id of ids.slice(0, MAX_SENT)) types.push((await invite(ann, id)).type);
    expect(new Set(types)).toEqual(new Set([PartyType.InvitationSent]));
    expect(await invite(ann, ids[MAX_SENT] ?? '')).toMatchObject(refused('rate.limited'));
    await delay(2_100);
    expect(await invite(ann, ids[MAX_SENT] ?? '')).toMatchObject(refused('party.too_many_invitations'));
    for (let i = 0; i < 200; i++) ann.send(PartyType.InviteSession, { sessionId: bobId });
    await ann.settle();
    expect(heard(bob, PartyType.Invited)).toEqual([]);
  });

  it('reach nobody who has 16 waiting', async () => {
    const senders = await Promise.all(Array.from({ length: MAX_SENT + 1 }, () => server.connect()));
    const answers = [];
    for (const sender of senders) {
      await create(sender);
      answers.push(await invite(sender, bobId));
    }
    expect(answers.filter(({ type }) => type === (PartyType.InvitationSent as number))).toHaveLength(MAX_SENT);
    expect(answers.at(-1)).toMatchObject(refused('party.too_busy'));
    expect(await waitingOf(bob)).toHaveLength(MAX_SENT);
  });
});
