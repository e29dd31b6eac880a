import { Injectable } from '@nestjs/common';
import { and, asc, count, desc, eq, gt, lt, ne } from 'drizzle-orm';
import { Database, type SqlClient } from '../../../core/storage/database.js';
import { violatedConstraint } from '../../../core/storage/storage.errors.js';
import {
  administrators,
  adminSessions,
  recoveryCodes,
  usedLinks,
  type AdministratorRow,
  type AdminSessionRow,
} from '../schema.js';

/** A link as it is remembered once it was used. */
export interface UsedLink {
  readonly id: string;
  readonly expiresAt: Date;
}

/** What a link sets up. */
export interface NewCredentials {
  readonly passwordHash: string | null;
  readonly totpSecret: string | null;
  readonly totpStep: number;
  /** Hashes of the recovery codes. */
  readonly codes: readonly string[];
}

/** A session and whose it is. */
export interface FoundSession {
  readonly session: AdminSessionRow;
  readonly administrator: AdministratorRow;
}

/** Administrators, their second factors and their sessions in the database. */
@Injectable()
export class AdministratorsRepository {
  constructor(private readonly database: Database) {}

  /** All of them, by name. */
  all(): Promise<AdministratorRow[]> {
    return this.database.run((sql) => sql.select().from(administrators).orderBy(asc(administrators.name)));
  }

  /** The one with this name. */
  async byName(name: string): Promise<AdministratorRow | undefined> {
    const rows = await this.database.run((sql) =>
      sql.select().from(administrators).where(eq(administrators.name, name)),
    );
    return rows[0];
  }

  /** Whether anybody can sign in by a password. */
  async isSetUp(): Promise<boolean> {
    const rows = await this.database.run((sql) =>
      sql.select({ id: administrators.id }).from(administrators).where(ne(administrators.passwordHash, '')).limit(1),
    );
    return rows.length > 0;
  }

  /** Creates an account by a link, which then no longer works. */
  async create(
    account: Pick<AdministratorRow, 'id' | 'name' | 'role'>,
    { codes, ...credentials }: NewCredentials,
    link: UsedLink,
  ): Promise<'created' | 'used' | 'taken'> {
    const row = { ...account, ...credentials, isDisabled: false, createdAt: new Date(), lastSeenAt: null };
    try {
      return await this.database.transaction(async (sql) => {
        if (!(await useLink(sql, link))) return 'used';
        await sql.insert(administrators).values(row);
        await storeCodes(sql, account.id, codes);
        return 'created';
      });
    } catch (error) {
      if (violatedConstraint(error) === 'admin_administrators_name') return 'taken';
      throw error;
    }
  }

  /** Gives an account a new password and second factor by a link; its sessions end. */
  recover(id: string, { codes, ...credentials }: NewCredentials, link: UsedLink): Promise<'recovered' | 'used'> {
    return this.database.transaction(async (sql) => {
      if (!(await useLink(sql, link))) return 'used';
      await sql
        .update(administrators)
        .set({ ...credentials, isDisabled: false })
        .where(eq(administrators.id, id));
      await sql.delete(recoveryCodes).where(eq(recoveryCodes.administratorId, id));
      await storeCodes(sql, id, codes);
      await sql.delete(adminSessions).where(eq(adminSessions.administratorId, id));
      return 'recovered';
    });
  }

  /** Uses up a link without an account of its own. @returns false when it was used before */
  use(link: UsedLink): Promise<boolean> {
    return this.database.transaction((sql) => useLink(sql, link));
  }

  /** Notes that the code of this step was used. @returns false when it, or a later one, was used before */
  async takeStep(id: string, step: number): Promise<boolean> {
    const rows = await this.database.run((sql) =>
      sql
        .update(administrators)
        .set({ totpStep: step })
        .where(and(eq(administrators.id, id), lt(administrators.totpStep, step)))
        .returning({ id: administrators.id }),
    );
    return rows.length > 0;
  }

  /** Uses up a recovery code. @returns false when there is none like it */
  async takeCode(id: string, hash: string): Promise<boolean> {
    const rows = await this.database.run((sql) =>
      sql
        .delete(recoveryCodes)
        .where(and(eq(recoveryCodes.administratorId, id), eq(recoveryCodes.hash, hash)))
        .returning({ hash: recoveryCodes.hash }),
    );
    return rows.length > 0;
  }

