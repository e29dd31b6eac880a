import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { GODOT3, GODOT4 } from '../../src/tools/gdscript/dialect.js';
import { registerClasses } from '../../src/tools/gdscript/class-registry.js';
import { generateAddon } from '../../src/tools/gdscript/generate.js';
import type { Engine } from '../godot/engines.js';
import { GodotProcess } from '../godot/godot-process.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { binaryContract } from './binary-contract.js';
import { BinaryType } from './binary-dtos.js';
import { readBinaryVectors, type BinaryVector } from './binary-vectors.js';

const GODOT_FOLDER = resolve(import.meta.dirname, '../../godot');
const ADDON = 'addons/godwit';

const COMPLAINT = /^(?:SCRIPT |USER )?(?:ERROR|WARNING)|^ +at: |Parse Error|leaked/;

/** What Godot 3.2 says of itself at its start and end, whatever it ran. */
const AT_EXIT = /make_dir_recursive|~List|ObjectDB instances leaked|Resources still in use/;

/** Engines print text that is no UTF-8 as an error of their own; no server of ours sends it. */
const ENGINE_ERROR = 'packet.not_utf8';

/** What an engine makes of one golden packet; packets are in base64. */
export interface EnginePacket {
  readonly name: string;
  /** Set when it is not read at all. */
  readonly fault?: string;
  readonly ref?: number;
  /** What was read, written again. */
  readonly written?: string;
  /** The message from JSON, in binary. */
  readonly from_json?: string;
  /** The same after a detour: to JSON values and back. */
  readonly through_json?: string;
  /** Which rule of the contract its values break; empty for none. */
  readonly problem?: string;
  /** Lengths to which it was cut without being refused. */
  readonly accepted_cuts?: readonly number[];
}

/** What {@link runGoldenVectors} finds. */
export interface EngineReport {
  /** Scripts of the addon that do not load. */
  readonly broken: readonly string[];
  readonly packets: readonly EnginePacket[];
  /** Whether each packet that must be refused was. */
  readonly refused: readonly boolean[];
  /** Everything the engine printed beside its version. */
  readonly complaints: readonly string[];
}

/** The golden vectors that an engine can read: those with Variants are for one major version. */
export function vectorsFor({ major }: Engine): BinaryVector[] {
  const ofGodot: readonly number[] = [BinaryType.Godot, BinaryType.Godot + 1];
  return readBinaryVectors().vectors.filter(({ type, godot }) => !ofGodot.includes(type) || godot === major);
}

/** Generates the addon for the contract of the vectors into a fresh project, and lets a real engine read and write them. */
export async function runGoldenVectors(engine: Engine): Promise<EngineReport> {
  const project = temporaryFolder('golden');
  const scripts = writeProject(engine, project);
  const files = { BINARY_IN: join(project, 'in.json'), BINARY_OUT: join(project, 'out.json') };
  const packets = vectorsFor(engine).map(({ name, ref, hex, message }) => ({
    name,
    ref,
    message,
    packet: base64(hex),
  }));
  const refused = readBinaryVectors().refused.filter(({ code }) => code !== ENGINE_ERROR);
  const input = {
    scripts: scripts.map((path) => `res://${path}`),
    packets,
    refused: refused.map(({ hex }) => base64(hex)),
  };
  writeFileSync(files.BINARY_IN, JSON.stringify(input));

  const complaints = engine.major >= 4 ? await run(engine, project, ['--import']) : [];
  complaints.push(...(await run(engine, project, ['--script', 'res://round_trip.gd'], files)));
  if (!existsSync(files.BINARY_OUT)) throw new Error(`The engine wrote no report:\n${complaints.join('\n')}`);
  const report = JSON.parse(readFileSync(files.BINARY_OUT, 'utf8')) as Omit<EngineReport, 'complaints'>;
  return { ...report, complaints };
}

/** The bytes of a vector as engines report them. */
export function base64(hex: string): string {
  return Buffer.from(hex, 'hex').toString('base64');
}

async function run(engine: Engine, project: string, engineArgs: string[], env = {}): Promise<string[]> {
  const godot = new GodotProcess(engine, { project, engineArgs, env });
  const { code } = await godot.ended;
  if (code !== 0) throw godot.failure(`ended with code ${code ?? 'none'}`);
  return godot.lines.filter((line) => COMPLAINT.test(line) && !(engine.name === 'godot32' && AT_EXIT.test(line)));
}

/** Returns the paths of the addon's scripts. */
function writeProject(engine: Engine, project: string): string[] {
  const isFour = engine.major >= 4;
  const source = join(GODOT_FOLDER, isFour ? '' : 'godot3', ADDON);
  const target = join(project, ADDON);
  cpSync(join(import.meta.dirname, 'binary-godot', isFour ? 'godot4' : 'godot3'), project, { recursive: true });
  // What is written for the server's own modules needs their messages, which this contract does not have.
  const left = ['generated', 'features'].map((name) => join(source, name));
  cpSync(source, target, { recursive: true, filter: (path) => !left.some((folder) => path.startsWith(folder)) });
  for (const [path, text] of generateAddon(binaryContract, isFour ? GODOT4 : GODOT3)) {
    const file = join(target, 'generated', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const names = readdirSync(target, { recursive: true, encoding: 'utf8' });
  const scripts = names.filter((name) => name.endsWith('.gd')).map((name) => `${ADDON}/${name}`);
  if (!isFour) {
    const file = join(project, 'project.godot');
    writeFileSync(file, registerClasses(readFileSync(file, 'utf8'), project));
  }
  return scripts;
}
