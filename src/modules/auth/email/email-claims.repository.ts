import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { and, asc, eq, gt, isNull, lt } from 'drizzle-orm';
import { Database, type SqlClient } from '../../../core/storage/database.js';
import { violatedConstraint } from '../../../core/storage/storage.errors.js';
import { toRow, type FoundAccount } from '../accounts/accounts.repository.js';
import { revokeTokens } from './email-codes.repository.js';
import { accounts, emailClaims, identities, type Account, type EmailClaim, type Identity } from '../schema.js';

/** A claim that came true: the address is its player's, and nobody else's. */
export interface ProvenClaim extends FoundAccount {
  /** True when the account was made for it. */
  readonly isNew: boolean;
  /** Who had the address without having shown that it is his: an account, and which of its sign-ins have ended. */
  readonly evicted: { readonly accountId: string; readonly families: readonly string[] } | undefined;
}

/** E-mail addresses of which nobody has shown yet that they are his, see {@link emailClaims}. */
@Injectable()
export class EmailClaimsRepository {
  constructor(private readonly database: Database) {}

  /** Stores a claim, over what the same account has claimed of the same address. */
  async put(claim: EmailClaim): Promise<void> {
    const { accountId, email } = claim;
    await this.database.transaction(async (sql) => {
      if (accountId !== null) {
        await sql.delete(emailClaims).where(and(eq(emailClaims.accountId, accountId), eq(emailClaims.email, email)));
      }
      await sql.insert(emailClaims).values(claim);
    });
  }

  /** What an account has claimed and not shown yet, the oldest first. */
  of(accountId: string): Promise<EmailClaim[]> {
    const isOpen = and(eq(emailClaims.accountId, accountId), gt(emailClaims.expiresAt, new Date()));
    return this.database.run((sql) => sql.select().from(emailClaims).where(isOpen).orderBy(asc(emailClaims.createdAt)));
  }

  /** The claim of a new account to which this code belongs. */
  async findSignUp(hash: string): Promise<EmailClaim | undefined> {
    const isIt = and(eq(emailClaims.hash, hash), isNull(emailClaims.accountId), gt(emailClaims.expiresAt, new Date()));
    const rows = await this.database.run((sql) => sql.select().from(emailClaims).where(isIt));
    return rows[0];
  }

  /** Gives up an account's claim. Returns false when there is no such one. */
  async remove(accountId: string, id: string): Promise<boolean> {
    const isIt = and(eq(emailClaims.accountId, accountId), eq(emailClaims.id, id));
    const rows = await this.database.run((sql) => sql.delete(emailClaims).where(isIt).returning());
    return rows.length > 0;
  }

  /**
   * The code of a sign-up came back. Makes the account; where an account has nothing but this address, unproven, the
   * address's owner gets that one.
   * @returns undefined when the code was used meanwhile, or the address is somebody's by now
   */
  settleSignUp({ hash, email, secretHash }: EmailClaim, displayName: string): Promise<ProvenClaim | undefined> {
    return this.settle(async (sql) => {
      if (!(await take(sql, hash))) return undefined;
      const before = await holderOf(sql, email);
      if (before?.verifiedAt) return undefined;
      await sql.delete(emailClaims).where(eq(emailClaims.email, email));
      if (before) {
        const { accountId } = before;
        const [account] = await sql.select().from(accounts).where(eq(accounts.id, accountId));
        const held = await sql.select().from(identities).where(eq(identities.accountId, accountId));
        if (account && held.length === 1) return takeOver(sql, account, before, secretHash);
      }
      const evicted = before && (await evict(sql, before));
      const createdAt = new Date();
      const account: Account = { id: randomUUID(), displayName, createdAt, bannedUntil: null, banReason: null };
      await sql.insert(accounts).values(account);
      return { account, identity: await addProven(sql, account.id, email, secretHash), isNew: true, evicted };
    });
  }

