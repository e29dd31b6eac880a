import { MATH_CODECS, type MathCodec } from './math-codec.js';
import {
  PackedColorArray,
  PackedStringArray,
  PackedVector2Array,
  PackedVector3Array,
  PackedVector4Array,
} from './packed-values.js';
import { GodotFloat, NodePath, StringName } from './scalar-values.js';
import type { VariantInput } from './variant-input.js';
import { type GodotMajor, isElementType, isRefused, typeNames, type VariantTypeName } from './variant-type.js';
import { GodotArray, GodotDictionary, type VariantValue } from './variant-value.js';
import {
  ELEMENT_SHIFT,
  FLAG_64,
  KIND_ANY,
  KIND_BUILTIN,
  KIND_MASK,
  NODE_PATH_ABSOLUTE,
  NODE_PATH_MARK,
  TYPE_MASK,
  VALUE_SHIFT,
} from './variant-wire.js';

type ReadPacked = (input: VariantInput, header: number) => VariantValue;

/** Readers of the packed arrays, by type; each is called after the header. */
const PACKED_READERS: readonly (readonly [VariantTypeName, ReadPacked])[] = [
  ['PackedByteArray', (input) => new Uint8Array(column(input, 1))],
  ['PackedInt32Array', (input) => new Int32Array(column(input, 4))],
  ['PackedInt64Array', (input) => new BigInt64Array(column(input, 8))],
  ['PackedFloat32Array', (input) => new Float32Array(column(input, 4))],
  ['PackedFloat64Array', (input) => new Float64Array(column(input, 8))],
  ['PackedStringArray', (input) => new PackedStringArray(strings(input))],
  ['PackedVector2Array', (input, header) => new PackedVector2Array(vectors(input, header, 2))],
  ['PackedVector3Array', (input, header) => new PackedVector3Array(vectors(input, header, 3))],
  ['PackedVector4Array', (input, header) => new PackedVector4Array(vectors(input, header, 4))],
  ['PackedColorArray', (input) => new PackedColorArray(new Float32Array(column(input, 16)))],
];

/** Reads what follows `header`, at nesting level `depth`. */
type ReadBody = (input: VariantInput, header: number, depth: number) => VariantValue;

/** How one type is read from one engine. */
interface TypeReader {
  /** All bits that its header may have. */
  readonly allowed: number;
  readonly read: ReadBody;
}

const readers = new Map<VariantTypeName, ReadBody>([
  ['Nil', () => null],
  ['bool', readBool],
  ['int', (input, header) => (header & FLAG_64 ? input.i64() : input.i32())],
  ['float', readFloat],
  ['String', (input) => input.string()],
  ['StringName', (input) => new StringName(input.string())],
  ['NodePath', readNodePath],
  ['Array', readArray],
  ['Dictionary', readDictionary],
  ...PACKED_READERS,
  ...MATH_CODECS.map((codec): [VariantTypeName, ReadBody] => [codec.name, readMath(codec)]),
]);

/** The types whose header may say that their components have 64 bits. */
const realTypes = new Set<VariantTypeName>([
  ...MATH_CODECS.filter(({ kind }) => kind === 'real').map(({ name }) => name),
  'PackedVector2Array',
  'PackedVector3Array',
  'PackedVector4Array',
]);

const table4 = typeNames(4).map((name) => typeReader(name, 4));
const table3 = typeNames(3).map((name) => typeReader(name, 3));

/** Reads the value at the input's position, nested in `depth` containers. */
export function readValue(input: VariantInput, depth: number): VariantValue {
  const start = input.position;
  const header = input.u32();
  const type = (input.godot === 4 ? table4 : table3)[header & TYPE_MASK];
  if (type === undefined) return input.failAt(start, 'variant.unknown_type');
  if ((header & ~type.allowed) !== 0) return input.failAt(start, 'variant.bad_flags');
  return type.read(input, header, depth);
}

function typeReader(name: VariantTypeName, godot: GodotMajor): TypeReader {
  return { allowed: TYPE_MASK | allowedFlags(name, godot), read: readers.get(name) ?? refuse };
}

function allowedFlags(name: VariantTypeName, godot: GodotMajor): number {
  if (isRefused(name)) return ~TYPE_MASK;
  if (name === 'int' || name === 'float') return FLAG_64;
  if (godot === 3) return 0;
  if (name === 'Array') return KIND_MASK << ELEMENT_SHIFT;
  if (name === 'Dictionary') return (KIND_MASK << ELEMENT_SHIFT) | (KIND_MASK << VALUE_SHIFT);
  return realTypes.has(name) ? FLAG_64 : 0;
}

