import { GameError } from '../../../protocol/game-error.js';
import { MATH_CODECS, type MathCodec } from '../../../protocol/variant/math-codec.js';
import {
  PackedColorArray,
  PackedStringArray,
  PackedVector2Array,
  PackedVector3Array,
  PackedVector4Array,
  PackedVectors,
} from '../../../protocol/variant/packed-values.js';
import { GodotFloat, NodePath, StringName } from '../../../protocol/variant/scalar-values.js';
import type { VariantValue } from '../../../protocol/variant/variant-value.js';
import type { VariantForm } from './playground-views.js';

const MAX_DEPTH = 32;

const NUMBER_ARRAYS = {
  PackedByteArray: Uint8Array,
  PackedInt32Array: Int32Array,
  PackedFloat32Array: Float32Array,
  PackedFloat64Array: Float64Array,
} as const;

const VECTOR_ARRAYS = {
  PackedVector2Array,
  PackedVector3Array,
  PackedVector4Array,
  PackedColorArray,
} as const;

/** How a form is filled in: a field for each of `parts` numbers, a list of such items, and so on. */
const MATH = new Map<string, { readonly codec: MathCodec; readonly parts: number }>(
  MATH_CODECS.map((codec) => [codec.name, { codec, parts: partsOf(codec) }]),
);

/** The types of a Variant that can be filled in, and of how many numbers those are that are made of numbers. */
export const VARIANT_TYPES: Readonly<Record<string, number>> = Object.fromEntries([
  ...['Nil', 'bool', 'int', 'float', 'String', 'StringName', 'NodePath', 'Array', 'Dictionary'].map((name) => [
    name,
    0,
  ]),
  ...[...MATH].map(([name, { parts }]) => [name, parts]),
  ...[...Object.keys(NUMBER_ARRAYS), 'PackedInt64Array', 'PackedStringArray', ...Object.keys(VECTOR_ARRAYS)].map(
    (name) => [name, 0],
  ),
]) as Record<string, number>;

/** A Variant as a form has it; undefined for one that no form has, such as a typed array. */
export function formOfVariant(value: VariantValue): VariantForm | undefined {
  if (value === null) return { type: 'Nil', value: null };
  if (typeof value === 'boolean') return { type: 'bool', value };
  if (typeof value === 'bigint') return { type: 'int', value: value.toString() };
  if (typeof value === 'number')
    return { type: Number.isSafeInteger(value) ? 'int' : 'float', value: numberOut(value) };
  if (typeof value === 'string') return { type: 'String', value };
  if (value instanceof GodotFloat) return { type: 'float', value: numberOut(value.value) };
  if (value instanceof StringName) return { type: 'StringName', value: value.value };
  if (value instanceof NodePath) return { type: 'NodePath', value: value.toString() };
  if (value instanceof PackedStringArray) return { type: 'PackedStringArray', value: value.items };
  if (value instanceof BigInt64Array) return { type: 'PackedInt64Array', value: Array.from(value, String) };
  if (value instanceof PackedVectors) return { type: value.constructor.name, value: Array.from(value.components) };
  for (const [type, Made] of Object.entries(NUMBER_ARRAYS))
    if (value instanceof Made) return { type, value: Array.from<number, unknown>(value, numberOut) };
  for (const [type, { codec }] of MATH)
    if (value instanceof codec.type) return { type, value: componentsOf(codec, value) };
  if (Array.isArray(value)) return listOf('Array', value as VariantValue[]);
  if (value instanceof Map) return listOf('Dictionary', [...(value as Map<VariantValue, VariantValue>)].flat());
  return undefined;
}

