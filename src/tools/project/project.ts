import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** Where `godwit dev` puts the builds of this repository. Such a build has no package of its own: it belongs to the repository. */
const DEV_BUILD = /[\\/]\.cache[\\/]dev[\\/]run-\d+[\\/]\d+$/;

/** This package's folder, whether it runs from source or as JavaScript. */
export const PACKAGE_ROOT = resolve(import.meta.dirname, '../../..').replace(DEV_BUILD, '');

/** Default location of the addon in a Godot project. */
export const ADDON_PATH = 'addons/godwit';

/** A project's settings, all of them optional. */
const SETTINGS_FILE = 'godwit.json';

/** Folders to search for Godot projects. */
const GODOT_FOLDERS = ['godot', 'godot/godot3', 'client', 'game'];

/** A Godot project that gets the addon and the generated classes. */
export interface GodotTarget {
  /** Its folder relative to the project's, with `/`. */
  readonly folder: string;
  /** The major version of its engine. */
  readonly godot: 3 | 4;
  /** The addon's folder in it, such as `addons/godwit`. */
  readonly addon: string;
}

/** A server made with Godwit: this repository, or a project that has installed the package. */
export interface Project {
  /** The folder that contains package.json. */
  readonly root: string;
  /** The source folder, relative to the root. */
  readonly source: string;
  /** The file with its root module, relative to the root; JavaScript if the project compiles it itself. */
  readonly appModule: string;
  /** The file that starts its server, relative to the root. */
  readonly main: string;
  /** Its Godot projects. */
  readonly godot: readonly GodotTarget[];
  /** Whether it is this repository itself. */
  readonly isOwn: boolean;
}

/** The contents of {@link SETTINGS_FILE}. */
interface Settings {
  readonly source?: string;
  readonly appModule?: string;
  readonly main?: string;
  readonly godot?: string | readonly (string | { readonly folder: string; readonly addon?: string })[];
}

const SETTINGS = ['source', 'appModule', 'main', 'godot'];

/**
 * The project that contains a folder: the nearest parent folder with a package.json.
 * @throws Error with a sentence when there is none, or when its godwit.json is invalid
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

/** The first of these files that exists, otherwise the first, so that the error about it names it. */
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
  // Godot 4's editor writes 5, every Godot 3 editor writes 4.
  const isGodot3 = /^config_version=4$/m.test(text);
  return { folder: folder.replaceAll('\\', '/'), godot: isGodot3 ? 3 : 4, addon };
}
