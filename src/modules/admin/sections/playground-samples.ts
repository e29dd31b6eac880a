import { randomUUID } from 'node:crypto';
import { exampleMessage } from '../../../core/contract/example-message.js';
import { CheckFailure, type CompiledCheck, type FieldIssue } from '../../../protocol/check/compile-check.js';
import type { Contract, ContractField, ContractMessage, ContractStruct } from '../../../protocol/contract/contract.js';
import { rangeOf } from '../../../protocol/contract/field-wire.js';
import { structOf } from '../../../protocol/contract/wire-size.js';
import { Envelope } from '../../../protocol/envelope.js';
import type { JsonBridge } from '../../../protocol/json-bridge.js';
import { encodeVariant } from '../../../protocol/variant/variant.js';
import type { SAMPLE_KINDS } from './playground.dto.js';

type Fields = Record<string, unknown>;
type Kind = (typeof SAMPLE_KINDS)[number];

const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';
/** Where the contract has no limit, or one that no form can show. */
const LONGEST = { text: 4_096, items: 64, bytes: 64 };
const MAX_DEPTH = 4;
/** Of a long list every item may need another shape. */
const MAX_ROUNDS = 500;
const MAX_TRIES = 20;
/** A field that no message has. */
const UNKNOWN = 'notInTheContract';
/** Beyond this, numbers without limits are no use to anybody. */
const FAR = 1_000_000;

/** Makes up messages by the rules of the contract, in JSON form. */
export class PlaygroundSamples {
  /** @param random from 0 to 1, as `Math.random` is */
  constructor(
    private readonly contract: Contract,
    private readonly bridge: JsonBridge | undefined,
    private readonly random: () => number = Math.random,
  ) {}

