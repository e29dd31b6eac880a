import { bigint, boolean, index, pgSequence, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';

/** Source of versions. One sequence for all, so that a document deleted and created again never reuses a version. */
export const versions = pgSequence('player_storage_versions');

/** The players' documents. */
export const documents = pgTable(
  'player_storage_documents',
  {
    playerId: text('player_id').notNull(),
    collection: text('collection').notNull(),
    key: text('key').notNull(),
    /** JSON as it was written. Not jsonb, which changes numbers and key order, and refuses U+0000. */
    value: text('value').notNull(),
    /** Size of the value in UTF-8. */
    bytes: bigint('bytes', { mode: 'number' }).notNull(),
    version: bigint('version', { mode: 'number' }).notNull(),
    isPublic: boolean('is_public').notNull(),
    isProtected: boolean('is_protected').notNull(),
    updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.playerId, table.collection, table.key] }),
    // For whoever looks through the collections of all players.
    index('player_storage_collection').on(table.collection, table.playerId, table.key),
  ],
);
