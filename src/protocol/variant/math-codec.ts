import * as math from './math-values.js';
import type { VariantTypeName } from './variant-type.js';

/** The wire type of a component: the engine's real_t, always 32 bits, or a 32-bit integer. */
export type ComponentKind = 'real' | 'float32' | 'int32';

/** Takes the components of a value one by one, in wire order. */
export interface ComponentSink {
  put(component: number): void;
}

/** Yields the components of a value one by one, in wire order. */
export interface ComponentSource {
  next(): number;
}

/** The encoding of one mathematical type: a row of equal components. */
export interface MathCodec<In extends object = object, Out extends math.MathValue = math.MathValue> {
  readonly name: VariantTypeName;
  readonly kind: ComponentKind;
  readonly type: abstract new (...parts: never[]) => Out;
  /** @param value an instance of `type` */
  write(value: In, to: ComponentSink): void;
  read(from: ComponentSource): Out;
}

type CodecOf<T extends math.MathValue> = MathCodec<T, T>;

const vector2: CodecOf<math.Vector2> = {
  name: 'Vector2',
  kind: 'real',
  type: math.Vector2,
  write(v, to) {
    put2(v.x, v.y, to);
  },
  read: (from) => new math.Vector2(from.next(), from.next()),
};

const vector2i: CodecOf<math.Vector2i> = {
  name: 'Vector2i',
  kind: 'int32',
  type: math.Vector2i,
  write(v, to) {
    put2(v.x, v.y, to);
  },
  read: (from) => new math.Vector2i(from.next(), from.next()),
};

const vector3: CodecOf<math.Vector3> = {
  name: 'Vector3',
  kind: 'real',
  type: math.Vector3,
  write(v, to) {
    put3(v.x, v.y, v.z, to);
  },
  read: (from) => new math.Vector3(from.next(), from.next(), from.next()),
};

const vector3i: CodecOf<math.Vector3i> = {
  name: 'Vector3i',
  kind: 'int32',
  type: math.Vector3i,
  write(v, to) {
    put3(v.x, v.y, v.z, to);
  },
  read: (from) => new math.Vector3i(from.next(), from.next(), from.next()),
};

const vector4: CodecOf<math.Vector4> = {
  name: 'Vector4',
  kind: 'real',
  type: math.Vector4,
  write(v, to) {
    put4(v.x, v.y, v.z, v.w, to);
  },
  read: (from) => new math.Vector4(from.next(), from.next(), from.next(), from.next()),
};

const vector4i: CodecOf<math.Vector4i> = {
  name: 'Vector4i',
  kind: 'int32',
  type: math.Vector4i,
  write(v, to) {
    put4(v.x, v.y, v.z, v.w, to);
  },
  read: (from) => new math.Vector4i(from.next(), from.next(), from.next(), from.next()),
};

const rect2: CodecOf<math.Rect2> = {
  name: 'Rect2',
  kind: 'real',
  type: math.Rect2,
  write({ position, size }, to) {
    put4(position.x, position.y, size.x, size.y, to);
  },
  read: (from) => new math.Rect2(vector2.read(from), vector2.read(from)),
};

const rect2i: CodecOf<math.Rect2i> = {
  name: 'Rect2i',
  kind: 'int32',
  type: math.Rect2i,
  write({ position, size }, to) {
    put4(position.x, position.y, size.x, size.y, to);
  },
  read: (from) => new math.Rect2i(vector2i.read(from), vector2i.read(from)),
};

const plane: CodecOf<math.Plane> = {
  name: 'Plane',
  kind: 'real',
  type: math.Plane,
  write({ normal, d }, to) {
    put4(normal.x, normal.y, normal.z, d, to);
  },
  read: (from) => new math.Plane(vector3.read(from), from.next()),
};

const quaternion: CodecOf<math.Quaternion> = {
  name: 'Quaternion',
  kind: 'real',
  type: math.Quaternion,
  write(q, to) {
    put4(q.x, q.y, q.z, q.w, to);
  },
  read: (from) => new math.Quaternion(from.next(), from.next(), from.next(), from.next()),
};

const aabb: CodecOf<math.AABB> = {
  name: 'AABB',
  kind: 'real',
  type: math.AABB,
  write({ position, size }, to) {
    vector3.write(position, to);
    vector3.write(size, to);
  },
  read: (from) => new math.AABB(vector3.read(from), vector3.read(from)),
};

const transform2d: CodecOf<math.Transform2D> = {
  name: 'Transform2D',
  kind: 'real',
  type: math.Transform2D,
  write({ x, y, origin }, to) {
    vector2.write(x, to);
    vector2.write(y, to);
    vector2.write(origin, to);
  },
  read: (from) => new math.Transform2D(vector2.read(from), vector2.read(from), vector2.read(from)),
};

/** The only one whose wire order differs from its fields: the engine stores and sends the rows of the matrix. */
const basis: CodecOf<math.Basis> = {
  name: 'Basis',
  kind: 'real',
  type: math.Basis,
  write({ x, y, z }, to) {
    put3(x.x, y.x, z.x, to);
    put3(x.y, y.y, z.y, to);
    put3(x.z, y.z, z.z, to);
  },
  read(from) {
    const row0 = vector3.read(from);
    const row1 = vector3.read(from);
    const row2 = vector3.read(from);
    return new math.Basis(
      new math.Vector3(row0.x, row1.x, row2.x),
      new math.Vector3(row0.y, row1.y, row2.y),
      new math.Vector3(row0.z, row1.z, row2.z),
    );
  },
};

const transform3d: CodecOf<math.Transform3D> = {
  name: 'Transform3D',
  kind: 'real',
  type: math.Transform3D,
  write(transform, to) {
    basis.write(transform.basis, to);
    vector3.write(transform.origin, to);
  },
  read: (from) => new math.Transform3D(basis.read(from), vector3.read(from)),
};

const projection: CodecOf<math.Projection> = {
  name: 'Projection',
  kind: 'real',
  type: math.Projection,
  write({ x, y, z, w }, to) {
    vector4.write(x, to);
    vector4.write(y, to);
    vector4.write(z, to);
    vector4.write(w, to);
  },
  read: (from) => new math.Projection(vector4.read(from), vector4.read(from), vector4.read(from), vector4.read(from)),
};

const color: CodecOf<math.Color> = {
  name: 'Color',
  kind: 'float32',
  type: math.Color,
  write({ r, g, b, a }, to) {
    put4(r, g, b, a, to);
  },
  read: (from) => new math.Color(from.next(), from.next(), from.next(), from.next()),
};

function put2(a: number, b: number, to: ComponentSink): void {
  to.put(a);
  to.put(b);
}

function put3(a: number, b: number, c: number, to: ComponentSink): void {
  put2(a, b, to);
  to.put(c);
}

function put4(a: number, b: number, c: number, d: number, to: ComponentSink): void {
  put2(a, b, to);
  put2(c, d, to);
}

/** Every mathematical type. */
export const MATH_CODECS: readonly MathCodec[] = [
  vector2,
  vector2i,
  vector3,
  vector3i,
  vector4,
  vector4i,
  rect2,
  rect2i,
  plane,
  quaternion,
  aabb,
  transform2d,
  basis,
  transform3d,
  projection,
  color,
];
