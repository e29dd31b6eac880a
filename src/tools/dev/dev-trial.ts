/**
 * Starts the server once on the side to see whether it can start: on its own port and in its own data folder, with an empty
 * embedded database, while the previous server is still running. Arguments: a folder for its data, which the caller removes,
 * and the folder in which an empty database is kept for later trials.
 */
import { cpSync, existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { findProject } from '../project/project.js';
import { toldError } from '../project/told-error.js';
import { importCore, nextOrder, openDatabaseEarly, type DevOrder } from './dev-order.js';

// Optimizing the database's WebAssembly takes longer than a trial lives.
setFlagsFromString('--liftoff-only');

const [folder = '', template = ''] = process.argv.slice(2);
Object.assign(process.env, {
  ...{ PORT: '0', HOST: '127.0.0.1', DATA_DIR: folder },
  // An empty value counts as unset, and overrides `.env`.
  ...{ DATABASE_URL: '', REDIS_URL: '', WORKERS: '', LOG_LEVEL: process.env.LOG_LEVEL === 'debug' ? 'debug' : 'error' },
});
mkdirSync(folder, { recursive: true });
if (existsSync(template)) copyTemplate();

const order = await nextOrder();
await openDatabaseEarly(order);
try {
  await import(pathToFileURL(order.appModule).href);
} catch (error) {
  process.stderr.write(`${toldError(error, findProject(process.cwd()))}\n`);
  process.exit(1);
}
await importCore(order, 'gateway/godwit-ws.adapter.js');
process.send?.('loaded');
if (!existsSync(join(folder, 'database'))) await makeTemplate(order);
await import(pathToFileURL(order.main).href);
process.send?.('serving');
process.disconnect();
process.kill(process.pid, 'SIGTERM');

function copyTemplate(): void {
  cpSync(template, join(folder, 'database'), { recursive: true });
}

async function makeTemplate(from: DevOrder): Promise<void> {
  type Embedded = typeof import('../../core/storage/embedded-server.js');
  const { EmbeddedServer } = await importCore<Embedded>(from, 'storage/embedded-server.js');
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
  copyTemplate();
}
