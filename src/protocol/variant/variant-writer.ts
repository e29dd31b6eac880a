import { MATH_CODECS, type MathCodec } from './math-codec.js';
import {
  PackedColorArray,
  PackedStringArray,
  PackedVector2Array,
  PackedVector3Array,
  PackedVectors,
} from './packed-values.js';
import { GodotFloat, NodePath, StringName } from './scalar-values.js';
import type { VariantOutput } from './variant-output.js';
import { isElementType, typeCode, type VariantTypeName } from './variant-type.js';
import { GodotArray, GodotDictionary, type VariantValue } from './variant-value.js';
import {
  ELEMENT_SHIFT,
  FLAG_64,
  KIND_ANY,
  KIND_BUILTIN,
  NODE_PATH_ABSOLUTE,
  NODE_PATH_MARK,
  VALUE_SHIFT,
} from './variant-wire.js';

const FLOAT = typeCode('float', 4);
const mathCodecs = new Map<unknown, MathCodec>(MATH_CODECS.map((codec) => [codec.type, codec]));

/** Writes `value`, nested in `depth` containers. */
export function writeValue(out: VariantOutput, value: VariantValue, depth: number): void {
  switch (typeof value) {
    case 'number':
      if (Number.isSafeInteger(value) && !Object.is(value, -0)) writeInt(out, value);
      else writeFloat(out, value);
      return;
    case 'string':
      out.header('String');
      out.string(value);
      return;
    case 'boolean':
      out.header('bool');
      out.u32(value ? 1 : 0);
      return;
    case 'bigint':
      writeBigint(out, value);
      return;
    case 'object':
      if (value === null) out.header('Nil');
      else writeObject(out, value, depth);
      return;
    default:
      out.fail('variant.not_a_variant', typeof value);
  }
}

function writeInt(out: VariantOutput, value: number): void {
  if ((value | 0) === value) {
    out.header('int');
    out.u32(value);
    return;
  }
  out.header('int', FLAG_64);
  out.i64(value);
}

function writeBigint(out: VariantOutput, value: bigint): void {
  if (BigInt.asIntN(64, value) !== value) out.fail('variant.out_of_range', 'an int has 64 bits');
  if (BigInt.asIntN(32, value) === value) {
    writeInt(out, Number(value));
    return;
  }
  out.header('int', FLAG_64);
  out.bigint(value);
}

/** The engine writes a float in 32 bits when that is exact. NaN is not equal to itself, so it is written as 64. */
function writeFloat(out: VariantOutput, value: number): void {
  if (Math.fround(value) === value) {
    out.header('float');
    out.f32(value);
    return;
  }
  out.header('float', FLAG_64);
  out.f64(value);
}

function writeObject(out: VariantOutput, value: VariantValue & object, depth: number): void {
  const math = mathCodecs.get(value.constructor);
  if (math !== undefined) writeMath(out, math, value);
  else if (isMap(value)) writeDictionary(out, undefined, undefined, value, depth);
  else if (isArray(value)) writeArray(out, undefined, value, depth);
  else if (value instanceof GodotFloat) writeFloat(out, value.value);
  else if (value instanceof StringName) writeStringName(out, value);
  else if (value instanceof NodePath) writeNodePath(out, value);
  else if (value instanceof GodotArray) writeArray(out, value.elementType, value.items, depth);
  else if (value instanceof GodotDictionary) writeDictionary(out, value.keyType, value.valueType, value.entries, depth);
  else if (!writePacked(out, value)) out.fail('variant.not_a_variant', 'an object outside the Variant model');
}

function writeMath(out: VariantOutput, codec: MathCodec, value: object): void {
  out.header(codec.name, codec.kind === 'real' && out.isDouble ? FLAG_64 : 0);
  out.components(codec.kind);
  codec.write(value, out);
}

function writeStringName(out: VariantOutput, name: StringName): void {
  out.header('StringName');
  out.string(name.value);
}

function writeNodePath(out: VariantOutput, path: NodePath): void {
  out.header('NodePath');
  out.u32(NODE_PATH_MARK | path.names.length);
  out.u32(path.subnames.length);
  out.u32(path.isAbsolute ? NODE_PATH_ABSOLUTE : 0);
  for (const name of path.names) out.string(name);
  for (const subname of path.subnames) out.string(subname);
}

function writeArray(
  out: VariantOutput,
  elementType: VariantTypeName | undefined,
  items: readonly VariantValue[],
  depth: number,
): void {
  enter(out, depth);
  out.header('Array', kindOf(elementType) << ELEMENT_SHIFT);
  const code = writeElementType(out, elementType);
  out.u32(items.length);
  for (const item of items) writeElement(out, item, code, depth + 1);
}

function writeDictionary(
  out: VariantOutput,
  keyType: VariantTypeName | undefined,
  valueType: VariantTypeName | undefined,
  entries: ReadonlyMap<VariantValue, VariantValue>,
  depth: number,
): void {
  enter(out, depth);
  out.header('Dictionary', (kindOf(keyType) << ELEMENT_SHIFT) | (kindOf(valueType) << VALUE_SHIFT));
  const keyCode = writeElementType(out, keyType);
  const valueCode = writeElementType(out, valueType);
  out.u32(entries.size);
  for (const [key, value] of entries) {
    writeElement(out, key, keyCode, depth + 1);
    writeElement(out, value, valueCode, depth + 1);
  }
}

function enter(out: VariantOutput, depth: number): void {
  if (depth >= out.maxDepth) out.fail('variant.too_deep');
}

function kindOf(type: VariantTypeName | undefined): number {
  return type === undefined ? KIND_ANY : KIND_BUILTIN;
}

/** Writes the number of `type`, if there is one, and returns it. */
function writeElementType(out: VariantOutput, type: VariantTypeName | undefined): number | undefined {
  if (type === undefined) return undefined;
  if (out.godot === 3) out.fail('variant.not_in_engine', 'typed arrays and dictionaries came with Godot 4');
  if (!isElementType(type)) out.fail('variant.bad_element', 'no such element type');
  const code = out.code(type);
  out.u32(code);
  return code;
}

function writeElement(out: VariantOutput, value: VariantValue, code: number | undefined, depth: number): void {
  if (code === undefined) {
    writeValue(out, value, depth);
    return;
  }
  const start = out.position;
  if (code === FLOAT && typeof value === 'number') writeFloat(out, value);
  else writeValue(out, value, depth);
  if (out.typeAt(start) !== code) out.fail('variant.bad_element');
}

function isArray(value: object): value is readonly VariantValue[] {
  return Array.isArray(value);
}

function isMap(value: object): value is ReadonlyMap<VariantValue, VariantValue> {
  return value instanceof Map;
}

/** Writes `value` if it is a packed array; returns false otherwise. */
function writePacked(out: VariantOutput, value: object): boolean {
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

/** The engine includes the terminating NUL in the length of these strings, and of no others. */
function writeStrings(out: VariantOutput, strings: PackedStringArray): void {
  out.header('PackedStringArray');
  out.u32(strings.items.length);
  for (const item of strings.items) out.string(item, 1);
}
