import { sql } from 'drizzle-orm';
import { bigint, index, jsonb, pgTable, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core';

const MOMENT = { withTimezone: true, precision: 3 } as const;

/** A player's account. Other tables refer to it by its id, which is the player id everywhere. */
export const accounts = pgTable(
  'auth_accounts',
  {
    id: uuid('id').primaryKey(),
    displayName: text('display_name').notNull(),
    createdAt: timestamp('created_at', MOMENT).notNull(),
    bannedUntil: timestamp('banned_until', MOMENT),
    banReason: text('ban_reason'),
  },
  ({ id, displayName, bannedUntil }) => [
    // By bytes, so that it serves the start of a name and the order of the pages alike.
    index('auth_accounts_name').on(sql`lower(${displayName}) collate "C"`, id),
    index('auth_accounts_banned').on(bannedUntil),
  ],
);

/** One sign-in method of an account. */
export const identities = pgTable(
  'auth_identities',
  {
    id: uuid('id').primaryKey(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    kind: text('kind', { enum: ['device', 'email', 'openid'] }).notNull(),
    /** The hash of a device id, a canonical e-mail address, or an OpenID provider's `issuer|subject`. */
    subject: text('subject').notNull(),
    /** The argon2id hash of an e-mail identity's password. */
    secretHash: text('secret_hash'),
    createdAt: timestamp('created_at', MOMENT).notNull(),
    /** When an e-mail address was verified; null only where it was linked before verification was required. */
    verifiedAt: timestamp('verified_at', MOMENT),
  },
  (table) => [
    unique('auth_identities_subject').on(table.kind, table.subject),
    index('auth_identities_account').on(table.accountId),
  ],
);

/** Every refresh token until it expires, used ones included: reuse is how a theft shows. */
export const refreshTokens = pgTable(
  'auth_refresh_tokens',
  {
    hash: text('hash').primaryKey(),
    /** Shared by all tokens that descend from one sign-in. */
    family: uuid('family').notNull(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    expiresAt: timestamp('expires_at', MOMENT).notNull(),
    usedAt: timestamp('used_at', MOMENT),
    /** The key of the address that used it, which may ask again if the answer was lost. */
    usedFrom: text('used_from'),
    revokedAt: timestamp('revoked_at', MOMENT),
  },
  (table) => [
    index('auth_refresh_tokens_family').on(table.family),
    index('auth_refresh_tokens_account').on(table.accountId),
    index('auth_refresh_tokens_expiry').on(table.expiresAt),
  ],
);

/**
 * E-mail addresses that somebody claims to own, until the mailed code comes back. Nobody can sign in with one, and it does
 * not reserve the address.
 */
export const emailClaims = pgTable(
  'auth_email_claims',
  {
    id: uuid('id').primaryKey(),
    /** The hash of the code. */
    hash: text('hash').notNull(),
    email: text('email').notNull(),
    /** The account that will get the address; without one, an account is created. */
    accountId: uuid('account_id').references(() => accounts.id, { onDelete: 'cascade' }),
    /** The name of an account to be created. */
    displayName: text('display_name'),
    /** The argon2id hash of the password. */
    secretHash: text('secret_hash').notNull(),
    createdAt: timestamp('created_at', MOMENT).notNull(),
    expiresAt: timestamp('expires_at', MOMENT).notNull(),
  },
  (table) => [
    unique('auth_email_claims_hash').on(table.hash),
    index('auth_email_claims_email').on(table.email),
    index('auth_email_claims_account').on(table.accountId),
    index('auth_email_claims_expiry').on(table.expiresAt),
  ],
);

/** Codes mailed to addresses of accounts; one per purpose and identity. */
export const emailCodes = pgTable(
  'auth_email_codes',
  {
    hash: text('hash').primaryKey(),
    identityId: uuid('identity_id')
      .notNull()
      .references(() => identities.id, { onDelete: 'cascade' }),
    purpose: text('purpose', { enum: ['verify', 'reset'] }).notNull(),
    expiresAt: timestamp('expires_at', MOMENT).notNull(),
  },
  (table) => [unique('auth_email_codes_purpose').on(table.identityId, table.purpose)],
);

/** What was done to accounts. No foreign key: the record that an account was erased outlives the account. */
export const auditEntries = pgTable(
  'auth_audit_entries',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    accountId: uuid('account_id').notNull(),
    action: text('action').notNull(),
    address: text('address'),
    at: timestamp('at', MOMENT).notNull(),
  },
  (table) => [index('auth_audit_entries_account').on(table.accountId), index('auth_audit_entries_at').on(table.at)],
);

/** What the other servers on the same database must hear of within seconds. No foreign key: an erasure is told too. */
export const authNews = pgTable(
  'auth_news',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    /** The process that told it, and has acted on it already. */
    origin: uuid('origin').notNull(),
    accountId: uuid('account_id').notNull(),
    kind: text('kind', { enum: ['banned', 'unbanned', 'ended', 'erased'] }).notNull(),
    /** When a ban ends. */
    until: timestamp('until', MOMENT),
    /** The sign-ins that have ended. */
    families: jsonb('families').$type<string[]>().notNull(),
    /** The error code that sessions are closed with; null when they stay. */
    reason: text('reason'),
    at: timestamp('at', MOMENT).notNull(),
  },
  (table) => [index('auth_news_at').on(table.at)],
);

/** Rows as they are read. */
export type Account = typeof accounts.$inferSelect;
export type Identity = typeof identities.$inferSelect;
export type IdentityKind = Identity['kind'];
export type EmailClaim = typeof emailClaims.$inferSelect;
export type RefreshToken = typeof refreshTokens.$inferSelect;
export type AuditEntry = typeof auditEntries.$inferSelect;
export type AuthNewsRow = typeof authNews.$inferSelect;
