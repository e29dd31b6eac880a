import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { jest } from '@jest/globals';

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

const CHROMIUM_COMMANDS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const VERSION_TIMEOUT_MS = 60_000;
/** An engine's start, import or export takes seconds on a quiet machine; this is for a busy one. */
const TEST_TIMEOUT_MS = 180_000;

const found = new Map<EngineName, Engine | undefined>();

/** Where test/godot/install.sh puts engines. */
export const cacheFolder = process.env.GODWIT_CACHE ?? join(homedir(), '.cache/godwit');

/**
 * Finds an engine: by its variable, in the cache, in PATH.
 * @throws Error when the variable names something that is not this engine.
 */
export function findEngine(name: EngineName): Engine | undefined {
  if (!found.has(name)) found.set(name, lookForEngine(name));
  return found.get(name);
}

/**
 * Finds Chromium or Chrome: by CHROMIUM, in PATH.
 * @throws Error when CHROMIUM names nothing that can be run.
 */
export function findChromium(): string | undefined {
  const named = process.env.CHROMIUM;
  if (!named) return inPath(CHROMIUM_COMMANDS)[0];
  if (!isExecutable(named)) throw new Error(`CHROMIUM is ${named}, which cannot be run.`);
  return named;
}

/** Finds the folder of the official web build of Godot 4, in the cache only. */
export function findWebEngine(): string | undefined {
  const folder = join(cacheFolder, 'web');
  return existsSync(join(folder, '.done')) ? folder : undefined;
}

/** Finds xvfb-run, which gives a program a screen where there is none. */
export function findVirtualScreen(): string | undefined {
  return inPath(['xvfb-run'])[0];
}

/** {@link describeWithParts} for one engine. */
export function describeWithEngine(name: EngineName, title: string, body: (engine: Engine) => void): void {
  describeWithParts(`${title}, ${KINDS[name].title}`, { [KINDS[name].title]: findEngine(name) }, (parts) => {
    body(parts[KINDS[name].title]!);
  });
}

/**
 * A `describe` whose tests need programs that not every machine has. When one is missing, the tests are skipped with
 * one printed line; with CI=true they fail instead.
 */
export function describeWithParts<T extends Record<string, unknown>>(
  title: string,
  parts: T,
  body: (parts: { [K in keyof T]: NonNullable<T[K]> }) => void,
): void {
  if (hasAll(parts)) {
    jest.setTimeout(TEST_TIMEOUT_MS);
    describe(title, () => body(parts));
    return;
  }

  const missing = Object.keys(parts).filter((part) => parts[part] === undefined);
  const reason = `${title}: needs ${missing.join(' and ')}; see test/godot/install.sh`;
  if (process.env.CI === 'true') {
    it(reason, () => {
      throw new Error(`${reason}. Nothing is skipped when CI=true.`);
    });
    return;
  }
  process.stderr.write(`skipped: ${reason}\n`);
  it.skip(reason, () => undefined);
}

function hasAll<T extends Record<string, unknown>>(parts: T): parts is T & { [K in keyof T]: NonNullable<T[K]> } {
  return Object.values(parts).every((part) => part !== undefined);
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

function inPath(commands: readonly string[]): string[] {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return commands.flatMap((command) => folders.map((folder) => join(folder, command))).filter(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
