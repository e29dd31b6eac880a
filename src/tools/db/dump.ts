import { existsSync } from 'node:fs';
import { loadConfig } from '../../core/config/load-config.js';
import { dumpEmbedded } from '../../core/storage/embedded-backup.js';
import { dumpPostgres } from './db-postgres.js';

/** Dumps the whole database to a new file. @throws Error, one sentence, when that is impossible */
export async function dumpDatabase(file: string): Promise<void> {
  if (existsSync(file)) throw new Error(`${file} exists already.`);
  const config = loadConfig();
  if (config.DATABASE_URL === undefined) await dumpEmbedded(config, file);
  else dumpPostgres(config.DATABASE_URL, file);
}
