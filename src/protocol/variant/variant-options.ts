import type { GodotMajor } from './variant-type.js';

/** How Variants are read and written; `godot` has no default, because mixing up the engines' type numbers fails silently. */
export interface VariantOptions {
  /** The engine at the other end: 4 for 4.x, 3 for 3.x. */
  readonly godot: GodotMajor;
  /**
   * How components of Vector2, Transform3D ... are written: `double` for a Godot 4 built with `precision=double`.
   * Reading follows the flag of each value. Default `single`.
   */
  readonly realT?: 'single' | 'double';
  /** Maximum nesting of arrays and dictionaries; at most the engine's own limit, 1024. Default 32. */
  readonly maxDepth?: number;
  /** Maximum size of a Variant, in bytes. Default 1,048,576. */
  readonly maxBytes?: number;
  /** Reads every float as a plain number. Writing it back turns whole ones into ints. Default false: see GodotFloat. */
  readonly plainFloats?: boolean;
  /**
   * Writes U+FFFD in place of what no string in Godot 4 can contain, U+0000 and unpaired surrogates, as the engine itself does.
   * Default false: they are refused.
   */
  readonly mendsText?: boolean;
}

export const DEFAULT_MAX_DEPTH = 32;
export const DEFAULT_MAX_BYTES = 1_048_576;

/** `Variant::MAX_RECURSION_DEPTH`; the engine refuses a deeper value, and it would exhaust our stack. */
export const ENGINE_MAX_DEPTH = 1024;

/** The effective nesting limit of `options`. */
export function maxDepthOf(options: VariantOptions): number {
  return Math.min(options.maxDepth ?? DEFAULT_MAX_DEPTH, ENGINE_MAX_DEPTH);
}
