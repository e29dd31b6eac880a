import {
  bigint,
  boolean,
  index,
  integer,
  pgSequence,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
} from 'drizzle-orm/pg-core';

/** Order of arrival: a score reached later has a higher place. */
export const places = pgSequence('leaderboards_places');

/** One season of one board. A reset is a new row, and the old season stays as it is. */
export const seasons = pgTable(
  'leaderboards_seasons',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    board: text('board').notNull(),
    /** When it started, in seconds since 1970; 0 on a board that is never reset. */
    number: bigint('number', { mode: 'number' }).notNull(),
    /** The board's order when the season started. */
    isAscending: boolean('is_ascending').notNull(),
    endsAt: timestamp('ends_at', { withTimezone: true }),
    /** Whether the game was told that it ended. */
    isEnded: boolean('is_ended').notNull().default(false),
  },
  (table) => [unique('leaderboards_seasons_number').on(table.board, table.number)],
);

/** The players' scores. A season is ordered by `sort_key, place`, both ascending, so every player has a unique rank. */
export const scores = pgTable(
  'leaderboards_scores',
  {
    playerId: text('player_id').notNull(),
    seasonId: integer('season_id')
      .notNull()
      .references(() => seasons.id),
    /** The score if lower is better, otherwise its negative. */
    sortKey: bigint('sort_key', { mode: 'number' }).notNull(),
    place: bigint('place', { mode: 'number' }).notNull(),
    metadata: text('metadata').notNull(),
    updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.playerId, table.seasonId] }),
    index('leaderboards_scores_order').on(table.seasonId, table.sortKey, table.place),
  ],
);

/**
 * How many scores lie in each chunk of a season's order: at or after `low` and before `high`. The chunks cover the order
 * without gaps. See chunk-counts.repository.ts for how they are maintained, and ranking.repository.ts for their use.
 */
export const chunks = pgTable(
  'leaderboards_chunks',
  {
    seasonId: integer('season_id')
      .notNull()
      .references(() => seasons.id),
    lowKey: bigint('low_key', { mode: 'number' }).notNull(),
    lowPlace: bigint('low_place', { mode: 'number' }).notNull(),
    highKey: bigint('high_key', { mode: 'number' }).notNull(),
    highPlace: bigint('high_place', { mode: 'number' }).notNull(),
    count: integer('count').notNull(),
  },
  (table) => [primaryKey({ columns: [table.seasonId, table.lowKey, table.lowPlace] })],
);
