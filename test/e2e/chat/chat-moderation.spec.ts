import { setTimeout as delay } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { Injectable } from '@nestjs/common';
import { EventBus } from '../../../src/core/events/event-bus.js';
import type { SessionGroup } from '../../../src/core/sessions/session-group.js';
import { SessionGroups } from '../../../src/core/sessions/session-groups.js';
import { SessionRegistry } from '../../../src/core/sessions/session-registry.js';
import { ChatChannels } from '../../../src/modules/chat/channels/chat-channels.js';
import { ChatType } from '../../../src/modules/chat/chat.messages.js';
import { ChatModule } from '../../../src/modules/chat/chat.module.js';
import { ChatModerator, type LineDraft, type Verdict } from '../../../src/modules/chat/safety/chat-moderators.js';
import { ChatLineReported, ChatReports } from '../../../src/modules/chat/safety/chat-reports.js';
import { defineErrors } from '../../../src/protocol/error-codes.js';
import { EverybodyModule } from '../../../src/testing/everybody.module.js';
import { TestApp } from '../../../src/testing/test-app.js';
import type { TestClient } from '../../../src/testing/test-client.js';
import {
  ACK,
  enter,
  heardBy,
  hears,
  join,
  read,
  refused,
  say,
  sessionOf,
  textsHeardBy,
  textsOf,
} from './chat-players.js';

const { Delete, Deleted, Edit, Edited, GroupJoined, GroupLeft, Mute, Muted, Report, SlowMode, SlowModeSet } = ChatType;

const ENV = { RATE_LIMIT_BURST: '10000', CHAT_LINES_BURST: '10000' };

const TestError = defineErrors({ 'test.no_dogs': 'Nothing about dogs.' });

/** Reads slowly, dislikes dogs, and loses its head over the sea. */
@Injectable()
class SlowReader extends ChatModerator {
  async review({ text }: LineDraft): Promise<Verdict> {
    await delay(text.includes('slowly') ? 50 : 0);
    if (text.includes('sea')) throw new Error('The reader is at the sea.');
    if (text.includes('dog')) return { refuse: TestError['test.no_dogs'] };
    return text.includes('cat') ? { replace: 'x'.repeat(1_000) } : 'pass';
  }
}

