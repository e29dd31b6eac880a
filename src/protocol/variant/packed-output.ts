import {
  PackedColorArray,
  PackedStringArray,
  PackedVector2Array,
  PackedVector3Array,
  PackedVectors,
} from './packed-values.js';
import type { VariantOutput } from './variant-output.js';
import type { VariantTypeName } from './variant-type.js';
import { FLAG_64 } from './variant-wire.js';

/** Writes `value` when it is a packed array; false when it is something else. */
export function writePacked(out: VariantOutput, value: object): boolean {
  if (value instanceof Float32Array) writeColumn(out, 'PackedFloat32Array', value);
  else if (value instanceof PackedVectors) writeVectors(out, value);
  else if (value instanceof Uint8Array) writeColumn(out, 'PackedByteArray', value);
  else if (value instanceof Int32Array) writeColumn(out, 'PackedInt32Array', value);
  else if (value instanceof Float64Array) writeColumn(out, 'PackedFloat64Array', value);
  else if (value instanceof BigInt64Array) writeColumn(out, 'PackedInt64Array', value);
  else if (value instanceof PackedStringArray) writeStrings(out, value);
  else return false;
  return true;
}

function writeColumn(out: VariantOutput, name: VariantTypeName, column: ArrayBufferView & { length: number }): void {
  out.header(name);
  out.u32(column.length);
  out.memory(column);
}

function writeVectors(out: VariantOutput, vectors: PackedVectors): void {
  const name = vectorsName(vectors);
  const isDouble = out.isDouble && name !== 'PackedColorArray';
  out.header(name, isDouble ? FLAG_64 : 0);
  out.u32(vectors.length);
  out.memory(inWidth(vectors.components, isDouble));
}

function vectorsName(vectors: PackedVectors): VariantTypeName {
  if (vectors instanceof PackedVector2Array) return 'PackedVector2Array';
  if (vectors instanceof PackedVector3Array) return 'PackedVector3Array';
  return vectors instanceof PackedColorArray ? 'PackedColorArray' : 'PackedVector4Array';
}

function inWidth(components: Float32Array | Float64Array, isDouble: boolean): ArrayBufferView {
  if (components instanceof Float64Array) return isDouble ? components : new Float32Array(components);
  return isDouble ? new Float64Array(components) : components;
}

/** The engine counts the NUL at the end of each of these strings, and of no other. */
function writeStrings(out: VariantOutput, strings: PackedStringArray): void {
  out.header('PackedStringArray');
  out.u32(strings.items.length);
  for (const item of strings.items) out.string(item, 1);
}
