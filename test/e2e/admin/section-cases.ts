import { setTimeout as delay } from 'node:timers/promises';
import { ClusterConfig } from '../../../src/core/cluster/cluster-config.js';
import { GameConfig } from '../../../src/core/config/game-config.js';
import { isSecret } from '../../../src/protocol/secret.decorator.js';
import { LogTail } from '../../../src/core/observability/log-tail.js';
import { Room } from '../../../src/core/rooms/api/room.js';
import { RoomType } from '../../../src/core/rooms/api/room-type.decorator.js';
import { AdminConfig } from '../../../src/modules/admin/admin.config.js';
import { AuthConfig } from '../../../src/modules/auth/auth.config.js';
import { ChatModule } from '../../../src/modules/chat/chat.module.js';
import type { ChatLineDto } from '../../../src/modules/chat/chat.messages.js';
import { LineStore } from '../../../src/modules/chat/lines/line-store.js';
import { SafetyStore } from '../../../src/modules/chat/safety/safety-store.js';
import { Leaderboards } from '../../../src/modules/leaderboards/leaderboards.js';
import { LeaderboardsModule } from '../../../src/modules/leaderboards/leaderboards.module.js';
import { Matchmaking } from '../../../src/modules/matchmaking/matchmaking.js';
import { MatchmakingModule } from '../../../src/modules/matchmaking/matchmaking.module.js';
import { PartiesModule } from '../../../src/modules/parties/parties.module.js';
import { PlayerStorageModule } from '../../../src/modules/player-storage/player-storage.module.js';
import { PresenceModule } from '../../../src/modules/presence/presence.module.js';
import { SessionRegistry } from '../../../src/core/sessions/session-registry.js';
import type { TestApp } from '../../../src/testing/test-app.js';
import type { AdminClient } from './admin-client.js';
import { overviewCases } from './overview-cases.js';
import { playerPanelCases } from './player-panel-cases.js';
import { RecordedModule, recordingCases } from './recording-cases.js';

export const HOSTILE = '<img src=x onerror=a()>';
export const TOKEN = 'metrics-token-of-a-test';
const NOW = '2026-01-02T03:04:05.678Z';

/** Where a match of two is played. */
@RoomType('duel', { tickHz: 0, maxPlayers: 2 })
export class DuelRoom extends Room {}

/** The modules whose sections are tried. */
export const MODULES = [
  RecordedModule,
  ChatModule.forRoot({ isStored: true }),
  PlayerStorageModule,
  PartiesModule,
  PresenceModule,
  LeaderboardsModule.forBoards([
    { id: 'races', order: 'ascending', policy: 'best' },
    { id: 'wins', order: 'descending', policy: 'sum' },
  ]),
  MatchmakingModule.forQueues([{ name: 'duel', roomType: 'duel', minPlayers: 2, maxPlayers: 2 }]),
];

/** A server, and a client of its console for each role. */
export interface Console {
  readonly server: TestApp;
  readonly clientOf: (role: string) => AdminClient;
}

/** A page of a table. */
interface Rows {
  rows: Record<string, unknown>[];
}

