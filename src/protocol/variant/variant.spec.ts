import { Color, Vector2, Vector2i, Vector3 } from './math-values.js';
import { PackedStringArray, PackedVector2Array } from './packed-values.js';
import { GodotFloat, NodePath, StringName } from './scalar-values.js';
import { VariantError } from './variant-error.js';
import type { VariantOptions } from './variant-options.js';
import { GrowingBuffer } from './variant-target.js';
import type { VariantTypeName } from './variant-type.js';
import { GodotArray, GodotDictionary, type VariantValue } from './variant-value.js';
import { decodeVariant, encodeVariant, readVariant, writeVariant } from './variant.js';

const GODOT_4: VariantOptions = { godot: 4 };

describe(encodeVariant.name, () => {
  it('keeps ints and floats apart', () => {
    expect(hex(encodeVariant(1, GODOT_4))).toBe('0200000001000000');
    expect(hex(encodeVariant(new GodotFloat(1), GODOT_4))).toBe('030000000000803f');
    expect(hex(encodeVariant(-0, GODOT_4))).toBe('0300000000000080');
    expect(hex(encodeVariant(5n, GODOT_4))).toBe('0200000005000000');
  });

  it('takes a plain number for a float where a typed container says so', () => {
    expect(hex(encodeVariant(new GodotArray('float', [1]), GODOT_4))).toBe('1c0001000300000001000000030000000000803f');
    expect(hex(encodeVariant(new GodotDictionary('int', 'float', new Map([[1, 2]])), GODOT_4))).toBe(
      '1b000500020000000300000001000000' + '0200000001000000' + '0300000000000040',
    );
  });

  it('writes 64-bit components, but 32-bit colours, for a double-precision engine', () => {
    const options: VariantOptions = { godot: 4, realT: 'double' };

    expect(hex(encodeVariant(new Vector2(0.1, 1), options))).toBe('050001009a9999999999b93f000000000000f03f');
    expect(hex(encodeVariant(new Color(0, 0, 0), options))).toBe('140000000000000000000000000000000000803f');
    expect(hex(encodeVariant(PackedVector2Array.from([new Vector2(1, 2)]), options))).toBe(
      '2300010001000000000000000000f03f0000000000000040',
    );
  });

  it('writes a view into a larger memory, such as a Buffer, alone', () => {
    const part = Buffer.from('xyabcz').subarray(2, 5);

    expect(hex(encodeVariant(part, GODOT_4))).toBe('1d0000000300000061626300');
  });

  it('gives bytes that a later call does not change', () => {
    const first = encodeVariant('first', GODOT_4);
    const copy = hex(first);
    encodeVariant('second', GODOT_4);

    expect(hex(first)).toBe(copy);
  });

  it.each<[string, unknown]>([
    ['undefined', undefined],
    ['a function', () => 1],
    ['a symbol', Symbol('a')],
    ['a plain object', { a: 1 }],
    ['an object without prototype', Object.create(null)],
    ['a Date', new Date(0)],
    ['a typed array that Godot has not', new Int16Array(1)],
    ['an array with a hole', [1, undefined]],
  ])('refuses %s', (_name, value) => {
    expect(codeOf(() => encodeVariant(value as VariantValue, GODOT_4))).toBe('variant.not_a_variant');
  });

  it.each<[VariantTypeName, VariantValue]>([
    ['Vector2i', new Vector2i(1, 2)],
    ['StringName', new StringName('a')],
    ['PackedInt64Array', new BigInt64Array(1)],
    ['PackedFloat64Array', new Float64Array(1)],
    ['Array', new GodotArray('int', [])],
    ['Dictionary', new GodotDictionary('int', undefined, new Map())],
  ])('refuses what Godot 3 has not: %s', (_name, value) => {
    expect(codeOf(() => encodeVariant(value, { godot: 3 }))).toBe('variant.not_in_engine');
  });

  it.each<[string, VariantValue]>([
    ['2^63', 2n ** 63n],
    ['-2^63 - 1', -(2n ** 63n) - 1n],
    ['Vector2i of 2^31', new Vector2i(2 ** 31, 0)],
    ['Vector2i of 0.5', new Vector2i(0, 0.5)],
    ['Vector2i of NaN', new Vector2i(NaN, 0)],
  ])('refuses a number out of range: %s', (_name, value) => {
    expect(codeOf(() => encodeVariant(value, GODOT_4))).toBe('variant.out_of_range');
  });

  it.each(['a\0b', 'a\ud800', '\udc00' + 'long enough to leave the loop', 'long enough to leave the loop\0'])(
    'refuses a string that Godot would alter: %j',
    (text) => {
      expect(codeOf(() => encodeVariant(text, GODOT_4))).toBe('variant.bad_string');
      expect(codeOf(() => encodeVariant(new PackedStringArray([text]), GODOT_4))).toBe('variant.bad_string');
    },
  );

  it.each<[string, VariantValue]>([
    ['an item', new GodotArray('Vector2', [new Vector3(1, 2, 3)])],
    ['an int among floats', new GodotArray('float', [1n])],
    ['a key', new GodotDictionary('String', undefined, new Map([[1, 1]]))],
    ['a value', new GodotDictionary(undefined, 'String', new Map([[1, 1]]))],
    ['an element type for objects', new GodotArray('Object', [])],
    ['an element type for nothing', new GodotArray('Nil', [])],
    ['an element type that is none', new GodotArray('Node' as VariantTypeName, [])],
  ])('refuses %s that does not fit a typed container', (_name, value) => {
    expect(codeOf(() => encodeVariant(value, GODOT_4))).toBe('variant.bad_element');
  });

  it('refuses a value that contains itself', () => {
    const ring: VariantValue[] = [];
    ring.push(ring);

    expect(codeOf(() => encodeVariant(ring, GODOT_4))).toBe('variant.too_deep');
    expect(codeOf(() => encodeVariant(ring, { godot: 4, maxDepth: 1_000_000 }))).toBe('variant.too_deep');
  });

  it.each<[string, VariantValue]>([
    ['null', null],
    ['string', 'héllo'],
    ['long string', 'x'.repeat(100)],
    ['bytes', new Uint8Array(5)],
    ['vector', new Vector3(1, 2, 3)],
    ['strings', new PackedStringArray(['a', 'bc'])],
    ['dictionary', new Map([['a', [1, 2 ** 40, 3n ** 39n, 1.5, 0.1]]])],
  ])('writes as much as maxBytes and no more: %s', (_name, value) => {
    const { length } = encodeVariant(value, GODOT_4);

    expect(encodeVariant(value, { godot: 4, maxBytes: length })).toHaveLength(length);
    expect(codeOf(() => encodeVariant(value, { godot: 4, maxBytes: length - 1 }))).toBe('variant.too_large');
  });
});

