import { index, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';

/** Which results of which rooms were paid. */
export const roomResults = pgTable(
  'room_results',
  {
    roomId: text('room_id').notNull(),
    /** The room's own name for the result. */
    key: text('key').notNull(),
    at: timestamp('at', { withTimezone: true, precision: 3 }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.roomId, table.key] }), index('room_results_at').on(table.at)],
);
