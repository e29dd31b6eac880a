import { GameError } from '../../protocol/game-error.js';
import { isTooDeep } from '../../protocol/json-depth.js';
import { DocumentError } from './player-storage.errors.js';

/** The largest value of a document, in bytes of UTF-8. */
export const MAX_VALUE_BYTES = 65_536;

/** How deep a value may nest; an object in an object is 2. */
export const MAX_VALUE_DEPTH = 32;

/** What JSON can say. */
export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  [key: string]: JsonValue;
}

/**
 * Checks the JSON text of a document.
 * @returns its length in bytes of UTF-8
 * @throws GameError document.too_large, document.too_deep, document.invalid
 */
export function checkValue(text: string): number {
  const bytes = Buffer.from(text);
  if (bytes.length > MAX_VALUE_BYTES) throw new GameError(DocumentError['document.too_large']);
  if (isTooDeep(bytes, MAX_VALUE_DEPTH)) throw new GameError(DocumentError['document.too_deep']);
  // Half of a surrogate pair has no UTF-8: it would come back as another character.
  if (/\p{Surrogate}/u.test(text)) throw new GameError(DocumentError['document.invalid']);
  parseValue(text);
  return bytes.length;
}

/**
 * The object behind the JSON text of a document. A key `__proto__` is left out, so that the object may be copied in any way.
 * @throws GameError document.invalid
 */
export function parseValue(text: string): JsonObject {
  const value = parse(text);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw new GameError(DocumentError['document.invalid']);
}

function parse(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text, harmless) as JsonValue;
  } catch (cause) {
    throw cause instanceof GameError ? cause : new GameError(DocumentError['document.invalid'], { cause });
  }
}

/** JSON.parse's reviver: 1e999 would be Infinity, which no JSON can say. */
function harmless(key: string, value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new GameError(DocumentError['document.invalid']);
  return key === '__proto__' ? undefined : value;
}