  /**
   * A message of this kind. `random` and `limits` keep all rules that can be kept without knowing what the game knows; `invalid`
   * breaks at least one.
   */
  make(message: ContractMessage, kind: Kind, check: CompiledCheck<object>): Fields {
    if (kind !== 'invalid') return this.mend(message, this.struct(message, kind, 0), check);
    const valid = this.mend(message, this.struct(message, 'random', 0), check);
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const broken = this.breakOne(message, valid);
      const { fault, values } = this.valuesOf(message.type, broken);
      // What a class takes that the contract does not is not wrong: a Variant may be missing.
      if (fault !== undefined || check.check(values) instanceof CheckFailure) return broken;
    }
    return { ...valid, [UNKNOWN]: true };
  }

  /** The rules of its class that a message breaks, or why its JSON form is none. */
  async issuesOf(
    { type }: ContractMessage,
    message: object,
    check: CompiledCheck<object>,
  ): Promise<readonly FieldIssue[]> {
    const { fault, values } = this.valuesOf(type, message);
    if (fault !== undefined) return [{ field: '', rule: 'unreadable', text: fault }];
    const outcome = await check.check(values);
    return outcome instanceof CheckFailure ? outcome.issues : [];
  }

  /** Patterns are known to the server's check alone, so texts that it refuses are tried in one shape after the other. */
  private mend(message: ContractMessage, made: Fields, check: CompiledCheck<object>): Fields {
    const example = exampleMessage(message, this.contract);
    const shapes: ((path: string) => string | undefined)[] = [
      (path) => [valueAt(example, path)].flat().find((told) => typeof told === 'string'),
      () => this.text(24),
      () => randomUUID(),
      () => this.digits(16, 16),
      () => this.digits(8, 16),
      () => this.text(6).toUpperCase(),
      () => this.digits(6, 10),
      () => this.text(9).replace(/\d/g, 'a'),
      () => `${this.text(6)}:${this.digits(8, 16)}`,
      () => `${this.digits(6, 10)}.${this.digits(2, 10)}`,
      () => `${this.text(8)}@example.com`,
      () => `room:${this.text(6)}`,
      () => `player-${this.text(6)}`,
    ];
    const tried = new Map<string, number>();
    for (let rounds = 0; rounds < MAX_ROUNDS; rounds++) {
      const outcome = check.check(this.valuesOf(message.type, made).values);
      if (!(outcome instanceof CheckFailure)) break;
      // A check tells only so many issues at once.
      const paths = outcome.issues.map(({ field }) => field).filter((path) => (tried.get(path) ?? 0) < shapes.length);
      if (paths.length === 0) break;
      for (const path of new Set(paths)) {
        const shape = shapes[tried.get(path) ?? 0];
        tried.set(path, (tried.get(path) ?? 0) + 1);
        const refused = valueAt(made, path);
        const text = shape?.(path) ?? this.text(6);
        if (typeof refused === 'string') setAt(made, path, text);
        else if (isListOfText(refused))
          setAt(
            made,
            path,
            refused.map(() => text),
          );
        else if (isMapOfText(refused))
          setAt(made, path, Object.fromEntries(Object.keys(refused).map((key) => [key, text])));
      }
    }
    return made;
  }

  private struct({ fields }: ContractStruct, kind: Kind, depth: number): Fields {
    const isThere = ({ isOptional }: ContractField): boolean =>
      !isOptional || (depth < MAX_DEPTH && (kind === 'limits' || this.random() < 0.5));
    return Object.fromEntries(fields.filter(isThere).map((field) => [field.name, this.field(field, kind, depth)]));
  }

  private field(field: ContractField, kind: Kind, depth: number): unknown {
    if (field.container === 'none') return this.value(field, kind, depth);
    const least = field.minItems ?? 0;
    const most = Math.max(least, Math.min(field.maxItems ?? 4, depth > 0 ? 2 : LONGEST.items));
    const count = depth >= MAX_DEPTH ? least : kind === 'limits' ? most : this.whole(least, Math.min(most, least + 3));
    const items = Array.from({ length: count }, () => this.value(field, kind, depth));
    if (field.container === 'list') return items;
    return Object.fromEntries(items.map((item, i) => [field.key?.form === 'varint' ? String(i + 1) : `k${i}`, item]));
  }

  private value(field: ContractField, kind: Kind, depth: number): unknown {
    const { wire } = field;
    const isLimit = kind === 'limits';
    switch (wire.form) {
      case 'struct':
        return this.struct(structOf(wire.struct, this.contract), kind, depth + 1);
      case 'choice':
        return wire.values[isLimit ? wire.values.length - 1 : this.whole(0, wire.values.length - 1)];
      case 'bool':
        return isLimit || this.random() < 0.5;
      case 'string':
        return this.textFor(field, isLimit);
      case 'bytes':
        return this.bytes(isLimit ? Math.min(field.maxLength ?? LONGEST.bytes, LONGEST.bytes) : this.whole(1, 8));
      case 'variant':
        return Buffer.from(encodeVariant(isLimit ? true : this.whole(0, 100), { godot: 4 })).toString('base64');
      case 'json':
        return isLimit ? { list: [null, true, -1.5, ''] } : { [this.text(4)]: this.whole(0, 9) };
      case 'vec2':
        return this.parts(['x', 'y'], isLimit);
      case 'vec3':
        return this.parts(['x', 'y', 'z'], isLimit);
      case 'color':
        return { r: 1, g: isLimit ? 1 : this.round(this.random()), b: isLimit ? 0 : this.round(this.random()), a: 1 };
      default:
        return this.number(field, isLimit);
    }
  }

  private number(field: ContractField, isLimit: boolean): number {
    const range = rangeOf(field.wire);
    const min = field.min ?? range?.min;
    const max = field.max ?? range?.max;
    if (isLimit) return max ?? min ?? Number.MAX_SAFE_INTEGER;
    const from = min ?? Math.min(0, max ?? 0);
    const to = Math.min(max ?? from + 100, from + FAR);
    return field.isInteger
      ? this.whole(Math.ceil(from), Math.floor(to))
      : this.round(from + this.random() * (to - from));
  }

  private textFor({ name, minLength = 0, maxLength = LONGEST.text }: ContractField, isLimit: boolean): string {
    if (isLimit) return this.text(Math.min(maxLength, LONGEST.text));
    const length = this.whole(Math.max(1, minLength), Math.min(maxLength, Math.max(minLength, 12)));
    return `${name} ${this.text(12)}`.replace(/\W/g, '').slice(-length).padEnd(minLength, 'x');
  }

  /** The message with one thing wrong. */
  private breakOne({ fields }: ContractMessage, valid: Fields): Fields {
    const broken = fields.flatMap((field): [string, unknown][] =>
      wrongValues(field).map((value) => [field.name, value]),
    );
    const missing = fields.filter(({ isOptional, name }) => !isOptional && name in valid).map(({ name }) => name);
    const choices = broken.length + missing.length + 1;
    const choice = this.whole(0, choices - 1);
    const value = broken[choice];
    if (value !== undefined) return { ...valid, [value[0]]: value[1] };
    const gone = missing[choice - broken.length];
    if (gone === undefined) return { ...valid, [UNKNOWN]: true };
    const { [gone]: _gone, ...rest } = valid;
    return rest;
  }

  private valuesOf(type: number, message: object): { readonly fault: string | undefined; readonly values: unknown } {
    const plain = JSON.parse(JSON.stringify(message)) as unknown;
    const envelope = Object.assign(new Envelope(), { type, message: plain });
    return { fault: this.bridge?.read(envelope), values: envelope.message };
  }

  private whole(from: number, to: number): number {
    return from + Math.floor(this.random() * (to - from + 1));
  }

  private round(value: number): number {
    return Math.round(value * 100) / 100;
  }

  private parts(names: readonly string[], isLimit: boolean): Fields {
    return Object.fromEntries(names.map((name) => [name, isLimit ? -FAR : this.whole(0, 100)]));
  }

  private text(length: number): string {
    return Array.from({ length }, () => LETTERS[this.whole(0, LETTERS.length - 1)]).join('');
  }

  private digits(length: number, base: number): string {
    return Array.from({ length }, () => this.whole(0, base - 1).toString(base)).join('');
  }

  private bytes(length: number): string {
    return Buffer.from(Array.from({ length }, () => this.whole(0, 255))).toString('base64');
  }
}

