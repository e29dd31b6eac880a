import { ValidatorConstraint, type ValidationArguments, type ValidatorConstraintInterface } from 'class-validator';
import { CheckFailure, type CheckOutcome } from './check-failure.js';
import type { DtoClass } from './field-model.js';

/** The bounds of a map. */
export interface MapOptions {
  /** What its keys are: text (default), or whole numbers of at most 53 bits, which JSON spells as text. */
  readonly keys?: 'text' | 'integer';
  /** Most UTF-16 units of a text key. */
  readonly maxKeyLength?: number;
  readonly minEntries?: number;
  readonly maxEntries?: number;
}

/** Holds one value of a map, so that every decorator for fields can say what values are. */
export interface MapValueHolder {
  readonly value: unknown;
}

/** What is known of the values only when all classes are there. */
export interface MapValueRules {
  /** Checks one value, held by a holder. */
  check(held: MapValueHolder): CheckOutcome<object> | Promise<CheckOutcome<object>>;
  /** The rules of a value in words. */
  texts(): readonly string[];
}

const WHOLE_NUMBER = /^(?:0|-?[1-9]\d{0,15})$/;

/** What a map may hold. */
export class MapShape {
  /**
   * @param holder the class whose only field, `value`, has the rules of the values
   * @param options the bounds of the map itself
   */
  constructor(
    readonly holder: DtoClass,
    readonly options: MapOptions,
    private readonly rules: MapValueRules,
  ) {}

  /** Whether this is a map with such entries. Nested values of it become instances of their class. */
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

/** The rule of `@IsMapOf`; its one constraint is a {@link MapShape}. */
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
