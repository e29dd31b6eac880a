import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { EmbeddedServer } from '../../src/core/storage/embedded-server.js';
import { temporaryFolder } from './temporary-folder.js';

const projectRoot = resolve(import.meta.dirname, '../..');

/**
 * An empty folder for DATA_DIR in which the embedded database is already made, since making one takes seconds. The copy's
 * original is kept in the project's cache; it is removed with the spec file.
 */
export async function dataFolder(): Promise<string> {
  const folder = temporaryFolder('data');
  cpSync(await template(), join(folder, 'database'), { recursive: true });
  return folder;
}

/** Several processes may make it at once; the first to finish wins, and the others use what it made. */
async function template(): Promise<string> {
  const path = join(projectRoot, '.cache', `pglite-${packageVersion()}`);
  if (existsSync(path)) return path;

  mkdirSync(dirname(path), { recursive: true });
  const draft = mkdtempSync(`${path}-`);
  const server = new EmbeddedServer(join(draft, 'database'));
  await server.start();
  await server.stop();
  try {
    renameSync(join(draft, 'database'), path);
  } catch (error) {
    if (!existsSync(path)) throw error;
  }
  rmSync(draft, { recursive: true, force: true });
  return path;
}

function packageVersion(): string {
  const manifest = join(projectRoot, 'node_modules/@electric-sql/pglite/package.json');
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version;
}
