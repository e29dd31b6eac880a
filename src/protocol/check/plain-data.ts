import { CheckFailure, failureOf } from './check-failure.js';

/** Levels of objects (and of lists inside lists) that a message may have, the message itself being the first. */
export const MAX_DEPTH = 32;

/** The outcome for data nested deeper than {@link MAX_DEPTH}. */
export const TOO_DEEP = failureOf('maxDepth', `must not be nested deeper than ${MAX_DEPTH} levels`);

/** The outcome for data with a key `__proto__`, which `JSON.parse` makes: whoever assigns it on would change a prototype. */
export const RESERVED_KEY = failureOf('reservedKey', 'must not have a key "__proto__"');

/**
 * The names that all objects have, which class-transformer leaves out of every object. No DTO class can declare them; as keys
 * of data that has no class, such as maps, they are names like others, but for `__proto__`.
 */
export const DROPPED_KEYS: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

/** Whether a value is an object as JSON makes them, as opposed to a Date, a Buffer or an instance of a class. */
function isPlainObject(value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** A shallow plain copy of the fields that a DTO class may know: the own enumerable ones, without {@link DROPPED_KEYS}. */
export function ownFields(source: object): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(source)) {
    if (!DROPPED_KEYS.has(key)) copy[key] = value;
  }
  return copy;
}

/**
 * Copies plain data of unknown shape, whatever its keys are called, into objects in which each key is an own one.
 * Objects of other kinds, which JSON cannot make but a codec can (bytes, for one), are passed on as they are.
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

/** Whether there are {@link DROPPED_KEYS} inside of the fields of an object. */
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
