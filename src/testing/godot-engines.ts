import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/** The engines that Godwit promises to work with. */
export type EngineName = keyof typeof KINDS;

/** A Godot that was found and asked for its version. */
export interface Engine {
  name: EngineName;
  command: string;
  /** As it tells it, for example `4.6.stable`. */
  version: string;
  major: number;
}

interface Kind {
  title: string;
  /** Variables that name its command, the first set one counts. */
  variables: string[];
  /** Versions that serve when one is found by chance; a command named by a variable only needs the same major. */
  version: RegExp;
  major: number;
  /** Names it may have in PATH. */
  commands: string[];
}

/** How each engine is called and found. */
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

/** Where engines may lie, in `bin`, and where imported projects are kept. */
export const cacheFolder = process.env.GODWIT_CACHE ?? join(homedir(), '.cache/godwit');

/** What people call it: "Godot 3.6". */
export function titleOf(name: EngineName): string {
  return KINDS[name].title;
}

/**
 * Finds an engine: by its variable (GODOT4, GODOT36, GODOT32), in `~/.cache/godwit/bin`, in PATH. Undefined where there is none.
 * @throws Error when the variable names something that is not this engine.
 */
export function findEngine(name: EngineName): Engine | undefined {
  if (!found.has(name)) found.set(name, lookForEngine(name));
  return found.get(name);
}

/** Finds xvfb-run, which gives a program a screen where there is none. */
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

/** Where the commands of these names are. */
export function inPath(commands: readonly string[]): string[] {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return commands.flatMap((command) => folders.map((folder) => join(folder, command))).filter(isExecutable);
}

/** Whether a file can be run. */
export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
