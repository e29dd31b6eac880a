import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import type { Contract } from '../../../src/protocol/contract/contract.js';
import { GODOT4 } from '../../../src/tools/gdscript/dialect.js';
import { generateAddon } from '../../../src/tools/gdscript/generate.js';
import { projectRoot } from '../child-process.js';

const ADDON = 'addons/godwit';

/** What the client measures with one codec. */
export interface ClientFigures {
  /** Requests whose answer was not theirs, of 1,000. */
  readonly unmatched: number;
  /** Microseconds for one answer of five fields, from its frame to a typed object. */
  readonly decodeUs: number;
}

/** What {@link runGodotClient} finds. */
export interface GodotFigures {
  readonly json: ClientFigures;
  readonly binary: ClientFigures;
}

/** The command of a Godot 4: by GODOT4, in the cache of test/godot/install.sh, or in PATH. */
export function findGodot(): string | undefined {
  const { GODOT4: named, GODWIT_CACHE = join(homedir(), '.cache/godwit'), PATH = '' } = process.env;
  const candidates = [
    ...(named ? [named] : [join(GODWIT_CACHE, 'bin/godot4')]),
    ...PATH.split(delimiter).flatMap((folder) => [join(folder, 'godot4'), join(folder, 'godot')]),
  ].filter((command) => existsSync(command));
  return candidates.find((command) => /^4\./m.test(spawnSync(command, ['--version'], { encoding: 'utf8' }).stdout));
}

/**
 * Lets a real Godot 4 with classes generated from `contract` talk to the server.
 * @throws Error with the engine's output when it does not come to an end
 */
export async function runGodotClient(command: string, contract: Contract, url: string): Promise<GodotFigures> {
  const project = mkdtempSync(join(tmpdir(), 'godwit-bench-'));
  try {
    writeProject(project, contract);
    await run(command, project, ['--import'], url);
    const output = await run(command, project, ['res://bench.tscn'], url);
    const figures = /^figures (.*)$/m.exec(output)?.[1];
    if (figures === undefined) throw new Error(`The Godot client told no figures:\n${output.slice(-2000)}`);
    return JSON.parse(figures) as GodotFigures;
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
}

function writeProject(project: string, contract: Contract): void {
  const source = join(projectRoot, 'godot', ADDON);
  cpSync(join(projectRoot, 'test/bench/godot/client'), project, { recursive: true });
  cpSync(source, join(project, ADDON), { recursive: true, filter: (path) => path !== join(source, 'generated') });
  for (const [path, text] of generateAddon(contract, GODOT4)) {
    const file = join(project, ADDON, 'generated', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

function run(command: string, project: string, args: readonly string[], url: string): Promise<string> {
  const env = { PATH: process.env.PATH, HOME: project, SERVER_URL: url };
  const godot = spawn(command, ['--headless', '--path', project, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
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

/** A run takes a few seconds. */
const RUN_LIMIT_MS = 120_000;
