import { Injectable } from '@nestjs/common';
import { and, desc, eq, gt, inArray, lt } from 'drizzle-orm';
import { PlayerRecords } from '../../../core/events/player-records.js';
import { Database } from '../../../core/storage/database.js';
import { auditEntries, type AuditEntry } from '../schema.js';

/** What can be done to an account. */
export type AuditAction =
  | 'created'
  | 'signed_in'
  | 'signed_out'
  | 'linked'
  | 'unlinked'
  | 'renamed'
  | 'email_verified'
  /** Somebody else has proven that the account's address is theirs. */
  | 'email_lost'
  | 'password_changed'
  | 'password_reset'
  /** A reset has removed identities that were added before the address was ever verified. */
  | 'others_removed'
  | 'token_reused'
  | 'banned'
  | 'unbanned'
  | 'exported'
  | 'erased';

/** What was done to accounts, and from which address. Contains no secrets. */
@Injectable()
export class AuditRepository {
  constructor(
    private readonly database: Database,
    private readonly records: PlayerRecords,
  ) {}

  /** Records an action. @param address the client's; omitted when unknown, or when an operator did it */
  async note(accountId: string, action: AuditAction, address?: string): Promise<void> {
    // The only thing kept about an erased account is that it was erased.
    if (this.records.isErased(accountId)) return;
    const entry = { accountId, action, address: address ?? null, at: new Date() };
    await this.records.write(accountId, () => this.database.run((sql) => sql.insert(auditEntries).values(entry)));
  }

  /** An account's entries, latest first. @param most maximum number of entries */
  of(accountId: string, most: number): Promise<AuditEntry[]> {
    return this.database.run((sql) =>
      sql
        .select()
        .from(auditEntries)
        .where(eq(auditEntries.accountId, accountId))
        .orderBy(desc(auditEntries.id))
        .limit(most),
    );
  }

  /** The accounts that one of these actions was done to after `since`. */
  async accountsSince(actions: AuditAction[], since: Date): Promise<string[]> {
    const rows = await this.database.run((sql) =>
      sql
        .selectDistinct({ accountId: auditEntries.accountId })
        .from(auditEntries)
        .where(and(inArray(auditEntries.action, actions), gt(auditEntries.at, since))),
    );
    return rows.map(({ accountId }) => accountId);
  }

  /** Deletes an erased account's entries, except that it was erased. */
  async erase(accountId: string): Promise<void> {
    await this.database.transaction(async (sql) => {
      await sql.delete(auditEntries).where(eq(auditEntries.accountId, accountId));
      await sql.insert(auditEntries).values({ accountId, action: 'erased', address: null, at: new Date() });
    });
  }

  /** Deletes entries older than `before`. */
  async prune(before: Date): Promise<void> {
    await this.database.run((sql) => sql.delete(auditEntries).where(lt(auditEntries.at, before)));
  }
}
