import { Injectable } from '@nestjs/common';
import { PlayerRecords } from '../../core/events/player-records.js';
import { GameError } from '../../protocol/game-error.js';
import { BoardRegistry, type DeclaredBoard } from './board-registry.js';
import { isJson, type Board } from './board.js';
import { LeaderboardError } from './leaderboards.errors.js';
import { FIRST_KEY, type OrderKey } from './order-key.js';
import { RankingRepository, type RankedRow } from './ranking.repository.js';
import { ScoreRepository } from './score.repository.js';
import { SeasonRepository, type SeasonRow, type SeasonSummary } from './season.repository.js';

/** One player's entry in a season. */
export interface Ranked {
  readonly playerId: string;
  /** 1 + the number of better entries. Ties are broken by who reached the score first, so no rank is shared. */
  readonly rank: number;
  readonly score: number;
  /** JSON text submitted with the score; empty when there is none. */
  readonly metadata: string;
  /** When the score was last changed, milliseconds since 1970. */
  readonly updatedAtMs: number;
}

/** A page of a season, in order. */
export interface RankedPage {
  /** The season's number: when it started, in seconds since 1970; 0 on a board without resets. */
  readonly season: number;
  readonly entries: readonly Ranked[];
  /** For the next page; undefined on the last. */
  readonly cursor?: string;
}

/** Maximum size of a score's metadata, in bytes of UTF-8. */
export const MAX_ENTRY_METADATA_BYTES = 512;

/**
 * Leaderboards for the game's own code, which may submit to every board; see {@link LeaderboardHandlers} for what players
 * can do. All reads take a season number; the default is the current season.
 */
@Injectable()
export class Leaderboards {
  constructor(
    private readonly boards: BoardRegistry,
    private readonly seasons: SeasonRepository,
    private readonly scores: ScoreRepository,
    private readonly ranking: RankingRepository,
    private readonly records: PlayerRecords,
  ) {}

  /** Adds a board; see {@link BoardRegistry.declare}. */
  declare(board: Board): void {
    this.boards.declare(board);
  }

  /**
   * Submits a score, which is combined with the player's old one by the board's policy.
   * @param score a whole number from -(2^53 - 1) to 2^53 - 1
   * @param metadata JSON text of at most 512 bytes, stored if the score changes anything; undefined: unchanged
   * @returns the player's entry afterwards, and whether the submission changed it
   * @throws GameError leaderboard.unknown_board, leaderboard.bad_metadata, leaderboard.out_of_range, player.erased
   */
  async submit(
    boardId: string,
    playerId: string,
    score: number,
    metadata?: string,
  ): Promise<{ season: number; entry: Ranked; isChanged: boolean }> {
    if (!Number.isSafeInteger(score)) throw new RangeError(`The score ${score} is no exact whole number.`);
    refuseMetadata(metadata);
    const { board, clock } = this.boards.require(boardId);
    const time = clock.at(Date.now());
    const season = await this.seasons.open(boardId, time, board.order === 'ascending');
    const change = (old: number | undefined): number | undefined => changed(board.policy, old, keyOf(season, score));

    return this.records.write(playerId, async () => {
      const isChanged = await this.scores.submit(season.id, playerId, change, metadata);
      const [row] = await this.ranking.players(season.id, [playerId]);
      if (!row) throw new Error(`The score of a player on ${boardId} went away in the moment it was stored.`);
      return { season: time.number, entry: toRanked(season, row), isChanged };
    });
  }

  /** The top entries, in pages; `cursor` is the previous page's. */
  async top(boardId: string, options: { season?: number; cursor?: string; limit: number }): Promise<RankedPage> {
    const { number, row: season } = await this.seasonOf(boardId, options.season);
    if (!season) return { season: number, entries: [] };
    const after = options.cursor === undefined ? FIRST_KEY : parseCursor(options.cursor);
    const rows = await this.ranking.top(season.id, after, options.limit + 1);
    const page = rows.slice(0, options.limit);
    const last = page.at(-1);
    const isMore = rows.length > page.length && last;
    return {
      season: number,
      entries: page.map((row) => toRanked(season, row)),
      ...(isMore && { cursor: `${last.sortKey}.${last.place}` }),
    };
  }

  /** A player and up to `limit` neighbours on either side; empty when the player has no score. */
  async around(boardId: string, playerId: string, options: { season?: number; limit: number }): Promise<RankedPage> {
    const { number, row: season } = await this.seasonOf(boardId, options.season);
    const rows = season ? await this.ranking.around(season.id, playerId, options.limit) : [];
    return { season: number, entries: season ? rows.map((row) => toRanked(season, row)) : [] };
  }

  /** The entries of those players who have one, in order. */
  async players(boardId: string, playerIds: readonly string[], season?: number): Promise<RankedPage> {
    const { number, row: found } = await this.seasonOf(boardId, season);
    const rows = found ? await this.ranking.players(found.id, playerIds) : [];
    return { season: number, entries: found ? rows.map((row) => toRanked(found, row)) : [] };
  }

