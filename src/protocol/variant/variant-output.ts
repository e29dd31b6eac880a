import type { ComponentKind, ComponentSink } from './math-codec.js';
import { VariantError, type VariantErrorCode } from './variant-error.js';
import { DEFAULT_MAX_BYTES, maxDepthOf, type VariantOptions } from './variant-options.js';
import { maxUtf8Bytes, mended, writeUtf8 } from './variant-string.js';
import type { VariantTarget } from './variant-target.js';
import { typeCode, type GodotMajor, type VariantTypeName } from './variant-type.js';
import { padded, TYPE_MASK } from './variant-wire.js';

const TWO_32 = 0x1_0000_0000;

/** Writes the building blocks of Variants into a {@link VariantTarget}, up to the size limit. */
export class VariantOutput implements ComponentSink {
  readonly godot: GodotMajor;
  readonly isDouble: boolean;
  readonly maxDepth: number;
  private readonly mendsText: boolean;
  private readonly limit: number;
  private kind: ComponentKind = 'real';

  constructor(
    private readonly target: VariantTarget,
    options: VariantOptions,
  ) {
    this.godot = options.godot;
    // Godot 3's format only has 32-bit components.
    this.isDouble = options.realT === 'double' && options.godot === 4;
    this.maxDepth = maxDepthOf(options);
    this.mendsText = options.mendsText ?? false;
    this.limit = target.position + (options.maxBytes ?? DEFAULT_MAX_BYTES);
  }

  /** Where the next byte goes. */
  get position(): number {
    return this.target.position;
  }

  /** The type in the header written at `position`. */
  typeAt(position: number): number {
    return this.target.view.getUint32(position, true) & TYPE_MASK;
  }

  /** Writes the header of a value of the type `name`. */
  header(name: VariantTypeName, flags = 0): void {
    this.u32(this.code(name) | flags);
  }

  /** The number of the type `name`; refused when the engine has no such type. */
  code(name: string): number {
    return typeCode(name, this.godot) ?? this.fail('variant.not_in_engine', name);
  }

  u32(value: number): void {
    this.room(4);
    this.target.view.setUint32(this.target.position, value, true);
    this.target.position += 4;
  }

  /** Writes a whole number of at most 53 bits as 64 bits. */
  i64(value: number): void {
    this.u32(value >>> 0);
    this.u32(Math.floor(value / TWO_32));
  }

  bigint(value: bigint): void {
    this.room(8);
    this.target.view.setBigInt64(this.target.position, value, true);
    this.target.position += 8;
  }

  f32(value: number): void {
    this.room(4);
    this.target.view.setFloat32(this.target.position, value, true);
    this.target.position += 4;
  }

  f64(value: number): void {
    this.room(8);
    this.target.view.setFloat64(this.target.position, value, true);
    this.target.position += 8;
  }

  /** Sets what {@link put} writes. */
  components(kind: ComponentKind): void {
    this.kind = kind;
  }

  put(component: number): void {
    if (this.kind === 'int32') this.i32(component);
    else if (this.kind === 'real' && this.isDouble) this.f64(component);
    else this.f32(component);
  }

  /** Writes a length, then `text` as UTF-8 with `terminators` NULs, padded. */
  string(text: string, terminators = 0): void {
    const { target } = this;
    if (text.length > this.limit - target.position) this.fail('variant.too_large');
    target.reserve(4 + padded(maxUtf8Bytes(text) + terminators));
    const start = target.position + 4;
    const written = writeUtf8(text, target.bytes, start);
    if (written < 0) {
      if (!this.mendsText) this.fail('variant.bad_string');
      this.string(mended(text), terminators);
      return;
    }
    const end = start + padded(written + terminators);
    if (end > this.limit) this.fail('variant.too_large');
    for (let i = start + written; i < end; i++) target.bytes[i] = 0;
    target.view.setUint32(start - 4, written + terminators, true);
    target.position = end;
  }

  /** Writes the raw memory of `array`, padded. */
  memory(array: ArrayBufferView): void {
    const { target } = this;
    const byteLength = padded(array.byteLength);
    this.room(byteLength);
    target.bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), target.position);
    target.bytes.fill(0, target.position + array.byteLength, target.position + byteLength);
    target.position += byteLength;
  }

  fail(code: VariantErrorCode, detail?: string): never {
    throw new VariantError(code, this.target.position, detail);
  }

  private i32(value: number): void {
    if ((value | 0) !== value) this.fail('variant.out_of_range', 'a component must be a 32-bit integer');
    this.u32(value);
  }

  private room(byteLength: number): void {
    if (byteLength > this.limit - this.target.position) this.fail('variant.too_large');
    this.target.reserve(byteLength);
  }
}
