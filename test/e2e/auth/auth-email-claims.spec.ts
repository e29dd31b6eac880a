import { randomBytes } from 'node:crypto';
import { jest } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { Database } from '../../../src/core/storage/database.js';
import { AuditRepository } from '../../../src/modules/auth/accounts/audit.repository.js';
import { AuthModule } from '../../../src/modules/auth/auth.module.js';
import { MailOutbox } from '../../../src/modules/auth/email/mail-outbox.js';
import { AuthNewsRepository } from '../../../src/modules/auth/tokens/auth-news.repository.js';
import { Auth, mailedCode, newDeviceId, newEmailPlayer, newPlayer, refusal, signedIn } from './auth-client.js';
import { dataFolder } from '../../../src/testing/data-folder.js';
import { Postgres } from '../../support/postgres.js';
import { TestApp } from '../../../src/testing/test-app.js';
import type { Packet } from '../../../src/testing/test-client.js';
import { LogRecorder } from '../log-recorder.js';

/** The embedded database may have to be made first. */
jest.setTimeout(60_000);

const ACK = 3;
const HERS = 'the password of the owner';
const HIS = 'the password of somebody else';

const postgres = await Postgres.start();
const databases: [string, Record<string, string>][] = [['PGlite', {}]];
if (postgres) databases.push(['PostgreSQL', { DATABASE_URL: postgres.url }]);

