/**
 * Starts the server once on the side, as it would start for real, to see whether it can: on a port and in a data folder of
 * its own, with an empty embedded database, while the server before it still serves. Its arguments: the files of the root
 * module and of the program that starts the server; an empty folder, which is removed at the end; and the folder in which
 * an empty database is kept for the next trials.
 */
import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findProject } from '../project/project.js';
import { toldError } from '../project/told-error.js';

const [appModule = '', main = '', folder = '', template = ''] = process.argv.slice(2);
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
Object.assign(process.env, {
  ...{ PORT: '0', HOST: '127.0.0.1', DATA_DIR: folder },
  // Empty is as good as unset, and goes before what `.env` says.
  ...{ DATABASE_URL: '', REDIS_URL: '', LOG_LEVEL: process.env.LOG_LEVEL === 'debug' ? 'debug' : 'error' },
});

try {
  await import(pathToFileURL(appModule).href);
} catch (error) {
  process.stderr.write(`${toldError(error, findProject(process.cwd()))}\n`);
  process.exit(1);
}
await import('../../core/gateway/godwit-ws.adapter.js');
process.send?.('loaded');
mkdirSync(folder, { recursive: true });
if (!existsSync(template)) await makeTemplate();
cpSync(template, join(folder, 'database'), { recursive: true });
await import(pathToFileURL(main).href);
process.send?.('serving');
process.disconnect();
process.kill(process.pid, 'SIGTERM');

async function makeTemplate(): Promise<void> {
  const { EmbeddedServer } = await import('../../core/storage/embedded-server.js');
  const draft = join(folder, 'template');
  const server = new EmbeddedServer(draft);
  await server.start();
  await server.stop();
  try {
    renameSync(draft, template);
  } catch (error) {
    // Another trial was faster.
    if (!existsSync(template)) throw error;
  }
}
