import { IsInt, IsOptional, IsString, Length, Matches, Max, Min } from 'class-validator';
import type { AdminChange, AdminRows } from '../../core/console/administrator.js';
import { AdminAct, AdminDetails, AdminSection, AdminTable } from '../../core/console/console.decorators.js';
import { GameError } from '../../protocol/game-error.js';
import { LeaderboardError } from './leaderboards.errors.js';
import { Leaderboards, type Ranked } from './leaderboards.js';

const PAGE = 50;
const SEASONS = 12;
const BOARD = /^[a-z0-9_-]{1,64}$/;
const BOARD_OR_FIRST = /^[a-z0-9_-]{0,64}$/;
const CURSOR = /^-?\d{1,16}\.\d{1,16}$/;
const MS_PER_S = 1_000;

/** Which entries are listed. */
export class EntryQueryDto {
  /** The board; without a name the first. */
  @IsString()
  @Matches(BOARD_OR_FIRST)
  readonly board: string = '';

  /** The season's number; by default the current one. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  readonly season?: number;

  /** Only around this player, by id. */
  @IsOptional()
  @IsString()
  @Length(1, 128)
  readonly player?: string;

  /** The `next` of the page before. */
  @IsOptional()
  @IsString()
  @Matches(CURSOR)
  readonly after?: string;
}

/** One player's entry in one season of one board. */
export class EntryDto {
  /** Board, season and player: `weekly/1700000000/<player id>`. */
  @IsString()
  @Length(1, 300)
  readonly id!: string;
}

/** Another score. */
export class EntryScoreDto extends EntryDto {
  /** The score that replaces the old one, whatever the board's policy. */
  @IsInt()
  @Min(Number.MIN_SAFE_INTEGER)
  @Max(Number.MAX_SAFE_INTEGER)
  readonly score!: number;
}

/** A season to be counted. */
export class SeasonDto {
  /** The board. */
  @IsString()
  @Matches(BOARD)
  readonly board!: string;

  /** The season's number; by default the current one. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  readonly season?: number;
}

/** The player whose entries are shown. */
export class ScoresOfDto {
  /** The player's id. */
  @IsString()
  @Length(1, 128)
  readonly id!: string;
}

/** An entry as it is listed. */
interface EntryRow {
  readonly [field: string]: unknown;
  readonly id: string;
}

/** Leaderboards with their seasons: looked at, corrected, counted again. Players are told nothing of it. */
@AdminSection({
  id: 'leaderboards',
  title: 'Leaderboards',
  area: 'data',
  right: 'server.read',
  brings: { 'boards.write': { text: 'Correct and remove scores', roles: ['operator'] } },
})
export class LeaderboardsSection {
  constructor(private readonly leaderboards: Leaderboards) {}

  /** The boards, with the numbers of their last seasons. */
  @AdminDetails({ title: 'Boards' })
  async boards(): Promise<object> {
    const boards = this.leaderboards.list().map(async ({ board, season, endsAtMs }) => {
      const seasons = await this.leaderboards.listSeasons(board.id, SEASONS);
      return {
        ...{ board: board.id, order: board.order, policy: board.policy, submitters: board.submitters ?? 'game' },
        ...{ season: seasonText(season), ends: endsAtMs === undefined ? null : new Date(endsAtMs).toISOString() },
        seasonsWithScores: seasons.map(({ number }) => seasonText(number)),
      };
    });
    return { boards: await Promise.all(boards) };
  }

  /** The entries of a season, the best first. */
  @AdminTable({
    choices: { board: 'boardNames' },
    empty: 'No scores yet.',
    columns: [
      { key: 'rank', title: 'Rank', kind: 'number' },
      { key: 'player', title: 'Player', leadsTo: 'player' },
      { key: 'score', title: 'Score', kind: 'number' },
      { key: 'metadata', title: 'Metadata' },
      { key: 'updatedAt', title: 'Since', kind: 'time' },
      { key: 'season', title: 'Season' },
    ],
  })
  async list({ board: named, season, player, after }: EntryQueryDto): Promise<AdminRows<EntryRow>> {
    const board = named === '' ? this.boardNames()[0] : named;
    if (board === undefined) return { rows: [] };
    const at = season === undefined ? {} : { season };
    const page =
      player === undefined
        ? await this.leaderboards.top(board, { ...at, ...(after !== undefined && { cursor: after }), limit: PAGE })
        : await this.leaderboards.around(board, player, { ...at, limit: PAGE / 2 });
    return {
      rows: page.entries.map((entry) => rowOf(board, page.season, entry)),
      ...(page.cursor !== undefined && { next: page.cursor }),
    };
  }

