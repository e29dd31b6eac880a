import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { asc, gt, lt, max } from 'drizzle-orm';
import { GameConfig } from '../../../core/config/game-config.js';
import { Database } from '../../../core/storage/database.js';
import { authNews, type AuthNewsRow } from '../schema.js';

/** What one server tells the others on its database. */
export type AuthNews = Pick<AuthNewsRow, 'accountId' | 'kind'> &
  Partial<Pick<AuthNewsRow, 'until' | 'families' | 'reason'>>;

/** News are numbered before they are committed, so one with a lower number may appear up to this many later. */
const OVERLAP = 100;
/** Maximum number read at once. */
const MOST = 1_000;

/**
 * Tells bans, ended sign-ins and erasures to the other servers on the same PostgreSQL. The embedded database belongs to one server,
 * which has nobody to tell. Goes by numbers, since the clocks of servers differ.
 */
@Injectable()
export class AuthNewsRepository {
  /** Whether there may be others. */
  readonly isShared: boolean;
  private readonly origin = randomUUID();
  private last = 0;
  private seen = new Set<number>();

  constructor(
    private readonly database: Database,
    { DATABASE_URL }: GameConfig,
  ) {
    this.isShared = DATABASE_URL !== undefined;
  }

  /** What is told from now on is news. Call it before reading the state of things. */
  async begin(): Promise<void> {
    if (!this.isShared) return;
    const [row] = await this.database.run((sql) => sql.select({ last: max(authNews.id) }).from(authNews));
    this.last = row?.last ?? 0;
    this.seen = new Set(Array.from({ length: OVERLAP }, (_, index) => this.last - index));
  }

  /** Tells the others. */
  async tell({ until = null, families = [], reason = null, ...news }: AuthNews): Promise<void> {
    if (!this.isShared) return;
    const row = { ...news, until, families, reason, origin: this.origin, at: new Date() };
    await this.database.run((sql) => sql.insert(authNews).values(row));
  }

  /** What others have told since the last call, in order. */
  async read(): Promise<AuthNewsRow[]> {
    const after = this.last - OVERLAP;
    const rows = await this.database.run((sql) =>
      sql.select().from(authNews).where(gt(authNews.id, after)).orderBy(asc(authNews.id)).limit(MOST),
    );
    const fresh = rows.filter(({ id }) => !this.seen.has(id));
    this.seen = new Set(rows.map(({ id }) => id));
    this.last = Math.max(this.last, rows.at(-1)?.id ?? 0);
    return fresh.filter(({ origin }) => origin !== this.origin);
  }

  /** Deletes what everybody has heard long ago. */
  async prune(before: Date): Promise<void> {
    await this.database.run((sql) => sql.delete(authNews).where(lt(authNews.at, before)));
  }
}
