import type { NodePgQueryResultHKT } from 'drizzle-orm/node-postgres';
import type { PgDatabase } from 'drizzle-orm/pg-core';

/** drizzle's query builder on the game's database, or on one transaction of it. */
export type SqlClient = PgDatabase<NodePgQueryResultHKT>;

/**
 * The game's SQL database: PostgreSQL where DATABASE_URL is set, otherwise PGlite in DATA_DIR. The same tables, migrations
 * and queries run on both. In: queries and transactions with a deadline. Deliberately out: LISTEN/NOTIFY, COPY, sessions
 * that outlive one call, and anything that PGlite, which has one connection, cannot do.
 *
 * A change whose promise is fulfilled is on the disk: it survives a kill of the server and a loss of power, as far as the
 * disk keeps its word and PostgreSQL's `fsync` and `synchronous_commit` are on, as they are unless somebody changes them.
 *
 * A failure of the database itself is a GameError: `storage.unavailable` when it cannot be reached, `storage.timeout` when
 * STORAGE_TIMEOUT_MS have passed; whether a change was made is then unknown. The next call works as soon as the database
 * does. A refusal of the query (SQLSTATE 22, 23, 42 ...) comes through as pg's own DatabaseError, see violatedConstraint.
 *
 * Never call it again inside of `work`: PGlite has one connection, so the inner call would wait for the outer one.
 */
export abstract class Database {
  /**
   * Runs queries outside of a transaction, all on one connection.
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
