import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { program } from 'commander';
import { loadConfig } from '../core/config/load-config.js';
import { dumpEmbedded } from '../core/storage/embedded-backup.js';
import { dumpPostgres } from './db-postgres.js';

program
  .name('npm run db:dump --')
  .description(
    'Writes the whole database to a file. With DATABASE_URL it is what pg_dump writes (servers may be at work), otherwise an archive of the embedded database (the server must be stopped); each can be restored to its own kind only.',
  )
  .argument('<file>', 'a file that does not exist yet')
  .action(async (file: string) => {
    try {
      if (existsSync(file)) throw new Error(`${file} exists already.`);
      const config = loadConfig();
      if (config.DATABASE_URL === undefined) await dumpEmbedded(config, file);
      else dumpPostgres(config.DATABASE_URL, file);
      process.stdout.write(`The database is in ${file}.\n`);
    } catch (error) {
      program.error(error instanceof Error ? error.message : String(error));
    }
  });
await program.parseAsync();
