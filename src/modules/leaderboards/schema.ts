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

/** Who came first: a score that is reached later has a greater place. */
export const places = pgSequence('leaderboards_places');

/** One season of one board. A reset is a new row, and the old season stays as it is. */
export const seasons = pgTable(
  'leaderboards_seasons',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    board: text('board').notNull(),
    /** When it began, in seconds since 1970; 0 on a board that is never reset. */
    number: bigint('number', { mode: 'number' }).notNull(),
    /** The board's order when the season began. */
    isAscending: boolean('is_ascending').notNull(),
    endsAt: timestamp('ends_at', { withTimezone: true }),
    /** Whether its end was told to the game. */
    isEnded: boolean('is_ended').notNull().default(false),
  },
  (table) => [unique('leaderboards_seasons_number').on(table.board, table.number)],
);

/** The players' scores. The order of a season is `sort_key, place`, both ascending, so every player has a rank of his own. */
export const scores = pgTable(
  'leaderboards_scores',
  {
    playerId: text('player_id').notNull(),
    seasonId: integer('season_id')
      .notNull()
      .references(() => seasons.id),
    /** The score where less is better, otherwise its negative. */
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
 * How many scores lie in each stretch of a season's order: at or after `low` and before `high`. The stretches cover the
 * order without a gap. See chunk-counts.repository.ts for how they are kept, and ranking.repository.ts for what they are for.
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
