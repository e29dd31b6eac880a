import type { NodePgQueryResultHKT } from 'drizzle-orm/node-postgres';
import type { PgDatabase } from 'drizzle-orm/pg-core';

/** drizzle's query builder on the game's database, or on one transaction of it. */
export type SqlClient = PgDatabase<NodePgQueryResultHKT>;

/**
 * The game's SQL database: PostgreSQL where DATABASE_URL is set, otherwise PGlite in DATA_DIR. The same tables, migrations
 * and queries run on both. In: queries and transactions with a deadline. Deliberately out: LISTEN/NOTIFY, COPY, sessions
 * that outlive one call, and anything that PGlite, which has one connection, cannot do.
 *
 * A change whose promise is fulfilled is on disk: it survives a kill of the server and a power failure, provided that the
 * disk honours syncs and PostgreSQL's `fsync` and `synchronous_commit` are on, as they are by default.
 *
 * A failure of the database itself is a GameError: `storage.unavailable` when it cannot be reached, `storage.timeout` after
 * STORAGE_TIMEOUT_MS; it is then unknown whether a change was made. The next call works as soon as the database does. A
 * query error (SQLSTATE 22, 23, 42 ...) is passed on as pg's own DatabaseError, see violatedConstraint.
 *
 * Never call it again inside `work`, except that of {@link Database.together}: PGlite has one connection, so the inner call would
 * wait for the outer one.
 */
export abstract class Database {
  /**
   * Runs queries outside a transaction, all on one connection.
   * @param work may use the client until its promise is settled
   * @throws GameError storage.unavailable or storage.timeout
   */
  abstract run<T>(work: (sql: SqlClient) => Promise<T>): Promise<T>;

  /**
   * Runs queries in one transaction (read committed), which is rolled back when `work` throws.
   * @throws GameError storage.unavailable or storage.timeout, and whatever `work` throws
   */
  abstract transaction<T>(work: (sql: SqlClient) => Promise<T>): Promise<T>;

  /**
   * Makes one transaction of everything that `work` does with this database, through whichever service: {@link run} and
   * {@link transaction} join it, and the deadline of one call is for all of it. Calls must come one after the other, and `work`
   * must wait for them. A call that fails undoes itself; `work` may catch that and go on.
   * @throws GameError storage.unavailable or storage.timeout, and whatever `work` throws: everything is rolled back then
   */
  abstract together<T>(work: (sql: SqlClient) => Promise<T>): Promise<T>;

  /** Whether the caller is part of {@link together}: what it writes may still be rolled back, so it must not cache it. */
  abstract readonly isTogether: boolean;
}
