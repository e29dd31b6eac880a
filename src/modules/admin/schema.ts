import { bigint, boolean, index, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

/** Who may use the console. */
export const administrators = pgTable('admin_administrators', {
  id: uuid('id').primaryKey(),
  /** As it is typed at the sign-in, in small letters. */
  name: text('name').notNull().unique('admin_administrators_name'),
  role: text('role').notNull(),
  /** Null for the account of a developer's link, which has no password. */
  passwordHash: text('password_hash'),
  /** Encrypted; null without a second factor. */
  totpSecret: text('totp_secret'),
  /** The last step whose code was used: codes work once. */
  totpStep: bigint('totp_step', { mode: 'number' }).notNull().default(0),
  isDisabled: boolean('is_disabled').notNull().default(false),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
  lastSeenAt: timestamp('last_seen_at', { withTimezone: true }),
});

/** Codes that replace the second factor, once each; by hash. */
export const recoveryCodes = pgTable(
  'admin_recovery_codes',
  {
    hash: text('hash').primaryKey(),
    administratorId: uuid('administrator_id')
      .notNull()
      .references(() => administrators.id, { onDelete: 'cascade' }),
  },
  (table) => [index('admin_recovery_codes_administrator').on(table.administratorId)],
);

/** Links that were used: each works once. */
export const usedLinks = pgTable('admin_used_links', {
  id: text('id').primaryKey(),
  /** When the link would have expired, and this row can go. */
  expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
});

/** Sessions of the console. */
export const adminSessions = pgTable(
  'admin_sessions',
  {
    /** Public, for the list of one's sessions. */
    id: uuid('id').primaryKey(),
    /** Hash of the cookie. */
    hash: text('hash').notNull().unique('admin_sessions_hash'),
    administratorId: uuid('administrator_id')
      .notNull()
      .references(() => administrators.id, { onDelete: 'cascade' }),
    address: text('address').notNull(),
    /** What the browser calls itself. */
    agent: text('agent').notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
    seenAt: timestamp('seen_at', { withTimezone: true }).notNull(),
    /** When a code was last given. */
    provenAt: timestamp('proven_at', { withTimezone: true }),
  },
  (table) => [index('admin_sessions_administrator').on(table.administratorId)],
);

/** What administrators did. Rows are completed once, and never changed after that. */
export const auditLog = pgTable(
  'admin_audit_log',
  {
    id: uuid('id').primaryKey(),
    at: timestamp('at', { withTimezone: true }).notNull(),
    /** Null while it runs; for ever, if the server ended meanwhile. */
    completedAt: timestamp('completed_at', { withTimezone: true }),
    administratorId: uuid('administrator_id'),
    administrator: text('administrator').notNull(),
    role: text('role').notNull(),
    address: text('address').notNull(),
    /** The section and the method, such as `rooms.kick`. */
    act: text('act').notNull(),
    target: text('target'),
    reason: text('reason').notNull(),
    /** The order, as JSON. */
    order: text('order').notNull(),
    before: text('before'),
    after: text('after'),
    /** `started`, `done`, `failed`, or the code of a refusal. */
    result: text('result').notNull(),
  },
  (table) => [index('admin_audit_log_at').on(table.at), index('admin_audit_log_target').on(table.target, table.at)],
);

/** What administrators have set for all nodes, as JSON by name. */
export const adminSettings = pgTable('admin_settings', {
  name: text('name').primaryKey(),
  value: text('value').notNull(),
});

/** When nodes of the server have started, and with what. */
export const serverStarts = pgTable(
  'admin_server_starts',
  {
    id: uuid('id').primaryKey(),
    at: timestamp('at', { withTimezone: true }).notNull(),
    /** The node, where it was one of several. */
    node: text('node'),
    /** Which program: when its main file was written. */
    version: text('version').notNull(),
    /** The hash of the contract. */
    contract: text('contract').notNull(),
  },
  (table) => [index('admin_server_starts_at').on(table.at)],
);

/** An administrator's row. */
export type AdministratorRow = typeof administrators.$inferSelect;
/** A session's row. */
export type AdminSessionRow = typeof adminSessions.$inferSelect;
/** A row of the audit log. */
export type AuditRow = typeof auditLog.$inferSelect;
/** A start's row. */
export type ServerStartRow = typeof serverStarts.$inferSelect;
