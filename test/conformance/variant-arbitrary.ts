import fc from 'fast-check';
import * as math from '../../src/protocol/variant/math-values.js';
import * as packed from '../../src/protocol/variant/packed-values.js';
import { GodotFloat, NodePath, StringName } from '../../src/protocol/variant/scalar-values.js';
import { encodeVariant } from '../../src/protocol/variant/variant.js';
import type { GodotMajor, VariantTypeName } from '../../src/protocol/variant/variant-type.js';
import { GodotArray, GodotDictionary, type VariantValue } from '../../src/protocol/variant/variant-value.js';

type Values = fc.Arbitrary<VariantValue>;

/** Any value of the model that an engine of `godot` has, in the form that reading gives. Reals fit in 32 bits. */
export function variants(godot: GodotMajor): Values {
  const { value } = fc.letrec<{ value: VariantValue }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4, depthSize: 'small', withCrossShrink: true },
      { arbitrary: fc.oneof(...Object.values(leaves(godot))), weight: 4 },
      { arbitrary: fc.array(tie('value'), { maxLength: 6 }), weight: 1 },
      { arbitrary: maps(keys(godot), tie('value')), weight: 1 },
      ...(godot === 4 ? [{ arbitrary: typed(tie('value')), weight: 2 }] : []),
    ),
  }));
  return value;
}

/** Any value that the engine keeps as it is: it drops a byte order mark, and Godot 3 the `/` of a path without names. */
function texts(): fc.Arbitrary<string> {
  return fc.string({ unit: 'binary', maxLength: 24 }).map((text) => text.replaceAll('\0', '').replace(/^\uFEFF+/, ''));
}

const ints = fc.oneof(
  fc.integer(),
  fc.maxSafeInteger(),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((v) => (Number.isSafeInteger(Number(v)) ? Number(v) : v)),
);
const plainFloats = fc.oneof(fc.double(), fc.float(), fc.integer());
const floats = plainFloats.map((v) => (Number.isSafeInteger(v) ? new GodotFloat(v) : v));
const real = fc.float();
const int32 = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });

const vector2 = fc.tuple(real, real).map((c) => new math.Vector2(...c));
const vector3 = fc.tuple(real, real, real).map((c) => new math.Vector3(...c));
const vector4 = fc.tuple(real, real, real, real).map((c) => new math.Vector4(...c));
const vector2i = fc.tuple(int32, int32).map((c) => new math.Vector2i(...c));
const vector3i = fc.tuple(int32, int32, int32).map((c) => new math.Vector3i(...c));
const vector4i = fc.tuple(int32, int32, int32, int32).map((c) => new math.Vector4i(...c));
const basis = fc.tuple(vector3, vector3, vector3).map((c) => new math.Basis(...c));

type Leaves = Partial<Record<VariantTypeName, Values>>;

function leaves(godot: GodotMajor): Leaves {
  return godot === 4 ? { ...commonLeaves(), ...leavesOf4() } : commonLeaves();
}

function commonLeaves(): Leaves {
  return {
    Nil: fc.constant(null),
    bool: fc.boolean(),
    int: ints,
    float: floats,
    String: texts(),
    NodePath: nodePaths(),
    Vector2: vector2,
    Rect2: fc.tuple(vector2, vector2).map((c) => new math.Rect2(...c)),
    Vector3: vector3,
    Transform2D: fc.tuple(vector2, vector2, vector2).map((c) => new math.Transform2D(...c)),
    Plane: fc.tuple(vector3, real).map((c) => new math.Plane(...c)),
    Quaternion: fc.tuple(real, real, real, real).map((c) => new math.Quaternion(...c)),
    AABB: fc.tuple(vector3, vector3).map((c) => new math.AABB(...c)),
    Basis: basis,
    Transform3D: fc.tuple(basis, vector3).map((c) => new math.Transform3D(...c)),
    Color: fc.tuple(real, real, real, real).map((c) => new math.Color(...c)),
    PackedByteArray: fc.uint8Array(),
    PackedInt32Array: fc.int32Array(),
    PackedFloat32Array: fc.float32Array(),
    PackedStringArray: fc.array(texts(), { maxLength: 5 }).map((items) => new packed.PackedStringArray(items)),
    PackedVector2Array: columns(2).map((column) => new packed.PackedVector2Array(column)),
    PackedVector3Array: columns(3).map((column) => new packed.PackedVector3Array(column)),
    PackedColorArray: columns(4).map((column) => new packed.PackedColorArray(column)),
  };
}

function leavesOf4(): Leaves {
  return {
    StringName: texts().map((text) => new StringName(text)),
    Vector2i: vector2i,
    Rect2i: fc.tuple(vector2i, vector2i).map((c) => new math.Rect2i(...c)),
    Vector3i: vector3i,
    Vector4: vector4,
    Vector4i: vector4i,
    Projection: fc.tuple(vector4, vector4, vector4, vector4).map((c) => new math.Projection(...c)),
    PackedInt64Array: fc.bigInt64Array(),
    PackedFloat64Array: fc.float64Array(),
    PackedVector4Array: columns(4).map((column) => new packed.PackedVector4Array(column)),
  };
}

function columns(width: number): fc.Arbitrary<Float32Array> {
  return fc.array(fc.array(real, { minLength: width, maxLength: width }), { maxLength: 5 }).map((vectors) => {
    return Float32Array.from(vectors.flat());
  });
}

function nodePaths(): fc.Arbitrary<NodePath> {
  const parts = fc.array(texts(), { maxLength: 3 });
  return fc.tuple(parts, parts, fc.boolean()).map(([names, subnames, isAbsolute]) => {
    return new NodePath(names, subnames, isAbsolute && names.length > 0);
  });
}

/** Keys that Godot, too, can tell from each other; an object that equals another one is a second key in a Map only. */
function keys(godot: GodotMajor): Values {
  const common = [fc.constant(null), fc.boolean(), ints, floats, texts(), vector2, vector3, fc.uint8Array()];
  const of4 = [texts().map((text) => new StringName(text)), vector2i, vector4i];
  return fc.oneof(...common, ...(godot === 4 ? of4 : []));
}

function maps(key: Values, value: Values): fc.Arbitrary<Map<VariantValue, VariantValue>> {
  const entries = fc.uniqueArray(fc.tuple(key, value), { maxLength: 5, selector: ([k]) => identity(k) });
  return entries.map((list) => new Map(list));
}

/** Equal for keys that Godot takes for equal: "a" and &"a", 0.0 and -0.0. */
function identity(key: VariantValue): string {
  const text = key instanceof StringName ? key.value : key;
  return Buffer.from(encodeVariant(text, { godot: 4 }))
    .toString('hex')
    .replaceAll('00000080', '00000000');
}

function typed(value: Values): Values {
  const elements: Leaves = {
    ...leaves(4),
    Array: fc.array(value, { maxLength: 3 }),
    Dictionary: maps(keys(4), value),
    float: plainFloats,
  };
  delete elements.Nil;
  const kinds = Object.entries(elements) as [VariantTypeName, Values][];
  return fc.constantFrom(...kinds).chain(([type, items]) => {
    const array = fc.array(items, { maxLength: 5 }).map((list) => new GodotArray(type, list));
    const valued = maps(keys(4), items).map((map) => new GodotDictionary(undefined, type, map));
    const keyed = maps(texts(), value).map((map) => new GodotDictionary('String', undefined, map));
    const both = maps(floats, items).map((map) => new GodotDictionary('float', type, map));
    return fc.oneof(array, valued, keyed, both);
  });
}
