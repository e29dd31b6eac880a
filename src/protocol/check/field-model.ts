import type { ValidatorConstraintInterface } from 'class-validator';
import type { NormalForm } from './normal-form.js';

/** A DTO class. `plainToInstance` constructs it without arguments, and so do we. */
export type DtoClass<T extends object = object> = new () => T;

/**
 * What a field holds, or each item of it where it is a list. Only what its rules guarantee: a field that is declared as a
 * number but has no rule that says so is `any`. `any` also means numbers and texts mixed.
 */
export type FieldKind = 'integer' | 'number' | 'boolean' | 'string' | 'dto' | 'object' | 'any';

/** One rule of a field, as its decorator declared it. */
export interface RuleModel {
  /** class-validator's name of the rule: `isInt`, `isLength`. */
  readonly name: string;
  /** Whether it is asked of each item of a list. A value that is no list is asked itself. */
  readonly each: boolean;
  /** The decorator's arguments. */
  readonly constraints: readonly unknown[];
  /** The rule in words. */
  readonly text: string;
  /** Whether it is class-validator's own rule of that name, or `isMapOf`, and needs nothing but the value. */
  readonly isStandard: boolean;
  /** Answers whether a value keeps the rule. */
  readonly validator: ValidatorConstraintInterface;
}

/** What the entries of a map are. */
export interface MapModel {
  readonly keys: 'text' | 'integer';
  /** Most UTF-16 units of a text key. */
  readonly maxKeyLength?: number;
  /** What each value is. */
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
  /** Set where its values are maps (`@IsMapOf`); `kind` is `object` then. */
  readonly map?: MapModel;
  /** Whether it may be absent or null: `@IsOptional`. */
  readonly isOptional: boolean;
  /** Whether the class gives it a value when it is absent. */
  readonly hasDefault: boolean;
  /** Smallest value of a number (for `@IsPositive` 1 of an integer, else 0, which itself is refused). */
  readonly min?: number;
  /** Largest value of a number (for `@IsNegative` -1 of an integer, else 0, which itself is refused). */
  readonly max?: number;
  /** Least characters of a text. */
  readonly minLength?: number;
  /** Most characters of a text, as class-validator counts them: up to three UTF-16 units each. */
  readonly maxLength?: number;
  /** Least items of a list, or entries of a map. */
  readonly minItems?: number;
  /** Most items of a list, or entries of a map. */
  readonly maxItems?: number;
  /** What its texts are brought into before the rules are asked. */
  readonly normalForm?: NormalForm;
  /** The only values it can have, in declared order. `@IsEnum` also lets the names of a numeric enum pass; they are not here. */
  readonly values?: readonly unknown[];
  /** The enum object of `@IsEnum`. */
  readonly enumObject?: object;
  /** The class of its values where `kind` is `dto`. */
  readonly nested?: DtoClass;
  /** What is said when a nested value is neither an object nor a list of objects; only where `kind` is `dto`. */
  readonly nestedText?: string;
  /** Its rules in declared order, `@IsOptional` and `@ValidateNested` left out. */
  readonly rules: readonly RuleModel[];
}