/** Whatever a stranger does with an address, its owner gets it, alone; who asks learns nothing of who has it. */
describe.each(databases)('an e-mail address on %s', (_name, database) => {
  const logs = new LogRecorder();
  let server: TestApp;
  let next = 0;

  beforeAll(async () => {
    const env = { ...database, DATA_DIR: await dataFolder(), AUTH_REQUIRED: 'true', SESSIONS_PER_PLAYER: 'many' };
    server = await TestApp.start({ imports: [AuthModule], env, logger: logs });
  });

  afterAll(() => server.stop());
  afterEach(() => server.disconnectAll());

  const newEmail = () => `owner${++next}@example.com`;
  const code = (email: string) => mailedCode(server, logs.lines, email);
  const run = (query: ReturnType<typeof sql>) =>
    server.app.get(Database, { strict: false }).run((client) => client.execute(query));
  const actionsOf = async (playerId: string) =>
    (await server.app.get(AuditRepository).of(playerId, 100)).map(({ action }) => action);

  async function signIn(email: string, password: string): Promise<Packet> {
    return (await server.connect()).request(Auth.signIn, { email, password });
  }

  /** Signs the owner up, as if nobody else had ever named the address. */
  async function signUpOwner(email: string): Promise<{ playerId: string; isNew: boolean }> {
    return signedIn((await newEmailPlayer(server, logs.lines, email, HERS)).answer);
  }

  /** Makes an address of an account count as linked without proof, as it was done before codes were asked for. */
  async function linkUnproven(accountId: string, email: string): Promise<void> {
    const [password] = (await run(sql`SELECT secret_hash FROM auth_identities WHERE kind = 'email' LIMIT 1`)).rows;
    await run(
      sql`INSERT INTO auth_identities (id, account_id, kind, subject, secret_hash, created_at)
          VALUES (gen_random_uuid(), ${accountId}, 'email', ${email}, ${(password as { secret_hash: string }).secret_hash}, now())`,
    );
  }

  describe('that a stranger has named', () => {
    it('in his account is still the owner’s, and his claim is void', async () => {
      const stranger = await newPlayer(server);
      const email = newEmail();
      await stranger.client.request(Auth.linkEmail, { email, password: HIS });
      const his = await code(email);
      const owner = await signUpOwner(email);

      expect(owner).toMatchObject({ isNew: true });
      expect(owner.playerId).not.toBe(stranger.me.playerId);
      expect(await stranger.client.request(Auth.verify, { code: his })).toMatchObject(refusal('auth.code_refused'));
      expect((await stranger.client.request(Auth.read)).message?.identities).toMatchObject([{ kind: 'device' }]);
      expect(await signIn(email, HIS)).toMatchObject(refusal('auth.wrong_credentials'));
      expect(signedIn(await signIn(email, HERS)).playerId).toBe(owner.playerId);
    });

    it('at his sign-up does not get his password, whichever code she uses', async () => {
      const email = newEmail();
      const stranger = await server.connect();
      await stranger.request(Auth.signUp, { email, password: HIS });
      const his = await code(email);
      const client = await server.connect();
      await client.request(Auth.signUp, { email, password: HERS });
      const hers = await code(email);

      expect(await client.request(Auth.completeSignUp, { code: his, password: HERS })).toMatchObject(
        refusal('auth.code_refused'),
      );
      const owner = signedIn(await client.request(Auth.completeSignUp, { code: hers, password: HERS }));
      expect(await stranger.request(Auth.completeSignUp, { code: his, password: HIS })).toMatchObject(
        refusal('auth.code_refused'),
      );
      expect(await signIn(email, HIS)).toMatchObject(refusal('auth.wrong_credentials'));
      expect(signedIn(await signIn(email, HERS)).playerId).toBe(owner.playerId);
    });

    it('goes to his account by no code that she has, whatever page or session she gives it to', async () => {
      const stranger = await newPlayer(server);
      const owner = await newPlayer(server);
      const email = newEmail();
      await stranger.client.request(Auth.linkEmail, { email, password: HIS });
      const his = await code(email);

      expect(await owner.client.request(Auth.verify, { code: his })).toMatchObject(refusal('auth.code_refused'));
      for (const password of [HERS, HIS]) {
        expect(await (await server.connect()).request(Auth.completeSignUp, { code: his, password })).toMatchObject(
          refusal('auth.code_refused'),
        );
      }
      expect(await (await server.connect()).request(Auth.verify, { code: his })).toMatchObject(
        refusal('auth.required'),
      );
    });
  });

  describe('that a stranger’s account has had without proof', () => {
    it('besides other identities goes to the owner, who gets an account of her own; he hears of it', async () => {
      await signUpOwner(newEmail());
      const stranger = await newPlayer(server);
      const email = newEmail();
      await linkUnproven(stranger.me.playerId, email);
      const owner = await signUpOwner(email);

      expect(owner).toMatchObject({ isNew: true });
      expect(owner.playerId).not.toBe(stranger.me.playerId);
      expect(await stranger.client.closed).toEqual({ code: 4501, reason: 'auth.email_lost' });
      expect(await actionsOf(stranger.me.playerId)).toContain('email_lost');
      const back = await server.connect();
      signedIn(await back.request(Auth.device, { deviceId: stranger.deviceId }));
      expect((await back.request(Auth.read)).message?.identities).toMatchObject([{ kind: 'device' }]);
    });

    it('alone is her account, without him', async () => {
      await signUpOwner(newEmail());
      const stranger = await newPlayer(server);
      const email = newEmail();
      await linkUnproven(stranger.me.playerId, email);
      await run(sql`DELETE FROM auth_identities WHERE kind = 'device' AND account_id = ${stranger.me.playerId}`);
      const owner = await signUpOwner(email);

      expect(owner).toMatchObject({ isNew: false, playerId: stranger.me.playerId });
      expect(await stranger.client.closed).toEqual({ code: 4501, reason: 'auth.email_lost' });
      const { refreshToken } = stranger.me;
      expect(await (await server.connect()).request(Auth.refresh, { refreshToken })).toMatchObject(
        refusal('auth.refused'),
      );
    });

    it('is proven by a new password, which throws out what he has added meanwhile; she is told', async () => {
      await signUpOwner(newEmail());
      const stranger = await newPlayer(server);
      const email = newEmail();
      await linkUnproven(stranger.me.playerId, email);
      await run(sql`DELETE FROM auth_identities WHERE kind = 'device' AND account_id = ${stranger.me.playerId}`);
      const client = await server.connect();
      await client.request(Auth.requestReset, { email });
      const reset = await code(email);
      const deviceId = newDeviceId();
      expect(await stranger.client.request(Auth.linkDevice, { deviceId })).toMatchObject({ type: 121 });
      expect(await client.request(Auth.reset, { code: reset, password: HERS })).toMatchObject({ type: ACK });

      expect(await stranger.client.closed).toEqual({ code: 4501, reason: 'auth.signed_out' });
      expect(signedIn(await signIn(email, HERS)).playerId).toBe(stranger.me.playerId);
      expect(signedIn(await (await server.connect()).request(Auth.device, { deviceId }))).toMatchObject({
        isNew: true,
      });
      expect(await actionsOf(stranger.me.playerId)).toContain('others_removed');
      await server.app.get(MailOutbox).settled();
      expect(logs.lines.findLast(({ text }) => text.includes(`To: ${email}.`))?.text).toContain('1 other ways');
    });

    it('gets no code for a password besides other identities, since the account may be a stranger’s', async () => {
      await signUpOwner(newEmail());
      const stranger = await newPlayer(server);
      const email = newEmail();
      await linkUnproven(stranger.me.playerId, email);
      await (await server.connect()).request(Auth.requestReset, { email });

      await expect(code(email)).rejects.toThrow('There is no mail');
    });
  });

  describe('that is the owner’s', () => {
    it('keeps her devices at a new password, and lets a stranger link nothing meanwhile', async () => {
      const owner = await newPlayer(server);
      const email = newEmail();
      await owner.client.request(Auth.linkEmail, { email, password: HERS });
      await owner.client.request(Auth.verify, { code: await code(email) });
      await owner.client.request(Auth.requestReset, { email });
      const reset = await code(email);
      const other = await server.connect();
      const late = newDeviceId();
      const done = other.request(Auth.reset, { code: reset, password: HIS });
      const linked = done.then(() => owner.client.send(Auth.linkDevice, { deviceId: late }));
      await Promise.all([done, linked]);

      expect(await owner.client.closed).toEqual({ code: 4501, reason: 'auth.signed_out' });
      const back = [owner.deviceId, late].map(async (deviceId) =>
        signedIn(await (await server.connect()).request(Auth.device, { deviceId })),
      );
      expect(await Promise.all(back)).toMatchObject([{ isNew: false, playerId: owner.me.playerId }, { isNew: true }]);
    });

    it('is answered for like any other, by sign-up, link and reset; the mail tells', async () => {
      const email = newEmail();
      const owner = await signUpOwner(email);
      const stranger = await newPlayer(server);
      const [known, unknown] = [email, newEmail()];
      const answers: unknown[][] = [];
      for (const address of [known, unknown]) {
        const client = await server.connect();
        const linked = await stranger.client.request(Auth.linkEmail, { email: address, password: HIS });
        answers.push([
          (await client.request(Auth.signUp, { email: address, password: HIS })).message,
          (linked.message!.identities as { name: string; isVerified: boolean }[])
            .filter(({ name }) => name === address)
            .map(({ isVerified }) => isVerified),
          (await client.request(Auth.requestReset, { email: address })).message,
          (await client.request(Auth.signIn, { email: address, password: HIS })).message,
          (await client.request(Auth.completeSignUp, { code: 'ABCD-EFGH-JKMN-PQRS', password: HIS })).message,
        ]);
      }
      await server.app.get(MailOutbox).settled();

      expect(answers[0]).toEqual(answers[1]);
      const mails = logs.lines.filter(({ text }) => text.includes(`To: ${known}.`)).map(({ text }) => text);
      expect(mails.filter((text) => text.includes('It has one already'))).toHaveLength(2);
      expect(signedIn(await signIn(email, HERS)).playerId).toBe(owner.playerId);
    });

    it('does not show in the work that an answer waits for', async () => {
      const email = newEmail();
      await signUpOwner(email);
      // The work of the owner's own mails is not counted.
      await server.app.get(MailOutbox).settled();
      const database = server.app.get(Database, { strict: false });
      const queries = jest.spyOn(database, 'run');
      // Once a second it is asked what other servers tell, whoever signs up.
      const news = jest.spyOn(server.app.get(AuthNewsRepository, { strict: false }), 'read').mockResolvedValue([]);
      const counts: number[] = [];
      for (const address of [email, newEmail()]) {
        const client = await server.connect();
        queries.mockClear();
        // The mail's work is put off until the answer is out.
        const outbox = jest.spyOn(server.app.get(MailOutbox), 'send').mockImplementation(() => undefined);
        await client.request(Auth.signUp, { email: address, password: HIS });
        outbox.mockRestore();
        counts.push(queries.mock.calls.length);
      }
      queries.mockRestore();
      news.mockRestore();

      expect(counts).toEqual([0, 0]);
    });
  });

  it('in signs that only look like one is refused, and nobody gets a mail', async () => {
    logs.clear();
    const client = await server.connect();
    const { client: player } = await newPlayer(server);
    for (const email of [
      'victim＠bank.com，x1@evil.example.com',
      'victim@bank.com,x@evil.example',
      'victim@bank．com',
    ]) {
      for (const answer of [
        await client.request(Auth.signUp, { email, password: HIS }),
        await client.request(Auth.requestReset, { email }),
        await client.request(Auth.signIn, { email, password: HIS }),
        await player.request(Auth.linkEmail, { email, password: HIS }),
      ]) {
        expect(answer).toMatchObject(refusal('message.invalid'));
      }
    }
    await server.app.get(MailOutbox).settled();

    expect(logs.lines.filter(({ text }) => text.includes('To: '))).toEqual([]);
  });
});

describe('a server in production that sends no mails', () => {
  it('refuses what needs one, whatever the address', async () => {
    const env = {
      DATA_DIR: await dataFolder(),
      NODE_ENV: 'production',
      AUTH_SECRET: randomBytes(32).toString('hex'),
      ALLOWED_ORIGINS: '*',
    };
    const server = await TestApp.start({ imports: [AuthModule], env });
    const { client } = await newPlayer(server);
    const anyone = await server.connect();
    const email = 'ann@example.com';
    const answers = [
      await anyone.request(Auth.signUp, { email, password: HERS }),
      await anyone.request(Auth.requestReset, { email }),
      await client.request(Auth.linkEmail, { email, password: HERS }),
    ];
    await server.stop();

    expect(answers).toMatchObject(Array(3).fill(refusal('auth.mail_unavailable')));
  });
});
