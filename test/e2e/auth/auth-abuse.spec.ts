import { jest } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { Database } from '../../../src/core/storage/database.js';
import { AuthModule } from '../../../src/modules/auth/auth.module.js';
import { MailOutbox } from '../../../src/modules/auth/email/mail-outbox.js';
import { Auth, mailedCode, newDeviceId, newEmailPlayer, refusal, signedIn } from './auth-client.js';
import { dataFolder } from '../../../src/testing/data-folder.js';
import { TestApp } from '../../../src/testing/test-app.js';
import { LogRecorder } from '../log-recorder.js';

/** The embedded database may have to be made first. */
jest.setTimeout(60_000);

const PASSWORD = 'correct horse battery';
const LIMITS = { AUTH_FAILURES_PER_ACCOUNT: '3', AUTH_FAILURES_PER_ADDRESS: '8', AUTH_SIGN_UPS_PER_ADDRESS: '6' };

/** What an attacker tries in every field; each must be refused or kept as it is, and never be a failure of the server. */
const HOSTILE = [
  ...["' OR '1'='1", "'; DROP TABLE auth_accounts;--", '$1', '%s%n', '{{7*7}}', '<img src=x onerror=alert(1)>', '\\'],
  ...['\u0000', 'a\u0000b@example.com', '\ud800', '\u202e', '../../etc/passwd', 'a@b\r\nBcc: c@d.example'],
  ...['__proto__', 'constructor', 'x'.repeat(5_000)],
];

