import { GameError } from '../../protocol/game-error.js';
import { isTooDeep } from '../../protocol/json-depth.js';
import { DocumentError } from './player-storage.errors.js';

/** Maximum size of a document's value, in bytes of UTF-8. */
export const MAX_VALUE_BYTES = 65_536;

/** Maximum nesting depth; an object in an object is 2. */
export const MAX_VALUE_DEPTH = 32;

/** Any JSON value. */
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
  // An unpaired surrogate has no UTF-8 encoding: it would come back as another character.
  if (/\p{Surrogate}/u.test(text)) throw new GameError(DocumentError['document.invalid']);
  parseValue(text);
  return bytes.length;
}

/**
 * Parses a document's JSON text. A `__proto__` key is dropped, so that the object is safe to copy in any way.
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

/** JSON.parse's reviver: 1e999 would become Infinity, which JSON cannot express. */
function harmless(key: string, value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new GameError(DocumentError['document.invalid']);
  return key === '__proto__' ? undefined : value;
}
