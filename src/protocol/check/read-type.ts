import 'reflect-metadata';
import { TransformationType } from 'class-transformer';
import { defaultMetadataStorage } from 'class-transformer/cjs/storage.js';
import type { DtoClass, RuleModel } from './field-model.js';

/** How class-transformer treats a field's values. */
export interface FieldType {
  /** The class of `@Type(() => Class)`. */
  readonly nested?: DtoClass;
  /** Why a compiled check cannot do the same. */
  readonly obstacle?: string;
}

const COLLECTIONS: readonly unknown[] = [Map, Set];
const BUILT_IN: readonly unknown[] = [
  ...[String, Number, Boolean, BigInt, Symbol, Date, Object, Array, Buffer, Promise],
  ...COLLECTIONS,
];

/** Rules that give different results for a nested instance and for the data it is created from. */
const INSTANCE_RULES: readonly string[] = ['isInstance', 'isNotEmptyObject'];

/** Why class-transformer treats a class in a way that a compiled check does not, or undefined. */
export function transformObstacle(dto: DtoClass): string | undefined {
  const storage = defaultMetadataStorage;
  const isMarked = storage.getStrategy(dto) !== 'none' || storage.getExposedMetadatas(dto).length > 0;
  return isMarked || storage.getExcludedMetadatas(dto).length > 0 ? 'uses @Expose or @Exclude' : undefined;
}

/** Reads `@Type` and `@Transform` of a field. */
export function readFieldType(dto: DtoClass, field: string): FieldType {
  const transforms = defaultMetadataStorage.findTransformMetadatas(dto, field, TransformationType.PLAIN_TO_CLASS);
  if (transforms.length > 0) return { obstacle: 'uses @Transform' };
  const metadata = defaultMetadataStorage.findTypeMetadata(dto, field);
  if (metadata === undefined) return {};

  if (metadata.options?.discriminator !== undefined) return { obstacle: 'uses a discriminator' };
  if (COLLECTIONS.includes(metadata.reflectedType)) return { obstacle: 'is a Map or Set' };
  const { typeFunction } = metadata;
  if (!typeFunction || typeFunction.length > 0) return { obstacle: 'chooses its @Type by the value' };
  const target: unknown = typeFunction();
  return isOwnClass(target) ? { nested: target } : { obstacle: 'has a @Type that is not a DTO class' };
}

/** Why a field's `@Type`, `@ValidateNested` and other rules do not combine into something that can be compiled, or undefined. */
export function typeObstacle(
  type: FieldType,
  isNested: boolean,
  rules: readonly RuleModel[],
  defaultValue: unknown,
): string | undefined {
  if (type.obstacle !== undefined) return type.obstacle;
  if (isNested && type.nested === undefined) return 'has @ValidateNested without @Type';
  if (!isNested && type.nested !== undefined) return 'has @Type without @ValidateNested';
  if (!isNested) return undefined;
  if (![defaultValue ?? []].flat().every((value) => value instanceof (type.nested ?? Object))) {
    return 'has a default value that is no instance of its class';
  }
  const looksInside = rules.find(({ name }) => INSTANCE_RULES.includes(name));
  return looksInside ? `has the rule ${looksInside.name} beside @ValidateNested` : undefined;
}

/** The type that TypeScript emitted for a field at its decorators. */
export function designTypeOf(dto: DtoClass, field: string): unknown {
  return Reflect.getMetadata('design:type', dto.prototype as object, field);
}

function isOwnClass(target: unknown): target is DtoClass {
  return typeof target === 'function' && target.prototype !== undefined && !BUILT_IN.includes(target);
}
