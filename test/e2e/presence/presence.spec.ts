import { setTimeout as delay } from 'node:timers/promises';
import { Global, Module } from '@nestjs/common';
import { PlayerSessions } from '../../../src/core/sessions/player-sessions.js';
import type { SessionGroup } from '../../../src/core/sessions/session-group.js';
import { SessionGroups } from '../../../src/core/sessions/session-groups.js';
import { SessionRegistry } from '../../../src/core/sessions/session-registry.js';
import type { Session } from '../../../src/core/sessions/session.js';
import { GATHER_MS, MAX_FOLLOWED, PresenceDirectory } from '../../../src/modules/presence/presence-directory.js';
import { PresencePolicy } from '../../../src/modules/presence/presence-policy.js';
import { PresenceType } from '../../../src/modules/presence/presence.messages.js';
import { PresenceModule } from '../../../src/modules/presence/presence.module.js';
import { TestApp } from '../../../src/testing/test-app.js';
import type { Packet, TestClient } from '../../../src/testing/test-client.js';

const HELLO = 0;
const ACK = 3;
const MAX_NAMED = 32;
const CHANGED: number = PresenceType.Changed;
const ENV = { RATE_LIMIT_BURST: '10000', SEAT_HOLD_MS: '2500', SESSIONS_PER_PLAYER: 'many' };

function refused(code: string): object {
  return { type: 2, message: expect.objectContaining({ code }) as object };
}

/** How one is shown who has said nothing. */
function shown(playerId: string, fields: object = {}): object {
  return { playerId, status: 'online', text: '', details: {}, roomType: '', roomId: '', ...fields };
}

const changesOf = (client: TestClient): unknown[] =>
  client.packets.filter(({ type }) => type === CHANGED).map(({ message }) => message);

interface Player {
  readonly client: TestClient;
  readonly session: Session;
  readonly resumeToken: string;
}

