/** Finds user-created tables. */
export const OWN_TABLES = `SELECT 1 FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema') LIMIT 1`;

/** Finds other servers of this game that are connected to PostgreSQL. */
export const SERVERS = `SELECT 1 FROM pg_stat_activity WHERE application_name = 'godwit' AND datname = current_database() AND pid <> pg_backend_pid()`;

/** Drops everything the server creates: its tables, and the records of their migrations. */
export const REPLACE_ALL =
  'DROP SCHEMA IF EXISTS drizzle, public CASCADE; CREATE SCHEMA public; GRANT USAGE ON SCHEMA public TO PUBLIC';

/** The error of a restore that would overwrite something. */
export function notEmpty(where: string): string {
  return `The database in ${where} has tables already; --force replaces them.`;
}
