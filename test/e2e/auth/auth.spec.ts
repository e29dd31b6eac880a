import { jest } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { PlayerRecords } from '../../../src/core/events/player-records.js';
import { Database } from '../../../src/core/storage/database.js';
import { AccountsService } from '../../../src/modules/auth/accounts/accounts.service.js';
import { AuthHousekeeping } from '../../../src/modules/auth/auth-housekeeping.js';
import { AuthModule } from '../../../src/modules/auth/auth.module.js';
import { SignInTokens } from '../../../src/modules/auth/tokens/sign-in-tokens.js';
import { MailOutbox } from '../../../src/modules/auth/email/mail-outbox.js';
import {
  Auth,
  mailedCode,
  newDeviceId,
  newEmailPlayer as emailPlayer,
  newPlayer,
  refusal,
  signedIn,
} from './auth-client.js';
import { dataFolder } from '../../../src/testing/data-folder.js';
import { Postgres } from '../../support/postgres.js';
import { TestApp } from '../../../src/testing/test-app.js';
import type { TestClient } from '../../../src/testing/test-client.js';
import { LogRecorder } from '../log-recorder.js';

/** The embedded database may have to be made first. */
jest.setTimeout(60_000);

const HELLO = 0;
const WELCOME = 1;
const ACK = 3;
const PASSWORD = 'correct horse battery';

const postgres = await Postgres.start();
const databases: [string, Record<string, string>][] = [['PGlite', {}]];
if (postgres) databases.push(['PostgreSQL', { DATABASE_URL: postgres.url }]);

