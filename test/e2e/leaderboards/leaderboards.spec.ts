import { jest } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { EventBus } from '../../../src/core/events/event-bus.js';
import { PlayerErased, PlayerExported } from '../../../src/core/events/player.events.js';
import { Database } from '../../../src/core/storage/database.js';
import type { Board } from '../../../src/modules/leaderboards/board.js';
import { LeaderboardSeasonEnded, SeasonEnd } from '../../../src/modules/leaderboards/season-end.js';
import { Leaderboards } from '../../../src/modules/leaderboards/leaderboards.js';
import { LeaderboardType } from '../../../src/modules/leaderboards/leaderboards.messages.js';
import { LeaderboardsModule } from '../../../src/modules/leaderboards/leaderboards.module.js';
import { dataFolder } from '../../../src/testing/data-folder.js';
import { EverybodyModule } from '../../../src/testing/everybody.module.js';
import { TestApp } from '../../../src/testing/test-app.js';
import type { Packet, TestClient } from '../../../src/testing/test-client.js';

/** The embedded database may have to be made first. */
jest.setTimeout(60_000);

const HELLO = 0;
const { Submit, Submitted, Top, TopRead, Around, Players, List, Seasons } = LeaderboardType;
const DAY_S = 86_400;

const BOARDS: Board[] = [
  { id: 'points', order: 'descending', policy: 'best', submitters: 'players', metadata: '{"title":"<b>Points\'"}' },
  { id: 'laps', order: 'ascending', policy: 'best', submitters: 'players' },
  { id: 'gold', order: 'descending', policy: 'sum', submitters: 'players' },
  { id: 'rating', order: 'descending', policy: 'last' },
  { id: 'daily', order: 'descending', policy: 'best', submitters: 'players', resetAt: '0 0 * * *' },
];

interface Entry {
  readonly playerId: string;
  readonly rank: number;
  readonly score: number;
  readonly metadata: string;
}

function refused(code: string): object {
  return { type: 2, message: expect.objectContaining({ code }) as object };
}

const entriesOf = ({ message }: Packet) => message?.entries as Entry[];
const shown = (packet: Packet) => entriesOf(packet).map(({ playerId, rank, score }) => [rank, playerId, score]);

