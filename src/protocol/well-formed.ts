/**
 * Text without unpaired surrogates (Unicode 3.9, D84). UTF-8 cannot represent them, so they only occur as escapes in JSON,
 * where Godot's parser refuses the whole packet.
 */

/** An escape of a surrogate, paired or not: only then is it worth looking at the values. */
const ESCAPED_SURROGATE = /\\u[dD][89a-fA-F]/;
/** JSON.stringify escapes unpaired surrogates, in lower case, and no other character above U+001F. */
const WRITTEN = /\\\\|\\ud[89a-f][0-9a-f]{2}/g;
const REPLACEMENT = '\ufffd';

/** An incoming message with text that is not well-formed. */
export class IllFormedMessage {
  /**
   * @param asRead for the rules of its fields: a name that must not contain such text is refused, not altered
   * @param repaired the same with U+FFFD in place of each unpaired surrogate
   */
  constructor(
    readonly asRead: unknown,
    readonly repaired: unknown,
  ) {}
}

/** Whether JSON text may contain an unpaired surrogate, before or after parsing. */
export function mayBeIllFormed(json: string): boolean {
  // A search for one character is all that most packets cost.
  return json.includes('\\') && ESCAPED_SURROGATE.test(json);
}

/** Whether a string, key or value at any depth of `value`, from JSON.parse, contains an unpaired surrogate. */
export function isIllFormed(value: unknown): boolean {
  if (typeof value === 'string') return !value.isWellFormed();
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some(isIllFormed);
  return Object.entries(value).some(([key, item]) => !key.isWellFormed() || isIllFormed(item));
}

/** A copy of what JSON.parse returned, with U+FFFD in place of each unpaired surrogate. */
export function wellFormed(value: unknown): unknown {
  return JSON.parse(wellFormedJson(JSON.stringify(value)));
}

/** What JSON.stringify wrote, with U+FFFD in place of each unpaired surrogate, as UTF-8 encoders do everywhere on the web. */
export function wellFormedJson(json: string): string {
  // Searching for a single character is several times as fast as for three.
  if (!json.includes('\\') || !json.includes('\\ud')) return json;
  return json.replace(WRITTEN, (escape) => (escape === '\\\\' ? escape : REPLACEMENT));
}
