import type { DtoClass, FieldModel, MapModel, RuleModel } from './field-model.js';
import { isListField, kindOf } from './field-kind.js';
import { fieldLimits } from './field-limits.js';
import { MapShape } from './map-rule.js';
import { normalFormOf } from './normal-form.js';
import { ruleObstacle, rulesOf } from './read-rules.js';
import { readShape } from './read-shape.js';
import { designTypeOf, readFieldType, transformObstacle, typeObstacle } from './read-type.js';
import { fieldNamesOf, isNestedRule, isOptionalRule, ruleMetadataOf, type RuleMetadata } from './rule-metadata.js';
import { ruleText } from './rule-text.js';

/** A DTO class as its decorators describe it. */
export interface DtoModel {
  readonly dto: DtoClass;
  /** The class's name. */
  readonly name: string;
  /** Fields in declared order, those of a base class first. */
  readonly fields: readonly FieldModel[];
  /** Keys of the data that class-transformer leaves out without a word: methods, getters, `toString` and the like. */
  readonly ignoredKeys: readonly string[];
  /** Why only class-validator itself can check it; absent where nothing speaks against a compiled check. */
  readonly obstacle?: string;
}

const models = new WeakMap<DtoClass, DtoModel>();

/**
 * Reads what class-validator, class-transformer and TypeScript know about a class. Every class has a model, also one
 * that cannot be compiled.
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
  const names = fieldNamesOf(dto);
  const shape = readShape(dto, names);
  const all = ruleMetadataOf(dto);
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
  // Its decorators gave the holder this one field.
  if (!value) throw new Error('A map needs rules for its values.');
  const map: MapModel = { keys, value, holder, ...(maxKeyLength !== undefined && { maxKeyLength }) };
  return {
    map,
    ...(minEntries !== undefined && { minItems: minEntries }),
    ...(maxEntries !== undefined && { maxItems: maxEntries }),
  };
}