describe('an attacker', () => {
  const logs = new LogRecorder();
  let server: TestApp;

  // All addresses are the proxy's word, so that each test has its own.
  const from = (address: string) => ({ socket: { headers: { 'X-Forwarded-For': address } } });

  beforeAll(async () => {
    const env = { DATA_DIR: await dataFolder(), AUTH_REQUIRED: 'true', TRUSTED_PROXIES: '1', ...LIMITS };
    server = await TestApp.start({ imports: [AuthModule], env, logger: logs });
  });

  afterAll(() => server.stop());
  afterEach(() => server.disconnectAll());

  it('cannot guess at one account for long, from anywhere, whether it exists or not', async () => {
    const owner = await server.connect(from('192.0.2.1'));
    await newEmailPlayer(server, logs.lines, 'ann@example.com', PASSWORD, owner);
    for (const email of ['ann@example.com', 'nobody@example.com']) {
      const codes = [];
      for (let attempt = 0; attempt < 4; attempt++) {
        const client = await server.connect(from(`192.0.2.${10 + attempt}`));
        const { message } = await client.request(Auth.signIn, { email, password: `guess ${attempt}` });
        codes.push(message?.code);
      }
      const wrong = 'auth.wrong_credentials';
      expect(codes).toEqual([wrong, wrong, wrong, 'auth.too_many_attempts']);
    }
    const client = await server.connect(from('192.0.2.20'));
    expect(await client.request(Auth.signIn, { email: 'ann@example.com', password: PASSWORD })).toMatchObject(
      refusal('auth.too_many_attempts'),
    );
  });

  it('cannot lock a player out of an account for longer than a mail takes', async () => {
    const client = await server.connect(from('192.0.2.50'));
    const email = 'locked@example.com';
    await newEmailPlayer(server, logs.lines, email, PASSWORD, client);
    const attacker = await server.connect(from('192.0.2.51'));
    for (let attempt = 0; attempt < 4; attempt++) await attacker.request(Auth.signIn, { email, password: 'guess' });
    const owner = await server.connect(from('192.0.2.52'));
    const locked = await owner.request(Auth.signIn, { email, password: PASSWORD });
    await owner.request(Auth.requestReset, { email });
    const code = await mailedCode(server, logs.lines, email);
    await owner.request(Auth.reset, { code, password: 'another password' });

    expect(locked).toMatchObject(refusal('auth.too_many_attempts'));
    signedIn(await owner.request(Auth.signIn, { email, password: 'another password' }));
  });

  it('cannot lock accounts from an address that is blocked', async () => {
    const owner = await server.connect(from('192.0.2.60'));
    const email = 'untouched@example.com';
    await newEmailPlayer(server, logs.lines, email, PASSWORD, owner);
    const attacker = await server.connect(from('192.0.2.61'));
    for (let attempt = 0; attempt < 8; attempt++) {
      await attacker.request(Auth.signIn, { email: `other${attempt}@example.com`, password: 'guess' });
    }
    const codes = [];
    for (let attempt = 0; attempt < 10; attempt++) {
      codes.push((await attacker.request(Auth.signIn, { email, password: 'guess' })).message?.code);
    }
    const elsewhere = await server.connect(from('192.0.2.62'));

    expect(new Set(codes)).toEqual(new Set(['auth.too_many_attempts']));
    signedIn(await elsewhere.request(Auth.signIn, { email, password: PASSWORD }));
  });

  it('cannot keep out a device that the account knows, and cannot pass for one', async () => {
    const email = 'known@example.com';
    const owner = await server.connect(from('192.0.2.70'));
    const { answer } = await newEmailPlayer(server, logs.lines, email, PASSWORD, owner);
    const { refreshToken } = signedIn(answer);
    await owner.request(Auth.signOut, { refreshToken });
    const stranger = await server.connect(from('192.0.2.71'));
    const his = signedIn(await stranger.request(Auth.device, { deviceId: newDeviceId() })).refreshToken;
    const attacker = await server.connect(from('192.0.2.72'));
    for (let attempt = 0; attempt < 9; attempt++) await attacker.request(Auth.signIn, { email, password: 'guess' });
    const locked = await attacker.request(Auth.signIn, { email, password: PASSWORD, refreshToken: his });
    const unknown = await attacker.request(Auth.signIn, { email, password: PASSWORD, refreshToken: 'x'.repeat(43) });

    expect([locked, unknown]).toMatchObject([refusal('auth.too_many_attempts'), refusal('auth.too_many_attempts')]);
    const device = await server.connect(from('192.0.2.72'));
    const codes = [];
    for (const password of ['typo', 'typo', PASSWORD]) {
      const client = await server.connect(from('192.0.2.72'));
      codes.push((await client.request(Auth.signIn, { email, password, refreshToken })).message?.code);
    }
    expect(codes).toEqual(['auth.wrong_credentials', 'auth.wrong_credentials', undefined]);
    // It has as many failures of its own as an account has.
    for (let attempt = 0; attempt < 3; attempt++) {
      await device.request(Auth.signIn, { email, password: 'guess', refreshToken });
    }
    expect(await device.request(Auth.signIn, { email, password: PASSWORD, refreshToken })).toMatchObject(
      refusal('auth.too_many_attempts'),
    );
  });

  it('gains nothing by guessing many at once', async () => {
    const clients = await Promise.all(
      Array.from({ length: 6 }, (_, index) => server.connect(from(`192.0.2.${30 + index}`))),
    );
    const answers = await Promise.all(
      clients.map((client) => client.request(Auth.signIn, { email: 'once@example.com', password: 'guess' })),
    );

    expect(answers.filter(({ message }) => message?.code === 'auth.wrong_credentials')).toHaveLength(3);
  });

  it('cannot guess at many accounts, or codes, from one address', async () => {
    const client = await server.connect(from('198.51.100.1'));
    const codes = [];
    for (let attempt = 0; attempt < 5; attempt++) {
      const email = `victim${attempt}@example.com`;
      codes.push((await client.request(Auth.signIn, { email, password: 'guess' })).message?.code);
      const guess = { code: `ABCD-EFGH-JKMN-PQR${attempt}`, password: PASSWORD };
      codes.push((await client.request(Auth.completeSignUp, guess)).message?.code);
    }

    expect(codes.slice(0, 8)).not.toContain('auth.too_many_attempts');
    expect(codes.slice(8)).toEqual(['auth.too_many_attempts', 'auth.too_many_attempts']);
    const other = await server.connect(from('198.51.100.2'));
    expect(await other.request(Auth.completeSignUp, { code: 'x', password: 'x' })).toMatchObject(
      refusal('auth.code_refused'),
    );
  });

  it('cannot make accounts without end, while players who have one come in', async () => {
    const deviceId = newDeviceId();
    const codes = [];
    for (let attempt = 0; attempt < 7; attempt++) {
      const client = await server.connect(from('198.51.100.9'));
      const answer = await client.request(Auth.device, { deviceId: attempt === 0 ? deviceId : newDeviceId() });
      codes.push(answer.message?.code);
    }
    const client = await server.connect(from('198.51.100.9'));

    expect(codes).toEqual([...Array<undefined>(6).fill(undefined), 'auth.too_many_attempts']);
    expect(signedIn(await client.request(Auth.device, { deviceId })).isNew).toBe(false);
  });

  it('cannot flood a mailbox', async () => {
    const client = await server.connect(from('203.0.113.1'));
    for (const email of ['full@example.com', 'FULL@example.com', 'f.u.l.l@example.com', 'full+1@example.com']) {
      await client.request(Auth.signUp, { email, password: PASSWORD });
    }
    await newEmailPlayer(server, logs.lines, 'owner@example.com', PASSWORD, await server.connect(from('203.0.113.3')));
    for (let more = 0; more < 5; more++) await client.request(Auth.requestReset, { email: 'owner@example.com' });
    await server.app.get(MailOutbox).settled();

    expect(logs.lines.filter(({ text }) => /To: f\.?u\.?l\.?l(\+1)?@/.test(text))).toHaveLength(3);
    expect(logs.lines.filter(({ text }) => text.includes('To: owner@example.com.'))).toHaveLength(3);
  });

  it('breaks nothing with hostile text in any field', async () => {
    const owner = await server.connect(from('203.0.113.2'));
    signedIn(await owner.request(Auth.device, { deviceId: newDeviceId() }));
    logs.clear();
    for (const [index, text] of HOSTILE.entries()) {
      const client = await server.connect(from(`203.0.113.${10 + index}`));
      const answers = [
        await client.request(Auth.device, { deviceId: text }),
        await client.request(Auth.signIn, { email: text, password: text }),
        await client.request(Auth.signUp, { email: text, password: text, displayName: text }),
        await client.request(Auth.refresh, { refreshToken: text }),
        await client.request(Auth.signOut, { refreshToken: text }),
        await client.request(Auth.verify, { code: text }),
        await client.request(Auth.completeSignUp, { code: text, password: text }),
        await owner.request(Auth.linkEmail, { email: text, password: PASSWORD }),
        await owner.request(Auth.verify, { code: text }),
        await client.request(Auth.requestReset, { email: text }),
        await client.request(Auth.reset, { code: text, password: `${text.slice(0, 100)}12345678` }),
        await client.request(0, { token: text }),
        await owner.request(Auth.rename, { displayName: text }),
        await owner.request(Auth.linkDevice, { deviceId: text }),
        await owner.request(Auth.linkOpenId, { token: text }),
        await owner.request(Auth.unlink, { identityId: text }),
        await owner.request(Auth.delete, { playerId: text }),
      ];
      expect(answers.map(({ message }) => message?.code)).not.toContain('server.internal');
    }
    await server.app.get(MailOutbox).settled();

    expect(logs.failures).toEqual([]);
    expect(await owner.request(Auth.read)).toMatchObject({ type: 121 });
  });

  it('finds no secret in the log, in an error or in the database', async () => {
    logs.clear();
    const client = await server.connect(from('203.0.113.200'));
    const secrets = {
      device: `c4n4ry-device-${newDeviceId()}`,
      password: 'c4n4ry-password-1',
      newPassword: 'c4n4ry-password-2',
      wrong: 'c4n4ry-password-3',
    };
    const made = signedIn(await client.request(Auth.device, { deviceId: secrets.device }));
    await client.request(Auth.linkEmail, { email: 'canary@example.com', password: secrets.password });
    await client.request(Auth.verify, { code: await mailedCode(server, logs.lines, 'canary@example.com') });
    await client.request(Auth.changePassword, { password: secrets.wrong, newPassword: secrets.newPassword });
    const changed = signedIn(
      await client.request(Auth.changePassword, { password: secrets.password, newPassword: secrets.newPassword }),
    );
    const ticket = String((await client.request(Auth.ticket)).message?.ticket);
    const other = await server.connect({ ...from('203.0.113.200'), path: `/?ticket=${ticket}` });
    await other.request(0, { token: changed.accessToken, text: 'hello' });
    await other.request(0, { token: `${changed.accessToken}x` });
    const next = signedIn(await other.request(Auth.refresh, { refreshToken: changed.refreshToken }));
    const errors = [
      await other.request(Auth.device, { deviceId: `${secrets.device} ` }),
      await other.request(Auth.signUp, { email: 'c4n4ry-address', password: secrets.password }),
      await other.request(Auth.refresh, { refreshToken: `${made.refreshToken}x` }),
      await other.request(Auth.device, { deviceId: secrets.device }),
    ];
    await server.app.get(MailOutbox).settled();

    const tokens = [made, changed, next].flatMap(({ accessToken, refreshToken }) => [accessToken, refreshToken]);
    const hidden = [...Object.values(secrets), ...tokens, ticket];
    // In development the log shows mails, with their codes; they hold no other secret.
    const seen = [
      logs.lines.map(({ text }) => text),
      errors.map((packet) => JSON.stringify(packet)),
      await dump(),
    ].flat();
    for (const secret of hidden) expect(seen.filter((text) => text.includes(secret))).toEqual([]);
    expect(errors.map((packet) => JSON.stringify(packet)).join()).not.toContain('c4n4ry');
  });

  /** Every row of every table of auth, as text. */
  async function dump(): Promise<string[]> {
    const database = server.app.get(Database, { strict: false });
    const tables = ['accounts', 'identities', 'email_claims', 'refresh_tokens', 'email_codes', 'audit_entries'];
    const rows: string[] = [];
    for (const table of tables) {
      const name = sql.identifier(`auth_${table}`);
      const result = await database.run((client) => client.execute(sql`SELECT * FROM ${name}`));
      rows.push(...result.rows.map((row) => JSON.stringify(row)));
    }
    expect(rows.length).toBeGreaterThan(10);
    return rows;
  }
});
