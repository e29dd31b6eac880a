import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Project } from '../project/project.js';

/** Texts by their file's name. */
export type Files = Readonly<Record<string, string>>;

/** The arena: what a new game is copied from. */
export interface GameTemplate {
  /** Its server, with its spec. */
  readonly server: Files;
  /** Players for `godwit load`. */
  readonly scenario: string;
  /** Its scenes and scripts for Godot 4, and the smaller ones for Godot 3, which need this repository's demos. */
  readonly clients: Readonly<Record<3 | 4, Files>>;
  /** The lobby's scenes for Godot 4, with which the arena's inherit. */
  readonly lobby: Files;
}

const FOLDERS = {
  server: 'src/games/arena',
  godot4: 'godot/demo/arena',
  godot3: 'godot/godot3/demo/arena',
  lobby: 'godot/demo/lobby',
};
const SCENARIO = 'src/tools/load/scenarios/arena.ts';
const ICON = 'godot/icon.svg';

/** Where the package has it: next to its JavaScript, TypeScript and Godot would take the files for their own. */
const PACKED = 'tools/new-game/arena.json';

/**
 * The arena, from this repository's folders, or as the package has it.
 * @throws Error with a sentence when it has been deleted
 */
export function readTemplate({ root, isOwn }: Pick<Project, 'root' | 'isOwn'>): GameTemplate {
  if (!isOwn) return JSON.parse(readFileSync(join(import.meta.dirname, '../..', PACKED), 'utf8')) as GameTemplate;
  const missing = [...Object.values(FOLDERS), SCENARIO].find((path) => !existsSync(join(root, path)));
  if (missing !== undefined) {
    throw new Error(`${missing} is not there any more, and a new game is a copy of it; nothing was written.`);
  }
  return {
    server: filesOf(join(root, FOLDERS.server), /\.ts$/),
    scenario: readFileSync(join(root, SCENARIO), 'utf8'),
    clients: {
      4: filesOf(join(root, FOLDERS.godot4), CLIENT_FILES),
      3: filesOf(join(root, FOLDERS.godot3), CLIENT_FILES),
    },
    lobby: {
      ...filesOf(join(root, FOLDERS.lobby), CLIENT_FILES),
      'icon.svg': readFileSync(join(root, ICON), 'utf8'),
    },
  };
}

/** Puts it into a build of the package; an image of the server alone is built without the Godot projects, and has none. */
export function packTemplate(root: string, dist: string): void {
  if (!existsSync(join(root, FOLDERS.server)) || !existsSync(join(root, FOLDERS.godot4))) return;
  const { clients, ...template } = readTemplate({ root, isOwn: true });
  writeFileSync(join(dist, PACKED), JSON.stringify({ ...template, clients: { 4: clients[4], 3: {} } }));
}

/** Without `*.uid`: a copy gets identities of its own. */
const CLIENT_FILES = /\.(?:gd|tscn|tres)$/;

function filesOf(folder: string, suffix: RegExp): Files {
  const names = readdirSync(folder).filter((name) => suffix.test(name));
  return Object.fromEntries(names.sort().map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}
