import { jest } from '@jest/globals';
import { Injectable, Module } from '@nestjs/common';
import { EventBus } from '../../../src/core/events/event-bus.js';
import { PlayerErased, PlayerExported } from '../../../src/core/events/player.events.js';
import { AccountsService } from '../../../src/modules/auth/accounts/accounts.service.js';
import { AuthModule } from '../../../src/modules/auth/auth.module.js';
import { Auth, mailedCode, newDeviceId, newEmailPlayer, newPlayer, refusal, signedIn } from './auth-client.js';
import { dataFolder } from '../../../src/testing/data-folder.js';
import { Postgres } from '../../support/postgres.js';
import { TestApp } from '../../../src/testing/test-app.js';
import { LogRecorder } from '../log-recorder.js';

/** The embedded database may have to be made first. */
jest.setTimeout(60_000);

const HELLO = 0;
const WELCOME = 1;
const ACK = 3;
const PASSWORD = 'correct horse battery';

/** Another module that keeps something about players. */
@Injectable()
class Diary {
  readonly erased: string[] = [];
  isBroken = false;

  constructor(events: EventBus) {
    events.on(PlayerErased, (event) => event.waitUntil(this.erase(event.playerId)));
    events.on(PlayerExported, (event) => event.add('diary', Promise.resolve([`Dear ${event.playerId}`])));
  }

  private async erase(playerId: string): Promise<void> {
    await Promise.resolve();
    if (this.isBroken) throw new Error('The diary is locked.');
    this.erased.push(playerId);
  }
}

@Module({ providers: [Diary] })
class DiaryModule {}

const postgres = await Postgres.start();
const databases: [string, Record<string, string>][] = [['PGlite', {}]];
if (postgres) databases.push(['PostgreSQL', { DATABASE_URL: postgres.url }]);

