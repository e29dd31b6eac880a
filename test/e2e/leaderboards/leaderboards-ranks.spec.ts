import { jest } from '@jest/globals';
import fc from 'fast-check';
import type { Board } from '../../../src/modules/leaderboards/board.js';
import type { Leaderboards, Ranked } from '../../../src/modules/leaderboards/leaderboards.js';
import { dataFolder } from '../../../src/testing/data-folder.js';
import { Postgres } from '../../support/postgres.js';
import { boardFixture, chunkFaults, NaiveBoard, type BoardFixture } from './leaderboards-model.js';

jest.setTimeout(60_000);

const ORDERS = ['ascending', 'descending'] as const;
const POLICIES = ['best', 'last', 'sum'] as const;
const BOARDS: Board[] = ORDERS.flatMap((order) =>
  POLICIES.map((policy) => ({ id: `${order}-${policy}`, order, policy })),
);
const CROWD: Board = { id: 'crowd', order: 'descending', policy: 'sum' };

/** Enough for several splits with eight scores in a stretch. */
const PLAYERS = 60;
const playerId = (index: number) => `player ${index}`;

/** Few different scores make many ties; large ones reach the ends of what is allowed. */
const score = fc.oneof(fc.integer({ min: -5, max: 5 }), fc.integer({ min: -1_000, max: 1_000 }));
const step = fc.oneof(
  { weight: 30, arbitrary: fc.record({ player: fc.nat(PLAYERS - 1), score }) },
  { weight: 2, arbitrary: fc.record({ player: fc.nat(PLAYERS - 1), erase: fc.constant(true) }) },
  { weight: 1, arbitrary: fc.constant({ recount: true as const }) },
);

const postgres = await Postgres.start();
const databases: [string, Record<string, string>][] = [['PGlite', {}]];
if (postgres) databases.push(['PostgreSQL', { DATABASE_URL: postgres.url }]);

describe.each(databases)('the ranks of a leaderboard on %s', (name, env) => {
  let fixture: BoardFixture;

  beforeAll(async () => {
    fixture = await boardFixture({ ...env, DATA_DIR: await dataFolder() }, [...BOARDS, CROWD]);
  });

  afterAll(() => fixture.close());

  it.each(BOARDS)('$id are those of a naive model, whatever happens', async (board) => {
    const steps = fc.array(step, { minLength: 60, maxLength: 120, size: 'max' });
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        const model = new NaiveBoard(board);
        for (const one of all) {
          if ('recount' in one) await fixture.boards.recount(board.id);
          else if ('erase' in one) {
            await fixture.boards.erase(playerId(one.player));
            model.erase(playerId(one.player));
          } else {
            await fixture.boards.submit(board.id, playerId(one.player), one.score);
            model.submit(playerId(one.player), one.score);
          }
        }
        await expectSame(fixture.boards, board.id, model);
        expect(await chunkFaults(fixture.database)).toEqual([]);
      }),
      // One, because the boards keep what they got; every run of the tests is another one.
      { numRuns: 1, endOnFailure: true },
    );
  });

  it('stay true when many submit at once, from two nodes', async () => {
    const nodes = [fixture.boards, fixture.otherNode];
    const submit = (index: number) =>
      nodes[index % 2]!.submit(CROWD.id, playerId((index * 7) % PLAYERS), ((index * 31) % 17) - 6);
    // PGlite has one connection, which makes a queue of them.
    const count = name === 'PGlite' ? 60 : 400;
    await Promise.all(Array.from({ length: count }, (_, index) => submit(index)));
    const sums = new Map<string, number>();
    for (let index = 0; index < count; index++) {
      const player = playerId((index * 7) % PLAYERS);
      sums.set(player, (sums.get(player) ?? 0) + ((index * 31) % 17) - 6);
    }

    const { entries } = await fixture.boards.top(CROWD.id, { limit: 100 });
    expect(new Map(entries.map((entry) => [entry.playerId, entry.score]))).toEqual(sums);
    expect(entries.map(({ rank }) => rank)).toEqual(entries.map((_, index) => index + 1));
    expect(entries.map((entry) => entry.score)).toEqual([...sums.values()].sort((a, b) => b - a));
    expect(await chunkFaults(fixture.database)).toEqual([]);
  });

  it('stay true when players are erased and counted anew meanwhile', async () => {
    const work = Array.from({ length: 120 }, (_, index) => {
      if (index % 40 === 20) return fixture.otherNode.recount(CROWD.id);
      if (index % 5 === 4) return fixture.otherNode.erase(playerId(index % PLAYERS));
      // Never a player who may be erased in the same moment.
      return fixture.boards.submit(CROWD.id, `other ${index}`, index % 9);
    });
    await Promise.all(work);

    expect(await chunkFaults(fixture.database)).toEqual([]);
  });
});

async function expectSame(boards: Leaderboards, id: string, model: NaiveBoard): Promise<void> {
  const expected = model.ranked();
  const everybody = expected.map((entry) => entry.playerId);
  expect(plain((await boards.players(id, everybody)).entries)).toEqual(expected);
  expect(await pages(boards, id, 7)).toEqual(expected);
  for (let at = 0; at < expected.length; at += 5) {
    const around = await boards.around(id, expected[at]!.playerId, { limit: 3 });
    expect(plain(around.entries)).toEqual(expected.slice(Math.max(0, at - 3), at + 4));
  }
}

async function pages(boards: Leaderboards, id: string, limit: number): Promise<object[]> {
  const all: object[] = [];
  let cursor: string | undefined;
  do {
    const page = await boards.top(id, { limit, ...(cursor !== undefined && { cursor }) });
    all.push(...plain(page.entries));
    cursor = page.cursor;
  } while (cursor !== undefined);
  return all;
}

function plain(entries: readonly Ranked[]): object[] {
  return entries.map(({ playerId, score, rank }) => ({ playerId, score, rank }));
}
