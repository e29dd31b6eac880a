import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Contract } from '../protocol/contract/contract.js';
import { facadeModules } from './gdscript/api-class.js';
import { GODOT3, GODOT4 } from './gdscript/dialect.js';
import { snakeCase } from './gdscript/gd-names.js';
import { generateAddon } from './gdscript/generate.js';
import { scriptIdentity } from './gdscript/script-identity.js';
import { classNamesOf, takenNames } from './gdscript/taken-names.js';
import { zipFile } from './zip-file.js';

const projectRoot = resolve(import.meta.dirname, '../..');

/** Where a Godot project has the addon unless it is told otherwise; in a ZIP as in a project. */
const ADDON_PATH = 'addons/godwit';

const ADDONS = {
  3: { source: 'godot/godot3/addons/godwit', dialect: GODOT3 },
  4: { source: 'godot/addons/godwit', dialect: GODOT4 },
};

/** What {@link writeAddonPackage} wrote. */
export interface WrittenPackage {
  /** The folder of the addon, or the ZIP file. */
  readonly path: string;
  readonly fileCount: number;
  /** Scripts of the project that have the name of a class of the addon, each told in a sentence. */
  readonly taken: readonly string[];
}

/** Every file of the addon for `godot` in the folder `addon`, with the classes of `contract`: path in a project to content. */
export function addonFiles(contract: Contract, godot: 3 | 4, addon = ADDON_PATH): Map<string, Buffer> {
  const { source, dialect } = ADDONS[godot];
  const generated = generateAddon(contract, dialect);
  const modules = new Set(facadeModules(contract).map(snakeCase));
  const files = new Map<string, Buffer>();
  for (const [path, text] of generated) {
    files.set(`${addon}/generated/${path}`, Buffer.from(text));
    if (godot === 4) files.set(`${addon}/generated/${path}.uid`, Buffer.from(scriptIdentity(path)));
  }
  for (const path of filesBelow(join(projectRoot, source))) {
    // Of a generated file only the identity counts that Godot 4 keeps beside it; its text is made afresh.
    const isWanted = !path.startsWith('generated/') || (path.endsWith('.uid') && files.has(`${addon}/${path}`));
    // What is written for a module goes with it: it needs its messages.
    const [, feature] = /^features\/([^/]+)\//.exec(path) ?? [];
    if (isWanted && (feature === undefined || modules.has(feature)))
      files.set(`${addon}/${path}`, readFileSync(join(projectRoot, source, path)));
  }
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * Writes the addon: into a ZIP file where `out` ends in `.zip`, otherwise into the folder `addon` of the Godot project in the
 * folder `out`, where it replaces an older one and takes away what that had too much.
 * @throws Error when `addon` is no folder below `addons`
 */
export function writeAddonPackage(
  contract: Contract,
  out: string,
  { godot, addon = ADDON_PATH }: { readonly godot: 3 | 4; readonly addon?: string },
): WrittenPackage {
  // What is in the folder and not of the addon is taken away, so it must be the addon's own.
  if (!/^addons\/\w/.test(addon) || addon.split('/').includes('..'))
    throw new Error(`The addon's folder is one below "addons", not "${addon}".`);
  const files = addonFiles(contract, godot, addon);
  if (out.endsWith('.zip')) {
    mkdirSync(dirname(resolve(out)), { recursive: true });
    writeFileSync(out, zipFile(files));
    return { path: resolve(out), fileCount: files.size, taken: [] };
  }

  for (const [path, content] of files) writeIfChanged(join(out, path), content);
  removeOthers(out, addon, files);
  const texts = [...files].filter(([path]) => path.endsWith('.gd')).map(([, content]) => content.toString());
  const taken = takenNames(resolve(out, addon), classNamesOf(texts));
  return { path: resolve(out, addon), fileCount: files.size, taken };
}

/** An open editor reloads only what changed. The identities that it gave stay: the project's scenes may name them. */
function writeIfChanged(path: string, content: Buffer): void {
  try {
    if (path.endsWith('.uid') ? existsSync(path) : readFileSync(path).equals(content)) return;
  } catch {
    mkdirSync(dirname(path), { recursive: true });
  }
  writeFileSync(path, content);
}

function removeOthers(out: string, addon: string, files: ReadonlyMap<string, unknown>): void {
  for (const below of filesBelow(join(out, addon))) {
    const path = `${addon}/${below}`;
    if (!files.has(path) && !files.has(path.replace(/\.(uid|import)$/, ''))) rmSync(join(out, path));
  }
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort();
}
