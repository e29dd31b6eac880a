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
 * Never call it again inside `work`: PGlite has one connection, so the inner call would wait for the outer one.
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
}
