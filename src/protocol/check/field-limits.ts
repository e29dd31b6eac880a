import { allowedValues, valueRules } from './field-kind.js';
import type { FieldKind, FieldModel, RuleModel } from './field-model.js';

/** The part of a {@link FieldModel} that bounds its values. */
type FieldLimits = Pick<
  FieldModel,
  'min' | 'max' | 'minLength' | 'maxLength' | 'minItems' | 'maxItems' | 'values' | 'enumObject'
>;

/** Which argument of a rule is a lower or an upper bound, and of what. */
const LOWER = { min: { min: 0 }, minLength: { minLength: 0, isLength: 0 }, minItems: { arrayMinSize: 0 } } as const;
const UPPER = { max: { max: 0 }, maxLength: { maxLength: 0, isLength: 1 }, maxItems: { arrayMaxSize: 0 } } as const;

/** The bounds that the rules of a field leave to its values; of two rules on one bound, the tighter. */
export function fieldLimits(rules: readonly RuleModel[], isList: boolean, kind: FieldKind): FieldLimits {
  const own = valueRules(rules, isList);
  const lists = rules.filter(({ each, isStandard }) => isStandard && !each);
  const values = allowedValues(own);
  const enumObject: unknown = own.find(({ name }) => name === 'isEnum')?.constraints[0];
  const isInteger = kind === 'integer';
  return {
    ...highest('min', bounds(own, LOWER.min), hasRule(own, 'isPositive') ? [isInteger ? 1 : 0] : []),
    ...lowest('max', bounds(own, UPPER.max), hasRule(own, 'isNegative') ? [isInteger ? -1 : 0] : []),
    ...highest('minLength', bounds(own, LOWER.minLength)),
    ...lowest('maxLength', bounds(own, UPPER.maxLength)),
    ...highest('minItems', bounds(lists, LOWER.minItems), hasRule(lists, 'arrayNotEmpty') ? [1] : []),
    ...lowest('maxItems', bounds(lists, UPPER.maxItems)),
    ...(values && { values }),
    ...(typeof enumObject === 'object' && enumObject !== null && { enumObject }),
  };
}

function hasRule(rules: readonly RuleModel[], name: string): boolean {
  return rules.some((rule) => rule.name === name);
}

function bounds(rules: readonly RuleModel[], positions: Readonly<Record<string, number>>): number[] {
  return rules
    .map(({ name, constraints }) => (Object.hasOwn(positions, name) ? constraints[positions[name] ?? 0] : undefined))
    .filter((bound): bound is number => typeof bound === 'number' && !Number.isNaN(bound));
}

function highest(name: keyof typeof LOWER, ...limits: number[][]): FieldLimits {
  const all = limits.flat();
  return all.length === 0 ? {} : { [name]: Math.max(...all) };
}

function lowest(name: keyof typeof UPPER, ...limits: number[][]): FieldLimits {
  const all = limits.flat();
  return all.length === 0 ? {} : { [name]: Math.min(...all) };
}
