import type { GodotMajor } from './variant-type.js';

/** How Variants are read and written; `godot` has no default, because the two tables of type numbers differ silently. */
export interface VariantOptions {
  /** The engine at the other end: 4 for 4.x, 3 for 3.x. */
  readonly godot: GodotMajor;
  /**
   * What a component of a Vector2, Transform3D ... is written as: `double` for a Godot 4 built with `precision=double`.
   * Reading follows the flag of each value. Default `single`.
   */
  readonly realT?: 'single' | 'double';
  /** Arrays and dictionaries inside each other, at most; the engine's own limit, 1024, is the ceiling. Default 32. */
  readonly maxDepth?: number;
  /** The largest Variant, in bytes. Default 1,048,576. */
  readonly maxBytes?: number;
  /** Reads every float as a plain number. Writing it again makes an int of a whole one. Default false: see GodotFloat. */
  readonly plainFloats?: boolean;
  /**
   * Writes U+FFFD for what no text of Godot 4 can hold, U+0000 and halves of surrogate pairs, as the engine itself does.
   * Default false: they are refused.
   */
  readonly mendsText?: boolean;
}

export const DEFAULT_MAX_DEPTH = 32;
export const DEFAULT_MAX_BYTES = 1_048_576;

/** `Variant::MAX_RECURSION_DEPTH`; a deeper value is refused by the engine, and would exhaust our stack. */
export const ENGINE_MAX_DEPTH = 1024;

/** The limit on nesting that `options` mean. */
export function maxDepthOf(options: VariantOptions): number {
  return Math.min(options.maxDepth ?? DEFAULT_MAX_DEPTH, ENGINE_MAX_DEPTH);
}
