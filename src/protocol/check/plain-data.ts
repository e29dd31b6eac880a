import { failureOf } from './check-failure.js';

/** Levels of objects (and of lists inside lists) that a message may have, the message itself being the first. */
export const MAX_DEPTH = 32;

/** The outcome for data nested deeper than {@link MAX_DEPTH}. */
export const TOO_DEEP = failureOf('maxDepth', `must not be nested deeper than ${MAX_DEPTH} levels`);

/**
 * The keys that class-transformer leaves out of every object: the names that all objects have. An own `__proto__`, which
 * `JSON.parse` makes, would change a prototype as soon as somebody assigns it on; `constructor` would hide the class.
 */
export const DROPPED_KEYS: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

/** Whether a value is an object as JSON makes them, as opposed to a Date, a Buffer or an instance of a class. */
function isPlainObject(value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** A shallow plain copy of an object's own enumerable fields, without {@link DROPPED_KEYS}. */
export function ownFields(source: object): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(source)) {
    if (!DROPPED_KEYS.has(key)) copy[key] = value;
  }
  return copy;
}

/**
 * Copies plain data of unknown shape without {@link DROPPED_KEYS} at any level, as `plainToInstance` does.
 * Objects of other kinds, which JSON cannot make but a codec can (bytes, for one), are passed on as they are.
 *
 * @param depth the level of `value`
 * @returns the copy, or {@link TOO_DEEP}, also for data that contains itself
 */
export function copyPlain(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (!Array.isArray(value) && !isPlainObject(value)) return value;
  if (depth > MAX_DEPTH) return TOO_DEEP;

  if (Array.isArray(value)) return copyList(value, depth);
  const copy = ownFields(value);
  for (const key of Object.keys(copy)) {
    const field = copyPlain(copy[key], depth + 1);
    if (field === TOO_DEEP) return TOO_DEEP;
    copy[key] = field;
  }
  return copy;
}

function copyList(list: readonly unknown[], depth: number): unknown {
  const copy: unknown[] = [];
  for (const item of list) {
    const next = copyPlain(item, depth + 1);
    if (next === TOO_DEEP) return TOO_DEEP;
    copy.push(next);
  }
  return copy;
}
