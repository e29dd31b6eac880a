import { jest } from '@jest/globals';
import { Passwords } from '../../../src/core/credentials/passwords.js';
import { LogTail } from '../../../src/core/observability/log-tail.js';
import { AccountsRepository } from '../../../src/modules/auth/accounts/accounts.repository.js';
import { AdminClient } from './admin-client.js';
import type { Console } from './section-cases.js';

/** Slow for an engine of regular expressions that tracks back, and no more than a text for us. */
const SLOW = '(a+)+$';
const DAY_MS = 86_400_000;

/** What a broken section, a guess or a slow filter does to the console; and what is left of a player who is erased. */
export function attackCases(console: () => Console): void {
  let hanging: ReturnType<AdminClient['act']>;

  // It takes its time while other tests run.
  beforeAll(() => {
    hanging = console().clientOf('owner').get('broken/fail', { by: 'never answering' });
  });

  describe('a section that is broken', () => {
    it('fails alone where it throws, and where it answers 10 MiB', async () => {
      const owner = console().clientOf('owner');
      const thrown = await owner.get('broken/fail');
      expect([thrown.status, thrown.body.code]).toEqual([500, 'server.internal']);
      expect(JSON.stringify(thrown.body)).not.toContain('onerror');
      const large = await owner.get('broken/fail', { by: 'answering 10 MiB' });
      expect(large.body.code).toBe('admin.too_large');
      expect((await owner.get('rooms/list')).status).toBe(200);
    });

    it('is given up where it never answers', async () => {
      const { status, body } = await hanging;
      expect([status, body.code]).toEqual([500, 'server.internal']);
    });
  });

  it('takes a regular expression in a filter for the text that it is', async () => {
    const { server, clientOf } = console();
    const text = `${'a'.repeat(40)}!`;
    const tail = server.app.get(LogTail);
    for (const msg of [text, `It says ${SLOW}.`])
      tail.add(`${JSON.stringify({ level: 30, time: new Date().toISOString(), msg })}\n`);
    const { rows } = (await clientOf('operator').get<{ rows: { text: string }[] }>('logs/list', { text: SLOW })).body;
    expect(rows.map((row) => row.text)).toEqual([`It says ${SLOW}.`]);
    for (const path of ['rooms/list', 'players/list', 'recordings/list'])
      expect([path, (await clientOf('operator').get(path, { search: SLOW })).body]).toMatchObject([path, { rows: [] }]);
  });

  it('verifies one hash for an unknown name, as for a wrong password', async () => {
    const { server } = console();
    const matches = jest.spyOn(Passwords.prototype, 'isMatch');
    for (const name of ['nobody-of-this-name', 'the-viewer']) {
      const guesser = new AdminClient(server, { 'X-Forwarded-For': '192.0.2.170' });
      const answer = await guesser.post('-/sign-in', { name, password: 'a wrong password', code: '' });
      expect([name, answer.body.code]).toEqual([name, 'admin.wrong_credentials']);
    }
    expect(matches).toHaveBeenCalledTimes(2);
    matches.mockRestore();
  });

  it('bans, exports and erases a player, and the tables show it', async () => {
    const { server, clientOf } = console();
    const [owner, operator] = [clientOf('owner'), clientOf('operator')];
    const accounts = server.app.get(AccountsRepository, { strict: false });
    const made = await accounts.create('Dora', { kind: 'email', subject: 'dora@example.org', secretHash: 'a hash' });
    const id = made?.account.id ?? '';
    const document = { player: id, collection: 'saves', key: 'slot', value: '{"gold":7}' };
    expect((await operator.act('storage/create', document)).status).toBe(200);

    expect((await operator.act('players/ban', { id, days: 3 }, 'cheats')).status).toBe(200);
    const { bannedUntil, banReason } = (await accounts.find(id))!;
    expect([Math.round((bannedUntil!.getTime() - Date.now()) / DAY_MS), banReason]).toEqual([3, 'cheats']);

    const exported = (await clientOf('support').act('players/export', { id }, 'asked for')).body.result as {
      download: string;
      text: string;
    };
    expect(exported.download).toBe(`player-${id}.json`);
    expect(JSON.parse(exported.text)).toMatchObject({
      account: { identities: [{ subject: 'dora@example.org' }] },
      documents: [{ value: '{"gold":7}' }],
    });
    expect(exported.text).not.toContain('a hash');

    expect((await operator.act('players/erase', { id })).status).toBe(403);
    expect((await owner.act('players/erase', { id }, 'asked for')).status).toBe(200);
    expect(await accounts.find(id)).toBeUndefined();
    expect(await accounts.identitiesOf(id)).toEqual([]);
    expect((await operator.get('storage/list', { player: id })).body).toMatchObject({ rows: [] });
    expect((await owner.act('players/erase', { id })).body.code).toBe('auth.erased');
    const { rows } = (await owner.get<{ rows: { act: string; result: string }[] }>('audit/list', { target: id })).body;
    // Two of one millisecond come in any order.
    expect(rows.map(({ act, result }) => `${act} ${result}`).sort()).toEqual([
      'players.ban done',
      'players.erase auth.erased',
      'players.erase done',
      'players.export done',
      'storage.create done',
    ]);
  });
}
