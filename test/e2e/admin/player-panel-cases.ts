import { randomUUID } from 'node:crypto';
import { PlayerSessions } from '../../../src/core/sessions/player-sessions.js';
import { SessionRegistry } from '../../../src/core/sessions/session-registry.js';
import { AccountsRepository } from '../../../src/modules/auth/accounts/accounts.repository.js';
import { ChatType } from '../../../src/modules/chat/chat.messages.js';
import { PartyType } from '../../../src/modules/parties/parties.messages.js';
import type { TestClient } from '../../../src/testing/test-client.js';
import type { Console } from './section-cases.js';

/** What modules show of a player, and a message to one. */
export function playerPanelCases(console: () => Console): void {
  /** A client of this player. */
  async function online(id: string): Promise<TestClient> {
    const { server } = console();
    const client = await server.connect();
    const [session] = [...server.app.get(SessionRegistry).all()].slice(-1);
    if (session !== undefined) server.app.get(PlayerSessions).signIn(session, id);
    return client;
  }
  /** A client that is signed in. */
  async function player(): Promise<{ client: TestClient; id: string }> {
    const id = randomUUID();
    return { client: await online(id), id };
  }
  const panel = async (path: string, id: string, role = 'operator'): Promise<Record<string, unknown>> =>
    (await console().clientOf(role).get(path, { id })).body;

  describe('the list of players', () => {
    it('finds them by id, start of a name, address and linked identity; those who are online, or banned', async () => {
      const { server, clientOf } = console();
      const accounts = server.app.get(AccountsRepository, { strict: false });
      const make = async (name: string, identity: Parameters<AccountsRepository['create']>[1]): Promise<string> =>
        (await accounts.create(name, identity))?.account.id ?? '';
      const anna = await make('Zz Anna', { kind: 'email', subject: 'anna@example.org', secretHash: 'x' });
      const ben = await make('zz Ben', { kind: 'openid', subject: 'https://id.example|ben' });
      const carl = await make('Zz_Carl', { kind: 'device', subject: 'carl' });
      const found = async (query: object, role = 'support'): Promise<unknown[]> =>
        (await clientOf(role).get<{ rows: { id: string }[] }>('players/list', query)).body.rows.map(({ id }) => id);

      expect(await found({ search: 'ZZ' })).toEqual([anna, ben, carl]);
      expect(await found({ search: 'zz ' })).toEqual([anna, ben]);
      expect(await found({ search: 'zz%' })).toEqual([]);
      expect(await found({ search: 'zz', limit: 2, after: anna })).toEqual([ben, carl]);
      expect(await found({ search: ben.toUpperCase() })).toEqual([ben]);
      expect(await found({ search: ' Anna@EXAMPLE.org' })).toEqual([anna]);
      expect(await found({ search: 'https://id.example|ben' })).toEqual([ben]);
      expect(await found({ search: 'anna@example.org' }, 'viewer')).toEqual([]);
      expect(await found({ search: 'https://id.example|ben' }, 'viewer')).toEqual([]);

      expect(await found({ search: 'zz', only: 'banned' })).toEqual([]);
      expect((await clientOf('operator').act('players/ban', { id: carl })).status).toBe(200);
      expect(await found({ search: 'zz', only: 'banned' })).toEqual([carl]);
      expect(await found({ only: 'banned' })).toContain(carl);
      expect((await clientOf('operator').act('players/unban', { id: carl })).status).toBe(200);
      expect(await found({ search: 'zz', only: 'banned' })).toEqual([]);

      expect(await found({ search: 'zz', only: 'online' })).toEqual([]);
      const client = await online(ben);
      const guest = await online('nobody-with-an-account');
      expect(await found({ search: 'zz', only: 'online' })).toEqual([ben]);
      expect(await found({ only: 'online' })).toEqual([ben]);
      for (const each of [client, guest]) each.terminate();
    });
  });

  describe('the page of a player', () => {
    it('has the party, with masked names for whoever may not see whole ones', async () => {
      const { client, id } = await player();
      expect(await panel('parties/ofPlayer', id)).toBeNull();
      await client.request(PartyType.Create, { name: 'Annabel' });
      const party = { isOpen: true, members: [{ name: 'Annabel', playerId: id, isLeader: true, isAway: false }] };
      expect(await panel('parties/ofPlayer', id)).toMatchObject(party);
      expect(await panel('parties/ofPlayer', id, 'viewer')).toMatchObject({ members: [{ name: 'An…' }] });
      client.terminate();
    });

    it('has the presence, and what the player has written for those who may see it', async () => {
      const { client, id } = await player();
      expect(await panel('presence/ofPlayer', id)).toMatchObject({ status: 'online', text: '' });
      expect(await panel('presence/ofPlayer', id, 'viewer')).not.toHaveProperty('text');
      expect(await panel('presence/ofPlayer', randomUUID())).toMatchObject({ status: 'offline' });
      client.terminate();
    });

    it('has the last lines of chat, the latest first, for moderators', async () => {
      const { client, id } = await player();
      expect(await panel('chat-lines/ofPlayer', id)).toBeNull();
      await client.request(ChatType.Join, { channel: 'panels', name: 'Ann' });
      for (const text of ['one', 'two']) await client.request(ChatType.Say, { channel: 'panels', text });
      const { lines } = await panel('chat-lines/ofPlayer', id, 'moderator');
      expect((lines as { text: string }[]).map(({ text }) => text).sort()).toEqual(['one', 'two']);
      expect(await panel('chat-lines/ofPlayer', id, 'viewer')).toMatchObject({ code: 'admin.not_allowed' });
      client.terminate();
    });

    it('sends its player a message, and nobody else', async () => {
      const [{ client, id }, other] = [await player(), await player()];
      const message = { type: ChatType.SlowModeSet, fields: { channel: 'panels', seconds: 5 } };
      const send = (to: string, what: object = message) =>
        console().clientOf('support').act('operations/notify', { id: to, message: what });
      expect((await send(id)).body).toEqual({ result: { says: "Sent to 1 of the player's sessions." } });
      await client.next(ChatType.SlowModeSet);
      expect(other.client.packets.some(({ type }) => type === (ChatType.SlowModeSet as number))).toBe(false);
      expect((await send(randomUUID())).body).toEqual({ result: { says: 'The player is not online.' } });
      expect((await send(id, { ...message, fields: {} })).body.code).toBe('message.invalid');
      client.terminate();
      other.client.terminate();
    });
  });
}
