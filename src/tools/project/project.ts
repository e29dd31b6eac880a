import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** The folder of this package, whether it runs from its source or as JavaScript. */
export const PACKAGE_ROOT = resolve(import.meta.dirname, '../../..');

/** Where a Godot project has the addon unless it is told otherwise. */
export const ADDON_PATH = 'addons/godwit';

/** What a project may say of itself, all of it optional. */
const SETTINGS_FILE = 'godwit.json';

/** Folders in which a Godot project is looked for. */
const GODOT_FOLDERS = ['godot', 'godot/godot3', 'client', 'game'];

/** A Godot project that gets the addon and the generated classes. */
export interface GodotTarget {
  /** Its folder below the project's, with `/`. */
  readonly folder: string;
  /** The major version of its engine. */
  readonly godot: 3 | 4;
  /** The addon's folder in it, such as `addons/godwit`. */
  readonly addon: string;
}

/** A server that is made with Godwit: this repository, or a project that has installed the package. */
export interface Project {
  /** Its folder, which has the package.json. */
  readonly root: string;
  /** The folder of its source, below the root. */
  readonly source: string;
  /** The file that has its root module, below the root; JavaScript when the project compiles it by itself. */
  readonly appModule: string;
  /** The file that starts its server, below the root. */
  readonly main: string;
  /** Its Godot projects. */
  readonly godot: readonly GodotTarget[];
  /** Whether it is this repository itself. */
  readonly isOwn: boolean;
}

/** What {@link SETTINGS_FILE} may hold. */
interface Settings {
  readonly source?: string;
  readonly appModule?: string;
  readonly main?: string;
  readonly godot?: string | readonly (string | { readonly folder: string; readonly addon?: string })[];
}

const SETTINGS = ['source', 'appModule', 'main', 'godot'];

/**
 * The project around a folder: the nearest one above it with a package.json.
 * @throws Error with a sentence when there is none, or when its godwit.json says what cannot be
 */
export function findProject(from: string): Project {
  const root = rootAbove(resolve(from));
  if (root === undefined) {
    throw new Error(
      `There is no package.json in ${resolve(from)} or above it. Run godwit in a project's folder, or make a project: npm create godwit my-game`,
    );
  }
  const settings = readSettings(root);
  const source = settings.source ?? 'src';
  return {
    root,
    source,
    appModule: settings.appModule ?? firstThere(root, ['app.module.ts', 'app.module.js'], source),
    main: settings.main ?? firstThere(root, ['main.ts', 'main.js'], source),
    godot: godotTargets(root, settings),
    isOwn: realpathSync(root) === realpathSync(PACKAGE_ROOT),
  };
}

/** The version in the package.json of a folder; undefined when there is none. */
export function versionIn(folder: string): string | undefined {
  const file = join(folder, 'package.json');
  if (!existsSync(file)) return undefined;
  const manifest: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest
    ? String(manifest.version)
    : undefined;
}

function rootAbove(folder: string): string | undefined {
  if (existsSync(join(folder, 'package.json'))) return folder;
  return dirname(folder) === folder ? undefined : rootAbove(dirname(folder));
}

function readSettings(root: string): Settings {
  const file = join(root, SETTINGS_FILE);
  if (!existsSync(file)) return {};
  let settings: unknown;
  try {
    settings = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new Error(`${SETTINGS_FILE} is no JSON: ${cause instanceof Error ? cause.message : ''}`, { cause });
  }
  if (typeof settings !== 'object' || settings === null || Array.isArray(settings)) {
    throw new Error(`${SETTINGS_FILE} must hold an object with any of ${SETTINGS.join(', ')}.`);
  }
  for (const [key, value] of Object.entries(settings)) {
    if (!SETTINGS.includes(key)) throw new Error(`${SETTINGS_FILE}: "${key}" is none of ${SETTINGS.join(', ')}.`);
    if (key !== 'godot' && (typeof value !== 'string' || value === '')) {
      throw new Error(`${SETTINGS_FILE}: "${key}" must be a path below the project's folder.`);
    }
  }
  return settings;
}

/** The first of these files that is there, or else the first: what then misses it says so by its name. */
function firstThere(root: string, names: readonly [string, ...string[]], source: string): string {
  const found = names.find((name) => existsSync(join(root, source, name))) ?? names[0];
  return `${source}/${found}`;
}

function godotTargets(root: string, { godot }: Settings): GodotTarget[] {
  if (godot === undefined) {
    return GODOT_FOLDERS.filter((folder) => existsSync(join(root, folder, 'project.godot'))).map((folder) =>
      targetIn(root, folder, ADDON_PATH),
    );
  }
  const list = typeof godot === 'string' ? [godot] : godot;
  if (!Array.isArray(list)) throw new Error(`${SETTINGS_FILE}: "godot" must be a folder, or a list of folders.`);
  return list.map((entry: unknown) => {
    const { folder, addon = ADDON_PATH } = (typeof entry === 'string' ? { folder: entry } : entry) as {
      readonly folder?: unknown;
      readonly addon?: string;
    };
    if (typeof folder !== 'string' || !existsSync(join(root, folder, 'project.godot'))) {
      throw new Error(`${SETTINGS_FILE}: "godot" names ${String(folder)}, which has no project.godot.`);
    }
    return targetIn(root, folder, addon);
  });
}

function targetIn(root: string, folder: string, addon: string): GodotTarget {
  const text = readFileSync(join(root, folder, 'project.godot'), 'utf8');
  // The editor of Godot 4 writes 5, every editor of Godot 3 writes 4.
  const isGodot3 = /^config_version=4$/m.test(text);
  return { folder: folder.replaceAll('\\', '/'), godot: isGodot3 ? 3 : 4, addon };
}
