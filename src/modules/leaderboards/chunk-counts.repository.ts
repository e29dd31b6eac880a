import { sql, type SQL } from 'drizzle-orm';
import type { SqlClient } from '../../core/storage/database.js';
import { compareKeys, FIRST_KEY, LAST_KEY, type OrderKey } from './order-key.js';

/** A stretch of a season's order, locked by this transaction. */
interface Chunk {
  readonly low: OrderKey;
  readonly high: OrderKey;
  readonly count: number;
}

/** A stretch that a score lies in may be split meanwhile by another transaction; each try waits for one such to end. */
const MAX_TRIES = 100;

/**
 * Keeps the counts of the stretches of one season true inside of a transaction that moves a score: the leaves of a B-tree of
 * two levels, whose bounds follow the scores. A full stretch is split at its median, an almost empty one is joined to the
 * one before it.
 *
 * Why it is right with many writers: a count is changed by the transaction that changes the row, so both are seen together.
 * A stretch's row is locked from that until the end. Who splits it holds that lock, so everything that was counted in it is
 * committed and seen, and whatever is not counted yet will find the new bounds. Locks are taken in the order of keys, so
 * nobody waits in a circle; a join takes its second one only if it is free. Writers to different stretches, of which a
 * million scores have about 1,400, do not wait for each other; those to one stretch wait for one commit.
 */
export class ChunkCounts {
  constructor(
    private readonly client: SqlClient,
    private readonly seasonId: number,
    private readonly maxRows: number,
  ) {}

  /** A score was there and is here now; call it after the row was changed. */
  async move(from: OrderKey | undefined, to: OrderKey | undefined): Promise<void> {
    if (from && to && isSame(from, to)) return;
    const steps = [...(from ? [{ key: from, delta: -1 }] : []), ...(to ? [{ key: to, delta: 1 }] : [])].sort((a, b) =>
      compareKeys(a.key, b.key),
    );
    const changed: Chunk[] = [];
    for (const { key, delta } of steps) changed.push(await this.add(key, delta));

    // Where both steps were in one stretch, only the later one's count is true.
    const last = changed.at(-1);
    for (const chunk of changed) if (chunk === last || !last || !isSame(chunk.low, last.low)) await this.balance(chunk);
  }

  /** Makes all stretches anew from the scores. */
  async recount(): Promise<void> {
    // Readers go on; whoever wants to count waits, and then finds the new stretches.
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
      // When another transaction had the row, PostgreSQL looks at its new bounds, and changes nothing if they moved away.
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
    // A locked row is skipped, so it may be the one before that.
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
