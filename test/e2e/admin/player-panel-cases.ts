import { randomUUID } from 'node:crypto';
import { PlayerSessions } from '../../../src/core/sessions/player-sessions.js';
import { SessionRegistry } from '../../../src/core/sessions/session-registry.js';
import { ChatType } from '../../../src/modules/chat/chat.messages.js';
import { PartyType } from '../../../src/modules/parties/parties.messages.js';
import type { TestClient } from '../../../src/testing/test-client.js';
import type { Console } from './section-cases.js';

/** What modules show of a player, and a message to one. */
export function playerPanelCases(console: () => Console): void {
  /** A client that is signed in. */
  async function player(): Promise<{ client: TestClient; id: string }> {
    const { server } = console();
    const client = await server.connect();
    const [session] = [...server.app.get(SessionRegistry).all()].slice(-1);
    const id = randomUUID();
    if (session !== undefined) server.app.get(PlayerSessions).signIn(session, id);
    return { client, id };
  }
  const panel = async (path: string, id: string, role = 'operator'): Promise<Record<string, unknown>> =>
    (await console().clientOf(role).get(path, { id })).body;

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
