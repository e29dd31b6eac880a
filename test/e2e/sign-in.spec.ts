import { Injectable, Module } from '@nestjs/common';
import { PlayerAuthenticator } from '../../src/core/sessions/player-authenticator.js';
import { PlayerSessions } from '../../src/core/sessions/player-sessions.js';
import { SessionRegistry } from '../../src/core/sessions/session-registry.js';
import { GameError } from '../../src/protocol/game-error.js';
import { TestApp } from '../../src/testing/test-app.js';
import { HallModule } from './hall.fixture.js';
import { LogRecorder } from './log-recorder.js';

const HELLO = 0;
const WELCOME = 1;
const JOIN = 200;
const JOINED = 201;

const JOIN_LOBBY = { channel: 'lobby', name: 'Ann' };

/** Who was banned after the token or ticket had been looked at. */
const banned = new Set<string>();

/** Knows the tokens `token of <player>`; "broken" makes it fail. */
@Injectable()
class TokenBook extends PlayerAuthenticator {
  async authenticate(token: string): Promise<string | undefined> {
    await new Promise((resolve) => setTimeout(resolve, 10));
    if (token === 'broken') throw new Error('secret of the book');
    return token.startsWith('token of ') ? token.slice(9) : undefined;
  }

  async redeem(ticket: string): Promise<string | undefined> {
    return this.authenticate(ticket.replace('ticket-of-', 'token of '));
  }

  override assertAllowed(playerId: string): void {
    if (banned.has(playerId)) throw new GameError('auth.required', { text: 'Banned.' });
  }
}

/** Any feature module: neither global nor imported by another. */
@Module({ providers: [{ provide: PlayerAuthenticator, useClass: TokenBook }], exports: [PlayerAuthenticator] })
class TokenModule {}

function refused(code: string): object {
  return { type: 2, message: expect.objectContaining({ code }) as object };
}

