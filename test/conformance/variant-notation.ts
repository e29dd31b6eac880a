import * as math from '../../src/protocol/variant/math-values.js';
import * as packed from '../../src/protocol/variant/packed-values.js';
import { GodotFloat, NodePath, StringName } from '../../src/protocol/variant/scalar-values.js';
import type { VariantTypeName } from '../../src/protocol/variant/variant-type.js';
import { GodotArray, GodotDictionary, type VariantValue } from '../../src/protocol/variant/variant-value.js';

/** What a value is, as the engine says it without its Variant format; see `variant-godot/godot4/notation.gd`. */
export type Notation = readonly [string, ...unknown[]];

/** Builds the value that `notation` describes; undefined for one that must be refused. */
export function fromNotation(notation: Notation): VariantValue | undefined {
  return notation[0] === 'refused' ? undefined : valueOf(notation);
}

/** The float whose 64 bits, most significant first, are these hex digits. */
function floatOf(bits: string): number {
  return Buffer.from(bits, 'hex').readDoubleBE();
}

const readers: Record<string, (...parts: never[]) => VariantValue> = {
  Nil: () => null,
  bool: (value: boolean) => value,
  int: (digits: string) => (Number.isSafeInteger(Number(digits)) ? Number(digits) : BigInt(digits)),
  float: (bits: string) => exactFloat(floatOf(bits)),
  String: (text: string) => text,
  StringName: (text: string) => new StringName(text),
  NodePath: (names: string[], subnames: string[], isAbsolute: boolean) => new NodePath(names, subnames, isAbsolute),
  Array: readArray,
  Dictionary: readDictionary,

  Vector2: reals((x, y) => new math.Vector2(x, y)),
  Vector2i: ints((x, y) => new math.Vector2i(x, y)),
  Rect2: reals((x, y, w, h) => new math.Rect2(new math.Vector2(x, y), new math.Vector2(w, h))),
  Rect2i: ints((x, y, w, h) => new math.Rect2i(new math.Vector2i(x, y), new math.Vector2i(w, h))),
  Vector3: reals((x, y, z) => new math.Vector3(x, y, z)),
  Vector3i: ints((x, y, z) => new math.Vector3i(x, y, z)),
  Transform2D: reals(
    (a, b, c, d, e, f) => new math.Transform2D(new math.Vector2(a, b), new math.Vector2(c, d), new math.Vector2(e, f)),
  ),
  Vector4: reals((x, y, z, w) => new math.Vector4(x, y, z, w)),
  Vector4i: ints((x, y, z, w) => new math.Vector4i(x, y, z, w)),
  Plane: reals((x, y, z, d) => new math.Plane(new math.Vector3(x, y, z), d)),
  Quaternion: reals((x, y, z, w) => new math.Quaternion(x, y, z, w)),
  AABB: reals((a, b, c, d, e, f) => new math.AABB(new math.Vector3(a, b, c), new math.Vector3(d, e, f))),
  Basis: reals((...parts) => basisOf(parts)),
  Transform3D: reals((...parts) => new math.Transform3D(basisOf(parts), vector3At(parts, 9))),
  Projection: reals((...parts) => projectionOf(parts)),
  Color: reals((r, g, b, a) => new math.Color(r, g, b, a)),

  PackedByteArray: (items: string[]) => Uint8Array.from(items, Number),
  PackedInt32Array: (items: string[]) => Int32Array.from(items, Number),
  PackedInt64Array: (items: string[]) => BigInt64Array.from(items, BigInt),
  PackedFloat32Array: (items: string[]) => Float32Array.from(items, floatOf),
  PackedFloat64Array: (items: string[]) => Float64Array.from(items, floatOf),
  PackedStringArray: (items: string[]) => new packed.PackedStringArray(items),
  PackedVector2Array: (items: string[][]) => new packed.PackedVector2Array(column(items)),
  PackedVector3Array: (items: string[][]) => new packed.PackedVector3Array(column(items)),
  PackedVector4Array: (items: string[][]) => new packed.PackedVector4Array(column(items)),
  PackedColorArray: (items: string[][]) => new packed.PackedColorArray(column(items)),
};

function valueOf([type, ...parts]: Notation): VariantValue {
  const read = readers[type];
  if (!read) throw new Error(`No such type in the notation: ${type}`);
  return read(...(parts as never[]));
}

function exactFloat(value: number): number | GodotFloat {
  return Number.isInteger(value) && Math.abs(value) < 2 ** 53 ? new GodotFloat(value) : value;
}

function reals(build: (...parts: number[]) => VariantValue) {
  return (parts: string[]): VariantValue => build(...parts.map(floatOf));
}

function ints(build: (...parts: number[]) => VariantValue) {
  return (parts: string[]): VariantValue => build(...parts.map(Number));
}

function vector3At(parts: readonly number[], index: number): math.Vector3 {
  return new math.Vector3(parts[index]!, parts[index + 1]!, parts[index + 2]!);
}

function basisOf(parts: readonly number[]): math.Basis {
  return new math.Basis(vector3At(parts, 0), vector3At(parts, 3), vector3At(parts, 6));
}

function projectionOf(parts: readonly number[]): math.Projection {
  const columns = [0, 4, 8, 12].map((i) => new math.Vector4(parts[i]!, parts[i + 1]!, parts[i + 2]!, parts[i + 3]!));
  return new math.Projection(columns[0]!, columns[1]!, columns[2]!, columns[3]!);
}

function column(items: string[][]): Float32Array {
  return Float32Array.from(items.flat(), floatOf);
}

function readArray(elementType: VariantTypeName | null, items: Notation[]): VariantValue {
  if (elementType === null) return items.map(valueOf);
  return new GodotArray(elementType, items.map(valueOf).map(elementType === 'float' ? unwrapped : itself));
}

function readDictionary(
  keyType: VariantTypeName | null,
  valueType: VariantTypeName | null,
  entries: [Notation, Notation][],
): VariantValue {
  const ofValue = valueType === 'float' ? unwrapped : itself;
  const map = new Map(entries.map(([key, value]) => [valueOf(key), ofValue(valueOf(value))]));
  if (keyType === null && valueType === null) return map;
  return new GodotDictionary(keyType ?? undefined, valueType ?? undefined, map);
}

function unwrapped(value: VariantValue): VariantValue {
  return value instanceof GodotFloat ? value.value : value;
}

function itself(value: VariantValue): VariantValue {
  return value;
}
