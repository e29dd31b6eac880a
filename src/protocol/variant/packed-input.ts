import {
  PackedColorArray,
  PackedStringArray,
  PackedVector2Array,
  PackedVector3Array,
  PackedVector4Array,
} from './packed-values.js';
import type { VariantInput } from './variant-input.js';
import type { VariantTypeName } from './variant-type.js';
import type { VariantValue } from './variant-value.js';
import { FLAG_64 } from './variant-wire.js';

type ReadPacked = (input: VariantInput, header: number) => VariantValue;

/** Readers of the packed arrays, by type; each is called after the header. */
export const PACKED_READERS: readonly (readonly [VariantTypeName, ReadPacked])[] = [
  ['PackedByteArray', (input) => new Uint8Array(column(input, 1))],
  ['PackedInt32Array', (input) => new Int32Array(column(input, 4))],
  ['PackedInt64Array', (input) => new BigInt64Array(column(input, 8))],
  ['PackedFloat32Array', (input) => new Float32Array(column(input, 4))],
  ['PackedFloat64Array', (input) => new Float64Array(column(input, 8))],
  ['PackedStringArray', (input) => new PackedStringArray(strings(input))],
  ['PackedVector2Array', (input, header) => new PackedVector2Array(vectors(input, header, 2))],
  ['PackedVector3Array', (input, header) => new PackedVector3Array(vectors(input, header, 3))],
  ['PackedVector4Array', (input, header) => new PackedVector4Array(vectors(input, header, 4))],
  ['PackedColorArray', (input) => new PackedColorArray(new Float32Array(column(input, 16)))],
];

function column(input: VariantInput, itemBytes: number): ArrayBuffer {
  return input.memory(input.count(itemBytes) * itemBytes);
}

function vectors(input: VariantInput, header: number, width: number): Float32Array | Float64Array {
  return (header & FLAG_64) === 0
    ? new Float32Array(column(input, width * 4))
    : new Float64Array(column(input, width * 8));
}

function strings(input: VariantInput): string[] {
  const items: string[] = [];
  for (let left = input.count(4); left > 0; left--) items.push(input.terminatedString());
  return items;
}
