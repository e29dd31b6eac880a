import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from '../godot/engines.js';
import { temporaryFolder } from '../../src/testing/temporary-folder.js';
import { runScript, writeAddonProject } from './addon-project.js';
import { binaryContract } from './binary-contract.js';
import { BinaryType } from './binary-dtos.js';
import { readBinaryVectors, type BinaryVector } from './binary-vectors.js';

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
  const scripts = writeAddonProject(engine, project, { contract: binaryContract, from: 'binary-godot' });
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

  const complaints = await runScript(engine, project, 'round_trip.gd', files);
  if (!existsSync(files.BINARY_OUT)) throw new Error(`The engine wrote no report:\n${complaints.join('\n')}`);
  const report = JSON.parse(readFileSync(files.BINARY_OUT, 'utf8')) as Omit<EngineReport, 'complaints'>;
  return { ...report, complaints };
}

/** The bytes of a vector as engines report them. */
export function base64(hex: string): string {
  return Buffer.from(hex, 'hex').toString('base64');
}