describe.each(databases)('an account on %s', (_name, database) => {
  const env: Record<string, string> = { ...database, AUTH_REQUIRED: 'true', SESSIONS_PER_PLAYER: 'many' };
  const logs = new LogRecorder();
  let server: TestApp;
  let nextAddress = 0;

  const newEmail = () => `player${++nextAddress}@example.com`;

  beforeAll(async () => {
    env.DATA_DIR = await dataFolder();
    server = await TestApp.start({ imports: [AuthModule, DiaryModule], env, logger: logs });
  });

  afterAll(() => server.stop());
  afterEach(() => server.disconnectAll());

  it('takes more ways to sign in, and gives them up but for the last', async () => {
    const { client, me } = await newPlayer(server);
    const [deviceId, email] = [newDeviceId(), newEmail()];
    await client.request(Auth.linkDevice, { deviceId });
    await client.request(Auth.linkDevice, { deviceId });
    await client.request(Auth.linkEmail, { email, password: PASSWORD });
    const linked = await client.request(Auth.read);
    await client.request(Auth.verify, { code: await mailedCode(server, logs.lines, email) });
    const verified = await client.request(Auth.read);
    const identities = verified.message?.identities as { id: string; kind: string }[];

    expect(linked.message?.identities).toMatchObject([{}, {}, { name: email, isVerified: false }]);
    expect(identities.map(({ kind }) => kind)).toEqual(['device', 'device', 'email']);
    const other = await server.connect();
    expect(signedIn(await other.request(Auth.signIn, { email, password: PASSWORD })).playerId).toBe(me.playerId);
    const unlinked = [];
    for (const { id } of identities) unlinked.push(await client.request(Auth.unlink, { identityId: id }));
    expect(unlinked).toMatchObject([{ type: 121 }, { type: 121 }, refusal('auth.last_identity')]);
    const gone = { identityId: identities[0]?.id };
    expect(await client.request(Auth.unlink, gone)).toMatchObject(refusal('auth.identity_unknown'));
  });

  it('keeps one way when two removals come at once', async () => {
    const { client, deviceId } = await newPlayer(server);
    const linked = await client.request(Auth.linkDevice, { deviceId: newDeviceId() });
    const other = await server.connect();
    await other.request(Auth.device, { deviceId });
    const [first, second] = linked.message!.identities as { id: string }[];
    const answers = await Promise.all([
      client.request(Auth.unlink, { identityId: first?.id }),
      other.request(Auth.unlink, { identityId: second?.id }),
    ]);

    expect(answers.map(({ type }) => type).sort()).toEqual([121, 2].sort());
  });

  it('cannot take what belongs to another, or more than ten ways', async () => {
    const { client } = await newPlayer(server);
    const owner = await newPlayer(server);
    const { deviceId } = owner;
    expect(await client.request(Auth.linkDevice, { deviceId })).toMatchObject(refusal('auth.identity_taken'));
    const identityId = ((await owner.client.request(Auth.read)).message!.identities as { id: string }[])[0]?.id;
    expect(await client.request(Auth.unlink, { identityId })).toMatchObject(refusal('auth.identity_unknown'));

    for (let more = 0; more < 9; more++) await client.request(Auth.linkDevice, { deviceId: newDeviceId() });
    expect(await client.request(Auth.linkDevice, { deviceId: newDeviceId() })).toMatchObject(
      refusal('auth.too_many_identities'),
    );
  });

  it.each(['\u00c5sa \u{1f40d}', "'; DROP TABLE auth_accounts;--", '<script>alert(1)</script>', '$1 %s {{x}} \\'])(
    'can be called %s',
    async (displayName) => {
      const { client } = await newPlayer(server);

      expect(await client.request(Auth.rename, { displayName })).toMatchObject({ message: { displayName } });
      expect(await client.request(Auth.read)).toMatchObject({ message: { displayName } });
    },
  );

  it.each(['', ' ', '\u200b', '\u00ad\ufeff', 'a\u0000b', 'a\nb', '\u202egnp', '\ud800', 'x'.repeat(33), 5, null])(
    'cannot be called %j',
    async (displayName) => {
      const { client } = await newPlayer(server);

      expect(await client.request(Auth.rename, { displayName })).toMatchObject(refusal('message.invalid'));
    },
  );

  it('is exported with what other modules keep, and without secrets', async () => {
    const { client, email, answer } = await newEmailPlayer(server, logs.lines, newEmail(), PASSWORD);
    const { playerId } = signedIn(answer);
    const { message } = await client.request(Auth.export);
    const exported = JSON.parse(String(message?.json)) as object;

    expect(exported).toMatchObject({
      account: { id: playerId, identities: [{ kind: 'email', subject: email }], audit: [{}, { action: 'created' }] },
      diary: [`Dear ${playerId}`],
    });
    expect(String(message?.json)).not.toMatch(/argon2|hash/i);
  });

  it('is erased with everything, and its player starts anew', async () => {
    const { client, deviceId, me } = await newPlayer(server);
    const { playerId } = me;
    expect(await client.request(Auth.delete, { playerId: 'other' })).toMatchObject(refusal('auth.not_confirmed'));
    expect(await client.request(Auth.delete, { playerId })).toMatchObject({ type: ACK });

    expect(await client.closed).toEqual({ code: 4501, reason: 'auth.erased' });
    expect(server.app.get(Diary).erased).toContain(playerId);
    const again = await server.connect();
    expect(await again.request(HELLO, { token: me.accessToken })).toMatchObject(refusal('auth.refused'));
    const { refreshToken } = me;
    expect(await again.request(Auth.refresh, { refreshToken })).toMatchObject(refusal('auth.refused'));
    const next = signedIn(await again.request(Auth.device, { deviceId }));
    expect(next).toMatchObject({ isNew: true });
    expect(next.playerId).not.toBe(playerId);
  });

  it('stays when a module cannot erase its part', async () => {
    const { client, deviceId, me } = await newPlayer(server);
    const diary = server.app.get(Diary);
    diary.isBroken = true;
    expect(await client.request(Auth.delete, { playerId: me.playerId })).toMatchObject(refusal('server.internal'));
    diary.isBroken = false;
    const other = await server.connect();

    expect(signedIn(await other.request(Auth.device, { deviceId })).playerId).toBe(me.playerId);
    expect(await client.request(Auth.delete, { playerId: me.playerId })).toMatchObject({ type: ACK });
  });

  it('that is banned has its sessions ended for good, and cannot sign in until it is not', async () => {
    const { client, deviceId, me } = await newPlayer(server);
    const accounts = server.app.get(AccountsService);
    const ticket = String((await client.request(Auth.ticket)).message?.ticket);
    expect(await accounts.ban(me.playerId, { reason: 'cheated' })).toBe(true);

    expect(await client.closed).toEqual({ code: 4501, reason: 'auth.banned' });
    const other = await server.connect();
    expect(await other.request(HELLO, { token: me.accessToken })).toMatchObject(refusal('auth.banned'));
    expect(await other.request(Auth.device, { deviceId })).toMatchObject(refusal('auth.banned'));
    const { refreshToken } = me;
    expect(await other.request(Auth.refresh, { refreshToken })).toMatchObject(refusal('auth.banned'));
    await expect(server.connect({ path: `/?ticket=${ticket}` })).rejects.toThrow('401');
    expect(await accounts.unban(me.playerId)).toBe(true);
    expect(await other.request(Auth.refresh, { refreshToken })).toMatchObject({ type: 104 });
  });

  it('that is banned for a time can sign in after it', async () => {
    const { deviceId, me } = await newPlayer(server);
    await server.app.get(AccountsService).ban(me.playerId, { until: new Date(Date.now() - 1) });
    const other = await server.connect();

    expect(await other.request(HELLO, { token: me.accessToken })).toMatchObject({ type: WELCOME });
    signedIn(await (await server.connect()).request(Auth.device, { deviceId }));
  });

  it('that does not exist cannot be banned', async () => {
    const accounts = server.app.get(AccountsService);

    expect(await accounts.ban('00000000-0000-4000-8000-000000000000')).toBe(false);
    expect(await accounts.unban('00000000-0000-4000-8000-000000000000')).toBe(false);
  });
});
