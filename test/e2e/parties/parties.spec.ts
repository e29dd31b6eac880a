import { setTimeout as delay } from 'node:timers/promises';
import { PlayerSessions } from '../../../src/core/sessions/player-sessions.js';
import { SessionGroups } from '../../../src/core/sessions/session-groups.js';
import { SessionRegistry } from '../../../src/core/sessions/session-registry.js';
import { PartiesModule } from '../../../src/modules/parties/parties.module.js';
import { type PartyDto, PartyType } from '../../../src/modules/parties/parties.messages.js';
import { PartyDirectory } from '../../../src/modules/parties/party-directory.js';
import { encodeVariant } from '../../../src/protocol/variant/variant.js';
import type { VariantValue } from '../../../src/protocol/variant/variant-value.js';
import { TestApp } from '../../../src/testing/test-app.js';
import type { Packet, TestClient } from '../../../src/testing/test-client.js';

const HELLO = 0;
const ACK = 3;
const MEMBER_JOINED: number = PartyType.MemberJoined;

function refused(code: string): object {
  return { type: 2, message: expect.objectContaining({ code }) as object };
}

/** A value as it is in JSON. */
function variant(value: VariantValue): string {
  return Buffer.from(encodeVariant(value, { godot: 4 })).toString('base64');
}

const partyOf = ({ message }: Packet): PartyDto => message?.party as PartyDto;
const heard = (client: TestClient, type: PartyType): unknown[] =>
  client.packets.filter((packet) => packet.type === (type as number)).map(({ message }) => message);

function startServer(): Promise<TestApp> {
  return TestApp.start({
    imports: [PartiesModule],
    env: { RATE_LIMIT_BURST: '10000', SEAT_HOLD_MS: '300', SESSIONS_PER_PLAYER: 'many' },
  });
}

