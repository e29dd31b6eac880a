import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GodotMajor } from '../../src/protocol/variant/variant-type.js';
import type { EngineName } from '../godot/engines.js';
import type { Notation } from './variant-notation.js';

/** A value, what it is, and the bytes that a real engine wrote for it. */
export interface VariantVector {
  name: string;
  value: Notation;
  hex: string;
}

/** Where the vectors of one engine lie, and the project that writes them. */
export interface VectorSource {
  engine: EngineName;
  godot: GodotMajor;
  file: string;
  project: string;
}

const folder = import.meta.dirname;

/** The engines that golden vectors come from. */
export const VECTOR_SOURCES: readonly VectorSource[] = [
  source('godot4', 4, 'variant-godot4.6.json'),
  source('godot36', 3, 'variant-godot3.6.json'),
  source('godot32', 3, 'variant-godot3.2.json'),
];

/** The checked-in vectors of `source`. */
export function readVectors({ file }: VectorSource): VariantVector[] {
  return JSON.parse(readFileSync(file, 'utf8')) as VariantVector[];
}

/** Replaces the checked-in vectors of `source`, one line for each. */
export function writeVectors({ file }: VectorSource, vectors: readonly VariantVector[]): void {
  const lines = vectors.map(({ name, value, hex }) => JSON.stringify({ name, value, hex }));
  writeFileSync(file, `[\n${lines.join(',\n')}\n]\n`);
}

function source(engine: EngineName, godot: GodotMajor, file: string): VectorSource {
  return {
    engine,
    godot,
    file: join(folder, 'vectors', file),
    project: join(folder, 'variant-godot', `godot${godot}`),
  };
}