/** The Variant that a form describes. @throws GameError message.invalid, naming the place in the form */
export function variantOfForm(form: unknown, path = 'form', depth = 0): VariantValue {
  if (depth > MAX_DEPTH) throw wrong(path, `must not be nested in more than ${MAX_DEPTH} others`);
  const { type, value } = (typeof form === 'object' && form !== null ? form : {}) as Partial<VariantForm>;
  const inner = (items: unknown[]): VariantValue[] =>
    items.map((item, at) => variantOfForm(item, `${path}.${at}`, depth + 1));
  const made = type === undefined ? undefined : MATH.get(type);
  if (made !== undefined) return fromComponents(made.codec, numbersOf(value, path, made.parts));
  switch (type) {
    case 'Nil':
      return null;
    case 'bool':
      return value === true || value === 'true';
    case 'int':
      return integerOf(value, path);
    case 'float':
      return new GodotFloat(numberIn(value, path));
    case 'String':
      return textOf(value, path);
    case 'StringName':
      return new StringName(textOf(value, path));
    case 'NodePath':
      return NodePath.parse(textOf(value, path));
    case 'Array':
      return inner(itemsOf(value, path));
    case 'Dictionary': {
      const all = inner(itemsOf(value, path));
      if (all.length % 2 !== 0) throw wrong(path, 'must have a value for each key');
      return new Map(all.flatMap((key, at) => (at % 2 === 0 ? [[key, all[at + 1] ?? null] as const] : [])));
    }
    case 'PackedStringArray':
      return new PackedStringArray(itemsOf(value, path).map((item) => textOf(item, path)));
    case 'PackedInt64Array':
      return BigInt64Array.from(itemsOf(value, path), (item) => BigInt(integerOf(item, path)));
    default:
      return packedOf(type, value, path);
  }
}

function packedOf(type: string | undefined, value: unknown, path: string): VariantValue {
  if (type !== undefined && Object.hasOwn(NUMBER_ARRAYS, type))
    return NUMBER_ARRAYS[type as keyof typeof NUMBER_ARRAYS].from(numbersOf(value, path));
  if (type !== undefined && Object.hasOwn(VECTOR_ARRAYS, type)) {
    const width = VECTOR_WIDTHS[type] ?? 1;
    const numbers = numbersOf(value, path);
    if (numbers.length % width !== 0) throw wrong(path, `must have ${width} numbers for each of its items`);
    return new VECTOR_ARRAYS[type as keyof typeof VECTOR_ARRAYS](Float32Array.from(numbers));
  }
  throw wrong(path, `must have a type out of ${Object.keys(VARIANT_TYPES).join(', ')}`);
}

const VECTOR_WIDTHS: Readonly<Record<string, number>> = {
  PackedVector2Array: 2,
  PackedVector3Array: 3,
  PackedVector4Array: 4,
  PackedColorArray: 4,
};

function listOf(type: string, items: readonly VariantValue[]): VariantForm | undefined {
  const forms = items.map(formOfVariant);
  return forms.includes(undefined) ? undefined : { type, value: forms };
}

function partsOf(codec: MathCodec): number {
  let parts = 0;
  codec.read({ next: () => ++parts });
  return parts;
}

function componentsOf(codec: MathCodec, value: object): unknown[] {
  const parts: unknown[] = [];
  codec.write(value, { put: (part) => void parts.push(numberOut(part)) });
  return parts;
}

function fromComponents(codec: MathCodec, parts: readonly number[]): VariantValue {
  let at = 0;
  return codec.read({ next: () => parts[at++] ?? 0 });
}

/** JSON has no infinity and no NaN; forms have their names. */
function numberOut(value: number): number | string {
  return Number.isFinite(value) ? value : String(value);
}

function numberIn(value: unknown, path: string): number {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number !== 'number' || (Number.isNaN(number) && value !== 'NaN')) throw wrong(path, 'must be a number');
  return number;
}

function numbersOf(value: unknown, path: string, count?: number): number[] {
  const items = itemsOf(value, path);
  if (count !== undefined && items.length !== count) throw wrong(path, `must have ${count} numbers`);
  return items.map((item) => numberIn(item, path));
}

function integerOf(value: unknown, path: string): number | bigint {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  const text = typeof value === 'string' ? value.trim() : '';
  const whole = /^-?\d{1,19}$/.test(text) ? BigInt(text) : undefined;
  if (whole === undefined || BigInt.asIntN(64, whole) !== whole) throw wrong(path, 'must be a whole number of 64 bits');
  return Number.isSafeInteger(Number(whole)) ? Number(whole) : whole;
}

function textOf(value: unknown, path: string): string {
  if (typeof value !== 'string') throw wrong(path, 'must be a text');
  return value;
}

function itemsOf(value: unknown, path: string): unknown[] {
  if (!Array.isArray(value)) throw wrong(path, 'must be a list');
  return value as unknown[];
}

function wrong(field: string, text: string): GameError {
  return new GameError('message.invalid', { details: [{ field, rule: 'variant', text }] });
}
