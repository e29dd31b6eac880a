import { Color, Vector2, Vector3, Vector4 } from './math-values.js';

/** Godot: PackedStringArray (3.x: PoolStringArray). */
export class PackedStringArray {
  constructor(readonly items: readonly string[]) {}
}

/**
 * A packed array of vectors as one row of numbers, x y x y ..., without an object per vector. 32-bit floats, or 64-bit ones
 * for a double-precision engine.
 */
export abstract class PackedVectors {
  /**
   * @param components of all vectors, one vector after another; kept, not copied.
   * @throws RangeError when their number is not a multiple of `width`, the components of one vector.
   */
  constructor(
    readonly components: Float32Array | Float64Array,
    private readonly width: number,
  ) {
    if (components.length % width !== 0) throw new RangeError(`The components must be a multiple of ${width}.`);
  }

  /** Number of vectors. */
  get length(): number {
    return this.components.length / this.width;
  }

  protected part(index: number, component: number): number {
    const value = this.components[index * this.width + component];
    if (value === undefined) throw new RangeError(`There is no vector ${index}.`);
    return value;
  }
}

/** Godot: PackedVector2Array (3.x: PoolVector2Array). */
export class PackedVector2Array extends PackedVectors {
  constructor(components: Float32Array | Float64Array) {
    super(components, 2);
  }

  /** Packs `vectors` with 32 bits per component. */
  static from(vectors: readonly Vector2[]): PackedVector2Array {
    const components = new Float32Array(vectors.length * 2);
    vectors.forEach(({ x, y }, i) => {
      components.set([x, y], i * 2);
    });
    return new PackedVector2Array(components);
  }

  /** The vector at `index`. Throws a RangeError when there is none. */
  at(index: number): Vector2 {
    return new Vector2(this.part(index, 0), this.part(index, 1));
  }
}

/** Godot: PackedVector3Array (3.x: PoolVector3Array). */
export class PackedVector3Array extends PackedVectors {
  constructor(components: Float32Array | Float64Array) {
    super(components, 3);
  }

  /** Packs `vectors` with 32 bits per component. */
  static from(vectors: readonly Vector3[]): PackedVector3Array {
    const components = new Float32Array(vectors.length * 3);
    vectors.forEach(({ x, y, z }, i) => {
      components.set([x, y, z], i * 3);
    });
    return new PackedVector3Array(components);
  }

  /** The vector at `index`. Throws a RangeError when there is none. */
  at(index: number): Vector3 {
    return new Vector3(this.part(index, 0), this.part(index, 1), this.part(index, 2));
  }
}

/** Godot 4: PackedVector4Array. */
export class PackedVector4Array extends PackedVectors {
  constructor(components: Float32Array | Float64Array) {
    super(components, 4);
  }

  /** Packs `vectors` with 32 bits per component. */
  static from(vectors: readonly Vector4[]): PackedVector4Array {
    const components = new Float32Array(vectors.length * 4);
    vectors.forEach(({ x, y, z, w }, i) => {
      components.set([x, y, z, w], i * 4);
    });
    return new PackedVector4Array(components);
  }

  /** The vector at `index`. Throws a RangeError when there is none. */
  at(index: number): Vector4 {
    return new Vector4(this.part(index, 0), this.part(index, 1), this.part(index, 2), this.part(index, 3));
  }
}

/** Godot: PackedColorArray (3.x: PoolColorArray); 32 bits per channel in every engine. */
export class PackedColorArray extends PackedVectors {
  constructor(components: Float32Array) {
    super(components, 4);
  }

  /** Packs `colors`. */
  static from(colors: readonly Color[]): PackedColorArray {
    const components = new Float32Array(colors.length * 4);
    colors.forEach(({ r, g, b, a }, i) => {
      components.set([r, g, b, a], i * 4);
    });
    return new PackedColorArray(components);
  }

  /** The colour at `index`. Throws a RangeError when there is none. */
  at(index: number): Color {
    return new Color(this.part(index, 0), this.part(index, 1), this.part(index, 2), this.part(index, 3));
  }
}
