import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from '../godot/engines.js';
import { GodotProcess } from '../../src/testing/godot-process.js';
import { copyProject } from '../../src/testing/godot-project.js';
import { temporaryFolder } from '../../src/testing/temporary-folder.js';
import type { VariantVector, VectorSource } from './variant-vectors.js';

/** The vectors as `engine` writes them now. */
export async function freshVectors(engine: Engine, source: VectorSource): Promise<VariantVector[]> {
  const written = await runScript(engine, source, 'write_vectors.gd', Buffer.alloc(0));
  return JSON.parse(written.toString()) as VariantVector[];
}

/** Lets `engine` read each of `variants` and write it again, all in one process. */
export async function roundTrip(
  engine: Engine,
  source: VectorSource,
  variants: readonly Uint8Array[],
): Promise<Uint8Array[]> {
  return split(await runScript(engine, source, 'round_trip.gd', joined(variants)));
}

async function runScript(engine: Engine, source: VectorSource, script: string, input: Buffer): Promise<Buffer> {
  const folder = temporaryFolder('variant');
  const files = { VARIANT_IN: join(folder, 'in'), VARIANT_OUT: join(folder, 'out') };
  writeFileSync(files.VARIANT_IN, input);
  const godot = new GodotProcess(engine, {
    project: await copyProject(engine, source.project),
    engineArgs: ['--script', `res://${script}`],
    env: files,
  });
  const end = await godot.ended;
  const isBroken = godot.lines.some((line) => line.startsWith('SCRIPT ERROR'));
  if (end.code !== 0 || isBroken || !existsSync(files.VARIANT_OUT)) throw godot.failure(`${script} failed`);
  return readFileSync(files.VARIANT_OUT);
}

function joined(variants: readonly Uint8Array[]): Buffer {
  return Buffer.concat(
    variants.flatMap((bytes) => {
      const length = Buffer.alloc(4);
      length.writeUInt32LE(bytes.length);
      return [length, bytes];
    }),
  );
}

function split(file: Buffer): Uint8Array[] {
  const variants: Uint8Array[] = [];
  for (let at = 0; at < file.length;) {
    const end = at + 4 + file.readUInt32LE(at);
    variants.push(file.subarray(at + 4, end));
    at = end;
  }
  return variants;
}