/** Values that a field refuses, in JSON form. */
function wrongValues(field: ContractField): unknown[] {
  const { wire, container, max, min, maxLength, maxItems } = field;
  if (container === 'list') return ['not a list', ...(maxItems === undefined ? [] : [Array(maxItems + 1).fill(null)])];
  if (container === 'map') return ['not a map'];
  const ranged = rangeOf(wire);
  const [most, least] = [max ?? ranged?.max, min ?? ranged?.min];
  if (wire.form === 'string') return [42, ...(maxLength === undefined ? [] : ['x'.repeat(maxLength + 1)])];
  if (wire.form === 'struct' || wire.form === 'json') return ['not an object'];
  if (wire.form === 'choice') return ['not one of these'];
  if (wire.form === 'bool') return ['maybe'];
  if (wire.form === 'bytes' || wire.form === 'variant') return ['*'];
  if (wire.form === 'vec2' || wire.form === 'vec3' || wire.form === 'color') return [[1, 2]];
  return ['seven', ...(most === undefined ? [] : [most + 1]), ...(least === undefined ? [] : [least - 1])];
}

function valueAt(source: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, step) => (isObject(value) ? value[step] : undefined), source);
}

function setAt(target: Fields, path: string, value: unknown): void {
  const steps = path.split('.');
  const last = steps.pop() ?? '';
  const holder = steps.length === 0 ? target : valueAt(target, steps.join('.'));
  if (isObject(holder)) holder[last] = value;
}

function isListOfText(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function isMapOfText(value: unknown): value is Readonly<Record<string, string>> {
  return isObject(value) && Object.values(value).every((item) => typeof item === 'string');
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}