describe('presence', () => {
  let server: TestApp;
  let room: SessionGroup;

  beforeAll(async () => {
    server = await TestApp.start({ imports: [PresenceModule], env: ENV });
    room = server.app.get(SessionGroups).open('room', 'room-1', 'arena');
  });

  afterAll(() => server.stop());

  afterEach(async () => {
    await server.disconnectAll();
    expect(server.app.get(PresenceDirectory).size).toBe(0);
  });

  /** A client that has signed in; one that is not `resumable` is gone at once when it is cut. */
  async function player(playerId: string, resumable = false): Promise<Player> {
    const client = await server.connect();
    const { message } = await client.request(HELLO, { resumable });
    const { sessionId, resumeToken } = message as unknown as { sessionId: string; resumeToken: string };
    const session = server.app.get(SessionRegistry).find(sessionId);
    if (session === undefined) throw new Error('There is no such session.');
    server.app.get(PlayerSessions).signIn(session, playerId);
    return { client, session, resumeToken };
  }

  const follow = ({ client }: Player, ...playerIds: string[]): Promise<Packet> =>
    client.request(PresenceType.Follow, { playerIds });
  const change = ({ client }: Player, count = 1): Promise<Packet> =>
    client.waitFor((packet) => packet.type === CHANGED && changesOf(client).length >= count, `change ${count}`);

  describe('following', () => {
    it('answers with how everybody is doing', async () => {
      const [ann, bob] = [await player('ann'), await player('bob')];
      await bob.client.request(PresenceType.Appear, { status: 'busy' });
      await bob.client.request(PresenceType.SetActivity, { text: 'Capturing', details: { mode: 'ctf' } });
      server.app.get(SessionGroups).join(room, bob.session);

      expect(await follow(ann, 'bob', 'nobody', 'ann', 'bob')).toMatchObject({
        type: PresenceType.Followed,
        message: {
          refused: [],
          presences: [
            shown('bob', {
              status: 'busy',
              text: 'Capturing',
              details: { mode: 'ctf' },
              roomType: 'arena',
              roomId: 'room-1',
            }),
            shown('nobody', { status: 'offline' }),
            shown('ann'),
          ],
        },
      });
    });

    it('brings what changes and nothing else, gathered for a second', async () => {
      const [ann, bob] = [await player('ann'), await player('bob')];
      await follow(ann, 'bob');
      for (let i = 0; i < 50; i++) {
        await bob.client.request(PresenceType.SetActivity, { text: `Level ${i}`, details: {} });
      }
      await bob.client.request(PresenceType.Appear, { status: 'away' });
      await change(ann);
      await delay(GATHER_MS / 2);
      expect(changesOf(ann.client)).toEqual([{ playerId: 'bob', status: 'away', text: 'Level 49' }]);

      const fromMs = performance.now();
      await bob.client.request(PresenceType.SetActivity, { text: 'Level 49', details: { mode: 'ctf' } });
      await change(ann, 2);
      expect(performance.now() - fromMs).toBeGreaterThan(GATHER_MS * 0.9);
      expect(changesOf(ann.client)[1]).toEqual({ playerId: 'bob', details: { mode: 'ctf' } });
      expect(changesOf(bob.client)).toEqual([]);
    });

    it('brings nothing when all is as before', async () => {
      const [ann, bob] = [await player('ann'), await player('bob')];
      await follow(ann, 'bob');
      await bob.client.request(PresenceType.Appear, { status: 'busy' });
      await bob.client.request(PresenceType.Appear, { status: 'online' });
      await delay(GATHER_MS * 1.3);
      expect(changesOf(ann.client)).toEqual([]);
    });

    it('ends when the follower wishes', async () => {
      const [ann, bob] = [await player('ann'), await player('bob')];
      await follow(ann, 'bob');
      await bob.client.request(PresenceType.Appear, { status: 'busy' });
      expect(await ann.client.request(PresenceType.Unfollow, { playerIds: ['bob', 'nobody'] })).toMatchObject({
        type: ACK,
      });
      await delay(GATHER_MS * 1.3);
      expect(changesOf(ann.client)).toEqual([]);
    });

    it('is for 200 players at most, all of a message or none', async () => {
      const ann = await player('ann');
      const ids = Array.from({ length: MAX_FOLLOWED }, (_, i) => `player-${i}`);
      for (let i = 0; i < ids.length; i += MAX_NAMED) await follow(ann, ...ids.slice(i, i + MAX_NAMED));
      expect(await follow(ann, 'player-0', 'one-more')).toMatchObject(refused('presence.too_many_followed'));
      expect((await follow(ann, ...ids.slice(0, MAX_NAMED))).type).toBe(PresenceType.Followed);
      await ann.client.request(PresenceType.Unfollow, { playerIds: ['player-7'] });
      expect((await follow(ann, 'one-more')).type).toBe(PresenceType.Followed);
    });
  });

  describe('coming and going', () => {
    it('is seen, and what one said is forgotten', async () => {
      const ann = await player('ann');
      await follow(ann, 'bob');
      const bob = await player('bob');
      await bob.client.request(PresenceType.SetActivity, { text: 'Here', details: {} });
      await change(ann);
      bob.client.close();
      await change(ann, 2);
      await player('bob');
      await change(ann, 3);
      expect(changesOf(ann.client)).toEqual([
        { playerId: 'bob', status: 'online', text: 'Here' },
        { playerId: 'bob', status: 'offline', text: '' },
        { playerId: 'bob', status: 'online' },
      ]);
    });

    it('of one session matters little while another is there', async () => {
      const [ann, first, second] = [await player('ann'), await player('bob'), await player('bob')];
      await first.client.request(PresenceType.Appear, { status: 'busy' });
      expect((await follow(ann, 'bob')).message?.presences).toEqual([shown('bob', { status: 'busy' })]);
      first.client.close();
      await delay(GATHER_MS * 1.3);
      expect(changesOf(ann.client)).toEqual([]);
      second.client.close();
      await change(ann);
      expect(changesOf(ann.client)).toEqual([{ playerId: 'bob', status: 'offline' }]);
    });

    it('shows a lost connection as reconnecting, then as offline', async () => {
      const [ann, bob] = [await player('ann'), await player('bob', true)];
      await follow(ann, 'bob');
      bob.client.terminate();
      await change(ann, 2);
      expect(changesOf(ann.client)).toEqual([
        { playerId: 'bob', status: 'reconnecting' },
        { playerId: 'bob', status: 'offline' },
      ]);
    });

    it('tells a follower who was away where things stand, not every step', async () => {
      const [ann, bob] = [await player('ann', true), await player('bob')];
      await follow(ann, 'bob');
      const received = ann.client.packets.filter(({ type }) => type >= 20).length;
      ann.client.terminate();
      while (ann.session.isConnected) await delay(1);
      await bob.client.request(PresenceType.Appear, { status: 'busy' });
      await delay(GATHER_MS * 1.1);
      await bob.client.request(PresenceType.Appear, { status: 'away' });
      await delay(GATHER_MS * 1.1);

      const back = await server.connect();
      await back.request(HELLO, { resumable: true, resume: ann.resumeToken, received });
      await back.next(PresenceType.Changed);
      await back.settle();
      expect(changesOf(back)).toEqual([shown('bob', { status: 'away' })]);
      await bob.client.request(PresenceType.Appear, { status: 'online' });
      await back.waitFor(({ message }) => message?.status === 'online');
    });
  });

  describe('privacy', () => {
    it('shows the invisible as offline in every way', async () => {
      const [ann, bob] = [await player('ann'), await player('bob')];
      await bob.client.request(PresenceType.SetActivity, { text: 'Hiding', details: { mode: 'ctf' } });
      server.app.get(SessionGroups).join(room, bob.session);
      await follow(ann, 'bob');
      await bob.client.request(PresenceType.Appear, { status: 'invisible' });
      await change(ann);
      expect(changesOf(ann.client)).toEqual([
        { playerId: 'bob', status: 'offline', text: '', details: {}, roomType: '', roomId: '' },
      ]);
      const again = await follow(await player('carol'), 'bob');
      expect(again.message?.presences).toEqual([shown('bob', { status: 'offline' })]);
    });

    it('lets one become invisible before anybody hears of one', async () => {
      const ann = await player('ann');
      await follow(ann, 'bob');
      const bob = await player('bob');
      await bob.client.request(PresenceType.Appear, { status: 'invisible' });
      await delay(GATHER_MS * 1.3);
      expect(changesOf(ann.client)).toEqual([]);
    });

    it('shows the room one is in, unless one does not want that', async () => {
      const [ann, bob] = [await player('ann'), await player('bob')];
      await follow(ann, 'bob');
      server.app.get(SessionGroups).join(room, bob.session);
      await change(ann);
      await bob.client.request(PresenceType.ShowRoom, { isShown: false });
      await change(ann, 2);
      await bob.client.request(PresenceType.ShowRoom, { isShown: true });
      await change(ann, 3);
      server.app.get(SessionGroups).leave(room, bob.session);
      await change(ann, 4);
      const [inside, outside] = [
        { playerId: 'bob', roomType: 'arena', roomId: 'room-1' },
        { playerId: 'bob', roomType: '', roomId: '' },
      ];
      expect(changesOf(ann.client)).toEqual([inside, outside, inside, outside]);
    });
  });

  it.each([
    [PresenceType.Appear, { status: 'busy' }],
    [PresenceType.SetActivity, { text: '', details: {} }],
    [PresenceType.ShowRoom, { isShown: true }],
    [PresenceType.Follow, { playerIds: ['bob'] }],
  ])('needs a player for %i', async (type, message) => {
    const client = await server.connect();
    expect(await client.request(type, message)).toMatchObject(refused('auth.required'));
  });

  it.each([
    [{ text: 'ü'.repeat(100), details: { a: '€'.repeat(100), b: 'x'.repeat(12) } }, 'presence.too_much_activity'],
    [{ text: '', details: { 'a b': '' } }, 'presence.bad_key'],
    [{ text: '', details: { '': '' } }, 'presence.bad_key'],
  ])('refuses the activity %j', async (message, code) => {
    const { client } = await player('ann');
    expect(await client.request(PresenceType.SetActivity, message)).toMatchObject(refused(code));
  });

  it.each([
    [PresenceType.Appear, {}, 'status'],
    [PresenceType.Appear, { status: 'offline' }, 'status'],
    [PresenceType.SetActivity, { text: 'x'.repeat(101), details: {} }, 'text'],
    [PresenceType.SetActivity, { text: 'a\u0007', details: {} }, 'text'],
    [PresenceType.SetActivity, { text: '\ud800', details: {} }, 'text'],
    [PresenceType.SetActivity, { text: '', details: { a: 1 } }, 'details'],
    [PresenceType.SetActivity, { text: '', details: { ['k'.repeat(33)]: '' } }, 'details'],
    [
      PresenceType.SetActivity,
      { text: '', details: Object.fromEntries(Array.from('123456789', (k) => [k, ''])) },
      'details',
    ],
    [PresenceType.SetActivity, { text: '', details: [] }, 'details'],
    [PresenceType.ShowRoom, { isShown: 'no' }, 'isShown'],
    [PresenceType.Follow, { playerIds: [] }, 'playerIds'],
    [PresenceType.Follow, { playerIds: [''] }, 'playerIds'],
    [PresenceType.Follow, { playerIds: 'bob' }, 'playerIds'],
    [PresenceType.Follow, { playerIds: Array.from({ length: 33 }, (_, i) => `p${i}`) }, 'playerIds'],
    [PresenceType.Unfollow, { playerIds: ['x'.repeat(129)] }, 'playerIds'],
  ])('refuses the message %i %j because of %s', async (type, message, field) => {
    const { client } = await player('ann');
    expect(await client.request(type, message)).toMatchObject({
      type: 2,
      message: {
        code: 'message.invalid',
        details: expect.arrayContaining([expect.objectContaining({ field })]) as unknown,
      },
    });
  });
});