  /** Every board with its current season. */
  list(): { board: Board; season: number; endsAtMs: number | undefined }[] {
    const now = Date.now();
    return this.boards.all().map(({ board, clock }) => {
      const { number, endsAtMs } = clock.at(now);
      return { board, season: number, endsAtMs };
    });
  }

  /** Seasons with at least one score that started before `before`, latest first; may include the current one. */
  async listSeasons(boardId: string, limit: number, before = Number.MAX_SAFE_INTEGER): Promise<SeasonSummary[]> {
    this.boards.require(boardId);
    return this.seasons.list(boardId, before, limit);
  }

  /** All scores of a player, in all seasons of all boards, including boards that are no longer declared. */
  async all(playerId: string): Promise<object[]> {
    const rows = await this.scores.allOf(playerId);
    return rows.map(({ board, number, metadata, updatedAt, ...row }) => ({
      board,
      season: number,
      score: keyOf(row, row.sortKey),
      metadata,
      updatedAtMs: updatedAt.getTime(),
    }));
  }

  /**
   * Replaces a player's score of a season, whatever the board's policy; the player has to have one.
   * @returns the entry before and after; undefined when there is none
   */
  async correct(
    boardId: string,
    season: number,
    playerId: string,
    score: number,
  ): Promise<{ before: Ranked; after: Ranked | undefined } | undefined> {
    if (!Number.isSafeInteger(score)) throw new RangeError(`The score ${score} is no exact whole number.`);
    const { row } = await this.seasonOf(boardId, season);
    const [found] = row ? await this.ranking.players(row.id, [playerId]) : [];
    if (!row || !found) return undefined;
    // One that was removed meanwhile stays so.
    const change = (old: number | undefined): number | undefined => (old === undefined ? undefined : keyOf(row, score));
    await this.records.write(playerId, () => this.scores.submit(row.id, playerId, change, undefined));
    const [after] = await this.ranking.players(row.id, [playerId]);
    return { before: toRanked(row, found), after: after && toRanked(row, after) };
  }

  /** Removes a player's score of a season. @returns the entry; undefined when there was none */
  async remove(boardId: string, season: number, playerId: string): Promise<Ranked | undefined> {
    const { row } = await this.seasonOf(boardId, season);
    const [found] = row ? await this.ranking.players(row.id, [playerId]) : [];
    if (!row || !found) return undefined;
    return (await this.scores.remove(row.id, playerId)) ? toRanked(row, found) : undefined;
  }

  /** Erases all scores of a player, in all seasons. */
  erase(playerId: string): Promise<void> {
    return this.scores.erase(playerId);
  }

  /** Recomputes ranks after scores were edited in the database by hand. Submissions to all boards wait for it. */
  async recount(boardId: string, season?: number): Promise<void> {
    const { row } = await this.seasonOf(boardId, season);
    if (row) await this.scores.recount(row.id);
  }

  private async seasonOf(boardId: string, number?: number): Promise<{ number: number; row: SeasonRow | undefined }> {
    const current = currentSeason(this.boards.require(boardId));
    const row = await this.seasons.find(boardId, number ?? current);
    if (!row && number !== undefined && number !== current) {
      throw new GameError(LeaderboardError['leaderboard.unknown_season']);
    }
    return { number: number ?? current, row };
  }
}

function currentSeason({ clock }: DeclaredBoard): number {
  return clock.at(Date.now()).number;
}

/** The sort key that results from the old one and the submitted one by the policy; undefined when nothing changes. */
function changed(policy: Board['policy'], old: number | undefined, submitted: number): number | undefined {
  if (old === undefined || policy === 'last') return submitted;
  if (policy === 'best') return submitted < old ? submitted : undefined;
  const sum = old + submitted;
  if (!Number.isSafeInteger(sum)) throw new GameError(LeaderboardError['leaderboard.out_of_range']);
  return sum;
}

/** A score's sort key, and back. Subtracted from 0 because -0 is a different number in JSON. */
function keyOf({ isAscending }: Pick<SeasonRow, 'isAscending'>, value: number): number {
  return isAscending ? value : 0 - value;
}

function toRanked(season: SeasonRow, { sortKey, place: _, ...row }: RankedRow): Ranked {
  return { ...row, score: keyOf(season, sortKey) };
}

function parseCursor(cursor: string): OrderKey {
  const [sortKey, place] = cursor.split('.').map(Number);
  return { sortKey: sortKey ?? 0, place: place ?? 0 };
}

function refuseMetadata(metadata: string | undefined): void {
  if (metadata === undefined || metadata === '') return;
  if (Buffer.byteLength(metadata) <= MAX_ENTRY_METADATA_BYTES && isJson(metadata)) return;
  throw new GameError(LeaderboardError['leaderboard.bad_metadata']);
}
