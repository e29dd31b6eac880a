/**
 * Godot's binary Variant format, as written by `var_to_bytes()`, `put_var()` and (in 3.x) `var2bytes()`, for values that have
 * no contract. The model of a value is described at {@link VariantValue}.
 *
 * Reading accepts what the engine itself reads, except: objects, RIDs, callables and signals; flags and padding that no
 * engine writes; and duplicate keys. Source of the format: `core/io/marshalls.cpp` of 4.6, 3.6 and 3.2; the golden
 * vectors in `test/conformance/vectors` come from those engines.
 */
import { VariantInput } from './variant-input.js';
import type { VariantOptions } from './variant-options.js';
import { VariantOutput } from './variant-output.js';
import { readValue } from './variant-reader.js';
import { GrowingBuffer, type VariantTarget } from './variant-target.js';
import type { VariantValue } from './variant-value.js';
import { writeValue } from './variant-writer.js';

const SCRATCH_BYTES = 4096;
const KEPT_SCRATCH_BYTES = 65_536;

let scratch = new GrowingBuffer(SCRATCH_BYTES);

/**
 * The bytes of `value`, in a buffer of their own.
 * @throws VariantError when the engine has no such value, or a limit is exceeded.
 */
export function encodeVariant(value: VariantValue, options: VariantOptions): Uint8Array {
  scratch.position = 0;
  try {
    writeVariant(value, scratch, options);
    return scratch.bytes.slice(0, scratch.position);
  } finally {
    if (scratch.bytes.length > KEPT_SCRATCH_BYTES) scratch = new GrowingBuffer(SCRATCH_BYTES);
  }
}

/**
 * Writes `value` at the position of `target`, which advances; after an error it is unchanged.
 * @throws VariantError as {@link encodeVariant} does.
 */
export function writeVariant(value: VariantValue, target: VariantTarget, options: VariantOptions): void {
  const start = target.position;
  try {
    writeValue(new VariantOutput(target, options), value, 0);
  } catch (error) {
    target.position = start;
    throw error;
  }
}

/**
 * Decodes `bytes`, which must be exactly one Variant. The result shares no memory with them.
 * @throws VariantError when they are anything but one Variant, or a limit is exceeded.
 */
export function decodeVariant(bytes: Uint8Array, options: VariantOptions): VariantValue {
  const input = new VariantInput(bytes, 0, bytes.length, options);
  const value = readValue(input, 0);
  if (input.position !== bytes.length) input.fail('variant.trailing');
  return value;
}

/** A value read from the middle of a buffer. */
export interface ReadVariant {
  readonly value: VariantValue;
  /** Where the next byte is. */
  readonly end: number;
}

/**
 * Reads one Variant that starts at `start` of `bytes` and ends at or before `end`; both must be within `bytes`.
 * @throws VariantError, whose offset counts from the beginning of `bytes`.
 */
export function readVariant(bytes: Uint8Array, start: number, end: number, options: VariantOptions): ReadVariant {
  const input = new VariantInput(bytes, start, end, options);
  return { value: readValue(input, 0), end: input.position };
}
