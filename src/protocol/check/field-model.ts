import type { ValidatorConstraintInterface } from 'class-validator';
import type { NormalForm } from './normal-form.js';

/** A DTO class. `plainToInstance` constructs it without arguments, and so do we. */
export type DtoClass<T extends object = object> = new () => T;

/**
 * The kind of a field's value, or of each item if it is a list. Only what its rules guarantee: a field that is declared as a
 * number but has no rule for it is `any`. `any` also covers mixed numbers and strings.
 */
export type FieldKind = 'integer' | 'number' | 'boolean' | 'string' | 'dto' | 'object' | 'any';

/** One rule of a field, as its decorator declared it. */
export interface RuleModel {
  /** class-validator's name of the rule: `isInt`, `isLength`. */
  readonly name: string;
  /** Whether it applies to each item of a list. A value that is not a list is checked itself. */
  readonly each: boolean;
  /** The decorator's arguments. */
  readonly constraints: readonly unknown[];
  /** The rule in words. */
  readonly text: string;
  /** Whether it is class-validator's own rule of that name, or `isMapOf`, and depends only on the value. */
  readonly isStandard: boolean;
  /** Checks a value. */
  readonly validator: ValidatorConstraintInterface;
}

/** The entries of a map. */
export interface MapModel {
  readonly keys: 'text' | 'integer';
  /** Maximum length of a string key, in UTF-16 units. */
  readonly maxKeyLength?: number;
  /** The model of each value. */
  readonly value: FieldModel;
  /** The class whose field `value` has the decorators of the values. */
  readonly holder: DtoClass;
}

/** A field of a DTO class: its rules, and what they say about its values, for checks, codecs and contracts. */
export interface FieldModel {
  readonly name: string;
  readonly kind: FieldKind;
  /** Whether its values are lists of `kind`. */
  readonly isList: boolean;
  /** Set if its values are maps (`@IsMapOf`); `kind` is then `object`. */
  readonly map?: MapModel;
  /** Whether it may be absent or null: `@IsOptional`. */
  readonly isOptional: boolean;
  /** Whether the class gives it a value when it is absent. */
  readonly hasDefault: boolean;
  /** Minimum of a number (for `@IsPositive` 1 for an integer, else 0, which itself is refused). */
  readonly min?: number;
  /** Maximum of a number (for `@IsNegative` -1 for an integer, else 0, which itself is refused). */
  readonly max?: number;
  /** Minimum characters of a string. */
  readonly minLength?: number;
  /** Maximum characters of a string, as class-validator counts them: up to three UTF-16 units each. */
  readonly maxLength?: number;
  /** Minimum items of a list, or entries of a map. */
  readonly minItems?: number;
  /** Maximum items of a list, or entries of a map. */
  readonly maxItems?: number;
  /** Normalises strings before the rules are checked. */
  readonly normalForm?: NormalForm;
  /** The only allowed values, in declared order. `@IsEnum` also accepts the names of a numeric enum; they are not listed here. */
  readonly values?: readonly unknown[];
  /** The enum object of `@IsEnum`. */
  readonly enumObject?: object;
  /** The class of its values if `kind` is `dto`. */
  readonly nested?: DtoClass;
  /** The error text when a nested value is neither an object nor a list of objects; only if `kind` is `dto`. */
  readonly nestedText?: string;
  /** Its rules in declared order, without `@IsOptional` and `@ValidateNested`. */
  readonly rules: readonly RuleModel[];
}
