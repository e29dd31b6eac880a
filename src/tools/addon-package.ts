import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Contract } from '../protocol/contract/contract.js';
import { facadeModules } from './gdscript/api-class.js';
import { GODOT3, GODOT4 } from './gdscript/dialect.js';
import { snakeCase } from './gdscript/gd-names.js';
import { generateAddon } from './gdscript/generate.js';
import type { StepFile } from './gdscript/steps/step-files.js';
import { scriptIdentity } from './gdscript/script-identity.js';
import { classNamesOf, takenNames } from './gdscript/taken-names.js';
import { ADDON_PATH, PACKAGE_ROOT } from './project/project.js';
import { replaceFile } from './replace-file.js';
import { zipFile } from './zip-file.js';

const ADDONS = {
  3: { source: 'godot/godot3/addons/godwit', dialect: GODOT3 },
  4: { source: 'godot/addons/godwit', dialect: GODOT4 },
};

/** The result of {@link writeAddonPackage}. */
export interface WrittenPackage {
  /** The folder of the addon, or the ZIP file. */
  readonly path: string;
  readonly fileCount: number;
  /** Scripts of the project whose class names clash with the addon's, one sentence each. */
  readonly taken: readonly string[];
  /** Files that were out of date, relative to the Godot project's folder. */
  readonly changed: readonly string[];
}

/** Every file of the addon for `godot` in the folder `addon`, with the classes of `contract`: path in a project to content. */
export function addonFiles(
  contract: Contract,
  godot: 3 | 4,
  { addon = ADDON_PATH, steps }: { readonly addon?: string; readonly steps?: readonly StepFile[] } = {},
): Map<string, Buffer> {
  const { source, dialect } = ADDONS[godot];
  const generated = generateAddon(contract, dialect, steps);
  const modules = new Set(facadeModules(contract).map(snakeCase));
  const files = new Map<string, Buffer>();
  for (const [path, text] of generated) {
    files.set(`${addon}/generated/${path}`, Buffer.from(text));
    if (godot === 4) files.set(`${addon}/generated/${path}.uid`, Buffer.from(scriptIdentity(path)));
  }
  for (const path of filesBelow(join(PACKAGE_ROOT, source))) {
    // Generated scripts are created anew; only the identity files that Godot 4 keeps next to them are copied.
    const isWanted = !path.startsWith('generated/') || (path.endsWith('.uid') && files.has(`${addon}/${path}`));
    // A module's hand-written script is only included with the module: it needs its messages.
    const [, feature] = /^features\/([^/]+)\//.exec(path) ?? [];
    if (isWanted && (feature === undefined || modules.has(feature)))
      files.set(`${addon}/${path}`, readFileSync(join(PACKAGE_ROOT, source, path)));
  }
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * Writes the addon: into a ZIP file if `out` ends in `.zip`, otherwise into the folder `addon` of the Godot project in the
 * folder `out`, where it replaces an older version and deletes files that are no longer part of it.
 * @throws Error when `addon` is not a folder below `addons`
 */
export function writeAddonPackage(
  contract: Contract,
  out: string,
  {
    godot,
    addon = ADDON_PATH,
    steps,
  }: { readonly godot: 3 | 4; readonly addon?: string; readonly steps?: readonly StepFile[] },
): WrittenPackage {
  // Anything in the folder that is not part of the addon is deleted, so it must be the addon's own.
  if (!/^addons\/\w/.test(addon) || addon.split('/').includes('..'))
    throw new Error(`The addon's folder is one below "addons", not "${addon}".`);
  const files = addonFiles(contract, godot, { addon, ...(steps && { steps }) });
  if (out.endsWith('.zip')) {
    mkdirSync(dirname(resolve(out)), { recursive: true });
    writeFileSync(out, zipFile(files));
    return { path: resolve(out), fileCount: files.size, changed: [...files.keys()], taken: [] };
  }

  const written = [...files]
    .filter(([path, content]) => writeIfChanged(join(out, path), content))
    .map(([path]) => path);
  const changed = [...written, ...removeOthers(out, addon, files)];
  const texts = [...files].filter(([path]) => path.endsWith('.gd')).map(([, content]) => content.toString());
  const taken = takenNames(resolve(out, addon), classNamesOf(texts));
  return { path: resolve(out, addon), fileCount: files.size, changed, taken };
}

/** The version of the addon in a folder; undefined when there is none. */
export function addonVersion(folder: string): string | undefined {
  const file = join(folder, 'plugin.cfg');
  return existsSync(file) ? /^version="(.*)"$/m.exec(readFileSync(file, 'utf8'))?.[1] : undefined;
}

/** An open editor only reloads changed files. Its own files next to them stay: scenes may refer to the identities in them. */
function writeIfChanged(path: string, content: Buffer): boolean {
  if (/\.(uid|import)$/.test(path) && existsSync(path)) return false;
  return replaceFile(path, content);
}

function removeOthers(out: string, addon: string, files: ReadonlyMap<string, unknown>): string[] {
  const paths = filesBelow(join(out, addon)).map((below) => `${addon}/${below}`);
  const others = paths.filter((path) => !files.has(path) && !files.has(path.replace(/\.(uid|import)$/, '')));
  for (const path of others) rmSync(join(out, path));
  return others;
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
