import { Injectable } from '@nestjs/common';
import { and, eq, gt, isNull, lt } from 'drizzle-orm';
import { Database, type SqlClient } from '../../core/storage/database.js';
import { accounts, refreshTokens, type Account, type RefreshToken } from './schema.js';

/** What became of the use of a refresh token. */
export type Rotation =
  /** A new one has taken its place. */
  | { readonly outcome: 'rotated'; readonly account: Account; readonly family: string }
  /** It was used a moment ago: another request of the same client was faster. Nothing has changed. */
  | { readonly outcome: 'raced' }
  /** It was used before, so somebody has stolen it: the whole family is revoked. */
  | { readonly outcome: 'reused'; readonly accountId: string; readonly family: string }
  /** Its account is banned. Nothing has changed. */
  | { readonly outcome: 'banned'; readonly account: Account }
  /** Unknown, expired or revoked. */
  | { readonly outcome: 'refused' };

/** A refresh token's successor. */
export interface Successor {
  readonly hash: string;
  readonly expiresAt: Date;
}

/** Refresh tokens, by hash. */
@Injectable()
export class TokensRepository {
  constructor(private readonly database: Database) {}

  /** Stores a token. */
  async add(token: Pick<RefreshToken, 'hash' | 'family' | 'accountId' | 'expiresAt'>): Promise<void> {
    await this.database.run((sql) => sql.insert(refreshTokens).values(token));
  }

  /** The token of this hash. */
  async find(hash: string): Promise<RefreshToken | undefined> {
    const rows = await this.database.run((sql) => sql.select().from(refreshTokens).where(eq(refreshTokens.hash, hash)));
    return rows[0];
  }

  /**
   * Uses a token once. @param raceMs for so long after its use, another use is taken for a race and not for a theft
   */
  rotate(hash: string, successor: Successor, raceMs: number): Promise<Rotation> {
    return this.database.transaction(async (sql) => {
      const [seen] = await sql.select().from(refreshTokens).where(eq(refreshTokens.hash, hash));
      if (!seen) return { outcome: 'refused' };
      // Uses and revocations of one account's tokens take turns.
      const [account] = await sql.select().from(accounts).where(eq(accounts.id, seen.accountId)).for('update');
      const [token] = await sql.select().from(refreshTokens).where(eq(refreshTokens.hash, hash));
      if (!account || token?.revokedAt !== null) return { outcome: 'refused' };

      const now = new Date();
      const { family, accountId } = token;
      if (token.usedAt !== null) {
        if (now.getTime() - token.usedAt.getTime() < raceMs) return { outcome: 'raced' };
        await revoke(sql, family, now);
        return { outcome: 'reused', accountId, family };
      }
      if (token.expiresAt <= now) return { outcome: 'refused' };
      if (account.bannedUntil !== null && account.bannedUntil > now) return { outcome: 'banned', account };
      await sql.update(refreshTokens).set({ usedAt: now }).where(eq(refreshTokens.hash, hash));
      await sql.insert(refreshTokens).values({ ...successor, family, accountId });
      return { outcome: 'rotated', account, family };
    });
  }

  /** Ends a family: none of its tokens is good any more. */
  async revokeFamily(accountId: string, family: string): Promise<void> {
    await this.database.transaction(async (sql) => {
      await sql.select().from(accounts).where(eq(accounts.id, accountId)).for('update');
      await revoke(sql, family, new Date());
    });
  }

  /** Ends all families of an account. Returns those that were still good. */
  revokeAllOf(accountId: string): Promise<string[]> {
    return this.database.transaction(async (sql) => {
      await sql.select().from(accounts).where(eq(accounts.id, accountId)).for('update');
      const rows = await sql
        .update(refreshTokens)
        .set({ revokedAt: new Date() })
        .where(and(eq(refreshTokens.accountId, accountId), isNull(refreshTokens.revokedAt)))
        .returning({ family: refreshTokens.family });
      return [...new Set(rows.map(({ family }) => family))];
    });
  }

  /** The families that were revoked after `since`. */
  async revokedSince(since: Date): Promise<string[]> {
    const rows = await this.database.run((sql) =>
      sql
        .selectDistinct({ family: refreshTokens.family })
        .from(refreshTokens)
        .where(gt(refreshTokens.revokedAt, since)),
    );
    return rows.map(({ family }) => family);
  }

  /** Forgets the expired ones. */
  async prune(now: Date): Promise<void> {
    await this.database.run((sql) => sql.delete(refreshTokens).where(lt(refreshTokens.expiresAt, now)));
  }
}

async function revoke(sql: SqlClient, family: string, now: Date): Promise<void> {
  await sql
    .update(refreshTokens)
    .set({ revokedAt: now })
    .where(and(eq(refreshTokens.family, family), isNull(refreshTokens.revokedAt)));
}
