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
  /** Somebody else has shown that the account's address is theirs. */
  | 'email_lost'
  | 'password_changed'
  | 'password_reset'
  /** A reset has removed identities that are older than any proof of the address. */
  | 'others_removed'
  | 'token_reused'
  | 'banned'
  | 'unbanned'
  | 'exported'
  | 'erased';

/** What was done to accounts, by whom as far as an address tells. Holds no secret. */
@Injectable()
export class AuditRepository {
  constructor(
    private readonly database: Database,
    private readonly records: PlayerRecords,
  ) {}

  /** Notes an action. @param address the client's; left out where it is not known, or an operator did it */
  async note(accountId: string, action: AuditAction, address?: string): Promise<void> {
    // Of an erased account nothing stays but that it was.
    if (this.records.isErased(accountId)) return;
    const entry = { accountId, action, address: address ?? null, at: new Date() };
    await this.records.write(accountId, () => this.database.run((sql) => sql.insert(auditEntries).values(entry)));
  }

  /** An account's entries, the latest first. @param most how many at most */
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

  /** The accounts to which one of these actions was done after `since`. */
  async accountsSince(actions: AuditAction[], since: Date): Promise<string[]> {
    const rows = await this.database.run((sql) =>
      sql
        .selectDistinct({ accountId: auditEntries.accountId })
        .from(auditEntries)
        .where(and(inArray(auditEntries.action, actions), gt(auditEntries.at, since))),
    );
    return rows.map(({ accountId }) => accountId);
  }

  /** Leaves of an erased account nothing but that it was erased. */
  async erase(accountId: string): Promise<void> {
    await this.database.transaction(async (sql) => {
      await sql.delete(auditEntries).where(eq(auditEntries.accountId, accountId));
      await sql.insert(auditEntries).values({ accountId, action: 'erased', address: null, at: new Date() });
    });
  }

  /** Forgets what is older than `before`. */
  async prune(before: Date): Promise<void> {
    await this.database.run((sql) => sql.delete(auditEntries).where(lt(auditEntries.at, before)));
  }
}