  /** One entry. */
  @AdminDetails({ title: 'Entry', on: 'row' })
  async entry({ id }: EntryDto): Promise<object | undefined> {
    const { board, season, player } = entryOf(id);
    const { entries } = await this.leaderboards.players(board, [player], season);
    const [found] = entries;
    if (found === undefined) return undefined;
    const { rank, score, metadata, updatedAtMs } = found;
    return { board, season, player, rank, score, metadata, updatedAt: new Date(updatedAtMs).toISOString() };
  }

  /** A player's scores on all boards. */
  @AdminDetails({ title: 'Scores', on: 'player' })
  async ofPlayer({ id }: ScoresOfDto): Promise<object | undefined> {
    const scores = await this.leaderboards.all(id);
    return scores.length === 0 ? undefined : { scores };
  }

  /** Replaces a score, whatever the board's policy. */
  @AdminAct({ label: 'Correct', on: 'row', right: 'boards.write', needs: 'reason', begins: 'entry' })
  async correct({ id, score }: EntryScoreDto): Promise<AdminChange> {
    const { board, season, player } = entryOf(id);
    const changed = await this.leaderboards.correct(board, season, player, score);
    if (changed === undefined) throw new GameError(LeaderboardError['leaderboard.unknown_entry']);
    const { before, after } = changed;
    return {
      target: player,
      before: { board, season, score: before.score, rank: before.rank },
      after: after === undefined ? null : { board, season, score: after.score, rank: after.rank },
    };
  }

  /** Takes a score off the board. */
  @AdminAct({ label: 'Remove', on: 'row', right: 'boards.write', needs: 'reason', isFinal: true })
  async remove({ id }: EntryDto): Promise<AdminChange> {
    const { board, season, player } = entryOf(id);
    const before = await this.leaderboards.remove(board, season, player);
    if (before === undefined) throw new GameError(LeaderboardError['leaderboard.unknown_entry']);
    const { score, rank, metadata } = before;
    return { target: player, before: { board, season, score, rank, metadata }, after: null, result: { opens: '' } };
  }

  /** Counts the ranks of a season again, after its scores were edited in the database by hand. Submissions wait for it. */
  @AdminAct({ label: 'Recount', right: 'boards.write', needs: 'reason', choices: { board: 'boardNames' } })
  async recount({ board, season }: SeasonDto): Promise<AdminChange> {
    await this.leaderboards.recount(board, season);
    return { target: board, after: { season: season ?? 'current' }, result: { says: `${board} was counted again.` } };
  }

  /** The boards that can be looked at. */
  boardNames(): string[] {
    return this.leaderboards.list().map(({ board }) => board.id);
  }
}

function rowOf(board: string, season: number, { playerId, rank, score, metadata, updatedAtMs }: Ranked): EntryRow {
  const id = `${board}/${season}/${playerId}`;
  return { id, rank, player: playerId, score, metadata, updatedAt: updatedAtMs, season: seasonText(season) };
}

/** Boards and seasons have no slash; ids of players may. */
function entryOf(id: string): { readonly board: string; readonly season: number; readonly player: string } {
  const [board = '', season = '', ...rest] = id.split('/');
  if (BOARD.test(board) && /^\d{1,16}$/.test(season) && rest.length > 0)
    return { board, season: Number(season), player: rest.join('/') };
  const text = 'must be board/season/player';
  throw new GameError('message.invalid', { details: [{ field: 'id', rule: 'entry', text }] });
}

function seasonText(number: number): string {
  return number === 0 ? '0' : `${number} (${new Date(number * MS_PER_S).toISOString().slice(0, 10)})`;
}
