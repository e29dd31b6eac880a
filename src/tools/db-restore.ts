import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { program } from 'commander';
import { loadConfig } from '../core/config/load-config.js';
import { restoreEmbedded } from '../core/storage/embedded-backup.js';
import { restorePostgres } from './db-postgres.js';

program
  .name('npm run db:restore --')
  .description(
    'Makes the database from a file of db:dump, of the same kind of database. The server must be stopped; its next start brings older tables up to date.',
  )
  .argument('<file>', 'what db:dump has written')
  .option('--force', 'replaces the tables that are there')
  .action(async (file: string, { force = false }: { force?: boolean }) => {
    try {
      if (!existsSync(file)) throw new Error(`There is no file ${file}.`);
      const config = loadConfig();
      if (config.DATABASE_URL === undefined) await restoreEmbedded(config, file, force);
      else await restorePostgres(config, config.DATABASE_URL, file, force);
      process.stdout.write(`The database is restored from ${file}.\n`);
    } catch (error) {
      program.error(error instanceof Error ? error.message : String(error));
    }
  });
await program.parseAsync();