  /** How many recovery codes are left. */
  async codesLeft(id: string): Promise<number> {
    const [row] = await this.database.run((sql) =>
      sql.select({ left: count() }).from(recoveryCodes).where(eq(recoveryCodes.administratorId, id)),
    );
    return row?.left ?? 0;
  }

  /**
   * Changes a role, or disables or enables an account; its sessions end.
   * @returns how it was before; `last` when nobody could manage administrators any more
   */
  change(
    name: string,
    changes: Partial<Pick<AdministratorRow, 'role' | 'isDisabled'>>,
    owner: string,
  ): Promise<AdministratorRow | 'last' | undefined> {
    return this.database.transaction(async (sql) => {
      const owners = await sql
        .select()
        .from(administrators)
        .where(and(eq(administrators.role, owner), eq(administrators.isDisabled, false)))
        .for('update');
      const [before] = await sql.select().from(administrators).where(eq(administrators.name, name)).for('update');
      if (before === undefined) return undefined;
      const after = { ...before, ...changes };
      const stays = after.role === owner && !after.isDisabled;
      if (!stays && owners.every(({ id }) => id === before.id) && owners.length > 0) return 'last';
      await sql.update(administrators).set(changes).where(eq(administrators.id, before.id));
      await sql.delete(adminSessions).where(eq(adminSessions.administratorId, before.id));
      return before;
    });
  }

  /** Begins a session. */
  async begin(session: AdminSessionRow): Promise<void> {
    await this.database.transaction(async (sql) => {
      await sql.insert(adminSessions).values(session);
      const seen = { lastSeenAt: session.createdAt };
      await sql.update(administrators).set(seen).where(eq(administrators.id, session.administratorId));
    });
  }

  /** The session of this cookie, if it is recent enough and its account is enabled. */
  async session(hash: string, seenAfter: Date, createdAfter: Date): Promise<FoundSession | undefined> {
    const rows = await this.database.run((sql) =>
      sql
        .select({ session: adminSessions, administrator: administrators })
        .from(adminSessions)
        .innerJoin(administrators, eq(administrators.id, adminSessions.administratorId))
        .where(
          and(
            eq(adminSessions.hash, hash),
            gt(adminSessions.seenAt, seenAfter),
            gt(adminSessions.createdAt, createdAfter),
            eq(administrators.isDisabled, false),
          ),
        ),
    );
    return rows[0];
  }

  /** Notes that a session was used, or that its owner gave a code. */
  async touch(id: string, changes: Partial<Pick<AdminSessionRow, 'seenAt' | 'provenAt'>>): Promise<void> {
    await this.database.run((sql) => sql.update(adminSessions).set(changes).where(eq(adminSessions.id, id)));
  }

  /** The sessions of an administrator, the latest first. */
  sessionsOf(administratorId: string, seenAfter: Date): Promise<AdminSessionRow[]> {
    return this.database.run((sql) =>
      sql
        .select()
        .from(adminSessions)
        .where(and(eq(adminSessions.administratorId, administratorId), gt(adminSessions.seenAt, seenAfter)))
        .orderBy(desc(adminSessions.seenAt)),
    );
  }

  /** Ends one session of an administrator. @returns whether there was one */
  async end(administratorId: string, id: string): Promise<boolean> {
    const rows = await this.database.run((sql) =>
      sql
        .delete(adminSessions)
        .where(and(eq(adminSessions.id, id), eq(adminSessions.administratorId, administratorId)))
        .returning({ id: adminSessions.id }),
    );
    return rows.length > 0;
  }

  /** Deletes sessions and used links that have expired. */
  async prune(seenBefore: Date, now: Date): Promise<void> {
    await this.database.run(async (sql) => {
      await sql.delete(adminSessions).where(lt(adminSessions.seenAt, seenBefore));
      await sql.delete(usedLinks).where(lt(usedLinks.expiresAt, now));
    });
  }
}

async function useLink(sql: SqlClient, link: UsedLink): Promise<boolean> {
  const rows = await sql.insert(usedLinks).values(link).onConflictDoNothing().returning({ id: usedLinks.id });
  return rows.length > 0;
}

async function storeCodes(sql: SqlClient, administratorId: string, codes: readonly string[]): Promise<void> {
  if (codes.length > 0) await sql.insert(recoveryCodes).values(codes.map((hash) => ({ hash, administratorId })));
}
