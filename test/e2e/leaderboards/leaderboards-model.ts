import { sql } from 'drizzle-orm';
import { EventBus } from '../../../src/core/events/event-bus.js';
import { PlayerRecords } from '../../../src/core/events/player-records.js';
import { parseConfig } from '../../../src/core/config/load-config.js';
import type { Database } from '../../../src/core/storage/database.js';
import { migrateFeature } from '../../../src/core/storage/migrations.js';
import { openStorage } from '../../../src/core/storage/open-storage.js';
import { PooledDatabase } from '../../../src/core/storage/pooled-database.js';
import { BoardRegistry } from '../../../src/modules/leaderboards/board-registry.js';
import type { Board } from '../../../src/modules/leaderboards/board.js';
import { Leaderboards } from '../../../src/modules/leaderboards/leaderboards.js';
import { RankingRepository } from '../../../src/modules/leaderboards/ranking.repository.js';
import { ScoreRepository } from '../../../src/modules/leaderboards/score.repository.js';
import { SeasonRepository } from '../../../src/modules/leaderboards/season.repository.js';

/** Hundreds of calls at once wait for each other. */
const TIMEOUT_MS = 60_000;

/** Leaderboards on a database of their own, without a server around them. */
export interface BoardFixture {
  readonly database: Database;
  readonly boards: Leaderboards;
  /** The same boards as another node has them. */
  readonly otherNode: Leaderboards;
  readonly close: () => Promise<void>;
}

/** Few enough that a handful of players make many stretches. */
export const CHUNK_ROWS = 8;

class SmallChunks extends ScoreRepository {
  protected override readonly chunkRows = CHUNK_ROWS;
}

/** Opens the database that `env` names. */
export async function boardFixture(env: Record<string, string>, boards: readonly Board[]): Promise<BoardFixture> {
  const storage = await openStorage(parseConfig({ ...env, STORAGE_TIMEOUT_MS: String(TIMEOUT_MS) }));
  const folder = new URL('../../../src/modules/leaderboards/migrations/', import.meta.url);
  await migrateFeature(storage.pool, { name: 'leaderboards', folder });
  const database = new PooledDatabase(storage.pool, TIMEOUT_MS);
  const node = (): Leaderboards => {
    const registry = new BoardRegistry();
    for (const board of boards) registry.declare(board);
    return new Leaderboards(
      registry,
      new SeasonRepository(database),
      new SmallChunks(database),
      new RankingRepository(database),
      new PlayerRecords(new EventBus()),
    );
  };
  return { database, boards: node(), otherNode: node(), close: storage.close };
}

/** What is wrong with the counts of all seasons: gaps, wrong counts, stretches that are too large. */
export async function chunkFaults(database: Database): Promise<unknown[]> {
  const { rows } = await database.run((client) =>
    client.execute(sql`
      SELECT * FROM (
        SELECT c.*,
          lag(ARRAY[high_key, high_place]) OVER (PARTITION BY season_id ORDER BY low_key, low_place) AS end_before,
          lead(low_key) OVER (PARTITION BY season_id ORDER BY low_key, low_place) IS NULL AS is_last,
          (SELECT count(*) FROM leaderboards_scores s WHERE s.season_id = c.season_id
            AND (s.sort_key, s.place) >= (low_key, low_place) AND (s.sort_key, s.place) < (high_key, high_place)) AS truth
        FROM leaderboards_chunks c
      ) x
      WHERE count <> truth OR count > ${CHUNK_ROWS}
        OR coalesce(end_before <> ARRAY[low_key, low_place], low_key <> ${-(2 ** 53)}::bigint)
        OR (is_last AND high_key <> ${2 ** 53}::bigint)`),
  );
  return rows;
}

/** One player of {@link NaiveBoard}. */
interface NaiveEntry {
  readonly playerId: string;
  score: number;
  /** When the score was reached; counts up. */
  since: number;
}

/** A board as one would write it without thinking of speed. */
export class NaiveBoard {
  private readonly entries = new Map<string, NaiveEntry>();
  private clock = 0;

  constructor(private readonly board: Board) {}

  submit(playerId: string, score: number): void {
    const entry = this.entries.get(playerId);
    if (!entry) {
      this.entries.set(playerId, { playerId, score, since: ++this.clock });
      return;
    }
    const { policy } = this.board;
    const isBetter = this.board.order === 'ascending' ? score < entry.score : score > entry.score;
    const next = policy === 'sum' ? entry.score + score : policy === 'last' || isBetter ? score : entry.score;
    if (next === entry.score) return;
    entry.score = next;
    entry.since = ++this.clock;
  }

  erase(playerId: string): void {
    this.entries.delete(playerId);
  }

  /** Everybody, the best first. */
  ranked(): { playerId: string; score: number; rank: number }[] {
    const sign = this.board.order === 'ascending' ? 1 : -1;
    return [...this.entries.values()]
      .sort((a, b) => sign * (a.score - b.score) || a.since - b.since)
      .map(({ playerId, score }, index) => ({ playerId, score, rank: index + 1 }));
  }
}
