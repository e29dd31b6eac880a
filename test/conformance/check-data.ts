import fc from 'fast-check';
import { cloneData } from './check-oracle.js';

/** Keys that hostile clients try. */
export const HOSTILE_KEYS = [
  ...['__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty', 'then', 'toJSON'],
  ...['length', '', '0', 'reset', 'double', '__defineGetter__', 'x', 'name', 'value'],
];

/** Values on the edges of rules. */
export const ODD_VALUES: readonly unknown[] = [
  ...[0, -0, 1, -1, 2, 3, -3, 0.5, 1.25, 1.005, 1e-7, 1.5e-7, 255, 65535, 65536, 2 ** 53, -(2 ** 53), 1e21],
  ...[NaN, Infinity, -Infinity, Number('1e999'), Number.MAX_VALUE, Number.MIN_VALUE],
  ...['', '0', '5', '-1', '1e3', 'a', 'ab', 'abc', 'abcd', 'x'.repeat(13), 'x'.repeat(40), 'red', 'Red', 'duel', 'yes'],
  ...[
    '\u{1f600}',
    '\u{1f600}\u{1f600}',
    'e\u0301',
    '\u2764\ufe0f\u2764\ufe0f',
    '\ufe0f\ufe0f',
    '\ud83d',
    '\u{1f600}\ufe0f',
    'a\0b',
  ],
  ...['110ec58a-a0f2-4ac4-8393-c866d813b8d1', '#fff', 'a@b.io', '2020-01-01', '12:30', '{}', '127.0.0.1', 'true'],
  ...[true, false, null, [], {}, [[]], [{}], [null], [1, 1], [NaN, NaN], [0, -0], ['a'], ['a', 'a'], [[1]], { a: 1 }],
  ...[{ x: 1, y: 2 }, [{ x: 1, y: 2 }], [[{ x: 1, y: 2 }, {}]], { x: 1 }, { x: '1', y: 2, z: 3 }, { value: 1 }],
];

/** One of {@link ODD_VALUES}. */
export const oddValue = fc.constantFrom(...ODD_VALUES);

const anyKey = fc.oneof(fc.constantFrom(...HOSTILE_KEYS), fc.string({ maxLength: 4 }));

/** Anything that JSON can say, with hostile keys and odd values. */
export const anyData: fc.Arbitrary<unknown> = fc.letrec<{ data: unknown }>((tie) => ({
  data: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    oddValue,
    fc.string({ unit: 'binary', maxLength: 14 }),
    fc.double(),
    fc.integer(),
    fc.array(tie('data'), { maxLength: 4 }),
    fc.array(fc.tuple(anyKey, tie('data')), { maxLength: 4 }).map(asObject),
  ),
})).data;

/** An object with the named fields, each present or not, with anything in them, and with some more. */
export function anyFields(names: readonly string[]): fc.Arbitrary<object> {
  const key = fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...names, 'x') }, { weight: 1, arbitrary: anyKey });
  return fc.array(fc.tuple(key, anyData), { maxLength: names.length + 2 }).map(asObject);
}

/** Good data with up to three changes: a value replaced, a key removed, a key added, at any depth. */
export function mutated(valid: fc.Arbitrary<object>): fc.Arbitrary<object> {
  const change = fc.record({
    at: fc.nat(),
    kind: fc.constantFrom('replace', 'remove', 'add'),
    key: anyKey,
    value: anyData,
  });
  return fc.tuple(valid, fc.array(change, { maxLength: 3 })).map(([sample, changes]) => {
    const data = cloneData(sample, []);
    for (const { at, kind, key, value } of changes) {
      const holders = objectsIn(data);
      const holder = holders[at % holders.length] ?? data;
      const keys = Object.keys(holder);
      const own = keys[at % Math.max(keys.length, 1)] ?? key;
      if (kind === 'remove' && !Array.isArray(holder)) Reflect.deleteProperty(holder, own);
      else define(holder, kind === 'add' && !Array.isArray(holder) ? key : own, cloneData(value, []));
    }
    return data;
  });
}

function objectsIn(data: object): object[] {
  const inner = Object.values(data).filter((value): value is object => typeof value === 'object' && value !== null);
  return [data, ...inner.flatMap(objectsIn)];
}

function asObject(entries: readonly (readonly [string, unknown])[]): object {
  const data = {};
  for (const [key, value] of entries) define(data, key, value);
  return data;
}

/** Makes an own property even of `__proto__`, as `JSON.parse` does. */
function define(target: object, key: string, value: unknown): void {
  if (Array.isArray(target)) {
    // JSON knows no holes.
    target[Math.min(Number(key) || 0, target.length)] = value;
    return;
  }
  Object.defineProperty(target, key, { value, enumerable: true, writable: true, configurable: true });
}
