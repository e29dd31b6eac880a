import type { ComponentKind, ComponentSource } from './math-codec.js';
import { VariantError, type VariantErrorCode } from './variant-error.js';
import { DEFAULT_MAX_BYTES, maxDepthOf, type VariantOptions } from './variant-options.js';
import { readUtf8 } from './variant-string.js';
import { padded } from './variant-wire.js';

const TWO_32 = 0x1_0000_0000;
const NUL = 0;

/** Reads the building blocks of Variants from part of a buffer; every length is checked before it is used. */
export class VariantInput implements ComponentSource {
  position: number;
  readonly godot: 3 | 4;
  readonly maxDepth: number;
  readonly plainFloats: boolean;
  private readonly view: DataView;
  private kind: ComponentKind = 'real';
  private isDouble = false;

  /** Reads `bytes` from `start` up to `end`. */
  constructor(
    private readonly bytes: Uint8Array,
    start: number,
    private readonly end: number,
    options: VariantOptions,
  ) {
    this.position = start;
    this.godot = options.godot;
    this.maxDepth = maxDepthOf(options);
    this.plainFloats = options.plainFloats ?? false;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (end - start > (options.maxBytes ?? DEFAULT_MAX_BYTES)) this.fail('variant.too_large');
  }

  /** The next word, without consuming it. */
  peekU32(): number {
    this.need(4);
    return this.view.getUint32(this.position, true);
  }

  u32(): number {
    return this.view.getUint32(this.take(4), true);
  }

  i32(): number {
    return this.view.getInt32(this.take(4), true);
  }

  /** A bigint only if a number would not be exact. */
  i64(): number | bigint {
    const start = this.take(8);
    const value = this.view.getInt32(start + 4, true) * TWO_32 + this.view.getUint32(start, true);
    return Number.isSafeInteger(value) ? value : this.view.getBigInt64(start, true);
  }

  f32(): number {
    return this.view.getFloat32(this.take(4), true);
  }

  f64(): number {
    return this.view.getFloat64(this.take(8), true);
  }

  /** A count of items that take at least `bytesEach`. */
  count(bytesEach: number): number {
    const count = this.u32();
    this.expect(count, bytesEach);
    return count;
  }

  /** Checks that `count` items of at least `bytesEach` can follow, before anything is allocated for them. */
  expect(count: number, bytesEach: number): void {
    if (count > (this.end - this.position) / bytesEach) this.fail('variant.truncated');
  }

  /** Sets what {@link next} reads. */
  components(kind: ComponentKind, isDouble: boolean): void {
    this.kind = kind;
    this.isDouble = isDouble;
  }

  next(): number {
    if (this.kind === 'int32') return this.i32();
    return this.isDouble ? this.f64() : this.f32();
  }

  /** A string with its length before it and zero padding after it. */
  string(): string {
    const byteLength = this.count(1);
    const end = this.position + byteLength;
    return this.text(end, this.padding(end));
  }

  /** A string of a NodePath: Godot 3 leaves uninitialised memory in its padding. */
  looselyPaddedString(): string {
    const byteLength = this.count(1);
    this.need(padded(byteLength));
    return this.text(this.position + byteLength, this.position + padded(byteLength));
  }

  /** A string of a packed array: its length includes the terminating NUL. The engine also accepts it without one. */
  terminatedString(): string {
    const byteLength = this.count(1);
    const end = this.position + byteLength;
    const hasNul = byteLength > 0 && this.bytes[end - 1] === NUL;
    return this.text(hasNul ? end - 1 : end, this.padding(end));
  }

  /** A copy of the next `byteLength` bytes, aligned for any typed array; the padding up to a multiple of four is skipped. */
  memory(byteLength: number): ArrayBuffer {
    const end = this.position + byteLength;
    const next = this.padding(end);
    const copy = new Uint8Array(byteLength);
    copy.set(this.bytes.subarray(this.position, end));
    this.position = next;
    return copy.buffer;
  }

  fail(code: VariantErrorCode): never {
    throw new VariantError(code, this.position);
  }

  failAt(position: number, code: VariantErrorCode): never {
    throw new VariantError(code, position);
  }

  private text(end: number, next: number): string {
    const text = readUtf8(this.bytes, this.position, end) ?? this.fail('variant.bad_string');
    this.position = next;
    return text;
  }

  /** Checks that the padding after `end` is zeros, and returns where it ends. */
  private padding(end: number): number {
    const next = this.position + padded(end - this.position);
    if (next > this.end) this.fail('variant.truncated');
    for (let i = end; i < next; i++) {
      if (this.bytes[i] !== 0) this.fail('variant.bad_padding');
    }
    return next;
  }

  private take(byteLength: number): number {
    this.need(byteLength);
    const start = this.position;
    this.position += byteLength;
    return start;
  }

  private need(byteLength: number): void {
    if (byteLength > this.end - this.position) this.fail('variant.truncated');
  }
}
