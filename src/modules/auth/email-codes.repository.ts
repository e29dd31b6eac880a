import { Injectable } from '@nestjs/common';
import { and, eq, lt } from 'drizzle-orm';
import { Database } from '../../core/storage/database.js';
import { accounts, emailCodes, identities } from './schema.js';
import type { FoundAccount } from './accounts.repository.js';

/** What a code that was sent by e-mail is for. */
export type CodePurpose = 'verify' | 'reset';

/** The codes that were sent by e-mail, by hash. */
@Injectable()
export class EmailCodesRepository {
  constructor(private readonly database: Database) {}

  /** Stores a code; the one before of the same purpose is void. */
  async put(code: { hash: string; identityId: string; purpose: CodePurpose; expiresAt: Date }): Promise<void> {
    const { hash, expiresAt } = code;
    await this.database.run((sql) =>
      sql
        .insert(emailCodes)
        .values(code)
        .onConflictDoUpdate({ target: [emailCodes.identityId, emailCodes.purpose], set: { hash, expiresAt } }),
    );
  }

  /** Uses a code up. Returns whose it was; undefined when it is not good. */
  take(hash: string, purpose: CodePurpose): Promise<FoundAccount | undefined> {
    return this.database.transaction(async (sql) => {
      const [code] = await sql
        .delete(emailCodes)
        .where(and(eq(emailCodes.hash, hash), eq(emailCodes.purpose, purpose)))
        .returning();
      if (!code || code.expiresAt <= new Date()) return undefined;
      const [found] = await sql
        .select({ account: accounts, identity: identities })
        .from(identities)
        .innerJoin(accounts, eq(accounts.id, identities.accountId))
        .where(eq(identities.id, code.identityId));
      return found;
    });
  }

  /** Forgets the expired ones. */
  async prune(now: Date): Promise<void> {
    await this.database.run((sql) => sql.delete(emailCodes).where(lt(emailCodes.expiresAt, now)));
  }
}
