import 'reflect-metadata';
import { Type } from 'class-transformer';
import { Allow, IsInstance, IsNumber, IsObject, Max, Min, ValidateNested } from 'class-validator';

/** Wire forms that validators cannot express. */
export type ChosenWire =
  | 'f32'
  | 'f64'
  | 'u8'
  | 'u16'
  | 'u32'
  | 'i8'
  | 'i16'
  | 'i32'
  | 'varint'
  | 'varuint'
  | 'bytes'
  | 'variant'
  | 'json'
  | 'vec2'
  | 'vec3'
  | 'color'
  | QuantizedWire;

/** A number mapped evenly to a few bits. */
export interface QuantizedWire {
  readonly form: 'quantized';
  readonly min: number;
  readonly max: number;
  readonly bits: number;
}

const WIRE = Symbol('godwit:wire');

/** The largest 32-bit float. */
const MAX_F32 = 3.402_823_466_385_288_6e38;

/** Sets a field's encoding on the binary wire where its validators do not determine it, or not well enough. */
export function Wire(form: ChosenWire): PropertyDecorator {
  return (target, name) => {
    Reflect.defineMetadata(WIRE, form, target, name);
  };
}

/**
 * A number from `min` to `max` in `bits` bits (1 to 32), evenly spaced; both ends are exact, the error is at most half a step.
 * @throws Error when the range or the bits are invalid
 */
export function quantized(min: number, max: number, bits: number): QuantizedWire {
  if (!(min < max) || !Number.isFinite(max - min) || !Number.isInteger(bits) || bits < 1 || bits > 32) {
    throw new Error(`quantized(${min}, ${max}, ${bits}) needs finite min < max and 1 to 32 bits.`);
  }
  return { form: 'quantized', min, max, bits };
}

/** The form {@link Wire} set for a field, or undefined. */
export function chosenWire(dto: { readonly prototype: object }, field: string): ChosenWire | undefined {
  return Reflect.getMetadata(WIRE, dto.prototype, field) as ChosenWire | undefined;
}

/** A point or direction in two dimensions; Godot's Vector2. */
export class Vector2 {
  /** To the right. */
  @IsFloat32()
  readonly x: number;

  /** Down, as in Godot's 2D. */
  @IsFloat32()
  readonly y: number;

  constructor(x = 0, y = 0) {
    this.x = x;
    this.y = y;
  }
}

/** A point or direction in three dimensions; Godot's Vector3. */
export class Vector3 {
  /** To the right. */
  @IsFloat32()
  readonly x: number;

  /** Up. */
  @IsFloat32()
  readonly y: number;

  /** Towards the viewer. */
  @IsFloat32()
  readonly z: number;

  constructor(x = 0, y = 0, z = 0) {
    this.x = x;
    this.y = y;
    this.z = z;
  }
}

/** A colour; Godot's Color. Each channel is 0 to 1, or more for HDR. */
export class Color {
  @IsFloat32()
  readonly r: number;

  @IsFloat32()
  readonly g: number;

  @IsFloat32()
  readonly b: number;

  /** Opacity. */
  @IsFloat32()
  readonly a: number;

  constructor(r = 0, g = 0, b = 0, a = 1) {
    this.r = r;
    this.g = g;
    this.b = b;
    this.a = a;
  }
}

/** A field that holds a {@link Vector2}. */
export function IsVector2(): PropertyDecorator {
  return all(
    ValidateNested(),
    Type(() => Vector2),
    Wire('vec2'),
  );
}

/** A field that holds a {@link Vector3}. */
export function IsVector3(): PropertyDecorator {
  return all(
    ValidateNested(),
    Type(() => Vector3),
    Wire('vec3'),
  );
}

/** A field that holds a {@link Color}. */
export function IsColor(): PropertyDecorator {
  return all(
    ValidateNested(),
    Type(() => Color),
    Wire('color'),
  );
}

/** A field that holds bytes, a `Uint8Array` here and a `PackedByteArray` in Godot; base64 in JSON. */
export function IsBytes(): PropertyDecorator {
  return all(IsInstance(Uint8Array), Wire('bytes'));
}

/** A field that holds any Godot value; see `variant/variant-value.ts` for its form here. */
export function IsVariant(): PropertyDecorator {
  return all(Allow(), Wire('variant'));
}

/**
 * A field that holds a plain object with anything JSON can represent, a `Dictionary` in Godot, where all its numbers are
 * floats. For data whose shape only one side knows; for a known shape use a class with `@ValidateNested()`.
 */
export function IsJsonObject(): PropertyDecorator {
  return all(IsObject(), Wire('json'));
}

/** Numbers from JSON must fit into 32 bits as well. */
function IsFloat32(): PropertyDecorator {
  return all(IsNumber(), Min(-MAX_F32), Max(MAX_F32));
}

function all(...decorators: PropertyDecorator[]): PropertyDecorator {
  return (target, name) => {
    for (const decorate of decorators) decorate(target, name);
  };
}
