import { getMetadataStorage, ValidationTypes, type ValidationArguments } from 'class-validator';
import type { DtoClass } from './field-model.js';

/** What class-validator stores for one decorator. Its own type claims that nothing here is ever absent, which is wrong. */
export interface RuleMetadata {
  readonly type: string;
  readonly name?: string | undefined;
  readonly target: unknown;
  readonly propertyName: string;
  // eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- as class-validator has it
  readonly constraintCls: Function;
  readonly constraints?: readonly unknown[] | undefined;
  readonly message?: string | ((args: ValidationArguments) => unknown) | undefined;
  readonly groups?: readonly string[] | undefined;
  readonly always?: boolean | undefined;
  readonly each?: boolean | undefined;
  readonly validateIf?: unknown;
}

/** The validation metadata of a class and its base classes, exactly as class-validator collects it for `validate`. */
export function ruleMetadataOf(dto: DtoClass): readonly RuleMetadata[] {
  return getMetadataStorage().getTargetValidationMetadatas(dto, '', false, false);
}

/**
 * The names of the decorated fields in declared order, starting with those of base classes.
 * @param all {@link ruleMetadataOf} the class, which looks through all classes there are
 */
export function fieldNamesOf(dto: DtoClass, all = ruleMetadataOf(dto)): string[] {
  const base: unknown = Object.getPrototypeOf(dto);
  const names = new Set(isClass(base) ? fieldNamesOf(base) : []);
  for (const { propertyName } of all) names.add(propertyName);
  return [...names];
}

/** Whether this is a rule for a value, as opposed to `@IsOptional`, `@ValidateNested`, `@Allow` and the like. */
export function isValueRule({ type }: RuleMetadata): boolean {
  return type === ValidationTypes.CUSTOM_VALIDATION || type === ValidationTypes.IS_DEFINED;
}

/** Whether this is `@IsOptional()`. */
export function isOptionalRule({ type, name }: RuleMetadata): boolean {
  return type === ValidationTypes.CONDITIONAL_VALIDATION && name === 'isOptional';
}

/** Whether this is `@ValidateNested()`. */
export function isNestedRule({ type }: RuleMetadata): boolean {
  return type === ValidationTypes.NESTED_VALIDATION;
}

function isClass(value: unknown): value is DtoClass {
  return typeof value === 'function' && value !== Function.prototype;
}
