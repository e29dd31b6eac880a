import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
} from 'drizzle-orm/pg-core';

/** Chat lines. A deleted one stays as an empty row, so that the channel's numbering goes on. */
export const lines = pgTable(
  'chat_lines',
  {
    /** The channel's key, see chat-address.ts. */
    channel: text('channel').notNull(),
    id: bigint('id', { mode: 'number' }).notNull(),
    /** The channel's kind, which determines how long the line is kept. */
    kind: text('kind').notNull(),
    memberId: text('member_id').notNull(),
    memberName: text('member_name').notNull(),
    playerId: text('player_id'),
    text: text('text').notNull(),
    sentAt: timestamp('sent_at', { withTimezone: true }).notNull(),
    editedAt: timestamp('edited_at', { withTimezone: true }),
    isDeleted: boolean('is_deleted').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.channel, table.id] }),
    index('chat_lines_player').on(table.playerId),
    index('chat_lines_age').on(table.kind, table.sentAt),
  ],
);

/** Conversations: one row for each of the two players. */
export const conversations = pgTable(
  'chat_conversations',
  {
    playerId: text('player_id').notNull(),
    otherId: text('other_id').notNull(),
    channel: text('channel').notNull(),
    lastId: bigint('last_id', { mode: 'number' }).notNull(),
    lastAt: timestamp('last_at', { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.playerId, table.otherId] }),
    index('chat_conversations_latest').on(table.playerId, table.lastAt, table.otherId),
    index('chat_conversations_age').on(table.lastAt),
  ],
);

/** Mutes. */
export const mutes = pgTable(
  'chat_mutes',
  {
    channel: text('channel').notNull(),
    playerId: text('player_id').notNull(),
    until: timestamp('until', { withTimezone: true }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.channel, table.playerId] }), index('chat_mutes_until').on(table.until)],
);

/** Who has blocked whom. */
export const blocks = pgTable(
  'chat_blocks',
  {
    playerId: text('player_id').notNull(),
    blockedId: text('blocked_id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.playerId, table.blockedId] }),
    index('chat_blocks_blocked').on(table.blockedId),
  ],
);

/** The report queue. */
export const reports = pgTable(
  'chat_reports',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    reporterId: text('reporter_id').notNull(),
    reason: text('reason').notNull(),
    channel: text('channel').notNull(),
    lineId: bigint('line_id', { mode: 'number' }).notNull(),
    /** The line's author. */
    authorId: text('author_id'),
    reportedAt: timestamp('reported_at', { withTimezone: true }).notNull().defaultNow(),
    resolvedAt: timestamp('resolved_at', { withTimezone: true }),
    resolvedBy: text('resolved_by'),
    verdict: text('verdict'),
    /** The moderator who looks at it, and until when nobody else is given it. */
    claimedBy: text('claimed_by'),
    claimedUntil: timestamp('claimed_until', { withTimezone: true }),
  },
  (table) => [
    unique('chat_reports_once').on(table.reporterId, table.channel, table.lineId),
    index('chat_reports_author').on(table.authorId),
    index('chat_reports_queue').on(table.resolvedAt, table.id),
  ],
);

/** The reported lines and the lines around them, as they read at the time. */
export const reportedLines = pgTable(
  'chat_reported_lines',
  {
    reportId: integer('report_id')
      .notNull()
      .references(() => reports.id, { onDelete: 'cascade' }),
    lineId: bigint('line_id', { mode: 'number' }).notNull(),
    /** The line's author, to find what has to be erased with an account. */
    playerId: text('player_id'),
    /** A ChatLineDto. */
    line: jsonb('line').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.reportId, table.lineId] }),
    index('chat_reported_lines_player').on(table.playerId),
  ],
);