describe('sign-in', () => {
  const logs = new LogRecorder();
  let server: TestApp;

  beforeAll(async () => {
    const env = { AUTH_REQUIRED: 'true', HELLO_TIMEOUT_MS: '600' };
    server = await TestApp.start({ imports: [TokenModule, HallModule], env, logger: logs });
  });

  afterAll(() => server.stop());
  afterEach(() => server.disconnectAll());

  it('is required before everything but Hello and Ping', async () => {
    const client = await server.connect();

    expect(await client.request(JOIN, JOIN_LOBBY)).toMatchObject(refused('auth.required'));
    expect(await client.request(JOIN, { channel: 5 })).toMatchObject(refused('auth.required'));
    expect(await client.request(60_000)).toMatchObject(refused('message.unknown_type'));
    expect(await client.request(4)).toMatchObject({ type: 5 });
    expect(await client.request(HELLO)).toMatchObject({ type: WELCOME });
    expect(await client.request(JOIN, JOIN_LOBBY)).toMatchObject(refused('auth.required'));
  });

  it('is refused for a wrong token, and may be tried again', async () => {
    const client = await server.connect();

    expect(await client.request(HELLO, { token: 'c4n4ry' })).toMatchObject(refused('auth.refused'));
    expect(await client.request(JOIN, JOIN_LOBBY)).toMatchObject(refused('auth.required'));
    expect(await client.request(HELLO, { token: 'token of Ann' })).toMatchObject({ type: WELCOME });
    expect(client.texts.join()).not.toContain('c4n4ry');
  });

  it('names the player for the rest of the session', async () => {
    const client = await server.connect();
    const { message } = await client.request(HELLO, { token: 'token of Ann' });

    expect(server.app.get(SessionRegistry).find(String(message?.sessionId))?.playerId).toBe('Ann');
    expect(await client.request(JOIN, JOIN_LOBBY)).toMatchObject({ type: JOINED });
  });

  it.each([
    ['a subprotocol', { subprotocols: ['godwit.ticket.ticket-of-Ann', 'godwit.json.v1'] }],
    ['the query', { path: '/?ticket=ticket-of-Ann' }],
  ])('before the upgrade goes by a ticket in %s', async (_place, options) => {
    const client = await server.connect(options);

    expect(client.socket.protocol).toBe('godwit.json.v1');
    expect(await client.request(JOIN, JOIN_LOBBY)).toMatchObject({ type: JOINED });
    expect(await client.request(HELLO)).toMatchObject({ type: WELCOME, message: { playerId: 'Ann' } });
  });

  it.each([
    ['a wrong ticket is answered with 401', 'wrong', '401'],
    ['an empty ticket is answered with 401', '', '401'],
    ['a ticket that cannot be read at the moment is answered with 503', 'broken', '503'],
  ])('before the upgrade: %s', async (_name, ticket, status) => {
    await expect(server.connect({ path: `/?ticket=${ticket}` })).rejects.toThrow(status);
  });

  it('as another player is refused in a session that has one', async () => {
    const client = await server.connect();
    await client.request(HELLO, { token: 'token of Ann' });

    expect(await client.request(HELLO, { token: 'token of Bob' })).toMatchObject(refused('session.other_player'));
    expect(await client.request(HELLO, { token: 'token of Ann' })).toMatchObject({ type: WELCOME });
  });

  it('of a player who is here closes the older session', async () => {
    const older = await server.connect();
    await older.request(HELLO, { token: 'token of Ann', resumable: true });
    const newer = await server.connect();
    await newer.request(HELLO, { token: 'token of Ann' });

    expect(await older.closed).toEqual({ code: 4502, reason: 'session.replaced' });
    expect(await newer.request(JOIN, JOIN_LOBBY)).toMatchObject({ type: JOINED });
  });

  it.each([
    ['refuse', refused('session.already_open')],
    ['many', { type: WELCOME }],
  ])('of a player who is here, with SESSIONS_PER_PLAYER=%s', async (policy, answer) => {
    const env = { SESSIONS_PER_PLAYER: policy };
    const other = await TestApp.start({ imports: [TokenModule, HallModule], env, logger: logs });
    const older = await other.connect();
    await older.request(HELLO, { token: 'token of Ann' });
    const newer = await other.connect();

    expect(await newer.request(HELLO, { token: 'token of Ann' })).toMatchObject(answer);
    expect(await older.request(4)).toMatchObject({ type: 5 });
    await other.stop();
  });

  it('holds back what a client says right behind its Hello', async () => {
    const client = await server.connect();
    const hello = client.request(HELLO, { token: 'token of Ann' });
    const joined = client.request(JOIN, JOIN_LOBBY);

    expect((await Promise.all([hello, joined])).map(({ type }) => type)).toEqual([WELCOME, JOINED]);
    expect(client.packets.map(({ type }) => type)).toEqual([WELCOME, JOINED]);
  });

  it('is looked at once more in the turn in which the session becomes the player’s', async () => {
    const client = await server.connect();
    const hello = client.request(HELLO, { token: 'token of Cid' });
    banned.add('Cid');

    expect(await hello).toMatchObject(refused('auth.required'));
    expect(server.app.get(PlayerSessions).of('Cid').size).toBe(0);
    const holder = await server.connect({ path: '/?ticket=ticket-of-Cid' });
    expect(await holder.closed).toEqual({ code: 4501, reason: 'auth.required' });
    banned.clear();
  });

  it('that fails lets nobody in and tells nobody why', async () => {
    const client = await server.connect();
    logs.clear();

    expect(await client.request(HELLO, { token: 'broken' })).toMatchObject(refused('server.internal'));
    expect(client.texts.join()).not.toContain('secret');
    expect(logs.failures).toHaveLength(1);
    expect(await client.request(JOIN, JOIN_LOBBY)).toMatchObject(refused('auth.required'));
  });

  it('that does not come in time ends the connection for good', async () => {
    const silent = await server.connect();
    const wrong = await server.connect();
    const seed = await server.connect({ subprotocols: [] });
    const signedIn = await server.connect();
    await signedIn.request(HELLO, { token: 'token of Ann' });
    await wrong.request(HELLO, { token: 'wrong' });
    seed.send(HELLO, { text: 'hello, server!' });

    const end = { code: 4501, reason: 'session.hello_timeout' };
    expect(await Promise.all([silent, wrong, seed].map(({ closed }) => closed))).toEqual([end, end, end]);
    // Longer than the deadline of the one that did sign in.
    const later = await server.connect();
    await later.closed;
    expect(await signedIn.request(4)).toMatchObject({ type: 5 });
  });

  it.each<[string, boolean, string | undefined, object]>([
    ['is possible where it is not required', true, 'token of Ann', { type: WELCOME }],
    ['is refused for a wrong token where it is not required', true, 'wrong', refused('auth.refused')],
    ['is refused where nobody can decide it', false, 'token of Ann', refused('auth.refused')],
    ['is not needed where it is not required', false, undefined, { type: WELCOME }],
  ])('%s', async (_name, hasBook, token, answer) => {
    const open = await TestApp.start({ imports: [...(hasBook ? [TokenModule] : []), HallModule] });
    const client = await open.connect();

    expect(await client.request(HELLO, { token })).toMatchObject(answer);
    expect(await client.request(JOIN, JOIN_LOBBY)).toMatchObject({ type: JOINED });
    await open.stop();
  });
});
