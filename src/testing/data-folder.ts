import {
  accessSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { EmbeddedServer } from '../core/storage/embedded-server.js';
import { temporaryFolder } from './temporary-folder.js';

/**
 * A DATA_DIR with an empty, ready-made embedded database, since creating one takes seconds: a server starts on it in a
 * fraction of a second. It is copied from a template in the project's cache, `node_modules/.cache/godwit`; the copy is
 * removed at the end of the test file.
 */
export async function dataFolder(): Promise<string> {
  const folder = temporaryFolder('data');
  cpSync(await template(), join(folder, 'database'), { recursive: true, mode: constants.COPYFILE_FICLONE });
  return folder;
}

/** Several processes may create it at once; the first to finish wins, and the others use its result. */
async function template(): Promise<string> {
  const path = join(cacheFolder(), `pglite-${pgliteVersion()}`);
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

/** The cache of the project under test or, if its packages folder is not writable, one of this user. */
function cacheFolder(): string {
  const packages = resolve('node_modules');
  try {
    accessSync(packages, constants.W_OK);
    return join(packages, '.cache/godwit');
  } catch {
    return join(tmpdir(), `godwit-cache-${userInfo().username}`);
  }
}

function pgliteVersion(): string {
  // The package exports its entry, dist/index.js, but not its manifest.
  const entry = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  const manifest = readFileSync(join(dirname(entry), '../package.json'), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}
