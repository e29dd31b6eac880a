import { addIssue, addNested, CheckFailure } from './check-failure.js';
import type { ConstantPool } from './constant-pool.js';
import { allowedValues } from './field-kind.js';
import type { FieldModel, RuleModel } from './field-model.js';
import { copyPlain } from './plain-data.js';
import { RuleEmitter, ruleCall } from './rule-emitter.js';
import { access, braces, type SourceBlock } from './source-block.js';
import { passesOnlyText } from './standard-rules.js';

/** The names of the generated functions of a nested class. */
export interface NestedFunctions {
  readonly check: string;
  readonly checkList: string;
}

/** Rules that only a number or boolean, or a number or string, passes; for strings alone see {@link passesOnlyText}. */
const PRIMITIVE_RULES: ReadonlySet<string> = new Set(
  'isInt isNumber isBoolean min max isPositive isNegative isDivisibleBy isLatitude isLongitude'.split(' '),
);

/**
 * Whether a field must be present: without it a rule fails, and there is no default. If the check succeeds, such a field
 * need not be counted.
 */
export function isRequired({ isOptional, hasDefault, rules }: FieldModel): boolean {
  if (isOptional || hasDefault) return false;
  return rules.some((rule) => !ruleCall(rule)(undefined));
}

/** Statements that read one field of `raw` into `dto`, count it in `seen`, and add its issues to `issues`. */
export function emitField(field: FieldModel, pool: ConstantPool, nested: NestedFunctions | undefined): SourceBlock {
  const read = emitRead(field, pool);
  const rules = new RuleEmitter(field, pool).statements();
  const count = isRequired(field) ? '' : 'seen++;';
  if (nested) return [...read, ...emitCount(field, count), ...rules, ...emitNested(field, pool, nested)];

  const target = access('dto', field.name);
  if (passesOnlyPrimitives(field.rules, false))
    return [...read, ...emitStore(field, [`${target} = v;`], count), ...rules];
  if (passesOnlyPrimitives(field.rules, true)) {
    return [...read, ...emitStore(field, [`${target} = Array.isArray(v) ? v.slice() : v;`], count), ...rules];
  }
  return [
    ...read,
    ...emitCopy(field, pool, count),
    ...braces(`if (!(v instanceof ${pool.nameOf(CheckFailure, 'CheckFailure')}))`, rules),
  ];
}

function emitRead({ name, normalForm }: FieldModel, pool: ConstantPool): SourceBlock {
  const read = `v = ${access('raw', name)};`;
  if (normalForm === undefined) return [read];
  return [read, `if (typeof v === "string") v = ${pool.nameOf(normalForm, 'normalForm')}(v);`];
}

/** Whether each value, or each list item, that passes the rules is a string, number or boolean. */
function passesOnlyPrimitives(rules: readonly RuleModel[], each: boolean): boolean {
  return rules.some(
    (rule) =>
      rule.each === each && (PRIMITIVE_RULES.has(rule.name) || passesOnlyText(rule.name) || listsPrimitives(rule)),
  );
}

function listsPrimitives(rule: RuleModel): boolean {
  return allowedValues([rule])?.every((value) => typeof value !== 'object' && typeof value !== 'function') ?? false;
}

function emitCount(field: FieldModel, count: string): SourceBlock {
  return emitStore(field, [], count);
}

/** Stores a present value; otherwise the default stays, and is checked as well. */
function emitStore(field: FieldModel, store: readonly string[], count: string): SourceBlock {
  if (count === '') return store;
  const present = braces('if (v !== undefined)', [count, ...store]);
  return field.hasDefault ? [...present, `else v = ${access('dto', field.name)};`] : present;
}

/** Data of unknown shape is copied first: the rules must check what the handler will get. */
function emitCopy(field: FieldModel, pool: ConstantPool, count: string): SourceBlock {
  const name = JSON.stringify(field.name);
  const failure = pool.nameOf(CheckFailure, 'CheckFailure');
  return emitStore(
    field,
    [
      `v = ${pool.nameOf(copyPlain, 'copyPlain')}(v, depth + 1);`,
      `if (v instanceof ${failure}) issues = ${pool.nameOf(addNested, 'addNested')}(issues, ${name}, v);`,
      `else ${access('dto', field.name)} = v;`,
    ],
    count,
  );
}

function emitNested(field: FieldModel, pool: ConstantPool, { check, checkList }: NestedFunctions): SourceBlock {
  const { name, nestedText = '', hasDefault, isOptional } = field;
  const target = access('dto', name);
  const issue = Object.freeze({ field: name, rule: 'nestedValidation', text: nestedText });
  const refuse = `issues = ${pool.nameOf(addIssue, 'addIssue')}(issues, ${pool.nameOf(issue, issue.rule)});`;
  // A default is checked like data, as in class-validator, but stays the object that the class created.
  const keep = hasDefault ? `else if (${access('raw', name)} !== undefined)` : 'else';
  return [
    'if (typeof v === "object" && v !== null) {',
    [
      `const nested = Array.isArray(v) ? ${checkList}(v, depth + 1) : ${check}(v, depth + 1);`,
      `if (nested instanceof ${pool.nameOf(CheckFailure, 'CheckFailure')}) issues = ${pool.nameOf(addNested, 'addNested')}(issues, ${JSON.stringify(name)}, nested);`,
      `${keep} ${target} = nested;`,
    ],
    '} else if (v !== undefined) {',
    [`${target} = v;`, isOptional ? `if (v !== null) ${refuse}` : refuse],
    '}',
  ];
}
