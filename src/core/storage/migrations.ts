import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { DrizzleQueryError } from 'drizzle-orm/errors';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';

/** The migrations of a feature's own tables. */
export interface FeatureMigrations {
  /** The feature's folder name in kebab-case; names the table that records its migrations. */
  readonly name: string;
  /** The folder with drizzle-kit's migrations, next to the feature's schema.ts. */
  readonly folder: URL;
}

/** drizzle's default, which its tools expect. */
const SCHEMA = 'drizzle';

/** Any number that nobody else uses: "godw" in ASCII. */
const ADVISORY_LOCK = 0x676f6477;

/**
 * Brings a feature's tables up to date. Servers that start together on one database take turns.
 * @throws Error, one sentence for the operator, when the database has a migration that this code does not know, or the code
 * has an older one that was never run
 */
export async function migrateFeature(pool: pg.Pool, feature: FeatureMigrations): Promise<void> {
  const client = await pool.connect();
  let isClean = false;
  try {
    // Waiting for the other server, or rewriting a large table, may take longer than the game's queries are allowed to.
    await client.query('SET statement_timeout = 0');
    await client.query('SELECT pg_advisory_lock($1)', [ADVISORY_LOCK]);
    await migrateLocked(client, feature);
    await client.query('SELECT pg_advisory_unlock($1)', [ADVISORY_LOCK]);
    await client.query('RESET statement_timeout');
    isClean = true;
  } catch (error) {
    const reason = reasonOfDatabase(error);
    if (reason === undefined) throw error;
    throw new Error(`The tables of "${feature.name}" cannot be made or brought up to date: ${reason}.`, {
      cause: error,
    });
  } finally {
    // Closing the connection releases the lock and resets the setting.
    client.release(!isClean);
  }
}

/** The database's own error message; drizzle's contains only the query. */
function reasonOfDatabase(error: unknown): string | undefined {
  const cause = error instanceof DrizzleQueryError ? error.cause : error;
  if (error instanceof DrizzleQueryError || error instanceof pg.DatabaseError)
    return cause instanceof Error ? cause.message : undefined;
  return undefined;
}

async function migrateLocked(client: pg.PoolClient, { name, folder }: FeatureMigrations): Promise<void> {
  const database = drizzle(client);
  const config = {
    migrationsFolder: fileURLToPath(folder),
    migrationsSchema: SCHEMA,
    migrationsTable: `${name.replaceAll('-', '_')}_migrations`,
  };
  const known = readMigrationFiles(config).map(({ folderMillis }) => folderMillis);
  const done = await doneMigrations(client, config.migrationsTable);

  if (done.some((time) => !known.includes(time))) {
    throw new Error(
      `The database is newer than this server: it has a migration of "${name}" that the code does not know; start a newer version, or restore a dump from before the upgrade.`,
    );
  }
  const last = Math.max(...done);
  // drizzle would silently skip it.
  if (known.some((time) => time < last && !done.includes(time))) {
    throw new Error(
      `A migration of "${name}" is older than one that the database has had already; delete it and generate it again with npm run db:generate -- ${name}.`,
    );
  }
  await migrate(database, config);
}

/** The timestamps of the migrations that the database has run. */
async function doneMigrations(client: pg.PoolClient, table: string): Promise<number[]> {
  const database = drizzle(client);
  const name = sql`${sql.identifier(SCHEMA)}.${sql.identifier(table)}`;
  const { rows: found } = await database.execute(sql`SELECT to_regclass(${`${SCHEMA}.${table}`}) AS name`);
  if (found[0]?.name === null) return [];

  const { rows } = await database.execute(sql`SELECT created_at FROM ${name}`);
  return rows.map((row) => Number(row.created_at));
}
