import * as classValidator from 'class-validator';
import type { ValidatorConstraintInterface } from 'class-validator';
import { SealedArguments } from './sealed-arguments.js';

/** A rule as a pure function of the value and the decorator's arguments. */
type PureRule = (value: never, ...constraints: never[]) => unknown;

/** The rules whose meaning we rely on (limits, kinds, inlined tests), with class-validator's own function for each. */
const REFERENCES: Readonly<Record<string, PureRule>> = {
  isDefined: classValidator.isDefined,
  isEmpty: classValidator.isEmpty,
  isNotEmpty: classValidator.isNotEmpty,
  equals: classValidator.equals,
  notEquals: classValidator.notEquals,
  isIn: classValidator.isIn,
  isNotIn: classValidator.isNotIn,
  isEnum: classValidator.isEnum,
  isString: classValidator.isString,
  isBoolean: classValidator.isBoolean,
  isNumber: classValidator.isNumber,
  isInt: classValidator.isInt,
  isArray: classValidator.isArray,
  isObject: classValidator.isObject,
  min: classValidator.min,
  max: classValidator.max,
  isPositive: classValidator.isPositive,
  isNegative: classValidator.isNegative,
  isDivisibleBy: classValidator.isDivisibleBy,
  isLength: classValidator.length,
  minLength: classValidator.minLength,
  maxLength: classValidator.maxLength,
  matches: classValidator.matches,
  arrayMinSize: classValidator.arrayMinSize,
  arrayMaxSize: classValidator.arrayMaxSize,
  arrayNotEmpty: classValidator.arrayNotEmpty,
  arrayUnique: classValidator.arrayUnique,
};

/** Rules that some list or object passes, or that accept both strings and numbers; every other one accepts only strings. */
const NOT_ONLY_TEXT: ReadonlySet<string> = new Set([
  ...['isDefined', 'isEmpty', 'isNotEmpty', 'equals', 'notEquals', 'isIn', 'isNotIn', 'isEnum'],
  ...['isBoolean', 'isNumber', 'isInt', 'min', 'max', 'isPositive', 'isNegative', 'isDivisibleBy'],
  ...['isArray', 'arrayMinSize', 'arrayMaxSize', 'arrayNotEmpty', 'arrayUnique', 'arrayContains', 'arrayNotContains'],
  ...['isObject', 'isNotEmptyObject', 'isInstance', 'isDate', 'minDate', 'maxDate', 'isLatitude', 'isLongitude'],
]);

const STANDARD_NAMES: ReadonlySet<string> = new Set(
  Object.values(classValidator).filter((exported): exported is string => typeof exported === 'string'),
);

const LONGEST_SAMPLE = 64;

/** How many of a rule's listed values are tried from each end: a rule searches all of them for each sample. */
const LISTED_SAMPLES = 32;

const SAMPLES: readonly unknown[] = [
  ...[undefined, null, true, false, 0, -0, 1, -1, 0.5, 1e21, NaN, Infinity, -Infinity],
  ...['', 'a', 'abc', '5', '\u{1f600}', [], ['a'], [1, 1], [NaN], {}, { a: 1 }],
];

/** Whether a standard rule of this name refuses everything but strings. */
export function passesOnlyText(name: string): boolean {
  return STANDARD_NAMES.has(name) && !NOT_ONLY_TEXT.has(name);
}

/**
 * Whether a rule is class-validator's own of that name. Its metadata does not tell: a team's decorator may have the same
 * name. So its results for sample values are compared with those of class-validator's function, and it must not look at
 * anything but the value: a rule that reads other fields cannot be run alone.
 */
export function isStandardRule(
  name: string,
  validator: ValidatorConstraintInterface,
  constraints: readonly unknown[],
): boolean {
  if (!STANDARD_NAMES.has(name)) return false;
  const args = new SealedArguments('', constraints);
  const reference = Object.hasOwn(REFERENCES, name) ? REFERENCES[name] : undefined;
  const watch = { isTouched: false };
  const agrees = [...samplesFor(constraints), [watched(watch), watched(watch)]].every((sample) => {
    const verdict = verdictOf(() => validator.validate(sample, args));
    return reference
      ? verdict === verdictOf(() => Reflect.apply(reference, undefined, [sample, ...constraints]))
      : verdict !== NO_VERDICT;
  });
  return agrees && !args.wereRead && !watch.isTouched;
}

const NO_VERDICT = 'none';

/** A rule's result; throwing counts as false, as it does at run time; a promise or another object is no verdict. */
function verdictOf(rule: () => unknown): boolean | typeof NO_VERDICT {
  try {
    const verdict = rule();
    if (typeof verdict !== 'object' || verdict === null) return Boolean(verdict);
    Promise.resolve(verdict).catch(() => undefined);
    return NO_VERDICT;
  } catch {
    return false;
  }
}

/** An object that records any access to its contents, such as by the `identifier` of `@ArrayUnique`. */
function watched(watch: { isTouched: boolean }): object {
  const note = (): undefined => {
    watch.isTouched = true;
    return undefined;
  };
  return new Proxy({}, { get: note, ownKeys: () => (note(), []), getOwnPropertyDescriptor: note });
}

function samplesFor(constraints: readonly unknown[]): unknown[] {
  const samples = [...SAMPLES];
  for (const constraint of constraints) {
    samples.push(constraint);
    if (typeof constraint === 'number') samples.push(...samplesAround(constraint));
    if (typeof constraint === 'object' && constraint !== null) samples.push(...valuesOf(constraint));
  }
  return samples;
}

function samplesAround(limit: number): unknown[] {
  const samples: unknown[] = [limit - 1, limit + 1];
  for (const length of [limit - 1, limit, limit + 1]) {
    if (!Number.isInteger(length) || length < 0 || length > LONGEST_SAMPLE) continue;
    samples.push('x'.repeat(length), [...Array(length).keys()]);
  }
  return samples;
}

function valuesOf(constraint: object): unknown[] {
  const values: unknown[] = Object.values(constraint);
  return [...values.slice(0, LISTED_SAMPLES), ...values.slice(LISTED_SAMPLES).slice(-LISTED_SAMPLES)];
}