describe(decodeVariant.name, () => {
  it('reads every float as a plain number when asked to', () => {
    const bytes = encodeVariant([new GodotFloat(1), 1.5, 2], GODOT_4);

    expect(decodeVariant(bytes, GODOT_4)).toStrictEqual([new GodotFloat(1), 1.5, 2]);
    expect(decodeVariant(bytes, { godot: 4, plainFloats: true })).toStrictEqual([1, 1.5, 2]);
  });

  it('reads the components of a double-precision engine in full', () => {
    const options: VariantOptions = { godot: 4, realT: 'double' };
    const value = [new Vector2(0.1, 0.2), new PackedVector2Array(Float64Array.of(0.1, 0.2))];

    expect(decodeVariant(encodeVariant(value, options), GODOT_4)).toStrictEqual(value);
  });

  it('reads numbers that are wider than they need be, as the engine does', () => {
    expect(decodeVariant(bytesOf('020001000100000000000000'), GODOT_4)).toBe(1);
    expect(decodeVariant(bytesOf('03000100000000000000f83f'), GODOT_4)).toBe(1.5);
  });

  it('reads a PackedStringArray whose strings do not count their NUL, as the engine does', () => {
    const bytes = bytesOf('22000000' + '02000000' + '0300000061626300' + '00000000');

    expect(decodeVariant(bytes, GODOT_4)).toStrictEqual(new PackedStringArray(['abc', '']));
  });

  it('reads a NodePath with old memory in its padding, as Godot 3 sends it', () => {
    const bytes = bytesOf('0f000000' + '0100008000000000' + '00000000' + '0100000041ababab');

    expect(decodeVariant(bytes, { godot: 3 })).toStrictEqual(new NodePath(['A']));
  });

  it('shares no memory with the bytes', () => {
    const bytes = Buffer.from(encodeVariant([new Uint8Array([1, 2]), new Float32Array([1.5])], GODOT_4));
    const value = decodeVariant(bytes, GODOT_4);
    bytes.fill(0xff);

    expect(value).toStrictEqual([new Uint8Array([1, 2]), new Float32Array([1.5])]);
  });

  it.each([
    ['variant.truncated', 'no bytes', ''],
    ['variant.truncated', 'half a header', '0200'],
    ['variant.truncated', 'more items than can follow', '1c000000ffffff7f00000000'],
    ['variant.truncated', 'more names than can follow', '16000000ffffffff0000000000000000'],
    ['variant.trailing', 'a word too much', '0000000000000000'],
    ['variant.unknown_type', 'type 39', '27000000'],
    ['variant.unknown_type', 'an element of type 39', '1c0001002700000000000000'],
    ['variant.bad_flags', 'a bool of 64 bits', '010001000100000000000000'],
    ['variant.bad_flags', 'the unused byte', '0001000000000000'],
    ['variant.bad_flags', 'the sign bit', '00000080'],
    ['variant.bad_flags', 'a Color of 64 bits', '14000100' + '00'.repeat(32)],
    ['variant.bad_flags', 'a NodePath of the obsolete form', '16000000000000800000000002000000'],
    ['variant.bad_flags', 'a NodePath of the first form', '160000000c000000' + '61'.repeat(12)],
    ['variant.bad_padding', 'a String', '040000000100000061000001'],
    ['variant.bad_padding', 'a PackedByteArray', '1d0000000100000061010000'],
    ['variant.bad_string', 'a lone continuation byte', '040000000100000080000000'],
    ['variant.bad_string', 'an overlong slash', '0400000002000000c0af0000'],
    ['variant.bad_string', 'a surrogate', '0400000003000000eda08000'],
    ['variant.bad_string', 'a NUL', '040000000300000061006200'],
    ['variant.bad_string', 'a NUL in a long string', '0400000014000000' + '61'.repeat(19) + '00'],
    ['variant.bad_element', 'an item of another type', '1c0001000200000001000000030000000000803f'],
    ['variant.bad_element', 'items declared to be null', '1c0001000000000000000000'],
    [
      'variant.duplicate_key',
      'the same String twice',
      '1b000000020000000400000001000000610000000000000004000000010000006100000000000000',
    ],
    ['variant.refused', 'an Object by its id', '180001000100000000000000'],
    ['variant.refused', 'an element type for objects', '1c0001001800000000000000'],
    ['variant.refused', 'an array of a class', '1c000200010000004e00000000000000'],
    ['variant.out_of_range', 'a bool of 2', '0100000002000000'],
  ])('answers %s to %s', (code, _name, bytes) => {
    expect(codeOf(() => decodeVariant(bytesOf(bytes), GODOT_4))).toBe(code);
  });

  it('refuses the flags of Godot 4 in Godot 3', () => {
    expect(codeOf(() => decodeVariant(bytesOf('05000100' + '00'.repeat(16)), { godot: 3 }))).toBe('variant.bad_flags');
    expect(codeOf(() => decodeVariant(bytesOf('130001000200000000000000'), { godot: 3 }))).toBe('variant.bad_flags');
  });

  it('says where it stopped', () => {
    const bytes = bytesOf('1c00000002000000' + '00000000' + 'ff000000');

    expect(() => decodeVariant(bytes, GODOT_4)).toThrow(expect.objectContaining({ offset: 12 }) as VariantError);
  });

  it('does not begin with items that cannot all be there', () => {
    const bytes = bytesOf('1c00000003000000' + '00000000' + '00000000');

    expect(() => decodeVariant(bytes, GODOT_4)).toThrow(expect.objectContaining({ offset: 8 }) as VariantError);
  });

  it('reads as deep as maxDepth and no deeper', () => {
    const bytes = encodeVariant(nested(32), GODOT_4);

    expect(decodeVariant(bytes, GODOT_4)).toStrictEqual(nested(32));
    expect(codeOf(() => decodeVariant(bytes, { godot: 4, maxDepth: 31 }))).toBe('variant.too_deep');
    expect(codeOf(() => encodeVariant(nested(33), GODOT_4))).toBe('variant.too_deep');
  });

  it("stops at the engine's own depth, whatever maxDepth says", () => {
    const deep = Buffer.alloc(8 * 100_000, bytesOf('1c00000001000000'));

    expect(codeOf(() => decodeVariant(deep, { godot: 4, maxDepth: Infinity }))).toBe('variant.too_deep');
  });

  it('refuses more bytes than maxBytes without reading them', () => {
    expect(codeOf(() => decodeVariant(new Uint8Array(16), { godot: 4, maxBytes: 15 }))).toBe('variant.too_large');
  });
});

