import { Injectable } from '@nestjs/common';
import { type SQL, sql } from 'drizzle-orm';
import { Database } from '../../core/storage/database.js';
import type { OrderKey } from './order-key.js';

/** A player's entry in a season. */
export interface RankedRow {
  readonly playerId: string;
  /** 1 + the number of better entries. */
  readonly rank: number;
  readonly sortKey: number;
  readonly place: number;
  readonly metadata: string;
  readonly updatedAtMs: number;
}

/** A column of the row whose rank is computed, for {@link rankOf}. */
interface RankedKey {
  readonly season: SQL;
  readonly key: SQL;
  readonly place: SQL;
}

const COLUMNS = sql`s.player_id, s.sort_key, s.place, s.metadata, extract(epoch FROM s.updated_at) * 1000 AS updated_at_ms`;

/**
 * Reads a season's order. A rank is not counted row by row, which takes tens of milliseconds in the middle of a million
 * scores, but from the counts of the preceding chunks (see schema.ts) and the rows of one chunk: at most about
 * 1,400 + 1,000 index entries for a million, growing with the number of chunks, which is 1/700 of the number of scores.
 * Each read is one statement, so it sees a consistent snapshot of rows and counts.
 */
@Injectable()
export class RankingRepository {
  constructor(private readonly database: Database) {}

  /** The best `limit` entries after `after`, in order. */
  top(seasonId: number, after: OrderKey, limit: number): Promise<RankedRow[]> {
    const { sortKey, place } = after;
    const page = sql`
      SELECT ${COLUMNS}, s.season_id FROM leaderboards_scores s
      WHERE s.season_id = ${seasonId} AND (s.sort_key, s.place) > (${sortKey}::bigint, ${place}::bigint)
      ORDER BY s.sort_key, s.place LIMIT ${limit}`;
    const first = { season: sql`f.season_id`, key: sql`f.sort_key`, place: sql`f.place` };
    return this.rows(sql`
      WITH page AS MATERIALIZED (${page}), f AS (SELECT * FROM page ORDER BY sort_key, place LIMIT 1)
      SELECT page.*, row_number() OVER (ORDER BY sort_key, place) - 1 + (SELECT ${rankOf(first)} FROM f) AS rank
      FROM page ORDER BY sort_key, place`);
  }

  /** A player with up to `limit` neighbours on either side, in order; empty when the player has no score. */
  around(seasonId: number, playerId: string, limit: number): Promise<RankedRow[]> {
    const me = { season: sql`m.season_id`, key: sql`m.sort_key`, place: sql`m.place` };
    const mine = sql`(SELECT m.sort_key, m.place FROM m)`;
    const isNear = sql`s.season_id = ${seasonId} AND (s.sort_key, s.place)`;
    return this.rows(sql`
      WITH m AS MATERIALIZED (
        SELECT season_id, sort_key, place FROM leaderboards_scores WHERE season_id = ${seasonId} AND player_id = ${playerId}
      ), better AS MATERIALIZED (
        SELECT ${COLUMNS} FROM leaderboards_scores s WHERE ${isNear} < ${mine}
        ORDER BY s.sort_key DESC, s.place DESC LIMIT ${limit}
      ), others AS MATERIALIZED (
        SELECT ${COLUMNS} FROM leaderboards_scores s WHERE ${isNear} >= ${mine}
        ORDER BY s.sort_key, s.place LIMIT ${limit + 1}
      )
      SELECT near.*, row_number() OVER (ORDER BY sort_key, place) - 1
        + (SELECT ${rankOf(me)} FROM m) - (SELECT count(*) FROM better) AS rank
      FROM (SELECT * FROM better UNION ALL SELECT * FROM others) near ORDER BY sort_key, place`);
  }

  /** The entries of those players who have a score, in order. */
  players(seasonId: number, playerIds: readonly string[]): Promise<RankedRow[]> {
    if (playerIds.length === 0) return Promise.resolve([]);
    const own = { season: sql`s.season_id`, key: sql`s.sort_key`, place: sql`s.place` };
    const names = sql.join(
      playerIds.map((id) => sql`${id}`),
      sql`, `,
    );
    return this.rows(sql`
      SELECT ${COLUMNS}, ${rankOf(own)} AS rank FROM leaderboards_scores s
      WHERE s.season_id = ${seasonId} AND s.player_id IN (${names}) ORDER BY s.sort_key, s.place`);
  }

  private async rows(query: SQL): Promise<RankedRow[]> {
    const { rows } = await this.database.run((client) => client.execute(query));
    return rows.map((row) => ({
      playerId: String(row.player_id),
      rank: Number(row.rank),
      sortKey: Number(row.sort_key),
      place: Number(row.place),
      metadata: String(row.metadata),
      updatedAtMs: Math.round(Number(row.updated_at_ms)),
    }));
  }
}

/** 1 + the counts of the chunks before the key's + the number of rows before the key in its chunk. */
function rankOf({ season, key, place }: RankedKey): SQL {
  return sql`(
    SELECT 1
      + coalesce((
        SELECT sum(b.count) FROM leaderboards_chunks b
        WHERE b.season_id = ${season} AND (b.low_key, b.low_place) < (c.low_key, c.low_place)
      ), 0)
      + (
        SELECT count(*) FROM leaderboards_scores o
        WHERE o.season_id = ${season} AND (o.sort_key, o.place) >= (c.low_key, c.low_place)
          AND (o.sort_key, o.place) < (${key}, ${place})
      )
    FROM (
      SELECT low_key, low_place FROM leaderboards_chunks
      WHERE season_id = ${season} AND (low_key, low_place) <= (${key}, ${place})
      ORDER BY low_key DESC, low_place DESC LIMIT 1
    ) c
  )`;
}
