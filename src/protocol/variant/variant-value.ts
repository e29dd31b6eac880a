import type { MathValue } from './math-values.js';
import type {
  PackedColorArray,
  PackedStringArray,
  PackedVector2Array,
  PackedVector3Array,
  PackedVector4Array,
} from './packed-values.js';
import type { GodotFloat, NodePath, StringName } from './scalar-values.js';
import type { VariantTypeName } from './variant-type.js';

/**
 * A Godot Variant in TypeScript. Writing what was read produces the same bytes.
 *
 * | Godot                                   | TypeScript                                                             |
 * |-----------------------------------------|------------------------------------------------------------------------|
 * | `null`, bool, String                    | `null`, `boolean`, `string`                                            |
 * | int                                     | `number` up to ±(2^53 - 1), else `bigint`; both are taken              |
 * | float                                   | `number` when it can't be an int (`1.5`, `1e300`, NaN), else `GodotFloat` |
 * | Vector2 ... Projection, Color           | the class of that name in `math-values.ts`                             |
 * | StringName, NodePath                    | the class of that name in `scalar-values.ts`                           |
 * | Array                                   | array                                                                  |
 * | Array[T] (4.x)                          | `GodotArray`                                                           |
 * | Dictionary                              | `Map`, in order                                                        |
 * | Dictionary[K, V] (4.4)                  | `GodotDictionary`                                                      |
 * | PackedByteArray                         | `Uint8Array` (a `Buffer` too)                                          |
 * | PackedInt32Array, PackedInt64Array      | `Int32Array`, `BigInt64Array`                                          |
 * | PackedFloat32Array, PackedFloat64Array  | `Float32Array`, `Float64Array`                                         |
 * | PackedStringArray, PackedVector2Array ..| the class of that name in `packed-values.ts`                           |
 * | RID, Object, Callable, Signal           | refused, both ways                                                     |
 *
 * Worth knowing:
 * - A `Map` compares object keys by identity: `map.get('hp')` works, `map.get(new Vector2(0, 0))` does not. Two equal objects
 *   as keys are written as two entries, of which the engine keeps the last; it also treats "a" and &"a" as one key.
 * - NaN is one value; its payload bits are only kept in packed arrays.
 * - The engine drops a U+FEFF at the beginning of a string it reads. A string can't contain U+0000.
 */
export type VariantValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | GodotFloat
  | StringName
  | NodePath
  | MathValue
  | Uint8Array
  | Int32Array
  | BigInt64Array
  | Float32Array
  | Float64Array
  | PackedStringArray
  | PackedVector2Array
  | PackedVector3Array
  | PackedVector4Array
  | PackedColorArray
  | GodotArray
  | GodotDictionary
  | readonly VariantValue[]
  | ReadonlyMap<VariantValue, VariantValue>;

/** A Godot 4 typed array, e.g. `Array[Vector2]`. Items of `float` are plain numbers, whole or not. */
export class GodotArray {
  constructor(
    /** The type of every item. */
    readonly elementType: VariantTypeName,
    readonly items: readonly VariantValue[],
  ) {}
}

/** A Godot 4.4 typed dictionary, e.g. `Dictionary[String, int]`. Values (not keys) of `float` are plain numbers. */
export class GodotDictionary {
  constructor(
    /** The type of every key; undefined: any. */
    readonly keyType: VariantTypeName | undefined,
    /** The type of every value; undefined: any. */
    readonly valueType: VariantTypeName | undefined,
    readonly entries: ReadonlyMap<VariantValue, VariantValue>,
  ) {}
}
