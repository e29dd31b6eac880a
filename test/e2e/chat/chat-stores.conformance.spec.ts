import { jest } from '@jest/globals';
import { parseConfig } from '../../../src/core/config/load-config.js';
import { migrateFeature } from '../../../src/core/storage/migrations.js';
import { openStorage, type OpenStorage } from '../../../src/core/storage/open-storage.js';
import { PooledDatabase } from '../../../src/core/storage/pooled-database.js';
import { directKey } from '../../../src/modules/chat/chat-address.js';
import type { ChatLineDto } from '../../../src/modules/chat/chat.messages.js';
import { type KeptLine, type LineStore, LineTakenError } from '../../../src/modules/chat/lines/line-store.js';
import { LineRepository } from '../../../src/modules/chat/lines/line.repository.js';
import { MemoryLineStore } from '../../../src/modules/chat/lines/memory-line-store.js';
import { MemorySafetyStore } from '../../../src/modules/chat/safety/memory-safety-store.js';
import type { SafetyStore } from '../../../src/modules/chat/safety/safety-store.js';
import { SafetyRepository } from '../../../src/modules/chat/safety/safety.repository.js';
import { dataFolder } from '../../../src/testing/data-folder.js';
import { Postgres } from '../../support/postgres.js';

/** The embedded database may have to be made first. */
jest.setTimeout(60_000);

const HOSTILE = `Robert'); DROP TABLE chat_lines;-- $1 \\ "x" <b>\u{1f40d}</b> %s {{1}}`;
const NOW_MS = 1_800_000_000_000;

const postgres = await Postgres.start();
const adapters: [string, Record<string, string> | undefined][] = [
  ['memory', undefined],
  ['PGlite', {}],
];
if (postgres) adapters.push(['PostgreSQL', { DATABASE_URL: postgres.url }]);

let channels = 0;
/** A channel that no other test has. */
const newChannel = (): string => `channel-${++channels}`;
const newPlayer = (): string => `player ${++channels}`;

function line(channel: string, id: number, more: Partial<ChatLineDto> = {}): ChatLineDto {
  const from = { id: `session ${id}`, name: 'Ann' };
  return { channel, id, from, text: `line ${id}`, sentAtMs: NOW_MS + id, ...more };
}

function said(channel: string, id: number, playerId: string, more: Partial<ChatLineDto> = {}): ChatLineDto {
  return line(channel, id, { from: { id: `session ${id}`, name: 'Ann', playerId }, ...more });
}

const named = (...lines: ChatLineDto[]): KeptLine[] => lines.map((one) => ({ kind: 'named', line: one }));

function talk(one: string, other: string, id: number, atMs = NOW_MS + id): KeptLine {
  const players: [string, string] = one < other ? [one, other] : [other, one];
  return { kind: 'direct', players, line: said(directKey(one, other), id, one, { sentAtMs: atMs }) };
}

