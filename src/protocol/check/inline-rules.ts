import type { ConstantPool } from './constant-pool.js';
import type { RuleModel } from './field-model.js';
import { allUnique, fitsLength, fitsPlaces } from './rule-functions.js';

/** Generates the test of a rule for the JavaScript expression `v`; undefined if its arguments are unusual. */
type RuleWriter = (v: string, constraints: readonly unknown[], pool: ConstantPool) => string | undefined;

/** Longer lists of values are looked up in a set instead of compared one by one. */
const MAX_COMPARISONS = 8;

const WRITERS: Readonly<Record<string, RuleWriter>> = {
  isDefined: (v) => `${v} !== undefined && ${v} !== null`,
  isEmpty: (v) => `${v} === "" || ${v} === null || ${v} === undefined`,
  isNotEmpty: (v) => `${v} !== "" && ${v} !== null && ${v} !== undefined`,
  isString: (v) => `typeof ${v} === "string"`,
  isBoolean: (v) => `typeof ${v} === "boolean"`,
  isInt: (v) => `Number.isInteger(${v})`,
  isNumber: (v, [options], pool) => writeNumber(v, options, pool),
  isArray: (v) => `Array.isArray(${v})`,
  isObject: (v) => `typeof ${v} === "object" && ${v} !== null && !Array.isArray(${v})`,
  min: (v, [limit]) => compareNumber(v, '>=', limit),
  max: (v, [limit]) => compareNumber(v, '<=', limit),
  isPositive: (v) => compareNumber(v, '>', 0),
  isNegative: (v) => compareNumber(v, '<', 0),
  isLength: (v, [min, max], pool) => writeLength(v, min ?? 0, max, pool),
  minLength: (v, [min], pool) => writeLength(v, min ?? 0, undefined, pool),
  maxLength: (v, [max], pool) => writeLength(v, 0, max, pool),
  matches: (v, [pattern, flags], pool) => writePattern(v, pattern, flags, pool),
  equals: (v, [value], pool) => `${v} === ${pool.literal(value)}`,
  notEquals: (v, [value], pool) => `${v} !== ${pool.literal(value)}`,
  isIn: (v, [values], pool) => (Array.isArray(values) ? writeOneOf(v, values, pool) : undefined),
  isNotIn: (v, [values], pool) => (Array.isArray(values) ? `!(${writeOneOf(v, values, pool)})` : undefined),
  isEnum: (v, [values], pool) =>
    isObject(values) ? `${pool.nameOf(new Set(Object.values(values)), 'values')}.has(${v})` : undefined,
  arrayMinSize: (v, [size]) => (isNumber(size) ? `Array.isArray(${v}) && ${v}.length >= ${size}` : undefined),
  arrayMaxSize: (v, [size]) => (isNumber(size) ? `Array.isArray(${v}) && ${v}.length <= ${size}` : undefined),
  arrayNotEmpty: (v) => `Array.isArray(${v}) && ${v}.length > 0`,
  arrayUnique: (v, _constraints, pool) => `${pool.nameOf(allUnique, 'allUnique')}(${v})`,
};

/** The test of a rule as an operand of `&&`, without calling class-validator; undefined for rules that have none. */
export function writeInline({ name, constraints }: RuleModel, v: string, pool: ConstantPool): string | undefined {
  const writer = Object.hasOwn(WRITERS, name) ? WRITERS[name] : undefined;
  const source = writer?.(v, constraints, pool);
  return source?.includes('||') ? `(${source})` : source;
}

function compareNumber(v: string, operator: string, limit: unknown): string | undefined {
  return isNumber(limit) ? `typeof ${v} === "number" && ${v} ${operator} ${limit}` : undefined;
}

function writeNumber(v: string, options: unknown, pool: ConstantPool): string | undefined {
  const { allowNaN, allowInfinity, maxDecimalPlaces: places } = isObject(options) ? options : {};
  if (places !== undefined && !isNumber(places)) return undefined;
  const finite =
    places === undefined
      ? `Number.isFinite(${v})`
      : `(Number.isFinite(${v}) && ${pool.nameOf(fitsPlaces, 'fitsPlaces')}(${v}, ${places}))`;
  const tests = [finite];
  if (allowNaN) tests.push(`Number.isNaN(${v})`);
  if (allowInfinity) tests.push(`${v} === Infinity`, `${v} === -Infinity`);
  return tests.join(' || ');
}

function writeLength(v: string, min: unknown, max: unknown, pool: ConstantPool): string | undefined {
  if (!isNumber(min) || (max !== undefined && !isNumber(max))) return undefined;
  const exact = `${pool.nameOf(fitsLength, 'fitsLength')}(${v}, ${min}, ${max ?? 'Infinity'})`;
  // A string of at least one unit has at least one character, so the cheap test is enough for most strings.
  const quick = min <= 1 ? `(${v}.length >= ${min} && ${v}.length <= ${max ?? 'Infinity'}) || ` : '';
  return `typeof ${v} === "string" && (${quick}${exact})`;
}

function writePattern(v: string, pattern: unknown, flags: unknown, pool: ConstantPool): string | undefined {
  if (!(pattern instanceof RegExp) && typeof pattern !== 'string') return undefined;
  try {
    const regex =
      pattern instanceof RegExp ? pattern : new RegExp(pattern, typeof flags === 'string' ? flags : undefined);
    // Global and sticky patterns are stateful; class-validator's own call deals with that.
    if (regex.global || regex.sticky) return undefined;
    return `typeof ${v} === "string" && ${pool.nameOf(regex, 'pattern')}.test(${v})`;
  } catch {
    return undefined;
  }
}

function writeOneOf(v: string, values: readonly unknown[], pool: ConstantPool): string {
  // By === nothing equals NaN; a Set would find it.
  const comparable = values.filter((value) => !Number.isNaN(value));
  if (comparable.length > MAX_COMPARISONS) return `${pool.nameOf(new Set(comparable), 'values')}.has(${v})`;
  return comparable.map((value) => `${v} === ${pool.literal(value)}`).join(' || ') || 'false';
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && !Number.isNaN(value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
