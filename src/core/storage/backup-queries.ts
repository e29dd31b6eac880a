/** Finds tables that somebody made. */
export const OWN_TABLES = `SELECT 1 FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema') LIMIT 1`;

/** Finds servers of this game that are connected to PostgreSQL, besides whoever asks. */
export const SERVERS = `SELECT 1 FROM pg_stat_activity WHERE application_name = 'godwit' AND datname = current_database() AND pid <> pg_backend_pid()`;

/** Takes away all that the server makes: its tables, and the notes of their migrations. */
export const REPLACE_ALL =
  'DROP SCHEMA IF EXISTS drizzle, public CASCADE; CREATE SCHEMA public; GRANT USAGE ON SCHEMA public TO PUBLIC';

/** What a restore says that would overwrite something. */
export function notEmpty(where: string): string {
  return `The database in ${where} has tables already; --force replaces them.`;
}