  /**
   * The code of an account's claim came back from a session of that account.
   * @param isStill asked when nobody else can change the account any more: false for a session that was thrown out meanwhile
   * @returns undefined when the code is not good, or the address is somebody else's by now; `full` when the account has
   *   `most` identities
   */
  settleLink(
    hash: string,
    accountId: string,
    most: number,
    isStill: () => boolean,
  ): Promise<ProvenClaim | 'full' | undefined> {
    return this.settle(async (sql) => {
      const [account] = await sql.select().from(accounts).where(eq(accounts.id, accountId)).for('update');
      const claim = await take(sql, hash, accountId);
      if (!account || !claim || !isStill()) return undefined;
      const { email, secretHash } = claim;
      const before = await holderOf(sql, email);
      if (before?.verifiedAt) return undefined;
      const others = (await sql.select().from(identities).where(eq(identities.accountId, accountId))).filter(
        ({ id }) => id !== before?.id,
      );
      if (others.length >= most) return 'full';
      await sql.delete(emailClaims).where(eq(emailClaims.email, email));
      const isOwn = before?.accountId === accountId;
      if (before && isOwn) await sql.delete(identities).where(eq(identities.id, before.id));
      const evicted = before && !isOwn ? await evict(sql, before) : undefined;
      return { account, identity: await addProven(sql, accountId, email, secretHash), isNew: false, evicted };
    });
  }

  /** Forgets the expired ones. */
  async prune(now: Date): Promise<void> {
    await this.database.run((sql) => sql.delete(emailClaims).where(lt(emailClaims.expiresAt, now)));
  }

  private async settle<T>(work: (sql: SqlClient) => Promise<T>): Promise<T | undefined> {
    try {
      return await this.database.transaction(work);
    } catch (error) {
      // Somebody else has shown in the same moment that the address is his.
      if (violatedConstraint(error) === 'auth_identities_subject') return undefined;
      throw error;
    }
  }
}

/** Uses a code up. */
async function take(sql: SqlClient, hash: string, accountId?: string): Promise<EmailClaim | undefined> {
  const isOf = accountId === undefined ? isNull(emailClaims.accountId) : eq(emailClaims.accountId, accountId);
  const [claim] = await sql
    .delete(emailClaims)
    .where(and(eq(emailClaims.hash, hash), isOf))
    .returning();
  return claim && claim.expiresAt > new Date() ? claim : undefined;
}

/** Who has the address, proven or not; the account cannot change any more. */
async function holderOf(sql: SqlClient, email: string): Promise<Identity | undefined> {
  const isIt = and(eq(identities.kind, 'email'), eq(identities.subject, email));
  const [seen] = await sql.select().from(identities).where(isIt);
  if (!seen) return undefined;
  await sql.select().from(accounts).where(eq(accounts.id, seen.accountId)).for('update');
  const [holder] = await sql.select().from(identities).where(isIt);
  return holder;
}

async function addProven(sql: SqlClient, accountId: string, subject: string, secretHash: string): Promise<Identity> {
  const identity = { ...toRow(accountId, { kind: 'email', subject, secretHash }, new Date()), verifiedAt: new Date() };
  await sql.insert(identities).values(identity);
  return identity;
}

/** Takes an address from an account that never showed that it is its player's, and ends its sign-ins: they may be of it. */
async function evict(sql: SqlClient, { id, accountId }: Identity): Promise<ProvenClaim['evicted']> {
  await sql.delete(identities).where(eq(identities.id, id));
  return { accountId, families: await revokeTokens(sql, accountId) };
}

/** Gives an account that is known by this address alone to the address's owner. */
async function takeOver(sql: SqlClient, account: Account, before: Identity, secretHash: string): Promise<ProvenClaim> {
  const identity = { ...before, secretHash, verifiedAt: new Date() };
  await sql.update(identities).set(identity).where(eq(identities.id, identity.id));
  const families = await revokeTokens(sql, account.id);
  return { account, identity, isNew: false, evicted: { accountId: account.id, families } };
}
