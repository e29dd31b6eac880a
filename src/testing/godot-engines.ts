import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/** The engines that Godwit supports. */
export type EngineName = keyof typeof KINDS;

/** A Godot that was found and has reported its version. */
export interface Engine {
  name: EngineName;
  command: string;
  /** As reported, for example `4.6.stable`. */
  version: string;
  major: number;
}

interface Kind {
  title: string;
  /** Variables that may hold its command; the first that is set counts. */
  variables: string[];
  /** Versions accepted when searching; a command given by a variable only needs the same major. */
  version: RegExp;
  major: number;
  /** Possible names in PATH. */
  commands: string[];
}

/** How each engine is started and found. */
const KINDS = {
  godot4: { title: 'Godot 4', variables: ['GODOT4'], version: /^4\./, major: 4, commands: ['godot4', 'godot'] },
  godot36: {
    title: 'Godot 3.6',
    variables: ['GODOT36', 'GODOT3'],
    version: /^3\.[4-9]/,
    major: 3,
    commands: ['godot3-server', 'godot3', 'godot'],
  },
  godot32: {
    title: 'Godot 3.2',
    variables: ['GODOT32'],
    version: /^3\.2/,
    major: 3,
    commands: ['godot3-server', 'godot3', 'godot'],
  },
} satisfies Record<string, Kind>;

const VERSION_TIMEOUT_MS = 60_000;

const found = new Map<EngineName, Engine | undefined>();

/** The cache for engines, in `bin`, and for imported projects. */
export const cacheFolder = process.env.GODWIT_CACHE ?? join(homedir(), '.cache/godwit');

/** Its usual name: "Godot 3.6". */
export function titleOf(name: EngineName): string {
  return KINDS[name].title;
}

/**
 * Finds an engine: by its variable (GODOT4, GODOT36, GODOT32), in `~/.cache/godwit/bin`, or in PATH. Undefined if there is none.
 * @throws Error when the variable names something that is not this engine.
 */
export function findEngine(name: EngineName): Engine | undefined {
  if (!found.has(name)) found.set(name, lookForEngine(name));
  return found.get(name);
}

/** Finds xvfb-run, which provides a virtual screen. */
export function findVirtualScreen(): string | undefined {
  return inPath(['xvfb-run'])[0];
}

function lookForEngine(name: EngineName): Engine | undefined {
  const kind: Kind = KINDS[name];
  const variable = kind.variables.find((candidate) => process.env[candidate]);
  if (variable) {
    const command = process.env[variable] ?? '';
    const engine = askVersion(name, command);
    if (engine?.major === kind.major) return engine;
    throw new Error(
      `${variable} is ${command}, which is ${engine ? `Godot ${engine.version}` : 'no Godot'}, not ${kind.title}.`,
    );
  }

  const installed = join(cacheFolder, 'bin', name);
  for (const command of [installed, ...inPath(kind.commands)].filter(isExecutable)) {
    const engine = askVersion(name, command);
    if (engine && kind.version.test(engine.version)) return engine;
  }
  return undefined;
}

function askVersion(name: EngineName, command: string): Engine | undefined {
  const { stdout } = spawnSync(command, ['--version'], { encoding: 'utf8', timeout: VERSION_TIMEOUT_MS });
  const version = /^(\d+)\.\d+\S*$/m.exec(stdout);
  return version ? { name, command, version: version[0], major: Number(version[1]) } : undefined;
}

/** The paths of these commands. */
export function inPath(commands: readonly string[]): string[] {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return commands.flatMap((command) => folders.map((folder) => join(folder, command))).filter(isExecutable);
}

/** Whether a file is executable. */
export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