describe(writeVariant.name, () => {
  it('writes at the position of the target, wherever that is, and moves it', () => {
    const target = new GrowingBuffer(1);
    target.reserve(3);
    target.position = 3;

    writeVariant('abc', target, GODOT_4);

    expect(target.position).toBe(15);
    expect(hex(target.bytes.subarray(0, 15))).toBe('000000' + '040000000300000061626300');
  });

  it('leaves the position where it was when the value is refused', () => {
    const target = new GrowingBuffer(8);
    target.position = 5;

    expect(codeOf(() => writeVariant([1, 2, Symbol('a') as unknown as VariantValue], target, GODOT_4))).toBe(
      'variant.not_a_variant',
    );
    expect(target.position).toBe(5);
  });

  it('counts maxBytes from the position', () => {
    const target = new GrowingBuffer(100);
    target.position = 90;

    writeVariant(1, target, { godot: 4, maxBytes: 8 });

    expect(target.position).toBe(98);
  });
});

describe(readVariant.name, () => {
  it('reads one value from the middle and says where it ends', () => {
    const bytes = Buffer.concat([Buffer.from('abc'), encodeVariant(['a', 1.5], GODOT_4), Buffer.from('tail')]);

    expect(readVariant(bytes, 3, bytes.length, GODOT_4)).toStrictEqual({ value: ['a', 1.5], end: bytes.length - 4 });
  });

  it('does not read beyond its end', () => {
    const bytes = encodeVariant('abcd', GODOT_4);

    expect(codeOf(() => readVariant(bytes, 0, bytes.length - 1, GODOT_4))).toBe('variant.truncated');
  });
});

function nested(depth: number): VariantValue {
  return depth === 1 ? [] : [nested(depth - 1)];
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

function bytesOf(digits: string): Uint8Array {
  return Buffer.from(digits, 'hex');
}

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof VariantError) return error.code;
    throw error;
  }
  return 'none';
}
