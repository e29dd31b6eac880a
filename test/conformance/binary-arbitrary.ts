import fc from 'fast-check';
import type { GodotMajor } from '../../src/protocol/variant/variant-type.js';
import * as dtos from './binary-dtos.js';
import { variants } from './variant-arbitrary.js';

/** Messages of one pair of classes, as plain objects in the form that reading gives. */
export interface BinarySubject {
  readonly name: string;
  /** What a client sends; the server's message with the same fields has the next type. */
  readonly type: dtos.BinaryType;
  readonly dto: new () => object;
  readonly messages: fc.Arbitrary<object>;
}

const byte = fc.nat(255);
const int = fc.maxSafeInteger();
const uint = fc.maxSafeNat();
// JSON has no NaN, no infinity and no -0.
const f64 = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
const f32 = fc.float({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
const text = fc.string({ unit: 'binary', maxLength: 40 });
const long = fc.oneof(
  { arbitrary: text, weight: 9 },
  { arbitrary: fc.string({ minLength: 100, maxLength: 3000 }), weight: 1 },
);
const weather = fc.constantFrom(...Object.values(dtos.Weather));
const rank = fc.constantFrom(dtos.Rank.Low, dtos.Rank.Middle, dtos.Rank.High);
const vector2 = record({ x: f32, y: f32 });

/** Messages of every class of `binary-dtos.ts`, with Variants of one engine. */
export function binarySubjects(godot: GodotMajor): BinarySubject[] {
  return [
    subject(dtos.BinaryType.Numbers, dtos.NumbersSendDto, numbers()),
    subject(dtos.BinaryType.Texts, dtos.TextsSendDto, texts()),
    subject(dtos.BinaryType.Flags, dtos.FlagsSendDto, flags()),
    subject(dtos.BinaryType.Lists, dtos.ListsSendDto, lists()),
    subject(dtos.BinaryType.Tree, dtos.TreeSendDto, trees()),
    subject(dtos.BinaryType.Maps, dtos.MapsSendDto, maps()),
    subject(dtos.BinaryType.Godot, dtos.GodotSendDto, ofGodot(godot)),
    subject(
      dtos.BinaryType.Defaults,
      dtos.DefaultsSendDto,
      optional({}, { level: int, isOpen: fc.boolean(), tags: fc.array(text) }),
    ),
    subject(dtos.BinaryType.Empty, dtos.EmptySendDto, fc.constant({})),
    subject(
      dtos.BinaryType.Large,
      dtos.LargeSendDto,
      record({ text: long, numbers: fc.array(int, { maxLength: 300 }), data: fc.uint8Array({ maxLength: 300 }) }),
    ),
  ];
}

function subject(type: dtos.BinaryType, dto: new () => object, messages: fc.Arbitrary<object>): BinarySubject {
  return { name: dto.name, type, dto, messages };
}

type Fields = Record<string, fc.Arbitrary<unknown>>;

function record(fields: Fields): fc.Arbitrary<object> {
  return optional(fields, {});
}

function optional(required: Fields, more: Fields): fc.Arbitrary<object> {
  return fc.record({ ...required, ...more }, { requiredKeys: Object.keys(required) as never[], noNullPrototype: true });
}

function numbers(): fc.Arbitrary<object> {
  return record({
    ...{ u8: fc.nat(200), i8: between(-100, 100), u16: fc.nat(65_535), i16: between(-300, 300) },
    ...{ u32: fc.nat(4_294_967_295), i32: between(-2_147_483_648, 2_147_483_647), varuint: uint, varint: int },
    ...{ chosen: fc.nat(200), f32, f64 },
    ...{ bits8: steps(-1, 1, 8), bits12: steps(0, 360, 12), bits20: steps(-500, 500, 20), bits32: steps(0, 1, 32) },
  });
}

function texts(): fc.Arbitrary<object> {
  const mixed = fc.constantFrom<unknown>(1, 'one', true, 1.5);
  const name = fc.string({ unit: 'binary', maxLength: 13 });
  return optional({ name, weather, rank, mixed }, { note: long, many: fc.nat(299).map((i) => i * 3) });
}

function flags(): fc.Arbitrary<object> {
  const bool = fc.boolean();
  return optional(
    { a: bool, c: bool, f: bool, g: fc.nat(65_535), k: bool },
    { b: bool, d: byte, e: bool, h: f64, i: bool, j: text, l: int },
  );
}

function lists(): fc.Arbitrary<object> {
  const slot = optional({}, { item: byte, isLocked: fc.boolean() });
  const bag = record({ label: text, slots: fc.array(slot) });
  return optional(
    {
      ...{ bytes: fc.array(byte), ints: fc.array(int), counts: fc.array(uint), numbers: fc.array(f64) },
      ...{ texts: fc.array(text), flags: fc.array(fc.boolean()), weathers: fc.array(weather), path: fc.array(vector2) },
      bags: fc.array(bag, { maxLength: 4 }),
    },
    { few: fc.array(int, { maxLength: 4 }) },
  );
}

function maps(): fc.Arbitrary<object> {
  const whole = fc.oneof(fc.nat(9), int).map((key) => String(key + 0));
  const key = fc.string({ unit: 'binary', maxLength: 12 }).filter((name) => !(name in {}));
  const of = (value: fc.Arbitrary<unknown>, keys = key, minKeys = 0): fc.Arbitrary<object> =>
    fc.dictionary(keys, value, { minKeys, maxKeys: 5, noNullPrototype: true });
  const bag = record({ label: text, slots: fc.array(optional({}, { item: byte }), { maxLength: 2 }) });
  return optional(
    {
      ...{
        points: of(byte),
        byNumber: of(int, whole),
        texts: of(fc.string({ maxLength: 9 })),
        flags: of(fc.boolean()),
      },
      ...{ forecast: of(weather, whole, 1), places: of(vector2), data: of(fc.uint8Array({ maxLength: 9 })) },
      ...{ shares: of(steps(-1, 1, 8)), bags: of(bag) },
    },
    { more: of(f64) },
  );
}

function trees(): fc.Arbitrary<object> {
  return fc.letrec<{ node: object }>((tie) => ({
    node: optional(
      { value: int },
      {
        next: fc.option(tie('node'), { maxDepth: 5, nil: { value: 0 } }),
        children: fc.array(tie('node'), { maxLength: 3, depthIdentifier: 'tree' }),
      },
    ),
  })).node;
}

function ofGodot(godot: GodotMajor): fc.Arbitrary<object> {
  const bytes = fc.uint8Array({ maxLength: 200 });
  const value = variants(godot);
  return optional(
    {
      ...{ position: vector2, velocity: record({ x: f32, y: f32, z: f32 }) },
      ...{ tint: record({ r: f32, g: f32, b: f32, a: f32 }), data: bytes, value: present(value) },
    },
    { target: vector2, more: bytes, extra: present(value), parts: fc.array(bytes, { maxLength: 3 }) },
  );
}

/** null of an optional field is an absent field, and JSON makes the same null of "no value" and of Nil. */
function present<T>(values: fc.Arbitrary<T>): fc.Arbitrary<T> {
  return values.filter((value) => value !== null);
}

function between(min: number, max: number): fc.Arbitrary<number> {
  return fc.integer({ min, max });
}

/** The numbers that a quantized form can be, by the formula of the specification. */
function steps(min: number, max: number, bits: number): fc.Arbitrary<number> {
  const last = 2 ** bits - 1;
  return fc.nat(last).map((q) => (q === last ? max : min + (q / last) * (max - min)));
}
