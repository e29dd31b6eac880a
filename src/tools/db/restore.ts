import { existsSync } from 'node:fs';
import { loadConfig } from '../../core/config/load-config.js';
import { restoreEmbedded } from '../../core/storage/embedded-backup.js';
import { restorePostgres } from './db-postgres.js';

/**
 * Makes the database from a file that {@link dumpDatabase} wrote.
 * @param isForced whether the tables that are there are replaced
 * @throws Error, one sentence, when that is impossible
 */
export async function restoreDatabase(file: string, isForced: boolean): Promise<void> {
  if (!existsSync(file)) throw new Error(`There is no file ${file}.`);
  const config = loadConfig();
  if (config.DATABASE_URL === undefined) await restoreEmbedded(config, file, isForced);
  else await restorePostgres(config, config.DATABASE_URL, file, isForced);
}
