import { Injectable } from '@nestjs/common';
import { and, desc, eq, gte, like, lt, lte, or, type SQL } from 'drizzle-orm';
import { Database } from '../../../core/storage/database.js';
import { auditLog, type AuditRow } from '../schema.js';

/** Which rows of the audit log are wanted. */
export interface AuditSelection {
  readonly administrator?: string | undefined;
  /** An act, or a section: `rooms` finds `rooms.kick`. */
  readonly act?: string | undefined;
  readonly target?: string | undefined;
  readonly from?: Date | undefined;
  readonly until?: Date | undefined;
  /** The last row of the page before. */
  readonly after?: Pick<AuditRow, 'at' | 'id'> | undefined;
  readonly limit: number;
}

/** The audit log in the database. Rows are added and completed; there is no way to change them afterwards. */
@Injectable()
export class AuditLogRepository {
  constructor(private readonly database: Database) {}

  /** Adds a row. */
  async add(row: AuditRow): Promise<void> {
    await this.database.run((sql) => sql.insert(auditLog).values(row));
  }

  /** Completes a row that was added as `started`. */
  async complete(
    id: string,
    changes: Pick<AuditRow, 'completedAt' | 'target' | 'before' | 'after' | 'result'>,
  ): Promise<void> {
    await this.database.run((sql) =>
      sql
        .update(auditLog)
        .set(changes)
        .where(and(eq(auditLog.id, id), eq(auditLog.result, 'started'))),
    );
  }

  /** Rows, the latest first. */
  list({ administrator, act, target, from, until, after, limit }: AuditSelection): Promise<AuditRow[]> {
    const conditions: (SQL | undefined)[] = [
      administrator === undefined ? undefined : eq(auditLog.administrator, administrator),
      act === undefined
        ? undefined
        : or(eq(auditLog.act, act), like(auditLog.act, `${act.replace(/[\\%_]/g, '\\$&')}.%`)),
      target === undefined ? undefined : eq(auditLog.target, target),
      from && gte(auditLog.at, from),
      until && lte(auditLog.at, until),
      after && or(lt(auditLog.at, after.at), and(eq(auditLog.at, after.at), lt(auditLog.id, after.id))),
    ];
    return this.database.run((sql) =>
      sql
        .select()
        .from(auditLog)
        .where(and(...conditions))
        .orderBy(desc(auditLog.at), desc(auditLog.id))
        .limit(limit),
    );
  }

  /** The row with this id. */
  async find(id: string): Promise<AuditRow | undefined> {
    const rows = await this.database.run((sql) => sql.select().from(auditLog).where(eq(auditLog.id, id)));
    return rows[0];
  }

  /** Deletes what is older. */
  async prune(before: Date): Promise<void> {
    await this.database.run((sql) => sql.delete(auditLog).where(lt(auditLog.at, before)));
  }
}