describe('parties', () => {
  let server: TestApp;
  let ann: TestClient;
  let bob: TestClient;
  let carol: TestClient;

  beforeAll(async () => {
    server = await startServer();
  });

  afterAll(() => server.stop());

  beforeEach(async () => {
    [ann, bob, carol] = [await server.connect(), await server.connect(), await server.connect()];
  });

  afterEach(async () => {
    await server.disconnectAll();
    expect(server.app.get(PartyDirectory)).toMatchObject({ size: 0, memberships: 0 });
  });

  const create = async (client: TestClient, name: string, settings: object = {}): Promise<PartyDto> =>
    partyOf(await client.request(PartyType.Create, { name, ...settings }));
  const join = (client: TestClient, code: string, name: string): Promise<Packet> =>
    client.request(PartyType.Join, { code, name });

  /** Ann leads, Bob and Carol have joined. */
  async function threesome(): Promise<{ party: PartyDto; ids: [string, string, string] }> {
    const { code } = await create(ann, 'Ann');
    await join(bob, code, 'Bob');
    const party = partyOf(await join(carol, code, 'Carol'));
    const [first = '', second = '', third = ''] = party.members.map(({ id }) => id);
    return { party, ids: [first, second, third] };
  }

  async function hello(client: TestClient, fields: object = {}): Promise<{ sessionId: string; resumeToken: string }> {
    const { message } = await client.request(HELLO, { resumable: true, ...fields });
    return message as unknown as { sessionId: string; resumeToken: string };
  }

  function signIn(sessionId: string, playerId: string): void {
    const session = server.app.get(SessionRegistry).find(sessionId);
    if (session) server.app.get(PlayerSessions).signIn(session, playerId);
  }

  describe('membership', () => {
    it('begins with a party of one, whose leader one is', async () => {
      const { type, message } = await ann.request(PartyType.Create, { name: 'Ann' });
      const { memberId, party } = message as { memberId: string; party: PartyDto };

      expect(type).toBe(PartyType.Joined);
      expect(party).toEqual({
        id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
        code: expect.stringMatching(/^[2-9A-HJKMNP-Z]{6}$/) as string,
        leaderId: memberId,
        isOpen: true,
        maxMembers: 4,
        members: [{ id: memberId, name: 'Ann', isReady: false, isAway: false, data: {} }],
        data: {},
      });
    });

    it('is gained by the code, however it is typed, and told to the others only', async () => {
      const { code } = await create(ann, 'Ann');
      const typed = ` ${code.slice(0, 3).toLowerCase()}-${code.slice(3)} `;
      const party = partyOf(await join(bob, typed, 'Bob'));

      expect(party.members.map(({ name }) => name)).toEqual(['Ann', 'Bob']);
      expect((await ann.next(PartyType.MemberJoined)).message).toEqual({ member: party.members[1] });
      expect(heard(bob, PartyType.MemberJoined)).toEqual([]);
    });

    it('is in a group of the kind "party" with the leader, for other features', async () => {
      const { party, ids } = await threesome();
      const group = server.app.get(SessionGroups).find('party', party.id);

      expect([...(group?.sessions ?? [])].map(({ id }) => id)).toEqual(ids);
      expect(group?.leader?.id).toBe(ids[0]);
      await ann.request(PartyType.Promote, { memberId: ids[2] });
      expect(group?.leader?.id).toBe(ids[2]);
      await carol.request(PartyType.Leave);
      expect(group?.leader?.id).toBe(ids[0]);
      await ann.request(PartyType.Disband);
      expect(server.app.get(SessionGroups).find('party', party.id)).toBeUndefined();
    });

    it('is one at a time', async () => {
      const { party } = await threesome();
      expect(await bob.request(PartyType.Create, { name: 'Bob' })).toMatchObject(refused('party.already_member'));
      expect(await bob.request(PartyType.Join, { code: party.code, name: 'B' })).toMatchObject(
        refused('party.already_member'),
      );
    });

    it('is for as many as there is room', async () => {
      const { code } = await create(ann, 'Ann', { maxMembers: 2 });
      await join(bob, code, 'Bob');
      expect(await join(carol, code, 'Carol')).toMatchObject(refused('party.full'));
      expect(await ann.request(PartyType.Configure, { isOpen: true, maxMembers: 3 })).toMatchObject({ type: ACK });
      expect((await join(carol, code, 'Carol')).type).toBe(PartyType.Joined);
      expect(await ann.request(PartyType.Configure, { isOpen: true, maxMembers: 2 })).toMatchObject(
        refused('party.too_small'),
      );
      expect(heard(bob, PartyType.SettingsChanged)).toEqual([{ isOpen: true, maxMembers: 3 }]);
    });

    it('passes the lead on when the leader leaves, and the party ends with the last', async () => {
      const { ids, party } = await threesome();
      expect(await ann.request(PartyType.Leave)).toMatchObject({ type: ACK });
      await carol.next(PartyType.LeaderChanged);
      expect(heard(carol, PartyType.MemberLeft)).toEqual([{ memberId: ids[0], reason: 'left' }]);
      expect(heard(carol, PartyType.LeaderChanged)).toEqual([{ leaderId: ids[1] }]);
      expect(heard(ann, PartyType.Ended)).toEqual([]);

      await bob.request(PartyType.Leave);
      await carol.request(PartyType.Leave);
      expect(await join(ann, party.code, 'Ann')).toMatchObject(refused('party.no_such_party'));
    });

    it('ends for all when the leader disbands', async () => {
      await threesome();
      expect(await ann.request(PartyType.Disband)).toMatchObject({ type: ACK });
      expect((await bob.next(PartyType.Ended)).message).toEqual({ reason: 'disbanded' });
      expect(await bob.request(PartyType.Current)).toMatchObject(refused('party.not_member'));
      expect(heard(ann, PartyType.Ended)).toEqual([]);
      expect(heard(bob, PartyType.MemberLeft)).toEqual([]);
    });

    it('ends for one who is kicked, and the code does not help then', async () => {
      const { ids, party } = await threesome();
      expect(await ann.request(PartyType.Kick, { memberId: ids[1] })).toMatchObject({ type: ACK });
      expect((await bob.next(PartyType.Ended)).message).toEqual({ reason: 'kicked' });
      expect((await carol.next(PartyType.MemberLeft)).message).toEqual({ memberId: ids[1], reason: 'kicked' });
      expect(await join(bob, party.code, 'Bob')).toMatchObject(refused('party.no_such_party'));
    });

    it.each([
      ['kick', PartyType.Kick, (id: string) => ({ memberId: id })],
      ['promote', PartyType.Promote, (id: string) => ({ memberId: id })],
      ['disband', PartyType.Disband, () => ({})],
      ['configure', PartyType.Configure, () => ({ isOpen: false, maxMembers: 4 })],
      ['set the data', PartyType.SetData, () => ({ data: {} })],
    ])('lets only the leader %s', async (_name, type, message) => {
      const { ids } = await threesome();
      expect(await bob.request(type, message(ids[2]))).toMatchObject(refused('party.not_leader'));
      await carol.settle();
      expect(carol.packets.filter(({ type: told }) => told > MEMBER_JOINED)).toEqual([]);
    });

    it.each([
      ['oneself', (ids: string[]) => ids[0]],
      ['a stranger', () => 'nobody'],
    ])('lets the leader neither kick nor promote %s', async (_name, who) => {
      const { ids } = await threesome();
      for (const type of [PartyType.Kick, PartyType.Promote]) {
        expect(await ann.request(type, { memberId: who(ids) })).toMatchObject(refused('party.no_such_member'));
      }
    });

    it.each([
      ['leave', PartyType.Leave, {}],
      ['read', PartyType.Current, {}],
      ['get ready in', PartyType.SetReady, { isReady: true }],
      ['invite into', PartyType.InvitePlayer, { playerId: 'p' }],
      ['speak of oneself in', PartyType.SetMyData, { data: {} }],
    ])('is needed to %s it', async (_name, type, message) => {
      expect(await ann.request(type, message)).toMatchObject(refused('party.not_member'));
    });
  });

  describe('a closed party', () => {
    it('answers a right code as if there were no such party', async () => {
      const { code } = await create(ann, 'Ann', { isOpen: false });
      const [closed, unknown] = [await join(bob, code, 'Bob'), await join(bob, '222222', 'Bob')];
      expect(closed).toMatchObject(refused('party.no_such_party'));
      expect(closed.message).toEqual(unknown.message);
    });
  });

  describe('what members say', () => {
    it('is told in deltas to all, oneself included', async () => {
      const { ids } = await threesome();
      await ann.request(PartyType.SetData, { data: { map: variant('desert'), rounds: variant(3) } });
      await ann.request(PartyType.SetData, { data: { ranked: variant(true), rounds: variant(null) } });
      await bob.request(PartyType.SetMyData, { data: { hue: variant(0.5) } });
      await carol.request(PartyType.SetReady, { isReady: true });
      await carol.request(PartyType.SetReady, { isReady: true });
      await ann.settle();

      for (const client of [ann, bob, carol]) {
        expect(heard(client, PartyType.DataChanged)).toEqual([
          { data: { map: variant('desert'), rounds: variant(3) } },
          { data: { ranked: variant(true), rounds: variant(null) } },
        ]);
        expect(heard(client, PartyType.MemberDataChanged)).toEqual([{ memberId: ids[1], data: { hue: variant(0.5) } }]);
        expect(heard(client, PartyType.MemberStatusChanged)).toEqual([
          { memberId: ids[2], isReady: true, isAway: false },
        ]);
      }
      const { data, members } = partyOf(await bob.request(PartyType.Current));
      expect(data).toEqual({ map: variant('desert'), ranked: variant(true) });
      expect(members.map(({ isReady, data: own }) => ({ isReady, own }))).toEqual([
        { isReady: false, own: {} },
        { isReady: false, own: { hue: variant(0.5) } },
        { isReady: true, own: {} },
      ]);
    });

    it.each([
      ['an array', { a: variant([1]) }, 'party.bad_data'],
      ['a number that is none', { a: variant(NaN) }, 'party.bad_data'],
      ['a long text', { a: variant('x'.repeat(257)) }, 'party.bad_data'],
      ['an empty key', { '': variant(1) }, 'party.bad_data'],
      ['a key with a blank', { 'a b': variant(1) }, 'party.bad_data'],
      ['a long key', { ['k'.repeat(33)]: variant(1) }, 'message.invalid'],
      ['what is no Variant', { a: 'desert' }, 'packet.bad_value'],
      [
        'too many bytes',
        Object.fromEntries(Array.from({ length: 17 }, (_, i) => [`k${i}`, variant('€'.repeat(200))])),
        'party.too_much_data',
      ],
      [
        'too many keys',
        Object.fromEntries(Array.from({ length: 33 }, (_, i) => [`k${i}`, variant(i)])),
        'message.invalid',
      ],
    ])('may not hold %s', async (_name, values, code) => {
      await create(ann, 'Ann');
      expect(await ann.request(PartyType.SetData, { data: values })).toMatchObject(refused(code));
      expect(partyOf(await ann.request(PartyType.Current)).data).toEqual({});
    });
  });

  describe('a lost connection', () => {
    it('shows the leader as away, and keeps everything when the leader is back', async () => {
      const { sessionId, resumeToken } = await hello(ann);
      const { ids } = await threesome();
      ann.terminate();
      expect((await bob.next(PartyType.MemberStatusChanged)).message).toMatchObject({ memberId: ids[0], isAway: true });
      await bob.request(PartyType.SetReady, { isReady: true });

      const back = await server.connect();
      const received = ann.packets.filter(({ type }) => type >= 20).length;
      expect(await hello(back, { resume: resumeToken, received })).toMatchObject({ sessionId, resumed: true });
      await bob.waitFor(({ message }) => message?.memberId === ids[0] && message.isAway === false);
      expect(heard(back, PartyType.MemberStatusChanged)).toContainEqual({
        memberId: ids[1],
        isReady: true,
        isAway: false,
      });
      expect(partyOf(await back.request(PartyType.Current)).leaderId).toBe(ids[0]);
      expect(heard(bob, PartyType.LeaderChanged)).toEqual([]);
    });

    it('hands the lead over once the seat is lost', async () => {
      await hello(ann);
      const { ids } = await threesome();
      ann.terminate();
      expect((await carol.next(PartyType.MemberLeft)).message).toEqual({ memberId: ids[0], reason: 'lost' });
      expect((await carol.next(PartyType.LeaderChanged)).message).toEqual({ leaderId: ids[1] });
      const told = carol.packets.map(({ type }) => type).filter((type) => type > MEMBER_JOINED);
      expect(told).toEqual([PartyType.MemberStatusChanged, PartyType.MemberLeft, PartyType.LeaderChanged]);
    });

    it('passes the lead to somebody who is there', async () => {
      await hello(bob);
      const { ids } = await threesome();
      bob.terminate();
      await carol.next(PartyType.MemberStatusChanged);
      await ann.request(PartyType.Leave);
      expect((await carol.next(PartyType.LeaderChanged)).message).toEqual({ leaderId: ids[2] });
    });
  });

  describe('a player with two sessions', () => {
    it('is in one party, with the session that joined last, and keeps the lead', async () => {
      const sessions = [await hello(ann), await hello(bob)];
      for (const { sessionId } of sessions) signIn(sessionId, 'player-1');
      const { code } = await create(ann, 'Ann', { maxMembers: 2 });
      await join(carol, code, 'Carol');
      const party = partyOf(await join(bob, code, 'Ann again'));

      expect(party.members.map(({ name, playerId }) => [name, playerId])).toEqual([
        ['Carol', undefined],
        ['Ann again', 'player-1'],
      ]);
      expect(party.leaderId).toBe(sessions[1]?.sessionId);
      expect((await ann.next(PartyType.Ended)).message).toEqual({ reason: 'moved' });
    });

    it('leaves the one party for the other', async () => {
      const sessions = [await hello(ann), await hello(bob)];
      for (const { sessionId } of sessions) signIn(sessionId, 'player-1');
      const { code } = await create(carol, 'Carol');
      await create(ann, 'Ann');
      await join(bob, code, 'Ann');
      expect((await ann.next(PartyType.Ended)).message).toEqual({ reason: 'moved' });
      expect(server.app.get(PartyDirectory).size).toBe(1);
    });

    it('is told of when a member signs in', async () => {
      const { sessionId } = await hello(bob);
      await threesome();
      signIn(sessionId, 'player-2');
      const told = await carol.waitFor(({ message }) => JSON.stringify(message).includes('player-2'));
      expect(told).toMatchObject({ type: PartyType.MemberJoined, message: { member: { id: sessionId, name: 'Bob' } } });
    });
  });

  it('survives that everybody vanishes at once', async () => {
    for (const client of [ann, bob, carol]) await hello(client);
    await threesome();
    for (const client of [ann, bob, carol]) client.terminate();
    while (server.app.get(SessionRegistry).size > 0) await delay(5);
    expect(server.app.get(PartyDirectory)).toMatchObject({ size: 0, memberships: 0 });
  });
});
