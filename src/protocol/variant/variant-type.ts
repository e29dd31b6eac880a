/** The engine's major version; each numbers the Variant types its own way. */
export type GodotMajor = 3 | 4;

/**
 * The number of every type in `[Godot 4, Godot 3]`; undefined if Godot 3 has no such type. Names are Godot 4's, as its
 * `type_string()` writes them. Source: the enum `Variant::Type` of engines 4.6 and 3.6, verified by the golden vectors.
 */
const NUMBERS = {
  Nil: [0, 0],
  bool: [1, 1],
  int: [2, 2],
  float: [3, 3],
  String: [4, 4],
  Vector2: [5, 5],
  Vector2i: [6, undefined],
  Rect2: [7, 6],
  Rect2i: [8, undefined],
  Vector3: [9, 7],
  Vector3i: [10, undefined],
  Transform2D: [11, 8],
  Vector4: [12, undefined],
  Vector4i: [13, undefined],
  Plane: [14, 9],
  /** Godot 3: Quat. */
  Quaternion: [15, 10],
  AABB: [16, 11],
  Basis: [17, 12],
  /** Godot 3: Transform. */
  Transform3D: [18, 13],
  Projection: [19, undefined],
  Color: [20, 14],
  StringName: [21, undefined],
  NodePath: [22, 15],
  RID: [23, 16],
  Object: [24, 17],
  Callable: [25, undefined],
  Signal: [26, undefined],
  Dictionary: [27, 18],
  Array: [28, 19],
  /** Godot 3 says Pool where Godot 4 says Packed. */
  PackedByteArray: [29, 20],
  /** Godot 3: PoolIntArray. */
  PackedInt32Array: [30, 21],
  PackedInt64Array: [31, undefined],
  /** Godot 3: PoolRealArray. */
  PackedFloat32Array: [32, 22],
  PackedFloat64Array: [33, undefined],
  PackedStringArray: [34, 23],
  PackedVector2Array: [35, 24],
  PackedVector3Array: [36, 25],
  PackedColorArray: [37, 26],
  PackedVector4Array: [38, undefined],
} as const satisfies Record<string, readonly [number, number | undefined]>;

/** The name of a Variant type, Godot 4's for both engines. */
export type VariantTypeName = keyof typeof NUMBERS;

const codes = new Map<string, readonly [number, number | undefined]>(Object.entries(NUMBERS));
const names4 = namesBy(0);
const names3 = namesBy(1);

/** The number of the type `name` in that engine; undefined when the engine has no such type. */
export function typeCode(name: string, godot: GodotMajor): number | undefined {
  return codes.get(name)?.[godot === 4 ? 0 : 1];
}

/** The types of an engine, each at the index of its number. */
export function typeNames(godot: GodotMajor): readonly VariantTypeName[] {
  return godot === 4 ? names4 : names3;
}

const REFUSED: ReadonlySet<string> = new Set<VariantTypeName>(['RID', 'Object', 'Callable', 'Signal']);

/** True for types that only have a meaning inside one process; such values are not read or written. */
export function isRefused(name: VariantTypeName): boolean {
  return REFUSED.has(name);
}

/** True when a typed array or dictionary may declare the type `name`. */
export function isElementType(name: VariantTypeName): boolean {
  return codes.has(name) && name !== 'Nil' && !isRefused(name);
}

function namesBy(column: 0 | 1): readonly VariantTypeName[] {
  const names: VariantTypeName[] = [];
  let name: VariantTypeName;
  for (name in NUMBERS) {
    const code = NUMBERS[name][column];
    if (code !== undefined) names[code] = name;
  }
  return names;
}
