import { jest } from '@jest/globals';
import { AuthModule } from '../../../src/modules/auth/auth.module.js';
import { mailedCode, newDeviceId, type SignedIn } from './auth-client.js';
import { dataFolder } from '../../../src/testing/data-folder.js';
import { TestApp } from '../../../src/testing/test-app.js';
import { LogRecorder } from '../log-recorder.js';

/** The embedded database may have to be made first. */
jest.setTimeout(60_000);

const HELLO = 0;
const PASSWORD = 'correct horse battery';
const PAGE = 'https://play.example';

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

describe('sign-in over HTTP', () => {
  const logs = new LogRecorder();
  let server: TestApp;

  beforeAll(async () => {
    const env = {
      DATA_DIR: await dataFolder(),
      AUTH_REQUIRED: 'true',
      ALLOWED_ORIGINS: PAGE,
      SESSIONS_PER_PLAYER: 'refuse',
      PUBLIC_URL: 'https://api.example/',
    };
    server = await TestApp.start({ imports: [AuthModule], env, logger: logs });
  });

  afterAll(() => server.stop());
  afterEach(() => server.disconnectAll());

  async function ask(path: string, init: RequestInit): Promise<Answer> {
    const response = await fetch(`${server.httpUrl}/auth/${path}`, init);
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') === true;
    const body = (isJson ? JSON.parse(text) : { text }) as Record<string, unknown>;
    return { status: response.status, headers: response.headers, body };
  }

  const post = (path: string, body?: object, headers: Record<string, string> = {}): Promise<Answer> =>
    ask(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });

  async function newPlayer(): Promise<SignedIn> {
    const { body } = await post('device', { deviceId: newDeviceId() });
    return body as unknown as SignedIn;
  }

  it('gives the same tokens as a socket, which nobody caches', async () => {
    const { status, headers, body } = await post('device', { deviceId: newDeviceId(), displayName: 'Ann' });
    const client = await server.connect();

    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).toMatchObject({ displayName: 'Ann', isNew: true, accessSeconds: 900 });
    expect(await client.request(HELLO, { token: body.accessToken })).toMatchObject({
      message: { playerId: body.playerId },
    });
  });

  /** Signs up as a web page would. */
  async function signUp(email: string): Promise<Answer> {
    expect(await post('email/sign-up', { email, password: PASSWORD })).toMatchObject({ status: 204 });
    return post('complete', { code: await mailedCode(server, logs.lines, email), password: PASSWORD });
  }

  it('knows e-mail and password', async () => {
    const email = 'ann@example.com';
    const made = await signUp(email);
    const found = await post('email/sign-in', { email, password: PASSWORD });

    expect([made.status, found.status]).toEqual([200, 200]);
    expect(found.body.playerId).toBe(made.body.playerId);
    expect(await post('email/sign-in', { email, password: 'wrong' })).toMatchObject({
      status: 401,
      body: { code: 'auth.wrong_credentials', text: expect.any(String) as string },
    });
  });

  it('refreshes and signs out', async () => {
    const { refreshToken } = await newPlayer();
    const next = await post('refresh', { refreshToken });

    expect(next.status).toBe(200);
    expect((await post('sign-out', { refreshToken: next.body.refreshToken })).status).toBe(204);
    expect(await post('refresh', { refreshToken: next.body.refreshToken })).toMatchObject({
      status: 401,
      body: { code: 'auth.refused' },
    });
  });

  it('refreshes tokens for a second connection that SESSIONS_PER_PLAYER=refuse keeps out', async () => {
    const { refreshToken, accessToken } = await newPlayer();
    const first = await server.connect();
    await first.request(HELLO, { token: accessToken });
    const second = await server.connect();
    const answer = await second.request(103, { refreshToken });

    expect(answer).toMatchObject({ type: 104 });
    expect(await second.request(120)).toMatchObject({ message: { code: 'auth.required' } });
    expect((await post('refresh', { refreshToken: answer.message?.refreshToken })).status).toBe(200);
  });

  it.each([
    ['device', {}, 'deviceId'],
    ['device', undefined, 'deviceId'],
    ['device', { deviceId: 'short' }, 'deviceId'],
    ['device', { deviceId: ['a'.repeat(20)] }, 'deviceId'],
    ['device', { deviceId: 'a'.repeat(20), isAdmin: true }, ''],
    ['email/sign-up', { email: 'ann@example.com', password: 'short' }, 'password'],
    ['email/sign-up', { email: 'not an address', password: PASSWORD }, 'email'],
    ['email/sign-in', { email: { $gt: '' }, password: PASSWORD }, 'email'],
    ['refresh', { refreshToken: 5 }, 'refreshToken'],
  ])('of %s with %j is refused by the rule of the field', async (path, body, field) => {
    expect(await post(path, body)).toMatchObject({
      status: 400,
      body: {
        code: 'message.invalid',
        details: expect.arrayContaining([expect.objectContaining({ field })]) as unknown,
      },
    });
  });

  it('gives a ticket, which opens one connection before its upgrade', async () => {
    const { accessToken, playerId } = await newPlayer();
    const { body } = await post('ticket', {}, { Authorization: `Bearer ${accessToken}` });
    expect(body).toEqual({ ticket: expect.stringMatching(/^[\w-]{32}$/) as string, expiresInMs: 30_000 });
    const subprotocols = [`godwit.ticket.${String(body.ticket)}`, 'godwit.json.v1'];
    const client = await server.connect({ subprotocols });

    expect(await client.request(HELLO)).toMatchObject({ message: { playerId } });
    await expect(server.connect({ subprotocols })).rejects.toThrow('401');
  });

  it.each([
    ['none', undefined, 'auth.required'],
    ['another scheme', 'Basic YTpi', 'auth.required'],
    ['nothing', 'Bearer ', 'auth.required'],
    ['no token', 'Bearer x', 'auth.refused'],
    ['two tokens', 'Bearer a.b.c, Bearer d', 'auth.required'],
  ])('gives no ticket for an authorization of %s', async (_name, authorization, code) => {
    const headers: Record<string, string> = authorization === undefined ? {} : { Authorization: authorization };

    expect(await post('ticket', {}, headers)).toMatchObject({ status: 401, body: { code } });
  });

  it('exports the account', async () => {
    const { accessToken, playerId } = await newPlayer();
    const answer = await ask('export', { headers: { Authorization: `Bearer ${accessToken}` } });

    expect(answer).toMatchObject({ status: 200, body: { account: { id: playerId } } });
    expect((await ask('export', {})).status).toBe(401);
  });

  it('exports one at a time, and not without end', async () => {
    const { accessToken } = await newPlayer();
    const other = await newPlayer();
    const exportOf = async (token: string): Promise<number> =>
      (await ask('export', { headers: { Authorization: `Bearer ${token}` } })).status;
    const statuses = await Promise.all(Array.from({ length: 30 }, () => exportOf(accessToken)));

    expect(statuses.filter((status) => status === 200).length).toBeLessThanOrEqual(5);
    expect(new Set(statuses)).toEqual(new Set([200, 429]));
    expect(await exportOf(other.accessToken)).toBe(200);
  });

  it('lets pages of allowed origins ask, and no others', async () => {
    const preflight = await ask('device', { method: 'OPTIONS', headers: { Origin: PAGE } });
    const allowed = await post('device', { deviceId: newDeviceId() }, { Origin: PAGE });
    const other = await post('device', { deviceId: newDeviceId() }, { Origin: 'https://evil.example' });

    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-headers')).toBe('Authorization, Content-Type');
    for (const { headers } of [preflight, allowed]) expect(headers.get('access-control-allow-origin')).toBe(PAGE);
    expect(other.headers.get('access-control-allow-origin')).toBeNull();
    expect(allowed.headers.get('access-control-allow-credentials')).toBeNull();
  });

  it('has pages for the links in mails, which do nothing until somebody presses a button', async () => {
    const email = 'page@example.com';
    await post('email/sign-up', { email, password: PASSWORD });
    const code = await mailedCode(server, logs.lines, email);
    expect(logs.lines.some(({ text }) => text.includes(`https://api.example/auth/complete?code=${code}`))).toBe(true);
    const opened = [await ask(`complete?code=${code}`, {}), await ask(`complete?code=${code}`, {})];

    for (const { body } of opened) expect(body.text).toContain(`value="${code}"`);
    expect(opened[0]?.headers.get('content-security-policy')).toContain("default-src 'none'");
    const refused = { status: 400, body: { code: 'auth.code_refused' } };
    expect(await post('complete', { code, password: 'of somebody else' })).toMatchObject(refused);
    expect((await post('complete', { code, password: PASSWORD })).status).toBe(200);
    expect(await post('complete', { code, password: PASSWORD })).toMatchObject(refused);
    expect((await ask('page.js', {})).body.text).toContain('addEventListener');
  });

  it('resets a password', async () => {
    const email = 'reset@example.com';
    await signUp(email);
    expect((await post('reset/request', { email })).status).toBe(204);
    const code = await mailedCode(server, logs.lines, email);

    expect((await ask(`reset?code=${code}`, {})).body.text).toContain('type="password"');
    expect((await post('reset', { code, password: 'another password' })).status).toBe(204);
    expect((await post('email/sign-in', { email, password: 'another password' })).status).toBe(200);
  });

  it.each(['"><script>alert(1)</script>', '<b>', '%00', 'a&code=b', 'x'.repeat(41)])(
    'shows nothing on a page that is no code: %s',
    async (code) => {
      const { body } = await ask(`complete?code=${encodeURIComponent(code)}`, {});

      expect(body.text).toContain('value=""');
    },
  );
});