class NoStrangers extends PresencePolicy {
  mayFollow(followerId: string, followedId: string): Promise<boolean> {
    return Promise.resolve(followerId.startsWith('friend') && followedId !== 'hermit');
  }
}

@Global()
@Module({ providers: [{ provide: PresencePolicy, useClass: NoStrangers }], exports: [PresencePolicy] })
class NoStrangersModule {}

describe('presence with a policy of the game', () => {
  it('lets nobody follow whom the policy keeps apart, but for oneself', async () => {
    const server = await TestApp.start({ imports: [NoStrangersModule, PresenceModule], env: ENV });
    const asked = async (playerId: string): Promise<unknown> => {
      const client = await server.connect();
      const { message } = await client.request(HELLO);
      const session = server.app.get(SessionRegistry).find(message?.sessionId as string);
      if (session) server.app.get(PlayerSessions).signIn(session, playerId);
      return (await client.request(PresenceType.Follow, { playerIds: ['bob', 'hermit', playerId] })).message;
    };
    expect(await asked('friend')).toMatchObject({
      presences: [{ playerId: 'bob' }, { playerId: 'friend' }],
      refused: ['hermit'],
    });
    expect(await asked('stranger')).toMatchObject({
      presences: [{ playerId: 'stranger' }],
      refused: ['bob', 'hermit'],
    });
    await server.stop();
  });
});
