import { ValidatorConstraint, type ValidationArguments, type ValidatorConstraintInterface } from 'class-validator';
import { CheckFailure, type CheckOutcome } from './check-failure.js';
import type { DtoClass } from './field-model.js';

/** The limits of a map. */
export interface MapOptions {
  /** The type of its keys: text (default), or whole numbers of at most 53 bits, which JSON writes as strings. */
  readonly keys?: 'text' | 'integer';
  /** Maximum length of a string key, in UTF-16 units. */
  readonly maxKeyLength?: number;
  readonly minEntries?: number;
  readonly maxEntries?: number;
}

/** Holds one map value, so that every field decorator can describe map values. */
export interface MapValueHolder {
  readonly value: unknown;
}

/** The parts of the value rules that are only known once all classes are defined. */
export interface MapValueRules {
  /** Checks one value, held by a holder. */
  check(held: MapValueHolder): CheckOutcome<object> | Promise<CheckOutcome<object>>;
  /** The rules of a value in words. */
  texts(): readonly string[];
}

const WHOLE_NUMBER = /^(?:0|-?[1-9]\d{0,15})$/;

/** The allowed contents of a map. */
export class MapShape {
  /**
   * @param holder the class whose only field, `value`, has the rules of the values
   * @param options the limits of the map itself
   */
  constructor(
    readonly holder: DtoClass,
    readonly options: MapOptions,
    private readonly rules: MapValueRules,
  ) {}

  /** Whether this is a valid map. Nested values in it are replaced by instances of their class. */
  takes(map: unknown): boolean {
    if (!isPlainObject(map)) return false;
    const { minEntries = 0, maxEntries = Infinity } = this.options;
    const keys = Object.keys(map);
    return keys.length >= minEntries && keys.length <= maxEntries && keys.every((key) => this.takesEntry(map, key));
  }

  /** The shape in words that follow a field's name. */
  describe(): string {
    const { keys = 'text', maxKeyLength, minEntries, maxEntries } = this.options;
    const count = [
      ...(minEntries === undefined ? [] : [`at least ${minEntries}`]),
      ...(maxEntries === undefined ? [] : [`at most ${maxEntries}`]),
    ].join(' and ');
    const keyWords =
      keys === 'integer'
        ? 'whole numbers'
        : `text${maxKeyLength === undefined ? '' : ` of at most ${maxKeyLength} characters`}`;
    const rules = this.rules.texts().map((text) => `, each ${text}`);
    return `must be a map with ${count === '' ? '' : `${count} entries and with `}keys that are ${keyWords}${rules.join('')}`;
  }

  private takesEntry(map: Record<string, unknown>, key: string): boolean {
    if (!this.takesKey(key)) return false;
    const value = map[key];
    const checked = this.rules.check({ value });
    if (checked instanceof CheckFailure || checked instanceof Promise) return false;
    if (typeof value === 'object' && 'value' in checked) map[key] = checked.value;
    return true;
  }

  private takesKey(key: string): boolean {
    if (this.options.keys === 'integer') return WHOLE_NUMBER.test(key) && Number.isSafeInteger(Number(key));
    return key.length <= (this.options.maxKeyLength ?? Infinity);
  }
}

/** The rule of `@IsMapOf`; its only constraint is a {@link MapShape}. */
@ValidatorConstraint({ name: 'isMapOf' })
export class MapConstraint implements ValidatorConstraintInterface {
  validate(value: unknown, { constraints }: ValidationArguments): boolean {
    const [shape] = constraints as unknown[];
    return shape instanceof MapShape && shape.takes(value);
  }

  defaultMessage({ constraints }: ValidationArguments): string {
    const [shape] = constraints as unknown[];
    return shape instanceof MapShape ? `$property ${shape.describe()}` : '$property must be a map';
  }
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
