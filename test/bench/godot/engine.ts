import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import type { Contract } from '../../../src/protocol/contract/contract.js';
import { registerClasses } from '../../../src/tools/gdscript/class-registry.js';
import { GODOT3, GODOT4 } from '../../../src/tools/gdscript/dialect.js';
import { generateAddon } from '../../../src/tools/gdscript/generate.js';
import { projectRoot } from '../child-process.js';

const ADDON = 'addons/godwit';
/** A run takes a few seconds. */
const RUN_LIMIT_MS = 120_000;

const KINDS = {
  4: { variables: ['GODOT4'], names: ['godot4', 'godot'], version: /^4\./m, dialect: GODOT4, at: 'godot' },
  3: {
    variables: ['GODOT36', 'GODOT3'],
    names: ['godot36', 'godot3', 'godot'],
    version: /^3\.[4-9]/m,
    dialect: GODOT3,
    at: 'godot/godot3',
  },
};

/** An engine that was found. */
export interface BenchEngine {
  readonly major: 3 | 4;
  readonly command: string;
}

/** What an engine runs. */
export interface GodotRun {
  /** A project beside this file, to which the addon is added. */
  readonly project: string;
  readonly contract: Contract;
  /** What follows the project's path on the command line. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** An engine: by its variable, in the cache of test/godot/install.sh, or in PATH. */
export function findEngine(major: 3 | 4): BenchEngine | undefined {
  const { variables, names, version } = KINDS[major];
  const { GODWIT_CACHE = join(homedir(), '.cache/godwit'), PATH = '' } = process.env;
  const named = variables.map((variable) => process.env[variable]).find((value) => value !== undefined && value !== '');
  const candidates = [
    named ?? join(GODWIT_CACHE, 'bin', names[0] ?? ''),
    ...PATH.split(delimiter).flatMap((folder) => names.map((name) => join(folder, name))),
  ].filter((command) => existsSync(command));
  const command = candidates.find((candidate) =>
    version.test(spawnSync(candidate, ['--version'], { encoding: 'utf8' }).stdout),
  );
  return command === undefined ? undefined : { major, command };
}

/**
 * Runs a project with the addon, generated for a contract, and returns the figures that it prints.
 * @throws Error with the engine's output when it prints none
 */
export async function runForFigures(engine: BenchEngine, { project, contract, args, env }: GodotRun): Promise<unknown> {
  const folder = mkdtempSync(join(tmpdir(), 'godwit-bench-'));
  try {
    writeProject(engine, folder, { project, contract });
    if (engine.major === 4) await run(engine, folder, ['--import'], env);
    const output = await run(engine, folder, args, env);
    const figures = /^figures (.*)$/m.exec(output)?.[1];
    if (figures === undefined) throw new Error(`The Godot client told no figures:\n${output.slice(-2000)}`);
    return JSON.parse(figures) as unknown;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function writeProject(
  { major }: BenchEngine,
  folder: string,
  { project, contract }: Pick<GodotRun, 'project' | 'contract'>,
): void {
  const { at, dialect } = KINDS[major];
  const source = join(projectRoot, at, ADDON);
  cpSync(join(projectRoot, 'test/bench/godot', project), folder, { recursive: true });
  cpSync(source, join(folder, ADDON), { recursive: true, filter: (path) => path !== join(source, 'generated') });
  for (const [path, text] of generateAddon(contract, dialect)) {
    const file = join(folder, ADDON, 'generated', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  if (major === 4) return;
  const settings = join(folder, 'project.godot');
  writeFileSync(settings, registerClasses(readFileSync(settings, 'utf8'), folder));
}

function run(
  { major, command }: BenchEngine,
  folder: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<string> {
  const hidden = major === 4 ? '--headless' : '--no-window';
  const godot = spawn(command, [hidden, '--path', folder, ...args], {
    env: { PATH: process.env.PATH, HOME: folder, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: Buffer[] = [];
  for (const stream of [godot.stdout, godot.stderr]) stream.on('data', (bytes: Buffer) => output.push(bytes));
  const limit = setTimeout(() => godot.kill('SIGKILL'), RUN_LIMIT_MS);
  return new Promise((resolve, reject) => {
    godot.on('error', reject);
    godot.on('close', () => {
      clearTimeout(limit);
      resolve(Buffer.concat(output).toString());
    });
  });
}
