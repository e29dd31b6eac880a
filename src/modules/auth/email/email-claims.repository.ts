import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { and, asc, eq, gt, isNull, lt } from 'drizzle-orm';
import { Database, type SqlClient } from '../../../core/storage/database.js';
import { violatedConstraint } from '../../../core/storage/storage.errors.js';
import { toRow, type FoundAccount } from '../accounts/accounts.repository.js';
import { revokeTokens } from './email-codes.repository.js';
import { accounts, emailClaims, identities, type Account, type EmailClaim, type Identity } from '../schema.js';

/** A claim that was proven: the address now belongs to this player alone. */
export interface ProvenClaim extends FoundAccount {
  /** True when the account was created for it. */
  readonly isNew: boolean;
  /** Who held the address unverified until now: the account, and which of its sign-ins were ended. */
  readonly evicted: { readonly accountId: string; readonly families: readonly string[] } | undefined;
}

/** E-mail addresses whose ownership nobody has proven yet, see {@link emailClaims}. */
@Injectable()
export class EmailClaimsRepository {
  constructor(private readonly database: Database) {}

  /** Stores a claim, replacing the same account's earlier claim to the same address. */
  async put(claim: EmailClaim): Promise<void> {
    const { accountId, email } = claim;
    await this.database.transaction(async (sql) => {
      if (accountId !== null) {
        await sql.delete(emailClaims).where(and(eq(emailClaims.accountId, accountId), eq(emailClaims.email, email)));
      }
      await sql.insert(emailClaims).values(claim);
    });
  }

  /** An account's unproven claims, oldest first. */
  of(accountId: string): Promise<EmailClaim[]> {
    const isOpen = and(eq(emailClaims.accountId, accountId), gt(emailClaims.expiresAt, new Date()));
    return this.database.run((sql) => sql.select().from(emailClaims).where(isOpen).orderBy(asc(emailClaims.createdAt)));
  }

  /** The sign-up claim this code belongs to. */
  async findSignUp(hash: string): Promise<EmailClaim | undefined> {
    const isIt = and(eq(emailClaims.hash, hash), isNull(emailClaims.accountId), gt(emailClaims.expiresAt, new Date()));
    const rows = await this.database.run((sql) => sql.select().from(emailClaims).where(isIt));
    return rows[0];
  }

  /** Drops an account's claim. Returns false when there is no such claim. */
  async remove(accountId: string, id: string): Promise<boolean> {
    const isIt = and(eq(emailClaims.accountId, accountId), eq(emailClaims.id, id));
    const rows = await this.database.run((sql) => sql.delete(emailClaims).where(isIt).returning());
    return rows.length > 0;
  }

  /**
   * Completes a sign-up by its code. Creates the account; where an account has only this address, unverified, the address's
   * owner gets that account instead.
   * @returns undefined when the code was used in the meantime, or somebody has proven the address by now
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
   * Completes an account's claim by its code, sent from a session of that account.
   * @param isStill called while the account is locked: false for a session that was thrown out in the meantime
   * @returns undefined when the code is not valid, or the address belongs to somebody else by now; `full` when the account has
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

  /** Deletes expired claims. */
  async prune(now: Date): Promise<void> {
    await this.database.run((sql) => sql.delete(emailClaims).where(lt(emailClaims.expiresAt, now)));
  }

  private async settle<T>(work: (sql: SqlClient) => Promise<T>): Promise<T | undefined> {
    try {
      return await this.database.transaction(work);
    } catch (error) {
      // Somebody else has proven the same address at the same moment.
      if (violatedConstraint(error) === 'auth_identities_subject') return undefined;
      throw error;
    }
  }
}

/** Consumes a code. */
async function take(sql: SqlClient, hash: string, accountId?: string): Promise<EmailClaim | undefined> {
  const isOf = accountId === undefined ? isNull(emailClaims.accountId) : eq(emailClaims.accountId, accountId);
  const [claim] = await sql
    .delete(emailClaims)
    .where(and(eq(emailClaims.hash, hash), isOf))
    .returning();
  return claim && claim.expiresAt > new Date() ? claim : undefined;
}

/** Who has the address, verified or not; locks the account. */
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

/** Takes an address from an account that never verified it, and ends its sign-ins: they may have used it. */
async function evict(sql: SqlClient, { id, accountId }: Identity): Promise<ProvenClaim['evicted']> {
  await sql.delete(identities).where(eq(identities.id, id));
  return { accountId, families: await revokeTokens(sql, accountId) };
}

/** Hands an account that has only this address to the address's owner. */
async function takeOver(sql: SqlClient, account: Account, before: Identity, secretHash: string): Promise<ProvenClaim> {
  const identity = { ...before, secretHash, verifiedAt: new Date() };
  await sql.update(identities).set(identity).where(eq(identities.id, identity.id));
  const families = await revokeTokens(sql, account.id);
  return { account, identity, isNew: false, evicted: { accountId: account.id, families } };
}