describe.each(databases)('sign-in on %s', (_name, database) => {
  const logs = new LogRecorder();
  const env: Record<string, string> = { ...database, AUTH_REQUIRED: 'true', SESSIONS_PER_PLAYER: 'many' };
  let server: TestApp;
  let nextAddress = 0;

  const start = () => TestApp.start({ imports: [AuthModule], env, logger: logs });
  const newEmail = () => `player${++nextAddress}@example.com`;
  const playerOf = async (client: TestClient) => (await client.request(HELLO)).message?.playerId;

  beforeAll(async () => {
    env.DATA_DIR = await dataFolder();
    server = await start();
  });

  afterAll(() => server.stop());
  afterEach(() => server.disconnectAll());

  const newEmailPlayer = () => emailPlayer(server, logs.lines, newEmail(), PASSWORD);

  /** Makes the latest use of any refresh token a minute older. */
  const letTimePass = () =>
    server.app
      .get(Database, { strict: false })
      .run((client) => client.execute(sql`UPDATE auth_refresh_tokens SET used_at = used_at - interval '1 minute'`));

  describe('a device', () => {
    it('gets an account at its first sign-in, and the same at the next', async () => {
      const first = await server.connect();
      const deviceId = newDeviceId();
      const made = signedIn(await first.request(Auth.device, { deviceId, displayName: 'Ann' }));
      const second = await server.connect();
      const found = signedIn(await second.request(Auth.device, { deviceId, displayName: 'Bob' }));

      expect(made).toMatchObject({ displayName: 'Ann', isNew: true, accessSeconds: 900, refreshSeconds: 2_592_000 });
      expect(found).toMatchObject({ playerId: made.playerId, displayName: 'Ann', isNew: false });
      expect([await playerOf(first), await playerOf(second)]).toEqual([made.playerId, made.playerId]);
    });

    it('gets one account when it signs in twice at once', async () => {
      const clients = await Promise.all([server.connect(), server.connect(), server.connect()]);
      const deviceId = newDeviceId();
      const answers = await Promise.all(clients.map((client) => client.request(Auth.device, { deviceId })));
      const players = answers.map(signedIn);

      expect(new Set(players.map(({ playerId }) => playerId)).size).toBe(1);
      expect(players.filter(({ isNew }) => isNew)).toHaveLength(1);
    });

    it('cannot sign in to a session that has a player', async () => {
      const { client, deviceId } = await newPlayer(server);

      expect(await client.request(Auth.device, { deviceId: newDeviceId() })).toMatchObject(
        refusal('session.other_player'),
      );
      expect(await client.request(Auth.device, { deviceId })).toMatchObject(refusal('session.other_player'));
    });
  });

  describe('an e-mail address', () => {
    it('has one account, however it is written', async () => {
      const { email, answer } = await newEmailPlayer();
      const made = signedIn(answer);
      const other = await server.connect();
      const found = await other.request(Auth.signIn, { email: email.toUpperCase(), password: PASSWORD });

      expect(signedIn(found)).toMatchObject({ playerId: made.playerId, isNew: false });
    });

    it('signs in with its password only, and never says whether it has an account', async () => {
      const { email } = await newEmailPlayer();
      const client = await server.connect();
      const wrong = await client.request(Auth.signIn, { email, password: 'not the password' });
      const nobody = await client.request(Auth.signIn, { email: newEmail(), password: PASSWORD });

      expect(wrong).toMatchObject(refusal('auth.wrong_credentials'));
      expect(nobody.message).toEqual(wrong.message);
      expect(await client.request(Auth.ticket)).toMatchObject(refusal('auth.required'));
    });

    it('is linked to an account by the code that was sent to it, once, and signs in only then', async () => {
      const { client, me } = await newPlayer(server);
      const email = newEmail();
      const other = await server.connect();
      const read = async () => (await client.request(Auth.read)).message?.identities;
      await client.request(Auth.linkEmail, { email, password: PASSWORD });
      expect(await read()).toMatchObject([{ kind: 'device' }, { kind: 'email', name: email, isVerified: false }]);
      const first = await mailedCode(server, logs.lines, email);
      await client.request(Auth.emailCode);
      const second = await mailedCode(server, logs.lines, email);
      expect(await other.request(Auth.signIn, { email, password: PASSWORD })).toMatchObject(
        refusal('auth.wrong_credentials'),
      );

      // The newer one voids the older.
      expect(await client.request(Auth.verify, { code: first })).toMatchObject(refusal('auth.code_refused'));
      expect(await client.request(Auth.verify, { code: second.toLowerCase() })).toMatchObject({ type: ACK });
      expect(await client.request(Auth.verify, { code: second })).toMatchObject(refusal('auth.code_refused'));
      expect(await read()).toMatchObject([{}, { name: email, isVerified: true }]);
      expect(signedIn(await other.request(Auth.signIn, { email, password: PASSWORD })).playerId).toBe(me.playerId);
    });

    it('resets the password by a code, which signs out everywhere', async () => {
      const { client, email, answer } = await newEmailPlayer();
      const { refreshToken, accessToken } = signedIn(answer);
      const other = await server.connect();
      expect(await other.request(Auth.requestReset, { email })).toMatchObject({ type: ACK });
      const code = await mailedCode(server, logs.lines, email);
      expect(await other.request(Auth.reset, { code, password: 'short' })).toMatchObject(refusal('message.invalid'));
      expect(await other.request(Auth.reset, { code, password: 'another password' })).toMatchObject({ type: ACK });

      expect(await client.closed).toEqual({ code: 4501, reason: 'auth.signed_out' });
      expect(await other.request(Auth.refresh, { refreshToken })).toMatchObject(refusal('auth.refused'));
      expect(await other.request(HELLO, { token: accessToken })).toMatchObject(refusal('auth.refused'));
      expect(await other.request(Auth.signIn, { email, password: PASSWORD })).toMatchObject(
        refusal('auth.wrong_credentials'),
      );
      signedIn(await other.request(Auth.signIn, { email, password: 'another password' }));
    });

    it('that has no account gets no code for a password', async () => {
      const { client } = await newPlayer(server);
      const linked = newEmail();
      await client.request(Auth.linkEmail, { email: linked, password: PASSWORD });
      await mailedCode(server, logs.lines, linked);
      logs.clear();
      for (const email of [linked, newEmail()]) {
        expect(await client.request(Auth.requestReset, { email })).toMatchObject({ type: ACK });
      }
      await server.app.get(MailOutbox).settled();

      expect(logs.lines.filter(({ text }) => text.includes('To: '))).toEqual([]);
    });

    it('changes its password by the old one, which ends every other sign-in', async () => {
      const { client, email, answer } = await newEmailPlayer();
      const other = await server.connect();
      signedIn(await other.request(Auth.signIn, { email, password: PASSWORD }));
      const newPassword = 'yet another password';

      expect(await client.request(Auth.changePassword, { password: 'wrong', newPassword })).toMatchObject(
        refusal('auth.wrong_credentials'),
      );
      const next = signedIn(await client.request(Auth.changePassword, { password: PASSWORD, newPassword }));
      expect(await other.closed).toEqual({ code: 4501, reason: 'auth.signed_out' });
      const { refreshToken } = signedIn(answer);
      expect(await client.request(Auth.refresh, { refreshToken })).toMatchObject(refusal('auth.refused'));
      signedIn(await client.request(Auth.refresh, { refreshToken: next.refreshToken }));
    });
  });

  describe('tokens', () => {
    it('sign in at the next Hello', async () => {
      const { me } = await newPlayer(server);
      const client = await server.connect();

      expect(await client.request(HELLO, { token: me.accessToken })).toMatchObject({
        type: WELCOME,
        message: { playerId: me.playerId },
      });
      expect(await client.request(Auth.read)).toMatchObject({ message: { playerId: me.playerId } });
    });

    it('are refreshed, and sign an anonymous session in', async () => {
      const { me } = await newPlayer(server);
      const client = await server.connect();
      const next = signedIn(await client.request(Auth.refresh, { refreshToken: me.refreshToken }));

      expect(next).toMatchObject({ playerId: me.playerId, isNew: false });
      expect(next.refreshToken).not.toBe(me.refreshToken);
      expect(await playerOf(client)).toBe(me.playerId);
    });

    it('are the same for who refreshes twice at once, or has lost the answer', async () => {
      const { me } = await newPlayer(server);
      const clients = await Promise.all([server.connect(), server.connect()]);
      const { refreshToken } = me;
      const answers = await Promise.all(clients.map((client) => client.request(Auth.refresh, { refreshToken })));
      const late = await server.connect();
      const next = [...answers, await late.request(Auth.refresh, { refreshToken })].map(signedIn);

      expect(new Set(next.map((one) => one.refreshToken)).size).toBe(1);
      expect(next[0]?.refreshToken).not.toBe(refreshToken);
      const last = signedIn(await late.request(Auth.refresh, { refreshToken: next[0]?.refreshToken }));
      // Whoever has the successor has not lost it.
      expect(await late.request(Auth.refresh, { refreshToken })).toMatchObject(refusal('auth.refused'));
      signedIn(await late.request(Auth.refresh, { refreshToken: last.refreshToken }));
    });

    it('are not given again to another address, or later', async () => {
      const [one, other] = [await newPlayer(server), await newPlayer(server)];
      const elsewhere = server.app.get(SignInTokens);
      const thief = await server.connect();
      const next = signedIn(await thief.request(Auth.refresh, { refreshToken: one.me.refreshToken }));
      await expect(elsewhere.refresh(one.me.refreshToken, '192.0.2.9')).rejects.toMatchObject({ code: 'auth.refused' });
      // It may have been a race; nothing has happened yet.
      const { refreshToken } = signedIn(await thief.request(Auth.refresh, { refreshToken: next.refreshToken }));
      signedIn(await thief.request(Auth.refresh, { refreshToken: other.me.refreshToken }));
      await letTimePass();

      await expect(elsewhere.refresh(one.me.refreshToken, '192.0.2.9')).rejects.toMatchObject({ code: 'auth.refused' });
      expect(await thief.request(Auth.refresh, { refreshToken })).toMatchObject(refusal('auth.refused'));
      const again = { refreshToken: other.me.refreshToken };
      expect(await thief.request(Auth.refresh, again)).toMatchObject(refusal('auth.refused'));
    });

    it('of a family are all void when an old one is used again', async () => {
      const { me } = await newPlayer(server);
      const thief = await server.connect();
      const next = signedIn(await thief.request(Auth.refresh, { refreshToken: me.refreshToken }));
      await letTimePass();
      const player = await server.connect();
      const { refreshToken } = me;

      expect(await player.request(Auth.refresh, { refreshToken })).toMatchObject(refusal('auth.refused'));
      expect(await thief.request(Auth.refresh, { refreshToken: next.refreshToken })).toMatchObject(
        refusal('auth.refused'),
      );
      for (const { accessToken: token } of [me, next]) {
        expect(await player.request(HELLO, { token })).toMatchObject(refusal('auth.refused'));
      }
    });

    it('are void after signing out, and those of other sign-ins are not', async () => {
      const { client, deviceId, me } = await newPlayer(server);
      const other = await server.connect();
      const kept = signedIn(await other.request(Auth.device, { deviceId }));
      expect(await client.request(Auth.signOut, { refreshToken: me.refreshToken })).toMatchObject({ type: ACK });
      const third = await server.connect();

      expect(await third.request(Auth.refresh, { refreshToken: me.refreshToken })).toMatchObject(
        refusal('auth.refused'),
      );
      expect(await third.request(HELLO, { token: me.accessToken })).toMatchObject(refusal('auth.refused'));
      expect(await third.request(HELLO, { token: kept.accessToken })).toMatchObject({ type: WELCOME });
    });

    it('are forgotten when they have expired, and not before', async () => {
      const { client, me } = await newPlayer(server);
      const housekeeping = server.app.get(AuthHousekeeping);
      const inDays = (days: number) => new Date(Date.now() + days * 24 * 3_600_000);
      await housekeeping.prune(inDays(29));
      const next = signedIn(await client.request(Auth.refresh, { refreshToken: me.refreshToken }));
      await housekeeping.prune(inDays(31));

      expect(await client.request(Auth.refresh, { refreshToken: next.refreshToken })).toMatchObject(
        refusal('auth.refused'),
      );
    });

    it('stay void when the server starts again', async () => {
      const [ended, banned, erased, good] = await Promise.all([1, 2, 3, 4].map(() => newPlayer(server)));
      await ended!.client.request(Auth.signOut, { refreshToken: ended!.me.refreshToken });
      await server.app.get(AccountsService).ban(banned!.me.playerId);
      await erased!.client.request(Auth.delete, { playerId: erased!.me.playerId });
      await server.stop();
      server = await start();
      const records = server.app.get(PlayerRecords);
      expect([erased!, good!].map(({ me }) => records.isErased(me.playerId))).toEqual([true, false]);
      const answers = [];
      for (const { me } of [ended!, banned!, erased!, good!]) {
        answers.push(await (await server.connect()).request(HELLO, { token: me.accessToken }));
      }

      expect(answers).toMatchObject([
        refusal('auth.refused'),
        refusal('auth.banned'),
        refusal('auth.refused'),
        { type: WELCOME },
      ]);
    });
  });
});