describe('leaderboards', () => {
  let server: TestApp;
  let boards: Leaderboards;
  let ann: TestClient;

  const ANN = `Ann'); DROP TABLE leaderboards_scores;-- <b>%s`;

  beforeAll(async () => {
    const imports = [EverybodyModule, LeaderboardsModule.forBoards(BOARDS)];
    server = await TestApp.start({ imports, env: { DATA_DIR: await dataFolder(), RATE_LIMIT_BURST: '10000' } });
    boards = server.app.get(Leaderboards);
  });

  afterAll(() => server.stop());

  beforeEach(async () => {
    const database = server.app.get(Database);
    const { rows } = await database.run((client) =>
      client.execute(sql`SELECT DISTINCT player_id AS id FROM leaderboards_scores`),
    );
    for (const { id } of rows) await boards.erase(String(id));
    ann = await enter(ANN);
  });

  afterEach(() => server.disconnectAll());

  async function enter(token: string): Promise<TestClient> {
    const client = await server.connect();
    await client.request(HELLO, { token });
    return client;
  }

  const submit = (score: number, fields: object = {}) => ann.request(Submit, { board: 'points', score, ...fields });

  async function fill(board: string, scores: readonly number[]): Promise<void> {
    for (const [index, score] of scores.entries()) await boards.submit(board, `p${index}`, score);
  }

  describe('submitting', () => {
    it('answers with the entry and its rank', async () => {
      await fill('points', [50, 10]);
      const { type, message } = await submit(20, { metadata: '{"name":"Ann"}' });

      expect(type).toBe(Submitted);
      expect(message).toMatchObject({ board: 'points', season: 0, isChanged: true });
      expect(message?.entry).toEqual({
        ...{ playerId: ANN, rank: 2, score: 20, metadata: '{"name":"Ann"}' },
        updatedAtMs: expect.any(Number) as number,
      });
    });

    it.each([
      ['points', [5, 9, 7], 9, [true, true, false]],
      ['laps', [500, 900, 400], 400, [true, false, true]],
      ['gold', [5, -2, 0], 3, [true, true, true]],
    ])('to %s follows the policy', async (board, scores, kept, changes) => {
      const answers: unknown[] = [];
      for (const score of scores) answers.push((await submit(score, { board })).message);

      expect(answers.map((answer) => (answer as { isChanged: boolean }).isChanged)).toEqual(changes);
      expect(answers.at(-1)).toMatchObject({ entry: { score: kept } });
    });

    it('is for the game only where the board says nothing else', async () => {
      expect(await submit(1, { board: 'rating' })).toMatchObject(refused('leaderboard.game_only'));
      await boards.submit('rating', ANN, 1500);
      await boards.submit('rating', ANN, 1400);
      expect(shown(await ann.request(Top, { board: 'rating' }))).toEqual([[1, ANN, 1400]]);
    });

    it.each([
      [{ board: 'none' }, 'leaderboard.unknown_board'],
      [{ board: '__proto__' }, 'leaderboard.unknown_board'],
      [{ board: "points'" }, 'message.invalid'],
      [{ score: 1.5 }, 'message.invalid'],
      [{ score: 2 ** 53 }, 'message.invalid'],
      [{ score: '5' }, 'message.invalid'],
      [{ metadata: '{' }, 'leaderboard.bad_metadata'],
      [{ metadata: `"\u0000"` }, 'leaderboard.bad_metadata'],
      [{ metadata: JSON.stringify('é'.repeat(256)) }, 'leaderboard.bad_metadata'],
      [{ metadata: JSON.stringify('x'.repeat(511)) }, 'message.invalid'],
      [{ playerId: 'somebody else' }, 'message.invalid'],
    ])('refuses %j', async (fields, code) => {
      expect(await submit(1, fields)).toMatchObject(refused(code));
      expect(shown(await ann.request(Top, { board: 'points' }))).toEqual([]);
    });

    it.each([Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER, 0])('takes the score %d', async (score) => {
      for (const board of ['points', 'laps']) {
        expect(await submit(score, { board })).toMatchObject({ message: { entry: { score, rank: 1 } } });
        expect(shown(await ann.request(Around, { board }))).toEqual([[1, ANN, score]]);
      }
    });

    it('refuses a sum that is no exact number any more, and keeps the old one', async () => {
      await submit(Number.MAX_SAFE_INTEGER, { board: 'gold' });
      expect(await submit(1, { board: 'gold' })).toMatchObject(refused('leaderboard.out_of_range'));
      expect(shown(await ann.request(Top, { board: 'gold' }))).toEqual([[1, ANN, Number.MAX_SAFE_INTEGER]]);
    });

    it('gives metadata back as it was, and keeps it where none comes', async () => {
      const metadata = JSON.stringify(`<script>'; DROP TABLE x;-- %s $1 \\ " 🐍`);
      await submit(1, { metadata });
      await submit(2);
      expect(entriesOf(await ann.request(Top, { board: 'points' }))[0]?.metadata).toBe(metadata);
    });
  });

  describe('reading', () => {
    it('goes from the best to the last, page by page; ties are for who came first', async () => {
      await fill('points', [10, 30, 20, 30, 20]);
      const first = await ann.request(Top, { board: 'points', limit: 3 });
      const second = await ann.request(Top, { board: 'points', limit: 3, cursor: first.message?.cursor });

      expect(first.type).toBe(TopRead);
      expect(shown(first)).toEqual([
        [1, 'p1', 30],
        [2, 'p3', 30],
        [3, 'p2', 20],
      ]);
      expect(shown(second)).toEqual([
        [4, 'p4', 20],
        [5, 'p0', 10],
      ]);
      expect(second.message).not.toHaveProperty('cursor');
    });

    it('shows a player with the neighbours on either side', async () => {
      await fill('laps', [100, 200, 300, 400, 500]);
      await submit(350, { board: 'laps' });
      const near = await ann.request(Around, { board: 'laps', limit: 1 });
      const best = await ann.request(Around, { board: 'laps', limit: 1, playerId: 'p0' });

      expect(shown(near)).toEqual([
        [3, 'p2', 300],
        [4, ANN, 350],
        [5, 'p3', 400],
      ]);
      expect(shown(best)).toEqual([
        [1, 'p0', 100],
        [2, 'p1', 200],
      ]);
      expect(shown(await ann.request(Around, { board: 'laps', playerId: 'nobody' }))).toEqual([]);
    });

    it('shows given players in order, without those who have no score', async () => {
      await fill('points', [1, 2, 3]);
      const packet = await ann.request(Players, { board: 'points', playerIds: ['p0', 'nobody', 'p2', "' OR 1=1 --"] });
      expect(shown(packet)).toEqual([
        [1, 'p2', 3],
        [3, 'p0', 1],
      ]);
    });

    it.each([
      [Top, { cursor: "1.2'; --" }],
      [Top, { cursor: '1' }],
      [Top, { limit: 0 }],
      [Top, { limit: 101 }],
      [Top, { season: -1 }],
      [Around, { playerId: 'a\u0000' }],
      [Around, { limit: 51 }],
      [Players, { playerIds: [] }],
      [Players, { playerIds: ['a\u0000'] }],
      [Players, { playerIds: Array.from({ length: 33 }, (_, index) => `p${index}`) }],
    ])('refuses %d %j', async (type, fields) => {
      expect(await ann.request(type, { board: 'points', ...fields })).toMatchObject(refused('message.invalid'));
    });

    it('takes any cursor of the right form as a place to go on from', async () => {
      await fill('points', [5]);
      const cursor = '-9999999999999999.9999999999999999';
      expect(shown(await ann.request(Top, { board: 'points', cursor }))).toEqual([[1, 'p0', 5]]);
    });

    it('needs no player, but for what is about oneself', async () => {
      const stranger = await server.connect();
      await stranger.request(HELLO);

      expect(await stranger.request(Top, { board: 'points' })).toMatchObject({ type: TopRead });
      expect(await stranger.request(Around, { board: 'points' })).toMatchObject(refused('auth.required'));
      expect(await stranger.request(Submit, { board: 'points', score: 1 })).toMatchObject(refused('auth.required'));
    });

    it('lists the boards as they were declared', async () => {
      const { message } = await ann.request(List);
      const today = Math.floor(Date.now() / 1_000 / DAY_S) * DAY_S;

      expect(message?.boards).toHaveLength(BOARDS.length);
      expect(message?.boards).toMatchObject([
        { ...{ id: 'points', order: 'descending', policy: 'best', isOpen: true }, metadata: BOARDS[0]?.metadata },
        { id: 'laps', order: 'ascending', season: 0 },
        { id: 'gold', policy: 'sum' },
        { id: 'rating', isOpen: false, metadata: '' },
        { id: 'daily', season: today, endsAtMs: (today + DAY_S) * 1_000 },
      ]);
    });
  });

  describe('a season', () => {
    const NOON = Date.UTC(2020, 0, 1, 12);
    const FIRST = Date.UTC(2020, 0, 1) / 1_000;

    afterEach(() => jest.restoreAllMocks());

    /** The clock is what a test may fake; timers and the database go on. */
    const at = (timeMs: number) => jest.spyOn(Date, 'now').mockReturnValue(timeMs);

    it('ends by itself at the reset, is kept, and is told once', async () => {
      const ended: LeaderboardSeasonEnded[] = [];
      server.app.get(EventBus).on(LeaderboardSeasonEnded, (event) => ended.push(event));
      const end = server.app.get(SeasonEnd);
      at(NOON);
      await boards.submit('daily', ANN, 5);
      await boards.submit('daily', 'Bob', 3);
      await end.look(NOON);
      expect(ended).toEqual([]);

      at(NOON + DAY_S * 1_000);
      const { season, entry } = await boards.submit('daily', 'Bob', 1);
      expect([season, entry.rank]).toEqual([FIRST + DAY_S, 1]);
      const past = await ann.request(Top, { board: 'daily', season: FIRST });
      expect(shown(past)).toEqual([
        [1, ANN, 5],
        [2, 'Bob', 3],
      ]);
      const listed = await ann.request(Seasons, { board: 'daily' });
      expect(listed.message?.seasons).toEqual([
        { season: FIRST + DAY_S, endsAtMs: (FIRST + 2 * DAY_S) * 1_000, players: 1 },
        { season: FIRST, endsAtMs: (FIRST + DAY_S) * 1_000, players: 2 },
      ]);
      const older = await ann.request(Seasons, { board: 'daily', before: FIRST + DAY_S });
      expect(older.message?.seasons).toMatchObject([{ season: FIRST }]);

      await Promise.all([end.look(), end.look()]);
      await end.look();
      expect(ended).toEqual([new LeaderboardSeasonEnded('daily', FIRST)]);
    });

    it('that never was is refused; the one that is on is empty at first', async () => {
      expect(await ann.request(Top, { board: 'daily', season: 77 })).toMatchObject(
        refused('leaderboard.unknown_season'),
      );
      expect((await ann.request(Top, { board: 'daily' })).message).toMatchObject({ entries: [] });
    });
  });

  it('hand out and forget the scores of a player with the account', async () => {
    const events = server.app.get(EventBus);
    await fill('points', [5]);
    await submit(7, { metadata: '1' });
    await submit(300, { board: 'laps' });
    const exported = new PlayerExported(ANN);
    events.emit(exported);
    await exported.settled();
    const erased = new PlayerErased(ANN);
    events.emit(erased);
    await erased.settled();

    expect(exported.sections.scores).toMatchObject([
      { board: 'laps', season: 0, score: 300 },
      { board: 'points', score: 7, metadata: '1' },
    ]);
    expect(shown(await ann.request(Top, { board: 'points' }))).toEqual([[1, 'p0', 5]]);
    expect(shown(await ann.request(Top, { board: 'laps' }))).toEqual([]);
  });

  it('declared twice, or in a wrong way, stop the start with a sentence', async () => {
    const start = (...list: Board[]) => TestApp.start({ imports: [LeaderboardsModule.forBoards(list)] });
    const board: Board = { id: 'x', order: 'ascending', policy: 'best' };

    await expect(start(board, board)).rejects.toThrow('Two leaderboards have the id "x".');
    await expect(start({ ...board, id: 'A b' })).rejects.toThrow('needs an id');
    await expect(start({ ...board, resetAt: 'daily' })).rejects.toThrow('no cron expression');
    await expect(start({ ...board, metadata: '{' })).rejects.toThrow('must be JSON');
  });
});
