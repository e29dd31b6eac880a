import { Injectable } from '@nestjs/common';
import { and, desc, eq, inArray, lt, sql } from 'drizzle-orm';
import { Database } from '../../core/storage/database.js';
import { FIRST_KEY, LAST_KEY } from './order-key.js';
import { chunks, seasons } from './schema.js';
import type { SeasonTime } from './season-clock.js';

/** What reads and writes need to know about a season. */
export interface SeasonRow {
  readonly id: number;
  readonly isAscending: boolean;
}

/** A season and the number of players with a score in it. */
export interface SeasonSummary {
  readonly number: number;
  readonly endsAt: Date | null;
  readonly players: number;
}

/** The seasons in the database. A season is created by its first score. */
@Injectable()
export class SeasonRepository {
  private readonly known = new Map<string, SeasonRow>();

  constructor(private readonly database: Database) {}

  /** A season that has scores; undefined when it has none. */
  async find(board: string, number: number): Promise<SeasonRow | undefined> {
    const name = `${board}.${number}`;
    const known = this.known.get(name);
    if (known) return known;
    const { id, isAscending } = seasons;
    const isIt = and(eq(seasons.board, board), eq(seasons.number, number));
    const [row] = await this.database.run((client) => client.select({ id, isAscending }).from(seasons).where(isIt));
    if (row && !this.database.isTogether) this.known.set(name, row);
    return row;
  }

  /** A season, created if it is missing. */
  async open(board: string, { number, endsAtMs }: SeasonTime, isAscending: boolean): Promise<SeasonRow> {
    const found = await this.find(board, number);
    if (found) return found;
    const endsAt = endsAtMs === undefined ? null : new Date(endsAtMs);
    await this.database.transaction(async (client) => {
      const made = await client
        .insert(seasons)
        .values({ board, number, endsAt, isAscending })
        .onConflictDoNothing()
        .returning({ seasonId: seasons.id });
      // One chunk for everything; nothing is inserted if another node was faster.
      const [low, high] = [FIRST_KEY, LAST_KEY];
      const bounds = { lowKey: low.sortKey, lowPlace: low.place, highKey: high.sortKey, highPlace: high.place };
      if (made.length > 0) await client.insert(chunks).values(made.map((row) => ({ ...row, ...bounds, count: 0 })));
    });
    return this.open(board, { number, endsAtMs }, isAscending);
  }

  /** The board's seasons that started before `before`, latest first. */
  list(board: string, before: number, limit: number): Promise<SeasonSummary[]> {
    const players = sql<number>`coalesce(sum(${chunks.count}), 0)`.mapWith(Number);
    return this.database.run((client) =>
      client
        .select({ number: seasons.number, endsAt: seasons.endsAt, players })
        .from(seasons)
        .leftJoin(chunks, eq(chunks.seasonId, seasons.id))
        .where(and(eq(seasons.board, board), lt(seasons.number, before)))
        .groupBy(seasons.id)
        .orderBy(desc(seasons.number))
        .limit(limit),
    );
  }

  /** Marks the seasons that ended before `time` as announced. @returns those that no node has announced before */
  takeEnded(boards: readonly string[], time: Date): Promise<{ board: string; number: number }[]> {
    const isDue = and(inArray(seasons.board, [...boards]), eq(seasons.isEnded, false), lt(seasons.endsAt, time));
    return this.database.run((client) =>
      client
        .update(seasons)
        .set({ isEnded: true })
        .where(isDue)
        .returning({ board: seasons.board, number: seasons.number }),
    );
  }
}
