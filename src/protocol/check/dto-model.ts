import { getMetadataStorage, ValidationTypes } from 'class-validator';
import { allowedValues, isListField, kindOf, valueRules } from './field-kind.js';
import type { DtoClass, FieldKind, FieldModel, MapModel, RuleModel } from './field-model.js';
import { MapConstraint, MapShape } from './map-rule.js';
import { normalFormOf } from './normal-form.js';
import { DROPPED_KEYS } from './plain-data.js';
import { designTypeOf, readFieldType, transformObstacle, typeObstacle } from './read-type.js';
import {
  fieldNamesOf,
  isNestedRule,
  isOptionalRule,
  isValueRule,
  type RuleMetadata,
  ruleMetadataOf,
} from './rule-metadata.js';
import { ruleText } from './rule-text.js';
import { isStandardRule } from './standard-rules.js';

/** A DTO class as described by its decorators. */
export interface DtoModel {
  readonly dto: DtoClass;
  /** The class's name. */
  readonly name: string;
  /** Fields in declared order, starting with those of base classes. */
  readonly fields: readonly FieldModel[];
  /** Keys that class-transformer silently drops: methods, getters, `toString` and the like. */
  readonly ignoredKeys: readonly string[];
  /** Why only class-validator itself can check it; absent if a compiled check can. */
  readonly obstacle?: string;
}

const models = new WeakMap<DtoClass, DtoModel>();

/**
 * Reads what class-validator, class-transformer and TypeScript know about a class. Every class has a model, even one that
 * cannot be compiled.
 * @throws Error when the class cannot be constructed
 */
export function readDtoModel(dto: DtoClass): DtoModel {
  const known = models.get(dto);
  if (known) return known;
  const model = buildModel(dto);
  models.set(dto, model);
  return model;
}

function buildModel(dto: DtoClass): DtoModel {
  const all = ruleMetadataOf(dto);
  const names = fieldNamesOf(dto, all);
  const shape = readShape(dto, names);
  const read = names.map((name) => readField(dto, name, all, shape.defaults.get(name)));
  const obstacle = shape.obstacle ?? transformObstacle(dto) ?? read.find((field) => field.obstacle)?.obstacle;
  return {
    dto,
    name: dto.name,
    fields: read.map(({ field }) => field),
    ignoredKeys: shape.ignoredKeys,
    ...(obstacle !== undefined && { obstacle }),
  };
}

interface ReadField {
  readonly field: FieldModel;
  readonly obstacle?: string;
}

function readField(dto: DtoClass, name: string, all: readonly RuleMetadata[], defaultValue: unknown): ReadField {
  const metadata = all.filter(({ propertyName }) => propertyName === name);
  const rules = rulesOf(metadata);
  const type = readFieldType(dto, name);
  const nestedRule = metadata.find(isNestedRule);
  const isList = isListField(rules, designTypeOf(dto, name));
  const kind = nestedRule && type.nested ? 'dto' : kindOf(rules, isList);
  const shape = mapShapeOf(rules);
  const normalForm = normalFormOf(dto, name);
  const field: FieldModel = {
    name,
    kind: shape ? 'object' : kind,
    isList,
    isOptional: metadata.some(isOptionalRule),
    hasDefault: defaultValue !== undefined,
    ...fieldLimits(rules, isList, kind),
    ...(shape && mapOf(shape)),
    ...(normalForm && { normalForm }),
    ...(nestedRule && type.nested && { nested: type.nested, nestedText: ruleText('nestedValidation', nestedRule) }),
    rules,
  };
  const obstacle = ruleObstacle(metadata, rules) ?? typeObstacle(type, nestedRule !== undefined, rules, defaultValue);
  return { field, ...(obstacle !== undefined && { obstacle: `its field ${name} ${obstacle}` }) };
}

function mapShapeOf(rules: readonly RuleModel[]): MapShape | undefined {
  const [shape] = rules.find(({ name, isStandard }) => isStandard && name === 'isMapOf')?.constraints ?? [];
  return shape instanceof MapShape ? shape : undefined;
}

function mapOf({ holder, options }: MapShape): Pick<FieldModel, 'map' | 'minItems' | 'maxItems'> {
  const { keys = 'text', maxKeyLength, minEntries, maxEntries } = options;
  const [value] = readDtoModel(holder).fields;
  // The holder has just this one field, given by the decorators.
  if (!value) throw new Error('A map needs rules for its values.');
  const map: MapModel = { keys, value, holder, ...(maxKeyLength !== undefined && { maxKeyLength }) };
  return {
    map,
    ...(minEntries !== undefined && { minItems: minEntries }),
    ...(maxEntries !== undefined && { maxItems: maxEntries }),
  };
}

