/**
 * Godot's vectors, boxes, transforms and colour: plain values with the same fields as in GDScript. Components are JavaScript
 * numbers; in the usual single-precision engine the wire format keeps 32 bits of each. Types ending in `i` hold 32-bit integers.
 */

/** Godot: Vector2. */
export class Vector2 {
  constructor(
    readonly x: number,
    readonly y: number,
  ) {}
}

/** Godot 4: Vector2i. */
export class Vector2i {
  constructor(
    readonly x: number,
    readonly y: number,
  ) {}
}

/** Godot: Vector3. */
export class Vector3 {
  constructor(
    readonly x: number,
    readonly y: number,
    readonly z: number,
  ) {}
}

/** Godot 4: Vector3i. */
export class Vector3i {
  constructor(
    readonly x: number,
    readonly y: number,
    readonly z: number,
  ) {}
}

/** Godot 4: Vector4. */
export class Vector4 {
  constructor(
    readonly x: number,
    readonly y: number,
    readonly z: number,
    readonly w: number,
  ) {}
}

/** Godot 4: Vector4i. */
export class Vector4i {
  constructor(
    readonly x: number,
    readonly y: number,
    readonly z: number,
    readonly w: number,
  ) {}
}

/** Godot: Rect2. */
export class Rect2 {
  constructor(
    readonly position: Vector2,
    readonly size: Vector2,
  ) {}
}

/** Godot 4: Rect2i. */
export class Rect2i {
  constructor(
    readonly position: Vector2i,
    readonly size: Vector2i,
  ) {}
}

/** Godot: Plane, all points where `normal · point = d`. */
export class Plane {
  constructor(
    readonly normal: Vector3,
    readonly d: number,
  ) {}
}

/** Godot 4: Quaternion; Godot 3: Quat. */
export class Quaternion {
  constructor(
    readonly x: number,
    readonly y: number,
    readonly z: number,
    readonly w: number,
  ) {}
}

/** Godot: AABB. */
export class AABB {
  constructor(
    readonly position: Vector3,
    readonly size: Vector3,
  ) {}
}

/** Godot: Transform2D; `x` and `y` are its axes. */
export class Transform2D {
  constructor(
    readonly x: Vector2,
    readonly y: Vector2,
    readonly origin: Vector2,
  ) {}
}

/** Godot: Basis; `x`, `y` and `z` are its axes, the columns of the matrix (the wire has rows). */
export class Basis {
  constructor(
    readonly x: Vector3,
    readonly y: Vector3,
    readonly z: Vector3,
  ) {}
}

/** Godot 4: Transform3D; Godot 3: Transform. */
export class Transform3D {
  constructor(
    readonly basis: Basis,
    readonly origin: Vector3,
  ) {}
}

/** Godot 4: Projection, by columns. */
export class Projection {
  constructor(
    readonly x: Vector4,
    readonly y: Vector4,
    readonly z: Vector4,
    readonly w: Vector4,
  ) {}
}

/** Godot: Color, channels from 0 to 1 (brighter ones are allowed); 32 bits each in every engine. */
export class Color {
  constructor(
    readonly r: number,
    readonly g: number,
    readonly b: number,
    readonly a = 1,
  ) {}
}

/** Any of Godot's mathematical values. */
export type MathValue =
  | Vector2
  | Vector2i
  | Vector3
  | Vector3i
  | Vector4
  | Vector4i
  | Rect2
  | Rect2i
  | Plane
  | Quaternion
  | AABB
  | Transform2D
  | Basis
  | Transform3D
  | Projection
  | Color;
