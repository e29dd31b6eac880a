import { defineErrors, textOf } from '../error-codes.js';

/** Every reason to refuse a Variant. The first group occurs when reading, the last two only when writing. */
export const variantErrors = defineErrors({
  'variant.truncated': 'The Variant ends before its last value does.',
  'variant.trailing': 'Bytes follow the end of the Variant.',
  'variant.unknown_type': 'The Variant holds a type number that this engine does not have.',
  'variant.bad_flags': 'A header of the Variant has flags that its type does not allow.',
  'variant.bad_padding': 'The padding of a Variant string or byte array is not zero.',
  'variant.bad_string': 'A string of the Variant is not valid Unicode or holds the character NUL.',
  'variant.bad_element': 'A value is not of the type its typed array or dictionary declares.',
  'variant.duplicate_key': 'A dictionary of the Variant holds a key twice.',
  'variant.refused': 'The Variant holds an Object, RID, Callable or Signal.',
  'variant.too_deep': 'The Variant is nested too deeply.',
  'variant.too_large': 'The Variant is larger than allowed.',
  'variant.out_of_range': 'A number of the Variant is outside what its type can hold.',
  'variant.not_a_variant': 'The value is not one of the Variant model.',
  'variant.not_in_engine': 'The engine version has no such Variant type.',
});

/** The code of a {@link VariantError}. */
export type VariantErrorCode = keyof typeof variantErrors;

/** A Variant that can't be read or written. Contains no bytes or text of the value, so it may be sent to the client. */
export class VariantError extends Error {
  readonly code: VariantErrorCode;
  /** Where it occurred, in bytes from the start of the buffer. */
  readonly offset: number;

  constructor(code: VariantErrorCode, offset: number, detail?: string) {
    super(`${textOf(code)} (at byte ${offset}${detail === undefined ? '' : `: ${detail}`})`);
    this.name = 'VariantError';
    this.code = code;
    this.offset = offset;
  }
}
