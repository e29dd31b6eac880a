import { jest } from '@jest/globals';
import { Administrator } from '../../../src/core/console/administrator.js';
import { AdminRoles } from '../../../src/core/console/rights.js';
import { PinoLogger } from '../../../src/core/observability/pino-logger.service.js';
import { AdminModule } from '../../../src/modules/admin/admin.module.js';
import { AuditLogRepository } from '../../../src/modules/admin/audit/audit.repository.js';
import { SectionRegistry } from '../../../src/modules/admin/frame/section-registry.js';
import { PlaygroundSection } from '../../../src/modules/admin/sections/playground.section.js';
import { AuthModule } from '../../../src/modules/auth/auth.module.js';
import { TestApp } from '../../../src/testing/test-app.js';
import { AdminClient, codeOf, PASSWORD, rawAnswer } from './admin-client.js';
import { attackCases } from './attack-cases.js';
import { BrokenSection } from './broken.section.js';
import { DuelRoom, MODULES, sectionCases, TOKEN } from './section-cases.js';

jest.setTimeout(120_000);

const ROLES = ['viewer', 'support', 'moderator', 'operator', 'owner'];
const NOBODY = '00000000-0000-4000-8000-000000000000';

describe('the console', () => {
  let server: TestApp;
  const clients = new Map<string, AdminClient>();

  beforeAll(async () => {
    // All addresses are the proxy's word, so that each test has its own.
    const env = { ADMIN: 'true', TRUSTED_PROXIES: '1', METRICS_TOKEN: TOKEN };
    // Errors are logged, for the page that shows them.
    const logger = new PinoLogger({ level: 'error', isPretty: false });
    server = await TestApp.start({
      imports: [AuthModule, AdminModule, ...MODULES],
      providers: [BrokenSection, DuelRoom],
      env,
      logger,
    });
    for (const role of ROLES) {
      const client = new AdminClient(server, { 'X-Forwarded-For': `192.0.2.${ROLES.indexOf(role) + 1}` });
      await client.join(`the-${role}`, role);
      clients.set(role, client);
    }
  });

  afterAll(() => server.stop());

  const clientOf = (role: string): AdminClient => clients.get(role)!;
  const stranger = (address: string): AdminClient => new AdminClient(server, { 'X-Forwarded-For': address });

  describe('rights', () => {
    it.each(ROLES)('lets a %s call exactly what the role may, at every address there is', async (role) => {
      const roles = server.app.get(AdminRoles);
      const wrong: string[] = [];
      for (const { name, isPosted, right } of server.app.get(SectionRegistry).all()) {
        const path = name.replace('.', '/');
        const client = clientOf(role);
        const { status, body } = await (isPosted ? client.act(path, {}) : client.get(path));
        const isRefused = status === 403 && body.code === 'admin.not_allowed';
        if (isRefused === roles.may(role, right) || status === 401 || (status >= 500 && !name.startsWith('broken.')))
          wrong.push(`${path}: ${status}`);
      }
      expect(wrong).toEqual([]);
    });

    it('lets nobody in without a session', async () => {
      const nobody = stranger('192.0.2.100');
      const statuses = new Set<number>();
      for (const { name, isPosted } of server.app.get(SectionRegistry).all()) {
        const path = name.replace('.', '/');
        statuses.add((await (isPosted ? nobody.act(path, {}) : nobody.get(path))).status);
      }
      for (const path of ['-/me', '-/sessions']) statuses.add((await nobody.get(path)).status);
      expect([...statuses]).toEqual([401]);
    });

    it('refuses before anything of a body is read', async () => {
      const head = [
        'POST /admin/api/rooms/close HTTP/1.1',
        `Host: 127.0.0.1:${server.port}`,
        'Content-Length: 1000000',
      ];
      const own = ['Content-Type: application/json', 'X-Godwit-Admin: 1', `Origin: http://127.0.0.1:${server.port}`];
      const bytes = [...head, ...own, `Cookie: ${clientOf('viewer').cookie}`, '', ''].join('\r\n');

      expect(await rawAnswer(server.port, bytes)).toMatch(/^HTTP\/1\.1 403 /);
    });

    it('calls no other method of a section, and no act by GET', async () => {
      const owner = clientOf('owner');
      for (const path of [
        'rooms/find',
        'rooms/constructor',
        'rooms/__proto__',
        'constructor/list',
        'rooms/kick',
        'toString/x',
      ])
        expect([path, (await owner.get(path, { id: 'x' })).status]).toEqual([path, 404]);
      expect((await owner.act('rooms/list', {})).status).toBe(404);
    });

    it('does not let a moderator ban for longer than 30 days', async () => {
      const ban = { id: NOBODY, days: 31 };
      expect((await clientOf('moderator').act('players/ban', ban)).body.code).toBe('message.invalid');
      expect((await clientOf('moderator').act('players/ban', { ...ban, days: 30 })).body.code).toBe('auth.erased');
      expect((await clientOf('operator').act('players/ban', ban)).body.code).toBe('auth.erased');
    });
  });

  describe('requests of other pages', () => {
    it.each([
      ['another origin', { Origin: 'https://evil.example' }],
      ['the origin null', { Origin: 'null' }],
      ['no origin', { Origin: undefined }],
      ['a form of text', { 'Content-Type': 'text/plain' }],
      ['no type', { 'Content-Type': 'application/x-www-form-urlencoded' }],
      ['no header of ours', { 'X-Godwit-Admin': undefined }],
      ['another site', { 'Sec-Fetch-Site': 'cross-site' }],
      ['another host of the site', { 'Sec-Fetch-Site': 'same-site' }],
    ])('refuses a POST with the cookie and %s', async (_name, headers) => {
      const answer = await clientOf('owner').post('rooms/close', { order: { id: 'x' }, reason: 'x' }, headers);
      expect([answer.status, answer.body.code]).toEqual([403, 'admin.foreign_request']);
    });

    it('refuses a cross-site GET with the cookie', async () => {
      const answer = await clientOf('owner').ask<{ code: string }>('/admin/api/rooms/list', {
        headers: { 'Sec-Fetch-Site': 'cross-site' },
      });
      expect(answer.body.code).toBe('admin.foreign_request');
    });

    it.each(['evil.example', '127.0.0.1.evil.example', 'localhost.evil.example:80', ''])(
      'answers nothing to the host "%s"',
      async (host) => {
        const bytes = `GET /admin/ HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`;
        expect(await rawAnswer(server.port, bytes)).toMatch(/^HTTP\/1\.1 403 /);
      },
    );

    it('says in every answer what a page may do with it', async () => {
      const document = await clientOf('owner').ask<{ text: string }>('/admin/rooms/some-room', {});
      const policy = String(document.headers['content-security-policy']);
      expect(document.status).toBe(200);
      expect(policy).toContain("default-src 'none'; script-src 'self' 'sha256-");
      expect(policy).toContain("frame-ancestors 'none'; base-uri 'none'; require-trusted-types-for 'script'");
      for (const { headers } of [
        document,
        await clientOf('owner').get('-/me'),
        await stranger('192.0.2.101').get('-/me'),
      ]) {
        expect(headers['x-content-type-options']).toBe('nosniff');
        expect(headers['referrer-policy']).toBe('no-referrer');
        expect(headers['cross-origin-opener-policy']).toBe('same-origin');
        expect(headers['cache-control']).toBe('no-store');
      }
    });

    it.each(['../main.js', '%2e%2e/main.js', 'npm/preact/package.json', 'npm/../../package.json', 'web/tsconfig.json'])(
      'serves no other file: %s',
      async (path) => {
        const { body } = await clientOf('owner').ask<{ text: string }>('/admin/', {});
        const [, hash] = /assets\/(\w+)\//.exec(body.text) ?? [];
        expect((await clientOf('owner').ask(`/admin/assets/${hash}/${path}`, {})).status).not.toBe(500);
        const host = `Host: 127.0.0.1:${server.port}\r\nConnection: close`;
        const bytes = `GET /admin/assets/${hash}/${path} HTTP/1.1\r\n${host}\r\n\r\n`;
        expect(await rawAnswer(server.port, bytes)).not.toMatch(/"dependencies"|compilerOptions|^HTTP\/1\.1 5/);
      },
    );
  });

  describe('sign-in', () => {
    const signIn = (client: AdminClient, name: string, password: string, code = '') =>
      client.post('-/sign-in', { name, password, code });

    it('asks for the code after the password, and takes each code once', async () => {
      const client = stranger('192.0.2.110');
      const { secret } = await client.join('twice', 'support');
      client.cookie = '';

      expect((await signIn(client, 'twice', 'wrong password')).body.code).toBe('admin.wrong_credentials');
      expect((await signIn(client, 'Twice', PASSWORD)).body.code).toBe('admin.code_required');
      expect((await signIn(client, 'twice', PASSWORD, '000000')).body.code).toBe('admin.wrong_credentials');
      // As late as can be: the next code is early only until its half minute begins.
      const code = codeOf(secret, 1);
      const answer = await signIn(client, 'twice', PASSWORD, code);
      expect([answer.status, answer.body.proof]).toEqual([200, 'early']);
      expect((await signIn(client, 'twice', PASSWORD, code)).body.code).toBe('admin.wrong_credentials');
    });

    it('takes each recovery code once', async () => {
      const client = stranger('192.0.2.111');
      const { codes } = await client.join('recoverer', 'support');
      expect(codes).toHaveLength(10);
      expect((await signIn(client, 'recoverer', PASSWORD, codes[0])).body.proof).toBe('recovery');
      expect((await signIn(client, 'recoverer', PASSWORD, codes[0])).body.code).toBe('admin.wrong_credentials');
      expect((await signIn(client, 'recoverer', PASSWORD, codes[1]?.toLowerCase())).status).toBe(200);
    });

    it('takes a link once, and none that was made or changed by others', async () => {
      const client = stranger('192.0.2.112');
      await client.join('once', 'viewer');
      const { body } = await clientOf('owner').act('administrators/invite', { id: 'invited', role: 'viewer' });
      const [, token = ''] = (body.result as { link: string }).link.split('#');
      const accept = (given: string) => client.post('-/accept', { token: given, password: PASSWORD, code: '' });

      expect((await accept(`${token.slice(0, -2)}AA`)).body.code).toBe('admin.link_refused');
      expect((await accept(token.replace('.', 'A.'))).body.code).toBe('admin.link_refused');
      expect((await accept(token)).status).toBe(200);
      expect((await accept(token)).body.code).toMatch(/admin\.(link_refused|name_taken)/);
    });

    it('locks an account after five failures, and an address after twenty', async () => {
      await stranger('192.0.2.113').join('guessed', 'viewer');
      const codes: unknown[] = [];
      for (let i = 0; i < 6; i++)
        codes.push((await signIn(stranger(`192.0.2.${120 + i}`), 'guessed', `guess ${i}`)).body.code);
      expect(codes).toEqual([...Array.from({ length: 5 }, () => 'admin.wrong_credentials'), 'auth.too_many_attempts']);

      const flood = stranger('198.51.100.1');
      const others: unknown[] = [];
      for (let i = 0; i < 21; i++) others.push((await signIn(flood, `nobody-${i}`, 'guess')).body.code);
      expect(others.filter((code) => code === 'auth.too_many_attempts')).toHaveLength(1);
    });

    it('gives a cookie that no script and no other page can use, and a new one each time', async () => {
      const client = stranger('192.0.2.114');
      await client.join('cookie', 'viewer');
      const first = client.cookie;
      const answer = await signIn(client, 'cookie', PASSWORD);
      const [set = ''] = answer.headers['set-cookie'] ?? [];

      expect(set).toMatch(/^godwit_admin=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=\d+$/);
      expect(client.cookie).not.toBe(first);
      const thief = stranger('192.0.2.115');
      thief.cookie = first;
      expect((await thief.get('-/me')).status).toBe(401);
      thief.cookie = client.cookie;
      expect((await thief.get('-/me')).status).toBe(200);
      await client.post('-/sign-out', {});
      expect((await thief.get('-/me')).status).toBe(401);
    });

    it('ends all sessions of an administrator whose role changes or who is disabled', async () => {
      const owner = clientOf('owner');
      const client = stranger('192.0.2.116');
      await client.join('changed', 'viewer');
      expect((await owner.act('administrators/setRole', { id: 'changed', role: 'support' })).status).toBe(200);
      expect((await client.get('-/me')).status).toBe(401);
      // Without a second factor a role that needs one cannot sign in.
      expect((await signIn(client, 'changed', PASSWORD)).body.code).toBe('admin.wrong_credentials');
      expect((await owner.act('administrators/disable', { id: 'changed' })).status).toBe(200);
      expect((await owner.act('administrators/setRole', { id: 'the-owner', role: 'viewer' })).status).toBe(403);
    });
  });

  sectionCases(() => ({ server, clientOf }));
  attackCases(() => ({ server, clientOf }));

  describe('audit', () => {
    it('has a row for every act, refused ones too, with before, after and reason', async () => {
      const operator = clientOf('operator');
      await operator.act('rooms/close', { id: 'no-such-room' }, 'it\u0000 stinks');
      await clientOf('viewer').act('rooms/close', { id: 'no-such-room' });
      await clientOf('owner').act('administrators/enable', { id: 'the-moderator' }, 'check');
      const rows = await server.app.get(AuditLogRepository).list({ limit: 200 });
      const of = (act: string, administrator: string) =>
        rows.find((row) => row.act === act && row.administrator === administrator);

      expect(of('rooms.close', 'the-operator')).toMatchObject({
        ...{ target: 'no-such-room', reason: 'it stinks', result: 'admin.no_such_target', role: 'operator' },
        ...{ address: '192.0.2.4', order: '{"id":"no-such-room"}' },
      });
      expect(of('rooms.close', 'the-viewer')).toMatchObject({ result: 'admin.not_allowed' });
      expect(of('administrators.enable', 'the-owner')).toMatchObject({
        ...{ before: '{"isDisabled":false}', after: '{"isDisabled":false}', result: 'done', reason: 'check' },
      });
      expect(rows.filter(({ act, result }) => act === 'admin.sign-in' && result !== 'done').length).toBeGreaterThan(5);
      expect(rows.every(({ completedAt }) => completedAt !== null)).toBe(true);
    });

    it('keeps notes on players, which only who may do something about them reads', async () => {
      expect((await clientOf('support').act('notes/add', { id: NOBODY, text: '<b>asks often' }, '')).status).toBe(200);
      const { body } = await clientOf('operator').get<{ notes: object[] }>('notes/ofPlayer', { id: NOBODY });
      expect(body.notes).toMatchObject([{ administrator: 'the-support', note: '<b>asks often' }]);
      expect((await clientOf('viewer').get('notes/ofPlayer', { id: NOBODY })).status).toBe(403);
      expect((await clientOf('support').act('notes/add', { id: NOBODY, text: '' })).body.code).toBe('message.invalid');
    });

    it('asks for a reason where one is needed', async () => {
      const answer = await clientOf('operator').act('rooms/close', { id: 'x' }, ' \n ');
      expect(answer.body.code).toBe('admin.reason_missing');
    });

    it('writes down who looked at personal data', async () => {
      await clientOf('support').get('players/identitiesOf', { id: NOBODY });
      const [row] = await server.app.get(AuditLogRepository).list({ act: 'players.identitiesOf', limit: 1 });
      expect(row).toMatchObject({ administrator: 'the-support', target: NOBODY, result: 'done' });
    });

    it('pages, and finds by section and target', async () => {
      const owner = clientOf('owner');
      const first = await owner.get<{ rows: { id: string }[]; next: string }>('audit/list', { limit: 2 });
      const second = await owner.get<{ rows: { id: string }[] }>('audit/list', { limit: 2, after: first.body.next });
      const ids = [...first.body.rows, ...second.body.rows].map(({ id }) => id);
      expect(new Set(ids).size).toBe(4);
      const rooms = await owner.get<{ rows: { act: string }[] }>('audit/list', {
        act: 'rooms',
        target: 'no-such-room',
      });
      expect(new Set(rooms.body.rows.map(({ act }) => act))).toEqual(new Set(['rooms.close']));
    });
  });

  describe('the playground', () => {
    const order = { packets: [{ type: 0, ref: 7, message: { text: 'hi' } }] };

    it('encodes and decodes by the codec of the game, without a row in the audit log', async () => {
      const owner = clientOf('owner');
      const { body } = await owner.act('playground/encode', order);
      expect(JSON.stringify(body)).toMatch(/^\{"packets":\[\{"bytes":"AAAH/);
      const welcome = { type: 1, ref: 7, message: { text: 'hello' } };
      const broken = { type: 1, ref: 7, message: { text: 5 } };
      const encoded = await owner.act('playground/encode', { packets: [welcome, broken, { type: 65_000, ref: 0 }] });
      const [first, second, third] = (encoded.body as { packets: { bytes: string; problem: string }[] }).packets;
      expect(second?.problem).toContain('text');
      expect(third?.problem).toContain('65000');
      const frames = [first?.bytes, '', 'AQ=='].map((bytes) => ({ player: 1, bytes }));
      const decoded = await owner.act('playground/decode', { page: 'p', frames, states: [] });
      expect(decoded.body).toMatchObject({
        frames: [welcome, { code: 'packet.empty' }, { code: 'packet.truncated' }],
        states: {},
      });
      const rows = await server.app.get(AuditLogRepository).list({ act: 'playground', limit: 10 });
      expect(rows).toEqual([]);
    });

    it('makes up messages by the rules of every class that clients may send', async () => {
      const section = server.app.get(PlaygroundSection);
      const wrong: string[] = [];
      for (const { type, name, direction } of section.contract().messages) {
        if (direction === 'server') continue;
        for (const kind of ['random', 'limits', 'invalid'] as const) {
          const { issues } = await section.sample({ type, kind });
          if (issues.length > 0 !== (kind === 'invalid')) wrong.push(`${name} ${kind}: ${JSON.stringify(issues)}`);
        }
      }
      expect(wrong).toEqual([]);
    });

    it('is called by POST where it takes a body, by whom may use it, and from its own page', async () => {
      expect((await clientOf('owner').get('playground/encode', order)).status).toBe(404);
      expect((await clientOf('viewer').act('playground/encode', order)).body.code).toBe('admin.not_allowed');
      const foreign = await clientOf('owner').post('playground/encode', { order }, { Origin: 'https://evil.example' });
      expect(foreign.body.code).toBe('admin.foreign_request');
      const wrong = { page: 'p', frames: [{ player: 9, bytes: '*' }], states: [] };
      expect((await clientOf('owner').act('playground/decode', wrong)).body.code).toBe('message.invalid');
    });
  });

  it('answers what is no request of its own, and stays', async () => {
    const owner = clientOf('owner');
    const codes = [
      (await owner.post('rooms/kick', '{')).body.code,
      (await owner.post('rooms/kick', '[]')).body.code,
      (await owner.post('rooms/kick', `{"order":${'['.repeat(100)}${']'.repeat(100)}}`)).body.code,
      (await owner.post('rooms/kick', { order: { id: 'x', number: 1, more: 1 }, reason: 'x' })).body.code,
      (await owner.ask<{ code: string }>('/admin/api/rooms/list?q={', {})).body.code,
      (await owner.get('rooms/list', { sort: 'constructor' })).body.code,
      (await owner.ask<{ code: string }>('/admin/api/rooms', {})).body.code,
    ];
    expect(codes).toEqual([
      ...['packet.malformed', 'packet.not_object', 'packet.too_deep', 'message.invalid', 'packet.malformed'],
      ...['message.invalid', 'admin.not_found'],
    ]);
    const large = await owner
      .post('rooms/kick', JSON.stringify({ order: 'x'.repeat(1_100_000) }))
      .catch(() => undefined);
    expect(large?.status ?? 413).toBe(413);
  });

  it('hands acts who acts, from where and why', () => {
    const by = new Administrator('1', 'ann', 'viewer', '192.0.2.1', 'why', new Set(['rooms.read']));
    expect([by.may('rooms.read'), by.may('rooms.act'), by.seesNames]).toEqual([true, false, false]);
  });
});
