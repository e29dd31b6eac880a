import { SessionGroups } from '../../../src/core/sessions/session-groups.js';
import { SessionSeats } from '../../../src/core/sessions/session-seats.js';
import { PartiesModule } from '../../../src/modules/parties/parties.module.js';
import { type PartyDto, PartyType } from '../../../src/modules/parties/parties.messages.js';
import { PartyDirectory } from '../../../src/modules/parties/party-directory.js';
import { encodeVariant } from '../../../src/protocol/variant/variant.js';
import { GodotFloat } from '../../../src/protocol/variant/scalar-values.js';
import type { Packet } from '../../../src/testing/test-client.js';
import { RestartingServer } from '../../support/restarting-server.js';
import type { ResumingClient } from '../../support/resuming-client.js';

const GONE = 1006;
const FLOAT = Buffer.from(encodeVariant(new GodotFloat(2), { godot: 4 })).toString('base64');

const partyOf = ({ message }: Packet): PartyDto => message?.party as PartyDto;
const heard = (client: ResumingClient, type: PartyType): Packet[] =>
  client.packets.filter((packet) => packet.type === (type as number));

describe('a party over a restart', () => {
  let server: RestartingServer;
  let ann: ResumingClient;
  let bob: ResumingClient;
  let carol: ResumingClient;

  beforeEach(async () => {
    server = await RestartingServer.start([PartiesModule]);
    // Carol's session is restored first, and Ann's, who leads, last.
    [carol, bob, ann] = [await server.connect(), await server.connect(), await server.connect()];
  });

  afterEach(() => server.stop());

  const request = (client: ResumingClient, type: PartyType, message: object = {}): Promise<Packet> =>
    client.request(type, message);

  async function threesome(): Promise<PartyDto> {
    const { code } = partyOf(await request(ann, PartyType.Create, { name: 'Ann', isOpen: true, maxMembers: 5 }));
    await request(bob, PartyType.Join, { code, name: 'Bob' });
    await request(carol, PartyType.Join, { code, name: 'Carol' });
    await request(carol, PartyType.SetReady, { isReady: true });
    await request(bob, PartyType.SetMyData, { data: { hero: FLOAT } });
    await request(ann, PartyType.SetData, { data: { map: FLOAT } });
    return partyOf(await request(bob, PartyType.Current));
  }

  it('is the same party, with its members in order, its leader, settings and data, and nobody hears of it', async () => {
    const before = await threesome();
    const joins = [ann, bob, carol].map((client) => heard(client, PartyType.MemberJoined).length);
    await server.restart([PartiesModule]);
    const after = partyOf(await request(bob, PartyType.Current));

    expect(after).toEqual(before);
    expect(after.members.map(({ name }) => name)).toEqual(['Ann', 'Bob', 'Carol']);
    expect(after.leaderId).toBe(ann.sessionId);
    expect(server.app.get(SessionGroups).find('party', after.id)?.leader?.id).toBe(after.leaderId);
    expect([ann, bob, carol].map((client) => heard(client, PartyType.MemberJoined).length)).toEqual(joins);
    for (const client of server.clients) {
      expect(heard(client, PartyType.MemberLeft)).toEqual([]);
      expect(heard(client, PartyType.LeaderChanged)).toEqual([]);
    }
    await request(ann, PartyType.Promote, { memberId: bob.sessionId });
    expect(partyOf(await request(carol, PartyType.Current)).leaderId).toBe(bob.sessionId);
    const dave = await server.connect();
    const joined = partyOf(await request(dave, PartyType.Join, { code: before.code, name: 'Dave' }));
    expect(joined.members.map(({ name }) => name)).toEqual(['Ann', 'Bob', 'Carol', 'Dave']);
  });

  it('goes on under another leader when the leader did not come back', async () => {
    await threesome();
    const leader = server.sessionOf(ann);
    server.leave(ann);
    while (leader.isConnected) await new Promise((resolve) => setTimeout(resolve, 5));
    await server.restart([PartiesModule]);
    expect(partyOf(await request(bob, PartyType.Current)).leaderId).toBe(leader.id);
    server.app.get(SessionSeats).end(server.sessionOf({ sessionId: leader.id } as ResumingClient), GONE);

    const { members, leaderId } = partyOf(await request(bob, PartyType.Current));
    expect(members.map(({ name }) => name)).toEqual(['Bob', 'Carol']);
    expect(leaderId).toBe(bob.sessionId);
    expect(heard(carol, PartyType.LeaderChanged)).toHaveLength(1);
  });

  it('is told to a client again that begins anew after a crash', async () => {
    const { id } = await threesome();
    const told = heard(bob, PartyType.Joined).length;
    await server.restart([PartiesModule], () => server.breakSeal());
    const news = await bob.waitFor(
      (packet) => packet.type === (PartyType.Joined as number) && packet.ref === undefined,
      'the party',
    );

    expect(partyOf(news).id).toBe(id);
    expect(heard(bob, PartyType.Joined)).toHaveLength(told + 1);
  });

  it('is forgotten without a trace when its members are gone, or when the feature is', async () => {
    await threesome();
    await server.restart([]);
    await server.restart([PartiesModule]);
    expect(server.app.get(PartyDirectory).size).toBe(0);

    await threesome();
    await server.restart([PartiesModule]);
    expect(server.kept('parties')).toBe(3);
    for (const client of server.clients) server.app.get(SessionSeats).end(server.sessionOf(client), GONE);
    expect(server.kept('parties')).toBe(0);
    expect(server.app.get(PartyDirectory)).toMatchObject({ size: 0, memberships: 0 });
  });

  it('lets go of a member that moves to another node', async () => {
    await threesome();
    for (const client of [ann, bob]) server.app.get(SessionSeats).moveAway(server.sessionOf(client));

    const { members, leaderId } = partyOf(await request(carol, PartyType.Current));
    expect(members.map(({ name }) => name)).toEqual(['Carol']);
    expect(leaderId).toBe(carol.sessionId);
    expect(server.kept('parties')).toBe(1);
  });
});