/** What the sections of the core, and of modules, show and do. */
export function sectionCases(console: () => Console): void {
  const clientOf = (role: string): AdminClient => console().clientOf(role);
  const operator = (): AdminClient => clientOf('operator');
  const rowsOf = async (path: string, query: object = {}): Promise<Rows['rows']> =>
    (await operator().get<Rows>(path, query)).body.rows;
  recordingCases(console);
  overviewCases(console);
  playerPanelCases(console);

  describe('logs and errors', () => {
    const line = (level: number, fields: object): string => `${JSON.stringify({ level, time: NOW, ...fields })}\n`;
    const listed = async (query: object): Promise<unknown[]> =>
      (await clientOf('operator').get<{ rows: unknown[] }>('logs/list', query)).body.rows;

    beforeAll(() => {
      const tail = console().server.app.get(LogTail);
      tail.add(line(30, { context: 'Gateway', msg: HOSTILE, sessionId: 's-1', playerId: 'p-1' }));
      tail.add(line(40, { context: 'Rooms', msg: 'A room is odd.', roomId: 'r-1' }));
      tail.add(line(50, { context: 'Rooms', err: { message: 'Broken.', stack: 'at x' }, sessionId: 's-11' }));
      tail.add(line(30, { context: 'Long', msg: 'x'.repeat(9_000) }));
    });

    it.each([
      [{ level: 'warn', context: 'Rooms' }, ['Broken.', 'A room is odd.']],
      [{ session: 's-1' }, [HOSTILE]],
      [{ room: 'r-1' }, ['A room is odd.']],
      [{ player: 'p-1' }, [HOSTILE]],
      [{ text: 'A ROOM IS' }, ['A room is odd.']],
      [{ context: 'Gate' }, []],
      [{ level: 'error', text: 'no such line' }, []],
    ])('filters lines by %j', async (query, texts) => {
      expect(await listed(query)).toEqual(texts.map((text) => expect.objectContaining({ text }) as object));
    });

    it('shows a line that was cut, pages backwards, and refuses what is no filter', async () => {
      const [long] = await listed({ text: 'xxxx' });
      expect(long).toMatchObject({ level: 'info', time: NOW });
      const first = await clientOf('operator').get<{ rows: { id: string }[]; next: string }>('logs/list', { limit: 2 });
      const [after] = (await listed({ limit: 1, after: first.body.next })) as { id: string }[];
      expect(Number(after?.id)).toBe(Number(first.body.rows[1]?.id) - 1);
      expect((await clientOf('operator').get('logs/list', { level: 'loud' })).body.code).toBe('message.invalid');
      expect((await clientOf('operator').get('logs/line', { id: after?.id })).body.msg).toBe('A room is odd.');
      expect((await clientOf('operator').get('logs/line', { id: '999999' })).body).toBeNull();
      expect((await clientOf('operator').get('logs/line', { id: '-1' })).body.code).toBe('message.invalid');
    });

    it('keeps the link to the console to itself', async () => {
      console()
        .server.app.get(LogTail)
        .add(line(30, { context: 'Link', msg: 'Open http://localhost:1234/admin/link#ey_J.s8-B5 soon.' }));
      const [row] = (await listed({ context: 'Link' })) as { id: string; text: string }[];
      expect(row?.text).toBe('Open http://localhost:1234/admin/link# soon.');
      expect((await clientOf('operator').get('logs/line', { id: row?.id })).body.msg).toBe(row?.text);
      expect(await listed({ text: 's8-B5' })).toEqual([]);
    });

    it('groups errors, with the stack of one', async () => {
      for (let i = 0; i < 2; i++)
        expect((await clientOf('owner').get('broken/fail')).body.code).toBe('server.internal');
      const { rows } = (await clientOf('operator').get<{ rows: Record<string, unknown>[] }>('errors/list')).body;
      const [row] = rows.filter(({ frame }) => String(frame).includes('BrokenSection.fail'));
      expect(row).toMatchObject({ code: 'TypeError' });
      expect(Number(row?.count)).toBeGreaterThanOrEqual(2);
      const { body } = await clientOf('operator').get('errors/example', { id: row?.id });
      expect(body.stack).toContain(`TypeError: ${HOSTILE}\n    at BrokenSection.fail`);
    });
  });

  describe('configuration', () => {
    it('tells value, source, default, rule and doc of every variable, and of secrets the length alone', async () => {
      const { rows } = (await clientOf('operator').get<{ rows: Record<string, unknown>[] }>('configuration/list')).body;
      const of = (id: string) => rows.find((row) => row.id === id);
      expect(of('TRUSTED_PROXIES')).toMatchObject({ value: '1', source: 'environment', fallback: '0' });
      expect(of('TRUSTED_PROXIES')?.doc).toMatch(/^Number of trusted reverse proxies/);
      expect(of('ADMIN_AUDIT_DAYS')).toMatchObject({ value: '400', source: 'default' });
      expect(of('PORT')?.rule).toContain('65535');
      expect(of('METRICS_TOKEN')).toMatchObject({ value: `set, ${TOKEN.length} characters`, source: 'environment' });
      expect(JSON.stringify(rows)).not.toContain(TOKEN);
      // Whatever is named like a secret is one, or a file or an address that has none in it.
      const open = rows.filter(({ id }) => /_(URL|TOKEN|SECRET|PASSWORD|KEY)$/.test(String(id)));
      const known = ['PUBLIC_URL', 'OIDC_JWKS_URL', 'CLUSTER_TLS_KEY'];
      const types = [GameConfig, AdminConfig, AuthConfig, ClusterConfig];
      const isKept = (id: string) => types.some((type) => isSecret(type, id));
      expect(open.map(({ id }) => String(id)).filter((id) => !isKept(id) && !known.includes(id))).toEqual([]);
      expect(open.length).toBeGreaterThan(5);
    });

    it('warns of what is open', async () => {
      const { warnings } = (await clientOf('operator').get('configuration/warnings')).body;
      expect(String(warnings)).toContain('AUTH_REQUIRED is false');
      expect(String(warnings)).not.toContain('/metrics');
    });
  });

  describe('reports of chat', () => {
    const said = (id: number): ChatLineDto => ({
      ...{ channel: 'plaza', id, text: `${HOSTILE} ${id}`, sentAtMs: 1_800_000_000_000 + id },
      from: { id: `session-${id}`, name: HOSTILE, playerId: 'loud' },
    });
    const opened = (answer: { body: { result?: unknown } }): string | undefined =>
      (answer.body.result as { opens?: string } | null | undefined)?.opens;

    beforeAll(async () => {
      const { app } = console().server;
      const lines = [1, 2, 3].map(said);
      await app.get(LineStore, { strict: false }).write(lines.map((line) => ({ kind: 'named', line })));
      for (const line of lines) {
        const report = { reporterId: `witness-${line.id}`, reason: HOSTILE, line, context: [said(9)] };
        await app.get(SafetyStore, { strict: false }).file(report);
      }
    });

    it('never gives one to two moderators', async () => {
      const takers = ['moderator', 'operator', 'owner'].map(clientOf);
      const given = (await Promise.all(takers.map((taker) => taker.act('chat-reports/next', {}, '')))).map(opened);
      expect([...given].sort()).toEqual(['1', '2', '3']);
      const [mine = ''] = given;
      const refused = await operator().act('chat-reports/dismiss', { id: mine }, '');
      expect(refused.body.code).toBe('chat.report_claimed');
      expect((await operator().act('chat-reports/claim', { id: mine }, '')).body.code).toBe('chat.report_claimed');
      const again = await clientOf('moderator').act('chat-reports/next', {}, '');
      expect(opened(again)).toBe(mine);
    });

    it('shows the line, what was said around it, and both histories', async () => {
      const { body } = await clientOf('moderator').get('chat-reports/report', { id: '2' });
      expect(body).toMatchObject({ line: `${HOSTILE} 2`, speaker: HOSTILE, reporterId: 'witness-2', verdict: null });
      expect(body.around).toMatchObject([{ reported: true }, { reported: false }]);
      const speaker = (await clientOf('moderator').get('chat-reports/speaker', { id: '2' })).body;
      expect(speaker.reports).toMatchObject([{ id: 3 }, { id: 2 }, { id: 1 }]);
      const reporter = (await clientOf('moderator').get('chat-reports/reporter', { id: '2' })).body;
      expect(reporter.reports).toMatchObject([{ id: 2, reason: HOSTILE }]);
      expect((await clientOf('moderator').get('chat-reports/report', { id: '99' })).body.code).toBe(
        'chat.unknown_report',
      );
    });

    it('deletes and mutes by a verdict, and is as before after its undo, which nobody else may', async () => {
      const { app } = console().server;
      const [lines, safety] = [app.get(LineStore, { strict: false }), app.get(SafetyStore, { strict: false })];
      const mine = (await safety.report(1))?.claim?.by === 'the-moderator' ? '1' : '2';
      const holder = (await safety.report(Number(mine)))?.claim?.by.replace('the-', '') ?? '';
      const verdict = await clientOf(holder).act('chat-reports/muteDay', { id: mine }, '');
      expect(verdict.body.result).toMatchObject({ undo: { act: 'undo', id: mine, forMs: 10_000 } });
      await eventually(async () => (await lines.find('plaza', Number(mine)))?.isDeleted === true);
      expect((await lines.open('plaza', 10)).mutes).toMatchObject([{ playerId: 'loud' }]);
      expect((await safety.report(Number(mine)))?.resolution).toMatchObject({ verdict: 'deleted, muted for a day' });
      const listed = async (show: object) => (await rowsOf('chat-reports/list', show)).map(({ id }) => id);
      expect(await listed({ show: 'decided' })).toEqual([mine]);
      expect(await listed({ show: 'all' })).toEqual(['1', '2', '3']);
      expect(await listed({})).toEqual(['1', '2', '3'].filter((id) => id !== mine));

      const other = holder === 'owner' ? 'operator' : 'owner';
      const stolen = await clientOf(other).act('chat-reports/undo', { id: mine }, '');
      expect(stolen.body.code).toBe('chat.unknown_report');
      expect((await clientOf(holder).act('chat-reports/undo', { id: mine }, '')).status).toBe(200);
      await eventually(async () => (await lines.find('plaza', Number(mine)))?.text === `${HOSTILE} ${mine}`);
      expect((await lines.open('plaza', 10)).mutes).toEqual([]);
      expect((await safety.report(Number(mine)))?.resolution).toBeUndefined();
      const twice = await clientOf(holder).act('chat-reports/undo', { id: mine }, '');
      expect(twice.body.code).toBe('chat.unknown_report');
    });
  });

  describe('the playground', () => {
    it('turns a Variant from one form into the other, and names what is none', async () => {
      const owner = clientOf('owner');
      const form = { type: 'Vector2', value: [1, -2] };
      const { body } = await owner.act('playground/variant', { form });
      expect(body).toEqual({ base64: Buffer.from([5, 0, 0, 0, 0, 0, 128, 63, 0, 0, 0, 192]).toString('base64'), form });
      expect((await owner.act('playground/variant', { base64: body.base64 })).body).toEqual(body);
      for (const wrong of [{}, { form: { type: 'Vector2', value: [1] } }, { base64: 'AQ==' }]) {
        const refused = (await owner.act('playground/variant', wrong)).body;
        expect(refused).toMatchObject({ code: 'message.invalid', details: [{ field: 'form' }] });
      }
    });
  });

  describe('storage', () => {
    const value = JSON.stringify({ text: HOSTILE, big: 1e21 });

    it('finds, reads and changes documents, and refuses what somebody else has changed meanwhile', async () => {
      const created = { player: 'ann/1', collection: 'saves', key: 'slot1', value };
      expect((await operator().act('storage/create', created)).status).toBe(200);
      expect((await operator().act('storage/create', created)).body.code).toBe('document.conflict');
      const [row] = await rowsOf('storage/list', { player: 'ann/1', collection: 'saves' });
      expect(row).toMatchObject({ id: 'saves/slot1/ann/1', key: 'slot1', isPublic: false });
      expect(await rowsOf('storage/list', { collection: 'other' })).toEqual([]);
      const read = (await clientOf('support').get('storage/document', { id: row?.id })).body;
      expect(read).toMatchObject({ value, player: 'ann/1' });

      const edit = { id: row?.id, value: '{"a":1}', version: read.version, isPublic: true, isProtected: false };
      expect((await operator().act('storage/edit', edit)).status).toBe(200);
      expect((await operator().act('storage/edit', edit)).body.code).toBe('document.conflict');
      expect((await operator().act('storage/edit', { ...edit, value: '[1' })).body.code).toMatch(/document/);
      expect((await operator().get('storage/ofPlayer', { id: 'ann/1' })).body).toMatchObject({
        collections: [{ collection: 'saves', documents: 1 }],
      });
      expect((await operator().get('storage/document', { id: 'nothing' })).body.code).toBe('message.invalid');
    });

    it('takes out as lines what it takes in, and nothing when one line is wrong', async () => {
      const line = (key: string, more: object = {}): string =>
        JSON.stringify({ player: 'bob', collection: 'saves', key, value, ...more });
      const lines = Array.from({ length: 40 }, (_, at) => line(`slot${at}`)).join('\n');
      expect((await operator().act('storage/import', { lines })).body.result).toEqual({
        says: '40 documents of 1 players were written.',
      });
      const exported = (await operator().act('storage/export', { player: 'bob' }, '')).body.result as { text: string };
      const read = exported.text.split('\n').map((text) => JSON.parse(text) as { key: string; value: string });
      expect(read).toHaveLength(40);
      expect(read.every((document) => document.value === value)).toBe(true);

      for (const wrong of [
        '{',
        line('x', { key: '/' }),
        line('slot0'),
        line('y', { value: '[]' }),
        line('z', { s: 1 }),
      ]) {
        const answer = await operator().act('storage/import', { lines: `${line('slot0')}\n${line('new')}\n${wrong}` });
        expect([wrong, answer.body.code]).toEqual([wrong, 'message.invalid']);
        expect(JSON.stringify(answer.body.details)).toContain('line 3');
      }
      const page = await operator().get<Rows & { next: string }>('storage/list', { player: 'bob' });
      expect([page.body.rows.length, page.body.next]).toEqual([40, undefined]);
    });

    it('deletes a document', async () => {
      expect((await operator().act('storage/remove', { id: 'saves/slot0/bob' })).status).toBe(200);
      expect((await operator().get('storage/document', { id: 'saves/slot0/bob' })).body).toBeNull();
    });
  });

  describe('leaderboards', () => {
    it('shows boards and entries, corrects and removes scores, and counts again', async () => {
      const boards = console().server.app.get(Leaderboards, { strict: false });
      for (const [player, score] of [
        ['ann', 5],
        ['bob', 9],
        ['carl', 7],
      ] as const)
        await boards.submit('wins', player, score);
      expect((await operator().get<{ boards: object[] }>('leaderboards/boards')).body.boards).toMatchObject([
        { board: 'races' },
        { board: 'wins', seasonsWithScores: ['0'] },
      ]);
      const players = async (): Promise<unknown[]> =>
        (await rowsOf('leaderboards/list', { board: 'wins' })).map(({ player, rank }) => [player, rank]);
      expect(await players()).toEqual([
        ['bob', 1],
        ['carl', 2],
        ['ann', 3],
      ]);
      expect((await operator().get('leaderboards/list')).body).toEqual(
        (await operator().get('leaderboards/list', { board: 'races' })).body,
      );

      const corrected = await operator().act('leaderboards/correct', { id: 'wins/0/ann', score: 8 });
      expect(corrected.status).toBe(200);
      expect(await players()).toEqual([
        ['bob', 1],
        ['ann', 2],
        ['carl', 3],
      ]);
      expect((await operator().get('leaderboards/entry', { id: 'wins/0/ann' })).body).toMatchObject({
        score: 8,
        rank: 2,
      });
      expect((await operator().act('leaderboards/remove', { id: 'wins/0/bob' })).status).toBe(200);
      expect((await operator().act('leaderboards/remove', { id: 'wins/0/bob' })).body.code).toBe(
        'leaderboard.unknown_entry',
      );
      expect((await operator().act('leaderboards/recount', { board: 'wins' })).status).toBe(200);
      expect(await players()).toEqual([
        ['ann', 1],
        ['carl', 2],
      ]);
      expect((await operator().get('leaderboards/ofPlayer', { id: 'ann' })).body).toMatchObject({
        scores: [{ score: 8 }],
      });
      expect((await operator().act('leaderboards/correct', { id: 'wins/0/dora', score: 1 })).body.code).toBe(
        'leaderboard.unknown_entry',
      );
      expect((await operator().get('leaderboards/list', { board: 'nothing' })).body.code).toBe(
        'leaderboard.unknown_board',
      );
    });
  });

  describe('matchmaking', () => {
    it('pauses a queue, whose tickets keep their places, cancels one, and shows the matches', async () => {
      const { server } = console();
      expect((await operator().act('matchmaking/pause', { id: 'duel' })).status).toBe(200);
      expect((await operator().act('matchmaking/pause', { id: 'nothing' })).body.code).toBe(
        'matchmaking.unknown_queue',
      );
      const clients = [await server.connect(), await server.connect(), await server.connect()];
      const sessions = [...server.app.get(SessionRegistry).all()].slice(-3);
      const matchmaking = server.app.get(Matchmaking, { strict: false });
      for (const session of sessions) await matchmaking.enqueue([session], { queue: 'duel' });
      const [first] = await rowsOf('matchmaking/list', { queue: 'duel' });
      expect(await rowsOf('matchmaking/all')).toMatchObject([{ id: 'duel', tickets: 3, players: 3, isPaused: true }]);

      expect((await operator().act('matchmaking/cancel', { id: first?.id })).status).toBe(200);
      expect((await operator().act('matchmaking/cancel', { id: first?.id })).body.code).toBe(
        'matchmaking.unknown_ticket',
      );
      expect(await rowsOf('matchmaking/list')).toHaveLength(2);
      expect((await operator().act('matchmaking/goOn', { id: 'duel' })).status).toBe(200);
      const matches = async () =>
        (await operator().get<{ lastMatches: object[] }>('matchmaking/matches')).body.lastMatches;
      await eventually(async () => (await matches()).length > 0);
      expect(await matches()).toMatchObject([{ queue: 'duel', outcome: 'started' }]);
      expect(await rowsOf('matchmaking/list')).toEqual([]);
      for (const client of clients) client.terminate();
    });
  });
}

/** Waits until something is so; what never is ends the test by its time limit. */
async function eventually(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await delay(20);
}
