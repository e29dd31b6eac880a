import { Injectable } from '@nestjs/common';
import { and, eq, gt, isNull, lt } from 'drizzle-orm';
import { Database, type SqlClient } from '../../../core/storage/database.js';
import { revokeTokens } from '../email/email-codes.repository.js';
import { accounts, identities, refreshTokens, type Account, type Identity, type RefreshToken } from '../schema.js';

/** The outcome of using a refresh token. */
export type Rotation =
  /** A new one has replaced it. */
  | { readonly outcome: 'rotated'; readonly account: Account; readonly family: string }
  /** The same caller used it moments ago and lost the answer: its successor is still unused. Nothing has changed. */
  | { readonly outcome: 'repeated'; readonly account: Account; readonly family: string }
  /** It was used moments ago: another request of the same client was faster. Nothing has changed. */
  | { readonly outcome: 'raced' }
  /** It was used before, so it was stolen: the whole family is revoked. */
  | { readonly outcome: 'reused'; readonly accountId: string; readonly family: string }
  /** Its account is banned. Nothing has changed. */
  | { readonly outcome: 'banned'; readonly account: Account }
  /** Unknown, expired or revoked. */
  | { readonly outcome: 'refused' };

/** A token to be stored. */
export type NewToken = Pick<RefreshToken, 'hash' | 'family' | 'accountId' | 'expiresAt'>;

/** How long after its use a used token does not count as theft, in milliseconds. */
export interface Grace {
  /** The caller that used it gets the same successor again. */
  readonly repeatMs: number;
  /** Any other caller is refused, with no further effect. */
  readonly raceMs: number;
}

/** A refresh token's successor. */
export interface Successor {
  readonly hash: string;
  readonly expiresAt: Date;
}

/** Refresh tokens, by hash. */
@Injectable()
export class TokensRepository {
  constructor(private readonly database: Database) {}

  /**
   * Stores the first token of a sign-in, unless the account or identity has changed since the player proved who they are.
   * @param identity the one they proved it with
   */
  begin(token: NewToken, identity: Identity | undefined): Promise<Account | 'banned' | 'gone'> {
    return this.database.transaction(async (sql) => {
      const [account] = await sql.select().from(accounts).where(eq(accounts.id, token.accountId)).for('update');
      if (!account) return 'gone';
      if (account.bannedUntil !== null && account.bannedUntil > new Date()) return 'banned';
      if (identity !== undefined) {
        const [now] = await sql.select().from(identities).where(eq(identities.id, identity.id));
        if (now?.accountId !== account.id || now.secretHash !== identity.secretHash) return 'gone';
      }
      await sql.insert(refreshTokens).values(token);
      return account;
    });
  }

  /** The token of this hash. */
  async find(hash: string): Promise<RefreshToken | undefined> {
    const rows = await this.database.run((sql) => sql.select().from(refreshTokens).where(eq(refreshTokens.hash, hash)));
    return rows[0];
  }

  /**
   * Uses a token once; repeatable for a short time by a caller that lost the answer.
   * @param from the key of the caller's address
   */
  rotate(hash: string, successor: Successor, from: string, { repeatMs, raceMs }: Grace): Promise<Rotation> {
    return this.database.transaction(async (sql) => {
      const [seen] = await sql.select().from(refreshTokens).where(eq(refreshTokens.hash, hash));
      if (!seen) return { outcome: 'refused' };
      // Locks the account, so that uses and revocations of its tokens take turns.
      const [account] = await sql.select().from(accounts).where(eq(accounts.id, seen.accountId)).for('update');
      const [token] = await sql.select().from(refreshTokens).where(eq(refreshTokens.hash, hash));
      if (!account || token?.revokedAt !== null) return { outcome: 'refused' };

      const now = new Date();
      const { family, accountId } = token;
      const isBanned = account.bannedUntil !== null && account.bannedUntil > now;
      if (token.usedAt !== null) {
        const ageMs = now.getTime() - token.usedAt.getTime();
        if (ageMs < repeatMs && token.usedFrom === from && !isBanned) {
          const [next] = await sql.select().from(refreshTokens).where(eq(refreshTokens.hash, successor.hash));
          if (next?.usedAt === null) return { outcome: 'repeated', account, family };
        }
        if (ageMs < raceMs) return { outcome: 'raced' };
        await revoke(sql, family, now);
        return { outcome: 'reused', accountId, family };
      }
      if (token.expiresAt <= now) return { outcome: 'refused' };
      if (isBanned) return { outcome: 'banned', account };
      await sql.update(refreshTokens).set({ usedAt: now, usedFrom: from }).where(eq(refreshTokens.hash, hash));
      await sql.insert(refreshTokens).values({ ...successor, family, accountId });
      return { outcome: 'rotated', account, family };
    });
  }

  /** Ends a family: all of its tokens are void. */
  async revokeFamily(accountId: string, family: string): Promise<void> {
    await this.database.transaction(async (sql) => {
      await sql.select().from(accounts).where(eq(accounts.id, accountId)).for('update');
      await revoke(sql, family, new Date());
    });
  }

  /** Ends all families of an account. Returns those that were still valid. */
  revokeAllOf(accountId: string): Promise<string[]> {
    return this.database.transaction(async (sql) => {
      await sql.select().from(accounts).where(eq(accounts.id, accountId)).for('update');
      return revokeTokens(sql, accountId);
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

  /** Deletes expired tokens. */
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
