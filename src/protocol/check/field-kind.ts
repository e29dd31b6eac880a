import type { FieldKind, RuleModel } from './field-model.js';
import { passesOnlyText } from './standard-rules.js';

const LIST_RULES: readonly string[] = [
  'isArray',
  'arrayMinSize',
  'arrayMaxSize',
  'arrayNotEmpty',
  'arrayUnique',
  'arrayContains',
  'arrayNotContains',
];
const NUMBER_RULES: readonly string[] = ['isNumber', 'min', 'max', 'isPositive', 'isNegative', 'isDivisibleBy'];
const OBJECT_RULES: readonly string[] = ['isObject', 'isNotEmptyObject'];

/** Whether a field holds lists, according to its rules or its declared type. */
export function isListField(rules: readonly RuleModel[], designType: unknown): boolean {
  return (
    designType === Array || rules.some(({ name, each, isStandard }) => isStandard && !each && LIST_RULES.includes(name))
  );
}

/** The rules for a field's value, or for each item if the field is a list. */
export function valueRules(rules: readonly RuleModel[], isList: boolean): RuleModel[] {
  return rules.filter(({ each, isStandard }) => isStandard && (each || !isList));
}

/** The kind of every value that passes the rules; of each item if the field is a list. */
export function kindOf(rules: readonly RuleModel[], isList: boolean): FieldKind {
  const names = valueRules(rules, isList).map(({ name }) => name);
  if (names.includes('isInt')) return 'integer';
  if (names.some((name) => NUMBER_RULES.includes(name))) return 'number';
  if (names.includes('isBoolean')) return 'boolean';
  if (names.some(passesOnlyText)) return 'string';
  const values = allowedValues(valueRules(rules, isList));
  if (values) return kindOfValues(values);
  return names.some((name) => OBJECT_RULES.includes(name)) ? 'object' : 'any';
}

/** The values that `@IsEnum`, `@IsIn` or `@Equals` allow, in declared order; undefined if no rule lists them. */
export function allowedValues(rules: readonly RuleModel[]): readonly unknown[] | undefined {
  for (const { name, constraints } of rules) {
    const listed: unknown = name === 'isEnum' ? constraints[1] : constraints[0];
    if ((name === 'isEnum' || name === 'isIn') && isList(listed)) return listed;
    if (name === 'equals') return [listed];
  }
  return undefined;
}

function kindOfValues(values: readonly unknown[]): FieldKind {
  if (values.every((value) => Number.isInteger(value))) return 'integer';
  const types = new Set(values.map((value) => typeof value));
  const [only = 'undefined'] = types;
  return types.size === 1 && (only === 'number' || only === 'string' || only === 'boolean') ? only : 'any';
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}
