import { createHash, type Hash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { temporaryFolder } from './temporary-folder.js';
import { cacheFolder, type Engine } from './godot-engines.js';
import { runGodot } from './godot-process.js';

const KEPT_MS = 24 * 60 * 60 * 1000;

/** Created by the editor; never part of a project's source. */
const EDITOR_FOLDERS = new Set(['.godot', '.import']);

/** Makes the editor do its one-time work: registering classes and importing resources. */
const IMPORT_ARGS: Record<number, readonly string[]> = { 3: ['--editor', '--quit'], 4: ['--import'] };

/**
 * Copies a Godot project into a temporary folder, imported and ready to run, and resolves with the folder. The import itself
 * is only done once for the same engine and content.
 * @throws Error with the engine's output when the import fails.
 */
export async function copyProject(engine: Engine, source: string): Promise<string> {
  const folder = join(temporaryFolder('project'), basename(source));
  cpSync(await importedProject(engine, source), folder, { recursive: true, preserveTimestamps: true });
  return folder;
}

async function importedProject(engine: Engine, source: string): Promise<string> {
  const store = join(cacheFolder, 'imported');
  const hash = createHash('sha256').update(engine.version);
  hashFolder(hash, source);
  const imported = join(store, hash.digest('hex').slice(0, 20));
  if (existsSync(imported)) return imported;

  removeOld(store);
  mkdirSync(store, { recursive: true });
  const work = mkdtempSync(join(store, 'work-'));
  cpSync(source, work, {
    recursive: true,
    preserveTimestamps: true,
    filter: (path) => !EDITOR_FOLDERS.has(basename(path)),
  });
  const { end, godot } = await runGodot(engine, ['--path', work, ...(IMPORT_ARGS[engine.major] ?? [])]);
  if (end.code !== 0) throw godot.failure(`could not import ${source} (code ${end.code ?? 'none'})`);
  keepFirst(work, imported);
  return imported;
}

/** If two processes have imported the same project at once, the second discards its result. */
function keepFirst(work: string, imported: string): void {
  try {
    renameSync(work, imported);
  } catch (error) {
    if (!existsSync(imported)) throw error;
    rmSync(work, { recursive: true, force: true });
  }
}

function hashFolder(hash: Hash, folder: string): void {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries.filter(({ name }) => !EDITOR_FOLDERS.has(name))) {
    const path = join(folder, entry.name);
    hash.update(`${entry.name}\0`);
    if (entry.isDirectory()) hashFolder(hash, path);
    if (entry.isFile()) hash.update(readFileSync(path));
  }
}

function removeOld(store: string): void {
  for (const name of existsSync(store) ? readdirSync(store) : []) {
    const path = join(store, name);
    if (Date.now() - statSync(path).mtimeMs > KEPT_MS) rmSync(path, { recursive: true, force: true });
  }
}