function refuse(input: VariantInput): never {
  return input.fail('variant.refused');
}

function readBool(input: VariantInput): boolean {
  const value = input.u32();
  if (value > 1) input.fail('variant.out_of_range');
  return value === 1;
}

function readFloat(input: VariantInput, header: number): number | GodotFloat {
  const value = floatOf(input, header);
  return input.plainFloats || !Number.isSafeInteger(value) ? value : new GodotFloat(value);
}

function floatOf(input: VariantInput, header: number): number {
  return header & FLAG_64 ? input.f64() : input.f32();
}

function readMath(codec: MathCodec): ReadBody {
  return (input, header) => {
    input.components(codec.kind, (header & FLAG_64) !== 0);
    return codec.read(input);
  };
}

function readNodePath(input: VariantInput): NodePath {
  const start = input.position;
  const first = input.u32();
  const subnameCount = input.u32();
  const flags = input.u32();
  if (first < NODE_PATH_MARK || flags > NODE_PATH_ABSOLUTE) input.failAt(start, 'variant.bad_flags');
  const names = readPathParts(input, first - NODE_PATH_MARK);
  return new NodePath(names, readPathParts(input, subnameCount), flags === NODE_PATH_ABSOLUTE);
}

function readPathParts(input: VariantInput, count: number): string[] {
  input.expect(count, 4);
  const parts: string[] = [];
  for (let left = count; left > 0; left--) parts.push(input.looselyPaddedString());
  return parts;
}

function readArray(input: VariantInput, header: number, depth: number): VariantValue {
  enter(input, depth);
  const type = readElementType(input, (header >> ELEMENT_SHIFT) & KIND_MASK);
  const items: VariantValue[] = [];
  for (let left = input.count(4); left > 0; left--) items.push(readElement(input, type, depth + 1));
  return type === undefined ? items : new GodotArray(type, items);
}

function readDictionary(input: VariantInput, header: number, depth: number): VariantValue {
  enter(input, depth);
  const keyType = readElementType(input, (header >> ELEMENT_SHIFT) & KIND_MASK);
  const valueType = readElementType(input, (header >> VALUE_SHIFT) & KIND_MASK);
  const entries = new Map<VariantValue, VariantValue>();
  const count = input.count(8);
  while (entries.size < count) {
    const start = input.position;
    const size = entries.size;
    // A key stays a GodotFloat, because a Map does not distinguish -0.
    const key = readTyped(input, keyType, depth + 1);
    entries.set(key, readElement(input, valueType, depth + 1));
    if (entries.size === size) input.failAt(start, 'variant.duplicate_key');
  }
  const isTyped = keyType !== undefined || valueType !== undefined;
  return isTyped ? new GodotDictionary(keyType, valueType, entries) : entries;
}

function enter(input: VariantInput, depth: number): void {
  if (depth >= input.maxDepth) input.fail('variant.too_deep');
}

function readElementType(input: VariantInput, kind: number): VariantTypeName | undefined {
  if (kind === KIND_ANY) return undefined;
  if (kind !== KIND_BUILTIN) return input.fail('variant.refused');
  const start = input.position;
  const name = typeNames(input.godot)[input.u32()];
  if (name === undefined) return input.failAt(start, 'variant.unknown_type');
  if (isRefused(name)) return input.failAt(start, 'variant.refused');
  return isElementType(name) ? name : input.failAt(start, 'variant.bad_element');
}

/** Floats among items or values that are declared as floats need no wrapper. */
function readElement(input: VariantInput, type: VariantTypeName | undefined, depth: number): VariantValue {
  const value = readTyped(input, type, depth);
  return type === 'float' && value instanceof GodotFloat ? value.value : value;
}

function readTyped(input: VariantInput, type: VariantTypeName | undefined, depth: number): VariantValue {
  if (type !== undefined && typeNames(input.godot)[input.peekU32() & TYPE_MASK] !== type) {
    input.fail('variant.bad_element');
  }
  return readValue(input, depth);
}

function column(input: VariantInput, itemBytes: number): ArrayBuffer {
  return input.memory(input.count(itemBytes) * itemBytes);
}

function vectors(input: VariantInput, header: number, width: number): Float32Array | Float64Array {
  return (header & FLAG_64) === 0
    ? new Float32Array(column(input, width * 4))
    : new Float64Array(column(input, width * 8));
}

function strings(input: VariantInput): string[] {
  const items: string[] = [];
  for (let left = input.count(4); left > 0; left--) items.push(input.terminatedString());
  return items;
}