describe.each(adapters)('the stores of chat in %s', (_name, env) => {
  let storage: OpenStorage | undefined;
  let lines: LineStore = new MemoryLineStore();
  let safety: SafetyStore = new MemorySafetyStore();

  beforeAll(async () => {
    if (!env) return;
    storage = await openStorage(parseConfig({ ...env, DATA_DIR: await dataFolder() }));
    const folder = new URL('../../../src/modules/chat/migrations/', import.meta.url);
    await migrateFeature(storage.pool, { name: 'chat', folder });
    const database = new PooledDatabase(storage.pool, 5_000);
    lines = new LineRepository(database);
    safety = new SafetyRepository(database);
  });

  afterAll(() => storage?.close());

  describe('lines', () => {
    it('come back as they were written, oldest first', async () => {
      const channel = newChannel();
      const written = [
        line(channel, 1, { text: HOSTILE }),
        said(channel, 2, HOSTILE),
        line(channel, 3, { text: '', isDeleted: true }),
        line(channel, 4, { editedAtMs: NOW_MS + 9 }),
      ];
      await lines.write(named(...written));

      expect((await lines.open(channel, 10)).lines).toEqual(written);
      expect((await lines.open(channel, 2)).lines).toEqual(written.slice(2));
      expect(await lines.find(channel, 2)).toEqual(written[1]);
      expect(await lines.find(channel, 5)).toBeUndefined();
      expect(await lines.page(channel, 4, 2)).toEqual(written.slice(1, 3));
      expect(await lines.page(channel, 1, 2)).toEqual([]);
    });

    it('are written over by the same number, in this channel only', async () => {
      const [channel, other] = [newChannel(), newChannel()];
      await lines.write(named(line(channel, 1), line(other, 1)));
      const edited = line(channel, 1, { text: 'edited', editedAtMs: NOW_MS + 5 });
      await lines.write(named(edited, line(channel, 2)));

      expect((await lines.open(channel, 10)).lines).toEqual([edited, line(channel, 2)]);
      expect((await lines.open(other, 10)).lines).toEqual([line(other, 1)]);
    });

    it('never take the place of another line: nothing of that writing is stored', async () => {
      const channel = newChannel();
      await lines.write(named(line(channel, 1), line(channel, 2)));
      const others = [line(channel, 2, { from: { id: 'other', name: 'Bob' } }), line(channel, 2, { sentAtMs: NOW_MS })];
      for (const other of others) {
        const writing = lines.write(named(line(channel, 1, { text: 'edited' }), other, line(channel, 3)));
        await expect(writing).rejects.toThrow(LineTakenError);
      }
      expect((await lines.open(channel, 10)).lines).toEqual([line(channel, 1), line(channel, 2)]);
    });

    it('may hold what a database cannot', async () => {
      const channel = newChannel();
      await lines.write(named(line(channel, 1, { text: 'a\u0000b\ud800c', from: { id: 's', name: '\udc00' } })));
      expect((await lines.find(channel, 1))?.text).toMatch(/^a.b.c$/s);
    });

    it('may be none, and five hundred', async () => {
      const channel = newChannel();
      await lines.write([]);
      await lines.write(named(...Array.from({ length: 500 }, (_, index) => line(channel, index + 1))));
      expect((await lines.open(channel, 100)).lines.map(({ id }) => id)).toEqual(
        Array.from({ length: 100 }, (_, index) => index + 401),
      );
    });

    it('go when they are too old for their kind', async () => {
      const channel = newChannel();
      await lines.write([
        ...named(line(channel, 1), line(channel, 2)),
        { kind: 'room', line: line(`room:${channel}`, 1) },
      ]);
      await lines.purge({ named: new Date(NOW_MS + 2) });
      expect((await lines.open(channel, 10)).lines).toEqual([line(channel, 2)]);
      expect(await lines.find(`room:${channel}`, 1)).toBeDefined();
      await lines.purge({ room: new Date(NOW_MS + 2) });
      expect(await lines.find(`room:${channel}`, 1)).toBeUndefined();
    });

    it("go with their player, and others' stay", async () => {
      const [ann, bob, channel] = [newPlayer(), newPlayer(), newChannel()];
      await lines.write([...named(said(channel, 1, ann), said(channel, 2, bob)), talk(ann, bob, 1), talk(bob, ann, 2)]);
      expect((await lines.linesOf(ann)).map((one) => one.channel).sort()).toEqual([channel, directKey(ann, bob)]);
      expect(await lines.lastLinesOf(ann, 10)).toEqual([said(channel, 1, ann)]);
      expect(await lines.lastLinesOf(ann, 0)).toEqual([]);
      await lines.erase(ann);

      expect(await lines.linesOf(ann)).toEqual([]);
      expect((await lines.open(channel, 10)).lines).toEqual([said(channel, 2, bob)]);
      expect((await lines.open(directKey(ann, bob), 10)).lines).toHaveLength(1);
    });
  });

  it('keeps mutes until they are over', async () => {
    const channel = newChannel();
    const untilMs = Date.now() + 60_000;
    await lines.mute(channel, { playerId: 'Bob', untilMs: untilMs - 5 });
    await lines.mute(channel, { playerId: 'Bob', untilMs });
    await lines.mute(channel, { playerId: 'Cat', untilMs });
    await lines.mute(channel, { playerId: 'Cat', untilMs: 0 });

    expect((await lines.open(channel, 1)).mutes).toEqual([{ playerId: 'Bob', untilMs }]);
    await lines.erase('Bob');
    expect((await lines.open(channel, 1)).mutes).toEqual([]);
  });

  describe('conversations', () => {
    it('are listed for both, the latest first, in pages', async () => {
      const me = newPlayer();
      const others = [newPlayer(), newPlayer(), newPlayer()] as const;
      for (const [index, other] of others.entries()) {
        await lines.write([talk(other, me, 1, NOW_MS + index), talk(me, other, 2, NOW_MS + 10 + index)]);
      }
      await lines.write([{ ...talk(others[1], me, 1, NOW_MS + 1) }]);
      const first = await lines.conversations(me, undefined, 2);
      const second = await lines.conversations(me, first.cursor, 2);

      expect(first.conversations.map(({ playerId, lastLine }) => [playerId, lastLine?.id])).toEqual(
        env
          ? [
              [others[2], 2],
              [others[1], 2],
            ]
          : [
              [others[1], 2],
              [others[2], 2],
            ],
      );
      expect(second.conversations.map(({ playerId }) => playerId)).toEqual([others[0]]);
      expect(second.cursor).toBeUndefined();
      expect((await lines.conversations(others[0], undefined, 2)).conversations).toMatchObject([{ playerId: me }]);
    });

    it('take any cursor', async () => {
      for (const cursor of ['', 'x', '999999999999999.', '1.\u0000', HOSTILE]) {
        expect(await lines.conversations(newPlayer(), cursor, 2)).toEqual({ conversations: [], cursor: undefined });
      }
    });
  });

  it('keeps blocks', async () => {
    const [ann, bob] = [newPlayer(), newPlayer()];
    for (const blocked of [bob, bob, HOSTILE]) await safety.setBlock(ann, blocked, true);
    expect((await safety.blockedBy(ann)).sort()).toEqual([HOSTILE, bob].sort());
    await safety.setBlock(ann, HOSTILE, false);
    expect(await safety.blockedBy(ann)).toEqual([bob]);
    expect(await safety.exportOf(ann)).toEqual({ blocked: [bob], reports: [] });
    await safety.erase(bob);
    expect(await safety.blockedBy(ann)).toEqual([]);
  });

  describe('reports', () => {
    it('wait in a queue with their lines until somebody decides', async () => {
      const [ann, channel] = [newPlayer(), newChannel()];
      const context = [said(channel, 1, 'Bob'), line(channel, 3)];
      const report = { reporterId: ann, reason: HOSTILE, line: said(channel, 2, 'Bob'), context };
      const last = (await safety.reports({ isResolved: false, after: 0, limit: 1000 })).at(-1)?.id ?? 0;
      expect(await safety.file(report)).toBe(true);
      expect(await safety.file({ ...report, reason: 'again' })).toBe(true);
      const [filed, ...more] = await safety.reports({ isResolved: false, after: last, limit: 10 });

      expect(filed).toEqual({
        ...report,
        id: expect.any(Number) as number,
        reportedAtMs: expect.any(Number) as number,
        resolution: undefined,
      });
      expect(more).toEqual([]);
      const resolution = { by: 'console', verdict: HOSTILE, resolvedAtMs: NOW_MS };
      expect(await safety.resolve(filed?.id ?? 0, resolution)).toBe(true);
      expect(await safety.resolve(filed?.id ?? 0, resolution)).toBe(false);
      expect(await safety.reports({ isResolved: false, after: last, limit: 10 })).toEqual([]);
      expect(await safety.reports({ isResolved: true, after: last, limit: 10 })).toEqual([{ ...filed, resolution }]);
      expect(await safety.reports({ isResolved: 'any', after: last, limit: 10 })).toEqual([{ ...filed, resolution }]);
    });

    it('are claimed by one at a time, until the claim is over', async () => {
      const channel = newChannel();
      for (const id of [1, 2]) {
        const [author, reporter] = [newPlayer(), newPlayer()];
        const filed = { reporterId: reporter, reason: 'x', line: said(channel, id, author), context: [] };
        expect(await safety.file(filed)).toBe(true);
      }
      const open = (await safety.reports({ isResolved: false, after: 0, limit: 500 })).filter(
        ({ line: { channel: of } }) => of === channel,
      );
      const [first = 0, second = 0] = open.map(({ id }) => id);
      const ann = { by: 'ann', untilMs: NOW_MS + 120_000 };
      const bob = { by: 'bob', untilMs: NOW_MS + 120_000 };
      expect(await safety.claim(ann, NOW_MS, first)).toBe(first);
      expect(await safety.claim(bob, NOW_MS, first)).toBeUndefined();
      expect(await safety.claim(ann, NOW_MS, first)).toBe(first);
      expect((await safety.report(first))?.claim).toEqual(ann);
      expect(await safety.claim(bob, ann.untilMs, first)).toBe(first);

      expect(await safety.resolve(second, { by: 'ann', verdict: 'fine', resolvedAtMs: NOW_MS })).toBe(true);
      expect(await safety.claim(bob, NOW_MS, second)).toBeUndefined();
      expect(await safety.reopen(second, ann)).toBe(true);
      expect(await safety.reopen(second, ann)).toBe(false);
      expect(await safety.report(second)).toMatchObject({ resolution: undefined, claim: ann });
      const authorId = open[1]?.line.from.playerId ?? '';
      expect((await safety.reportsAbout({ authorId }, 5)).map(({ id }) => id)).toEqual([second]);
    });

    it('forget whoever is erased: reporter, author and bystander', async () => {
      const [ann, bob, cat, channel] = [newPlayer(), newPlayer(), newPlayer(), newChannel()];
      const context = [said(channel, 1, cat)];
      await safety.file({ reporterId: ann, reason: 'x', line: said(channel, 2, bob), context });
      const mine = async () =>
        (await safety.reports({ isResolved: false, after: 0, limit: 1000 })).filter(
          ({ line: one }) => one.channel === channel,
        );
      await safety.erase(cat);
      expect(await mine()).toMatchObject([{ line: { id: 2 }, context: [] }]);
      expect((await safety.exportOf(ann)).reports).toMatchObject([{ reason: 'x' }]);
      await safety.erase(bob);
      expect(await mine()).toEqual([]);
      await safety.file({ reporterId: ann, reason: 'x', line: said(channel, 3, cat), context: [] });
      await safety.erase(ann);
      expect(await mine()).toEqual([]);
    });
  });
});
