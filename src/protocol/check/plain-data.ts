import { CheckFailure, failureOf } from './check-failure.js';

/** Maximum nesting of objects (and of lists inside lists) in a message, counting the message itself as the first level. */
export const MAX_DEPTH = 32;

/** The outcome for data nested deeper than {@link MAX_DEPTH}. */
export const TOO_DEEP = failureOf('maxDepth', `must not be nested deeper than ${MAX_DEPTH} levels`);

/** The result for data with a key `__proto__`, which `JSON.parse` allows: assigning it elsewhere would change a prototype. */
export const RESERVED_KEY = failureOf('reservedKey', 'must not have a key "__proto__"');

/**
 * The names that every object has, which class-transformer drops from every object. No DTO class can declare them; as keys
 * of data without a class, such as maps, they are ordinary names, except `__proto__`.
 */
export const DROPPED_KEYS: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

/** Whether a value is an object as JSON creates them, rather than a Date, a Buffer or an instance of a class. */
function isPlainObject(value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** A shallow plain copy of the fields that a DTO class may declare: own enumerable ones, without {@link DROPPED_KEYS}. */
export function ownFields(source: object): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(source)) {
    if (!DROPPED_KEYS.has(key)) copy[key] = value;
  }
  return copy;
}

/**
 * Copies plain data of unknown shape, whatever its keys, into objects that have every key as an own property. Other kinds of
 * objects, which a codec can create but JSON cannot (bytes, for example), are passed on as they are.
 *
 * @param depth the level of `value`
 * @returns the copy; {@link TOO_DEEP}, also for data that contains itself; or {@link RESERVED_KEY}
 */
export function copyPlain(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (!Array.isArray(value) && !isPlainObject(value)) return value;
  if (depth > MAX_DEPTH) return TOO_DEEP;

  if (Array.isArray(value)) return copyList(value, depth);
  const copy: Record<string, unknown> = {};
  for (const [key, held] of Object.entries(value)) {
    if (key === '__proto__') return RESERVED_KEY;
    const field = copyPlain(held, depth + 1);
    if (field instanceof CheckFailure) return field;
    copy[key] = field;
  }
  return copy;
}

/** Whether any {@link DROPPED_KEYS} occur inside an object's fields. */
export function hasDroppedKeysWithin(data: object): boolean {
  return Object.values(data).some((value: unknown) => {
    if (typeof value !== 'object' || value === null || !(Array.isArray(value) || isPlainObject(value))) return false;
    return Object.keys(value).some((key) => DROPPED_KEYS.has(key)) || hasDroppedKeysWithin(value);
  });
}

function copyList(list: readonly unknown[], depth: number): unknown {
  const copy: unknown[] = [];
  for (const item of list) {
    const next = copyPlain(item, depth + 1);
    if (next instanceof CheckFailure) return next;
    copy.push(next);
  }
  return copy;
}
