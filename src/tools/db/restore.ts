import { existsSync } from 'node:fs';
import { loadConfig } from '../../core/config/load-config.js';
import { restoreEmbedded } from '../../core/storage/embedded-backup.js';
import { restorePostgres } from './db-postgres.js';

/**
 * Restores the database from a file written by {@link dumpDatabase}.
 * @param isForced whether to replace existing tables
 * @throws Error, one sentence, when that is impossible
 */
export async function restoreDatabase(file: string, isForced: boolean): Promise<void> {
  if (!existsSync(file)) throw new Error(`There is no file ${file}.`);
  const config = loadConfig();
  if (config.DATABASE_URL === undefined) await restoreEmbedded(config, file, isForced);
  else await restorePostgres(config, config.DATABASE_URL, file, isForced);
}
