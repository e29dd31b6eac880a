import { Injectable } from '@nestjs/common';
import { and, eq, isNull, lt, ne } from 'drizzle-orm';
import { Database, type SqlClient } from '../../../core/storage/database.js';
import { accounts, emailCodes, identities, refreshTokens, type Account, type Identity } from '../schema.js';

/** What a reset has changed. */
export interface Recovery {
  readonly account: Account;
  readonly identity: Identity;
  /** The sign-ins that were ended. */
  readonly families: readonly string[];
  /** How many other identities were removed because they were added before the address was verified. */
  readonly removed: number;
}

/** Codes that allow setting a new password, stored by hash. */
@Injectable()
export class EmailCodesRepository {
  constructor(private readonly database: Database) {}

  /** Stores a code; the previous one is void. */
  async put(code: { hash: string; identityId: string; expiresAt: Date }): Promise<void> {
    const { hash, expiresAt } = code;
    await this.database.run((sql) =>
      sql
        .insert(emailCodes)
        .values({ ...code, purpose: 'reset' })
        .onConflictDoUpdate({ target: [emailCodes.identityId, emailCodes.purpose], set: { hash, expiresAt } }),
    );
  }

  /** Consumes a code. Returns whose it was; undefined when it is not valid. */
  take(hash: string): Promise<Identity | undefined> {
    return this.database.transaction(async (sql) => {
      const [code] = await sql
        .delete(emailCodes)
        .where(and(eq(emailCodes.hash, hash), eq(emailCodes.purpose, 'reset')))
        .returning();
      if (!code || code.expiresAt <= new Date()) return undefined;
      const [identity] = await sql.select().from(identities).where(eq(identities.id, code.identityId));
      return identity;
    });
  }

  /**
   * Hands an account back to the person who has proven its address: sets a new password and ends all sign-ins. If the
   * address was unverified until now, nobody knows who added the account's other identities, so they are removed.
   * @returns undefined when the identity was removed in the meantime
   */
  recover(identityId: string, accountId: string, secretHash: string): Promise<Recovery | undefined> {
    return this.database.transaction(async (sql) => {
      const [account] = await sql.select().from(accounts).where(eq(accounts.id, accountId)).for('update');
      const [before] = await sql.select().from(identities).where(eq(identities.id, identityId));
      if (!account || before?.accountId !== accountId) return undefined;
      const isOther = and(eq(identities.accountId, accountId), ne(identities.id, identityId));
      const removed = before.verifiedAt === null ? await sql.delete(identities).where(isOther).returning() : [];
      const identity = { ...before, secretHash, verifiedAt: before.verifiedAt ?? new Date() };
      await sql.update(identities).set(identity).where(eq(identities.id, identityId));
      return { account, identity, families: await revokeTokens(sql, accountId), removed: removed.length };
    });
  }

  /** Deletes expired codes. */
  async prune(now: Date): Promise<void> {
    await this.database.run((sql) => sql.delete(emailCodes).where(lt(emailCodes.expiresAt, now)));
  }
}

/** Ends all sign-ins of an account that the transaction has locked. Returns those that were still valid. */
export async function revokeTokens(sql: SqlClient, accountId: string): Promise<string[]> {
  const rows = await sql
    .update(refreshTokens)
    .set({ revokedAt: new Date() })
    .where(and(eq(refreshTokens.accountId, accountId), isNull(refreshTokens.revokedAt)))
    .returning({ family: refreshTokens.family });
  return [...new Set(rows.map(({ family }) => family))];
}
