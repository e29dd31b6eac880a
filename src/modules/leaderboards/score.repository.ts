import { Injectable } from '@nestjs/common';
import { and, eq, sql } from 'drizzle-orm';
import { Database, type SqlClient } from '../../core/storage/database.js';
import { ChunkCounts } from './chunk-counts.repository.js';
import type { OrderKey } from './order-key.js';
import { scores, seasons } from './schema.js';

/** Computes a player's new score from the one before a submission; undefined when there was none. */
export type Change = (old: number | undefined) => number | undefined;

/** One score with its season. */
export interface ScoreRecord {
  readonly board: string;
  readonly number: number;
  readonly isAscending: boolean;
  readonly sortKey: number;
  readonly metadata: string;
  readonly updatedAt: Date;
}

/** The players' scores in the database and the counts that ranks are computed from, always changed together. */
@Injectable()
export class ScoreRepository {
  /** Maximum scores per chunk before it is split; tests use fewer. */
  protected readonly chunkRows: number = 1_024;

  constructor(private readonly database: Database) {}

  /**
   * Changes a player's score.
   * @param change gets the old sort key and returns the new one, or undefined to change nothing; may be called again
   * @param metadata undefined: unchanged
   * @returns whether anything was changed
   */
  submit(seasonId: number, playerId: string, change: Change, metadata: string | undefined): Promise<boolean> {
    return this.database.transaction(async (client) => {
      const counts = new ChunkCounts(client, seasonId, this.chunkRows);
      for (;;) {
        const old = await lockScore(client, seasonId, playerId);
        const sortKey = change(old?.sortKey);
        if (sortKey === undefined) return false;
        const next = await store(client, { seasonId, playerId, metadata, sortKey }, old);
        if (!next) continue;
        await counts.move(old, next);
        return true;
      }
    });
  }

  /** A player's scores of all seasons and boards. */
  allOf(playerId: string): Promise<ScoreRecord[]> {
    const { board, number, isAscending } = seasons;
    const { sortKey, metadata, updatedAt } = scores;
    return this.database.run((client) =>
      client
        .select({ board, number, isAscending, sortKey, metadata, updatedAt })
        .from(scores)
        .innerJoin(seasons, eq(seasons.id, scores.seasonId))
        .where(eq(scores.playerId, playerId))
        .orderBy(board, number),
    );
  }

  /** Removes a player's score of one season. @returns whether there was one */
  remove(seasonId: number, playerId: string): Promise<boolean> {
    return this.database.transaction(async (client) => {
      const isMeant = and(eq(scores.playerId, playerId), eq(scores.seasonId, seasonId));
      const [removed] = await client.delete(scores).where(isMeant).returning();
      if (removed) await new ChunkCounts(client, seasonId, this.chunkRows).move(removed, undefined);
      return removed !== undefined;
    });
  }

  /** Erases a player's scores in all seasons. */
  erase(playerId: string): Promise<void> {
    return this.database.transaction(async (client) => {
      const removed = await client.delete(scores).where(eq(scores.playerId, playerId)).returning();
      // The same order in which everyone else locks the chunks of several seasons.
      for (const row of removed.sort((a, b) => a.seasonId - b.seasonId)) {
        await new ChunkCounts(client, row.seasonId, this.chunkRows).move(row, undefined);
      }
    });
  }

  /**
   * Recounts a whole season. Only needed after scores were edited by hand; submissions to all boards wait.
   */
  recount(seasonId: number): Promise<void> {
    return this.database.transaction((client) => new ChunkCounts(client, seasonId, this.chunkRows).recount());
  }
}

async function lockScore(client: SqlClient, seasonId: number, playerId: string): Promise<OrderKey | undefined> {
  const [row] = await client
    .select({ sortKey: scores.sortKey, place: scores.place })
    .from(scores)
    .where(and(eq(scores.playerId, playerId), eq(scores.seasonId, seasonId)))
    .for('update');
  return row;
}

/** @returns the score's new position; undefined when a concurrent request has just stored the player's first one */
async function store(
  client: SqlClient,
  { metadata, ...row }: { seasonId: number; playerId: string; sortKey: number; metadata: string | undefined },
  old: OrderKey | undefined,
): Promise<OrderKey | undefined> {
  const newPlace = sql`nextval('leaderboards_places')`;
  const { sortKey, seasonId, playerId } = row;
  const key = { sortKey: scores.sortKey, place: scores.place };
  if (!old) {
    const values = { ...row, place: newPlace, metadata: metadata ?? '' };
    const [inserted] = await client.insert(scores).values(values).onConflictDoNothing().returning(key);
    return inserted;
  }
  // A player who reaches the same score again keeps the earlier place.
  const place = old.sortKey === sortKey ? old.place : newPlace;
  const [updated] = await client
    .update(scores)
    .set({ sortKey, place, updatedAt: sql`now()`, ...(metadata !== undefined && { metadata }) })
    .where(and(eq(scores.playerId, playerId), eq(scores.seasonId, seasonId)))
    .returning(key);
  return updated;
}