describe('what may be said', () => {
  let server: TestApp;
  let ann: TestClient;
  let bob: TestClient;
  let party: SessionGroup;

  beforeAll(async () => {
    server = await TestApp.start({ imports: [EverybodyModule, ChatModule], env: ENV });
  });

  afterAll(() => server.stop());

  beforeEach(async () => {
    [ann, bob] = [await enter(server, 'Ann'), await enter(server, 'Bob')];
    const groups = server.app.get(SessionGroups);
    party = groups.open('party', 'p-1');
    groups.join(party, sessionOf(server, 'Ann'));
    party.leader = sessionOf(server, 'Ann');
    groups.join(party, sessionOf(server, 'Bob'));
    await Promise.all([ann, bob].map((client) => client.next(GroupJoined)));
  });

  afterEach(async () => {
    server.app.get(SessionGroups).close(party);
    await server.disconnectAll();
    expect([...server.app.get(ChatChannels).all()]).toEqual([]);
  });

  const PARTY = 'party:p-1';
  const mute = (by: TestClient, target: string, seconds = 60, channel = PARTY) =>
    by.request(Mute, { channel, target, seconds });

  it('stays forbidden to a guest who was muted and signs in, also when he has gone meanwhile', async () => {
    const groups = server.app.get(SessionGroups);
    for (const leaves of [false, true]) {
      const guest = await server.connect();
      const { sessionId } = (await guest.request(0)).message as { sessionId: string };
      const session = server.app.get(SessionRegistry).find(sessionId);
      if (!session) throw new Error('The guest is not here.');
      groups.join(party, session);
      await guest.next(GroupJoined);
      expect(await mute(ann, sessionId)).toMatchObject({ type: ACK });
      expect(await say(guest, PARTY, 'x')).toMatchObject(refused('chat.muted'));
      if (leaves) groups.leave(party, session);
      await guest.request(0, { token: `Guest ${leaves}` });
      if (leaves) groups.join(party, session);

      expect(await say(guest, PARTY, 'x')).toMatchObject(refused('chat.muted'));
    }
  });

  describe('in a group', () => {
    it('is for its members, from when they join until they leave', async () => {
      const cat = await enter(server, 'Cat');
      const told = await ann.next(GroupJoined);
      await say(ann, PARTY, 'hi');
      await hears(bob, 'hi');
      for (const refusal of [await say(cat, PARTY, 'x'), await say(ann, 'party:p-2', 'x')]) {
        expect(refusal).toMatchObject(refused('chat.not_member'));
      }
      server.app.get(SessionGroups).leave(party, sessionOf(server, 'Bob'));

      expect(told.message).toMatchObject({ channel: PARTY, member: { playerId: 'Ann' }, history: [] });
      expect(await say(bob, PARTY, 'x')).toMatchObject(refused('chat.not_member'));
      expect((await bob.next(GroupLeft)).message).toEqual({ channel: PARTY });
      expect((await ann.next(ChatType.MemberLeft)).message).toMatchObject({ member: { playerId: 'Bob' } });
      expect(textsOf(await read(ann, PARTY))).toEqual(['hi']);
    });

    it('begins anew with another group, whose latecomers read what was said', async () => {
      const groups = server.app.get(SessionGroups);
      const room = groups.open('room', 'r_1', 'arena');
      await ann.request(ChatType.Rename, { name: 'Annie' });
      groups.join(room, sessionOf(server, 'Ann'));
      await say(ann, 'room:r_1', 'first');
      groups.join(room, sessionOf(server, 'Bob'));
      const told = await bob.waitFor(({ message }) => message?.channel === 'room:r_1');

      expect(told).toMatchObject({ type: GroupJoined, message: { history: [{ id: 1, text: 'first' }] } });
      expect(told.message?.members).toMatchObject([{ name: 'Annie' }, { name: 'Player' }]);
      groups.close(room);
      expect(await say(ann, 'room:r_1', 'x')).toMatchObject(refused('chat.not_member'));
    });

    it('knows a new name at once', async () => {
      await bob.request(ChatType.Rename, { name: 'what the fuck' });
      const { message } = await ann.waitFor(({ type, message: told }) => {
        const member = told?.member as { name: string } | undefined;
        return type === (ChatType.MemberJoined as number) && member?.name !== 'Player';
      });
      expect(message).toMatchObject({ channel: PARTY, member: { name: 'what the ****', playerId: 'Bob' } });
    });
  });

  describe('editing and deleting', () => {
    it('changes an own line for all, and what later readers see', async () => {
      await say(bob, PARTY, 'helo');
      expect(await bob.request(Edit, { channel: PARTY, id: 1, text: 'hello' })).toMatchObject({ type: ACK });
      const edited = await ann.next(Edited);
      expect(edited.message).toMatchObject({ channel: PARTY, id: 1, text: 'hello', from: { playerId: 'Bob' } });
      expect(await read(ann, PARTY)).toEqual([edited.message]);

      await bob.request(Delete, { channel: PARTY, id: 1 });
      expect((await ann.next(Deleted)).message).toEqual({ channel: PARTY, id: 1 });
      expect(await read(ann, PARTY)).toMatchObject([{ id: 1, text: '', isDeleted: true }]);
      for (const type of [Edit, Delete, Report]) {
        const more = type === Edit ? { text: 'x' } : type === Report ? { reason: 'x' } : {};
        expect(await bob.request(type, { channel: PARTY, id: 1, ...more })).toMatchObject(refused('chat.unknown_line'));
      }
    });

    it("is refused for others' lines and unknown ones; a leader deletes any", async () => {
      await say(ann, PARTY, 'by Ann');
      await say(bob, PARTY, 'by Bob');
      const edit = (client: TestClient, id: number) => client.request(Edit, { channel: PARTY, id, text: 'x' });
      const remove = (client: TestClient, id: number) => client.request(Delete, { channel: PARTY, id });

      expect(await edit(ann, 2)).toMatchObject(refused('chat.not_yours'));
      expect(await edit(bob, 1)).toMatchObject(refused('chat.not_yours'));
      expect(await remove(bob, 1)).toMatchObject(refused('chat.not_yours'));
      expect(await edit(bob, 3)).toMatchObject(refused('chat.unknown_line'));
      expect(await remove(ann, 2)).toMatchObject({ type: ACK });
      expect(await edit(bob, 2)).toMatchObject(refused('chat.unknown_line'));
    });

    it('works for those who have not signed in, in their own session', async () => {
      const [guest, other] = [await server.connect(), await server.connect()];
      for (const client of [guest, other]) await join(client, 'lobby', 'Guest');
      await say(guest, 'lobby', 'x');
      expect(await other.request(Delete, { channel: 'lobby', id: 1 })).toMatchObject(refused('chat.not_yours'));
      expect(await guest.request(Delete, { channel: 'lobby', id: 1 })).toMatchObject({ type: ACK });
    });

    it('is over after the time for it', async () => {
      const short = await TestApp.start({ imports: [ChatModule], env: { ...ENV, CHAT_EDIT_SECONDS: '0' } });
      const guest = await short.connect();
      await join(guest, 'lobby');
      await say(guest, 'lobby', 'x');
      await delay(5);
      const refusal = await guest.request(Edit, { channel: 'lobby', id: 1, text: 'y' });
      expect(refusal).toMatchObject(refused('chat.too_late'));
      await short.stop();
    });
  });

  describe('muting', () => {
    it('takes the voice of a player, however often he comes back, until it is given back', async () => {
      expect(await mute(ann, sessionOf(server, 'Bob').id)).toMatchObject({ type: ACK });
      expect((await bob.next(Muted)).message).toMatchObject({ channel: PARTY, target: 'Bob' });
      expect(await say(bob, PARTY, 'x')).toMatchObject(refused('chat.muted'));
      await bob.request(ChatType.Typing, { channel: PARTY });

      bob.close();
      await ann.next(ChatType.MemberLeft);
      bob = await enter(server, 'Bob');
      server.app.get(SessionGroups).join(party, sessionOf(server, 'Bob'));
      await bob.next(GroupJoined);
      expect(await say(bob, PARTY, 'x')).toMatchObject(refused('chat.muted'));
      await mute(ann, 'Bob', 0);
      expect(await say(bob, PARTY, 'free')).toMatchObject({ type: ChatType.Said });
      expect(textsHeardBy(ann)).toEqual(['free']);
      expect(heardBy(ann, ChatType.MemberTyping)).toEqual([]);
    });

    it('ends by itself', async () => {
      await mute(ann, 'Bob', 1);
      expect(await say(bob, PARTY, 'x')).toMatchObject(refused('chat.muted'));
      await delay(1_050);
      expect(await say(bob, PARTY, 'x')).toMatchObject({ type: ChatType.Said });
    });

    it('is for leaders, and against nobody who leads', async () => {
      expect(await mute(bob, 'Ann')).toMatchObject(refused('chat.not_moderator'));
      expect(await mute(ann, sessionOf(server, 'Ann').id)).toMatchObject(refused('chat.not_moderator'));
      expect(await mute(ann, 'Bob', 60, 'lobby')).toMatchObject(refused('chat.not_member'));
      for (const client of [ann, bob]) await join(client, 'lobby');
      expect(await mute(ann, 'Bob', 60, 'lobby')).toMatchObject(refused('chat.not_moderator'));
      expect(await mute(ann, 'Bob', 60, 'direct:Bob')).toMatchObject(refused('chat.not_moderator'));
      const slow = await bob.request(SlowMode, { channel: PARTY, seconds: 5 });
      expect(slow).toMatchObject(refused('chat.not_moderator'));
    });
  });

  describe('speed', () => {
    it('is what slow mode allows, except for the leader', async () => {
      await ann.request(SlowMode, { channel: PARTY, seconds: 1 });
      expect((await bob.next(SlowModeSet)).message).toEqual({ channel: PARTY, seconds: 1 });
      expect(await say(bob, PARTY, 'one')).toMatchObject({ type: ChatType.Said });
      expect(await say(bob, PARTY, 'two')).toMatchObject(refused('chat.slow_mode'));
      for (const text of ['a', 'b']) expect(await say(ann, PARTY, text)).toMatchObject({ type: ChatType.Said });
      await delay(1_050);
      // Somebody sets the wall clock back.
      const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.now() - 3_600_000);
      expect(await say(bob, PARTY, 'three')).toMatchObject({ type: ChatType.Said });
      clock.mockRestore();
    });

    it('is limited for a player over all channels and connections; a flood reaches nobody', async () => {
      const env = { ...ENV, CHAT_LINES_BURST: '5', CHAT_LINES_PER_SECOND: '0.01', SESSIONS_PER_PLAYER: 'many' };
      const strict = await TestApp.start({ imports: [EverybodyModule, ChatModule], env });
      const [one, two, listener] = [await enter(strict, 'Ann'), await enter(strict, 'Ann'), await strict.connect()];
      for (const client of [one, two, listener]) await join(client, 'lobby');
      for (let i = 0; i < 300; i++) (i % 2 ? one : two).send(ChatType.Say, { channel: 'lobby', text: `${i}` });
      for (const client of [one, two]) await client.settle();
      expect(await say(two, 'lobby', 'x')).toMatchObject(refused('chat.too_fast'));
      await say(listener, 'lobby', 'calm');
      await hears(listener, 'calm');

      expect(textsHeardBy(listener)).toHaveLength(6);
      await strict.stop();
    });
  });

  describe('reporting', () => {
    it('brings the line and its context into the queue, as they read then', async () => {
      const reports = server.app.get(ChatReports);
      const told: ChatLineReported[] = [];
      const stop = server.app.get(EventBus).on(ChatLineReported, (event) => told.push(event));
      for (const text of ['before', 'rude', 'after']) await say(bob, PARTY, text);
      const report = { channel: PARTY, id: 2, reason: "rude'); --" };
      for (let i = 0; i < 2; i++) expect(await ann.request(Report, report)).toMatchObject({ type: ACK });
      await bob.request(Delete, { channel: PARTY, id: 2 });
      stop();
      const [filed, ...more] = await reports.list();

      expect(more).toEqual([]);
      expect(filed).toMatchObject({ reporterId: 'Ann', reason: report.reason, line: { text: 'rude' } });
      expect(filed?.context.map(({ text }) => text)).toEqual(['before', 'after']);
      expect(told[0]).toEqual({ channel: PARTY, lineId: 2, reporterId: 'Ann' });
      expect(await reports.resolve(filed?.id ?? 0, 'console', 'warned')).toBe(true);
      expect(await reports.list()).toEqual([]);
      expect(await reports.list({ isResolved: true })).toMatchObject([
        { resolution: { by: 'console', verdict: 'warned' } },
      ]);
    });

    it('is for players who see the line, ten times at once', async () => {
      const guest = await server.connect();
      await join(guest, 'lobby');
      await say(guest, 'lobby', 'x');
      const report = (client: TestClient) => client.request(Report, { channel: 'lobby', id: 1, reason: 'x' });
      const cat = await enter(server, 'Cat');
      expect(await report(guest)).toMatchObject(refused('auth.required'));
      expect(await report(cat)).toMatchObject(refused('chat.not_member'));
      await join(cat, 'lobby');
      for (let i = 0; i < 10; i++) expect(await report(cat)).toMatchObject({ type: ACK });
      expect(await report(cat)).toMatchObject(refused('chat.too_fast'));
    });
  });

  describe('words', () => {
    it('are starred out by default', async () => {
      await say(bob, PARTY, 'what the fuck');
      await hears(ann, 'what the ****');
      await bob.request(Edit, { channel: PARTY, id: 1, text: 'oh sh1t' });
      expect((await ann.next(Edited)).message).toMatchObject({ text: 'oh ****' });
    });

    it('are for the game to judge, in its own time, in the order of each speaker', async () => {
      const imports = [EverybodyModule, ChatModule.forRoot({ moderator: SlowReader })];
      const own = await TestApp.start({ imports, env: ENV });
      const [one, two] = [await enter(own, 'Ann'), await enter(own, 'Bob')];
      for (const client of [one, two]) await join(client, 'lobby');
      one.send(ChatType.Say, { channel: 'lobby', text: 'slowly' });
      one.send(ChatType.Say, { channel: 'lobby', text: 'after it' });
      await hears(two, 'after it');

      expect(textsHeardBy(two)).toEqual(['slowly', 'after it']);
      expect(await say(one, 'lobby', 'my dog')).toMatchObject(refused('test.no_dogs'));
      expect(await say(one, 'lobby', 'the sea')).toMatchObject(refused('server.internal'));
      await say(one, 'lobby', 'my cat');
      await hears(two, 'x'.repeat(500));
      one.send(ChatType.Say, { channel: 'lobby', text: 'slowly, and gone' });
      one.close();
      await two.next(ChatType.MemberLeft);
      await delay(60);
      await two.settle();
      expect(textsHeardBy(two)).not.toContain('slowly, and gone');
      await own.stop();
    });
  });
});