/** The rules of one field. */
function rulesOf(metadata: readonly RuleMetadata[]): RuleModel[] {
  return metadata.filter(isValueRule).flatMap((rule) => {
    const { constraints = [], each = false } = rule;
    return getMetadataStorage()
      .getTargetValidatorConstraints(rule.constraintCls)
      .map(({ name, async: isAsync, instance }) => ({
        name: name || rule.type,
        each,
        constraints,
        text: ruleText(name || rule.type, rule, instance),
        isStandard: instance instanceof MapConstraint || (!isAsync && isStandardRule(name, instance, constraints)),
        validator: instance,
      }));
  });
}

/** Why a compiled check cannot take over one of these rules, or undefined. */
function ruleObstacle(metadata: readonly RuleMetadata[], rules: readonly RuleModel[]): string | undefined {
  for (const rule of metadata) {
    if ((rule.groups?.length ?? 0) > 0 || rule.always !== undefined) return 'uses validation groups';
    if (rule.validateIf !== undefined) return 'uses validateIf';
    if (rule.type === ValidationTypes.PROMISE_VALIDATION) return 'uses @ValidatePromise';
    if (rule.type === ValidationTypes.CONDITIONAL_VALIDATION && !isOptionalRule(rule)) return 'uses @ValidateIf';
    if (isValueRule(rule) && getMetadataStorage().getTargetValidatorConstraints(rule.constraintCls).length === 0) {
      return 'uses a rule that is not registered';
    }
  }
  const custom = rules.find(({ isStandard }) => !isStandard);
  return custom && `uses the custom rule ${custom.name}`;
}

/** A fresh instance of a DTO class. */
interface DtoShape {
  /** The initial values of its fields. */
  readonly defaults: ReadonlyMap<string, unknown>;
  /** The keys that class-transformer does not write to an instance: its methods and getters. */
  readonly ignoredKeys: readonly string[];
  /** Why a compiled check cannot fill it the way class-transformer does. */
  readonly obstacle?: string;
}

/**
 * Inspects a class and one instance of it.
 * @param fields the decorated fields
 * @throws Error when the class cannot be constructed
 */
function readShape(dto: DtoClass, fields: readonly string[]): DtoShape {
  const { ignoredKeys, setter } = readPrototypes(dto);
  if (dto.length > 0) return { defaults: new Map(), ignoredKeys, obstacle: 'its constructor takes arguments' };

  const own = Object.entries(construct(dto));
  const defaults = new Map(own.filter(([, value]) => value !== undefined));
  const hidden = fields.find((field) => ignoredKeys.includes(field) || DROPPED_KEYS.has(field));
  const unruled = own.find(([key]) => !fields.includes(key));
  const callable = own.find(([, value]) => typeof value === 'function');
  let obstacle: string | undefined;
  if (setter !== undefined) obstacle = `it has the setter ${setter}`;
  else if (hidden !== undefined) obstacle = `its field ${hidden} has the name of a method or getter`;
  else if (unruled)
    obstacle = `its field ${unruled[0]} has no rule, not even @Allow, so class-validator takes it for an unknown one`;
  else if (callable) obstacle = `its field ${callable[0]} holds a function`;
  return { defaults, ignoredKeys, ...(obstacle !== undefined && { obstacle }) };
}

function construct(dto: DtoClass): object {
  try {
    return new dto();
  } catch (cause) {
    throw new Error(`${dto.name} cannot be a message: its constructor throws when it is called without arguments.`, {
      cause,
    });
  }
}

function readPrototypes(dto: DtoClass): { ignoredKeys: string[]; setter: string | undefined } {
  const ignored = new Set<string>();
  let setter: string | undefined;
  for (
    let level: unknown = dto.prototype;
    typeof level === 'object' && level !== null;
    level = Object.getPrototypeOf(level)
  ) {
    for (const [key, property] of Object.entries(Object.getOwnPropertyDescriptors(level))) {
      if (DROPPED_KEYS.has(key)) continue;
      if (property.set) setter ??= key;
      const isMethod = typeof property.value === 'function';
      if (isMethod || property.get || level === dto.prototype) ignored.add(key);
    }
  }
  return { ignoredKeys: [...ignored], setter };
}

/** The part of a {@link FieldModel} that limits its values. */
type FieldLimits = Pick<
  FieldModel,
  'min' | 'max' | 'minLength' | 'maxLength' | 'minItems' | 'maxItems' | 'values' | 'enumObject'
>;

/** Which argument of a rule is a lower or upper limit, and of what. */
const LOWER = { min: { min: 0 }, minLength: { minLength: 0, isLength: 0 }, minItems: { arrayMinSize: 0 } } as const;
const UPPER = { max: { max: 0 }, maxLength: { maxLength: 0, isLength: 1 }, maxItems: { arrayMaxSize: 0 } } as const;

/** The limits that a field's rules set; of two on the same thing, the tighter. */
function fieldLimits(rules: readonly RuleModel[], isList: boolean, kind: FieldKind): FieldLimits {
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
