/*
 * What the contract says of a message: types only, which the pages import too.
 */

/** A message's fields, in words. */
export interface MessageRules {
  readonly name: string;
  readonly direction: 'client' | 'server';
  readonly doc: string;
  /** The message that answers it; absent for what is not answered. */
  readonly reply?: string;
  readonly fields: readonly FieldRules[];
}

/** One field. */
export interface FieldRules {
  readonly name: string;
  readonly doc: string;
  /** Its type: `list of ChatMember`. */
  readonly type: string;
  /** What its values have to keep: `1 to 500 characters`. */
  readonly rules: readonly string[];
  readonly isOptional: boolean;
}
