import { existsSync, renameSync, rmSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import type { PGlite } from '@electric-sql/pglite';
import type { GameConfig } from '../config/game-config.js';
import { notEmpty, OWN_TABLES } from './backup-queries.js';
import { hasFiles, openEmbeddedFolder, replacedFolder } from './embedded-folder.js';
import { embeddedFolder, lockDataFolder } from './open-storage.js';

/**
 * Writes the embedded database to a file: a compressed archive of its folder, for the same major version of PGlite.
 * @throws Error, one sentence, when a server is using it or there is none
 */
export async function dumpEmbedded(config: GameConfig, file: string): Promise<void> {
  const lock = await lockDataFolder(config);
  try {
    const folder = embeddedFolder(config);
    if (!hasFiles(folder)) throw new Error(`There is no database in DATA_DIR (${folder}).`);
    const database = await openEmbeddedFolder(folder);
    const content = await closing(database, () => database.dumpDataDir('gzip'));
    await writeFile(file, Buffer.from(await content.arrayBuffer()), { flag: 'wx', flush: true });
  } finally {
    await lock.release();
  }
}

/**
 * Restores the embedded database from such a file. The current one stays in place until the new one has been opened.
 * @param isForced whether to replace a database that has tables
 * @throws Error, one sentence, when a server is using the folder, there are tables, or the file is not a dump
 */
export async function restoreEmbedded(config: GameConfig, file: string, isForced: boolean): Promise<void> {
  const lock = await lockDataFolder(config);
  const folder = embeddedFolder(config);
  const draft = `${folder}-restored`;
  const former = replacedFolder(folder);
  try {
    if (!isForced && (await hasTables(folder))) throw new Error(notEmpty(`DATA_DIR (${folder})`));
    const content = new Blob([await readFile(file)], { type: 'application/x-gzip' });
    rmSync(draft, { recursive: true, force: true });
    await load(draft, content, file);
    // Whatever happens in between, one of the two is whole, and the next start does not begin with an empty database.
    if (existsSync(folder)) {
      rmSync(former, { recursive: true, force: true });
      renameSync(folder, former);
    }
    renameSync(draft, folder);
    rmSync(former, { recursive: true, force: true });
  } finally {
    rmSync(draft, { recursive: true, force: true });
    await lock.release();
  }
}

async function load(folder: string, content: Blob, file: string): Promise<void> {
  try {
    const database = await openEmbeddedFolder(folder, content);
    await closing(database, () => database.query(OWN_TABLES));
  } catch (cause) {
    throw new Error(`${file} is no dump of this version's embedded database.`, { cause });
  }
}

async function hasTables(folder: string): Promise<boolean> {
  if (!hasFiles(folder)) return false;
  const database = await openEmbeddedFolder(folder);
  const { rows } = await closing(database, () => database.query(OWN_TABLES));
  return rows.length > 0;
}

async function closing<T>(database: PGlite, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } finally {
    await database.close();
  }
}
