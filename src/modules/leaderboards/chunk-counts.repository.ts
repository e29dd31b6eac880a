import { sql, type SQL } from 'drizzle-orm';
import type { SqlClient } from '../../core/storage/database.js';
import { compareKeys, FIRST_KEY, LAST_KEY, type OrderKey } from './order-key.js';

/** A chunk of a season's order, locked by this transaction. */
interface Chunk {
  readonly low: OrderKey;
  readonly high: OrderKey;
  readonly count: number;
}

/** Another transaction may split the chunk a score belongs to in the meantime; each retry waits for one of those to end. */
const MAX_TRIES = 100;

/**
 * Maintains a season's chunk counts within a transaction that moves a score: the leaves of a two-level B-tree, whose
 * bounds follow the scores. A full chunk is split at its median, an almost empty one is merged with its predecessor.
 *
 * Why this is correct with concurrent writers: the transaction that changes a row also changes the count, so both become
 * visible together. It keeps the chunk's row locked until it ends. A split holds that lock, so everything counted in the
 * chunk is committed and visible, and whatever is not counted yet will find the new bounds. Locks are taken in key order,
 * so there are no deadlocks; a merge takes its second lock only if it is free. Writers to different chunks (a million
 * scores have about 1,400) do not wait for each other; writers to the same chunk wait for one commit.
 */
export class ChunkCounts {
  constructor(
    private readonly client: SqlClient,
    private readonly seasonId: number,
    private readonly maxRows: number,
  ) {}

  /** Moves a score from one position to another; call it after the row was changed. */
  async move(from: OrderKey | undefined, to: OrderKey | undefined): Promise<void> {
    if (from && to && isSame(from, to)) return;
    const steps = [...(from ? [{ key: from, delta: -1 }] : []), ...(to ? [{ key: to, delta: 1 }] : [])].sort((a, b) =>
      compareKeys(a.key, b.key),
    );
    const changed: Chunk[] = [];
    for (const { key, delta } of steps) changed.push(await this.add(key, delta));

    // When both steps hit the same chunk, only the later count is current.
    const last = changed.at(-1);
    for (const chunk of changed) if (chunk === last || !last || !isSame(chunk.low, last.low)) await this.balance(chunk);
  }

  /** Rebuilds all chunks from the scores. */
  async recount(): Promise<void> {
    // Readers are not blocked; anyone who wants to count waits, and then finds the new chunks.
    await this.client.execute(sql`LOCK TABLE leaderboards_chunks IN SHARE ROW EXCLUSIVE MODE`);
    await this.client.execute(sql`DELETE FROM leaderboards_chunks WHERE season_id = ${this.seasonId}`);
    const size = Math.max(1, this.maxRows >> 1);
    const [low, high] = [tuple(FIRST_KEY), tuple(LAST_KEY)];
    await this.client.execute(sql`
      WITH numbered AS (
        SELECT sort_key, place, row_number() OVER (ORDER BY sort_key, place) - 1 AS index
        FROM leaderboards_scores WHERE season_id = ${this.seasonId}
      ), starts (index, low_key, low_place) AS (
        SELECT 0::bigint, * FROM (VALUES ${low}) AS least
        UNION ALL SELECT index, sort_key, place FROM numbered WHERE index > 0 AND index % ${size}::int = 0
      ), ends (key, place) AS (VALUES ${high})
      INSERT INTO leaderboards_chunks (season_id, low_key, low_place, high_key, high_place, count)
      SELECT ${this.seasonId}::int, low_key, low_place,
        lead(low_key, 1, ends.key) OVER (ORDER BY index), lead(low_place, 1, ends.place) OVER (ORDER BY index),
        lead(index, 1, (SELECT count(*) FROM numbered)) OVER (ORDER BY index) - index
      FROM starts, ends`);
  }

  private async add(key: OrderKey, delta: number): Promise<Chunk> {
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      // If another transaction held the row, PostgreSQL rechecks its new bounds, and changes nothing if they have moved away.
      const chunk = await this.one(sql`
        UPDATE leaderboards_chunks SET count = count + ${delta}
        WHERE season_id = ${this.seasonId} AND (high_key, high_place) > ${tuple(key)}
          AND (low_key, low_place) = (
            SELECT low_key, low_place FROM leaderboards_chunks
            WHERE season_id = ${this.seasonId} AND (low_key, low_place) <= ${tuple(key)}
            ORDER BY low_key DESC, low_place DESC LIMIT 1
          )
        RETURNING *`);
      if (chunk) return chunk;
    }
    throw new Error(`The counts of the leaderboard season ${this.seasonId} do not cover all keys; count it anew.`);
  }

  private async balance(chunk: Chunk): Promise<void> {
    if (chunk.count > this.maxRows) await this.split(chunk);
    else if (chunk.count < this.maxRows / 4) await this.join(chunk);
  }

  private async split({ low, high, count }: Chunk): Promise<void> {
    const half = count >> 1;
    const middle = await this.keyOf(sql`
      SELECT sort_key AS key, place FROM leaderboards_scores
      WHERE season_id = ${this.seasonId} AND (sort_key, place) >= ${tuple(low)} AND (sort_key, place) < ${tuple(high)}
      ORDER BY sort_key, place OFFSET ${half} LIMIT 1`);
    if (!middle) return;
    await this.resize(low, middle, half);
    await this.client.execute(sql`
      INSERT INTO leaderboards_chunks (season_id, low_key, low_place, high_key, high_place, count)
      VALUES (${this.seasonId}, ${middle.sortKey}, ${middle.place}, ${high.sortKey}, ${high.place}, ${count - half})`);
  }

  private async join({ low, high, count }: Chunk): Promise<void> {
    const before = await this.one(sql`
      SELECT * FROM leaderboards_chunks WHERE season_id = ${this.seasonId} AND (low_key, low_place) < ${tuple(low)}
      ORDER BY low_key DESC, low_place DESC LIMIT 1 FOR UPDATE SKIP LOCKED`);
    // Locked rows are skipped, so this may be an earlier one than the direct predecessor.
    if (!before || !isSame(before.high, low) || before.count + count > this.maxRows / 2) return;
    await this.client.execute(sql`DELETE FROM leaderboards_chunks WHERE ${this.isAt(low)}`);
    await this.resize(before.low, high, before.count + count);
  }

  private async resize(low: OrderKey, high: OrderKey, count: number): Promise<void> {
    await this.client.execute(sql`
      UPDATE leaderboards_chunks SET high_key = ${high.sortKey}, high_place = ${high.place}, count = ${count}
      WHERE ${this.isAt(low)}`);
  }

  private isAt({ sortKey, place }: OrderKey): SQL {
    return sql`season_id = ${this.seasonId} AND low_key = ${sortKey} AND low_place = ${place}`;
  }

  private async one(query: SQL): Promise<Chunk | undefined> {
    const { rows } = await this.client.execute(query);
    const [row] = rows;
    return (
      row && {
        low: { sortKey: Number(row.low_key), place: Number(row.low_place) },
        high: { sortKey: Number(row.high_key), place: Number(row.high_place) },
        count: Number(row.count),
      }
    );
  }

  private async keyOf(query: SQL): Promise<OrderKey | undefined> {
    const { rows } = await this.client.execute(query);
    const [row] = rows;
    return row && { sortKey: Number(row.key), place: Number(row.place) };
  }
}

function tuple({ sortKey, place }: OrderKey): SQL {
  return sql`(${sortKey}::bigint, ${place}::bigint)`;
}

function isSame(a: OrderKey, b: OrderKey): boolean {
  return compareKeys(a, b) === 0;
}
