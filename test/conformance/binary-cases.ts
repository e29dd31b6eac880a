import 'reflect-metadata';
import { GodotFloat, StringName } from '../../src/protocol/variant/scalar-values.js';
import * as math from '../../src/protocol/variant/math-values.js';
import type { GodotMajor } from '../../src/protocol/variant/variant-type.js';
import { ProtocolType } from '../../src/protocol/protocol.messages.js';
import { BinaryType, Rank, Weather } from './binary-dtos.js';

/** A message with a name; `twice` when the next type, the server's, has the same fields. */
export interface BinaryCase {
  readonly name: string;
  readonly type: number;
  readonly isPair: boolean;
  readonly godot: GodotMajor;
  readonly ref: number;
  readonly message: object;
}

const zeroNumbers = {
  ...{ u8: 0, i8: 0, u16: 0, i16: 0, u32: 0, i32: 0, varuint: 0, varint: 0, chosen: 0, f32: 0, f64: 0 },
  ...{ bits8: -1, bits12: 0, bits20: -500, bits32: 0 },
};

const highNumbers = {
  ...{ u8: 200, i8: 100, u16: 65_535, i16: 300, u32: 4_294_967_295, i32: 2_147_483_647 },
  ...{ varuint: Number.MAX_SAFE_INTEGER, varint: Number.MAX_SAFE_INTEGER, chosen: 200 },
  ...{ f32: 3.402_823_466_385_288_6e38, f64: Number.MAX_VALUE, bits8: 1, bits12: 360, bits20: 500, bits32: 1 },
};

const lowNumbers = {
  ...{ u8: 1, i8: -100, u16: 256, i16: -300, u32: 2_147_483_648, i32: -2_147_483_648 },
  ...{ varuint: 127, varint: Number.MIN_SAFE_INTEGER, chosen: 128, f32: -1.5, f64: Number.MIN_VALUE },
  ...{ bits8: 0.005, bits12: 180.04, bits20: -0.25, bits32: 0.5 },
};

const flags = { a: true, c: false, f: true, g: 513, k: true };

const emptyLists = {
  ...{ bytes: [], ints: [], counts: [], numbers: [], texts: [], flags: [], weathers: [], path: [], bags: [] },
};

const fullLists = {
  bytes: [0, 127, 255],
  ints: [0, -1, 1, -64, 64, -65, 8191, -8193, 1_700_000_000_000],
  counts: [0, 127, 128, 16_383, 16_384, 2_097_152, 4_294_967_296],
  numbers: [0.1, -0.5, 1e300],
  texts: ['', 'a', 'żółw', '\u{1f680}'],
  flags: [true, false, true],
  weathers: [Weather.Frost, Weather.Sun],
  path: [
    { x: 1.5, y: -2.25 },
    { x: 0, y: 1024 },
  ],
  bags: [
    { label: 'left', slots: [{ item: 7 }, {}, { isLocked: false }, { item: 255, isLocked: true }] },
    { label: '', slots: [] },
  ],
  few: [-3, 3],
};

const tree = {
  value: 1,
  next: { value: -2, next: { value: 3 } },
  children: [{ value: 4 }, { value: 5, children: [{ value: 6 }] }],
};

const godot = {
  position: { x: 12.5, y: -3 },
  velocity: { x: 0, y: -9.8125, z: 0.5 },
  tint: { r: 1, g: 0.5, b: 0.25, a: 1 },
  data: Uint8Array.of(0, 1, 254, 255),
  value: new Map<string, number | string[] | math.Vector2>([
    ['hp', 12],
    ['names', ['a', 'b']],
    ['at', new math.Vector2(1, 2)],
  ]),
};

const emptyMaps = {
  ...{ points: {}, byNumber: {}, texts: {}, flags: {}, forecast: { 0: Weather.Rain } },
  ...{ places: {}, data: {}, shares: {}, bags: {} },
};

const fullMaps = {
  points: { ann: 0, 'żółw \u{1f40c}': 255, '': 7, ['x'.repeat(24)]: 1 },
  byNumber: { 0: -1, 7: 1_700_000_000_000, [-1]: 0, [Number.MIN_SAFE_INTEGER]: 1, [Number.MAX_SAFE_INTEGER]: 2 },
  texts: { a: '', b: 'text' },
  flags: { yes: true, no: false },
  forecast: { 1: Weather.Sun, 300: Weather.Frost },
  places: { home: { x: 1.5, y: -2 } },
  data: { none: new Uint8Array(0), some: Uint8Array.of(1, 255) },
  shares: { least: -1, most: 1 },
  bags: { left: { label: 'l', slots: [{ item: 1 }, {}] }, right: { label: '', slots: [] } },
  more: { pi: 3.141_592_653_589_793 },
};

const names = {
  ...{ item: [1, -2], key: { a: 1 }, value: 5, values: [{ x: 1, y: 2 }], items: { 4: { x: 0, y: 0.5 } } },
  ...{ head: 0.5, stream: -1, reader: 'r', writer: true, message: { item: 3 }, name: 'n', type: 9, fields: 'f' },
  ...{ class: 1, result: 2 },
};

/** The messages of the golden vectors. */
export const BINARY_CASES: readonly BinaryCase[] = [
  ...protocolCases(),
  pair('numbers, all zero or least', BinaryType.Numbers, zeroNumbers),
  pair('numbers, as high as they go', BinaryType.Numbers, highNumbers),
  pair('numbers, low ones and odd ones', BinaryType.Numbers, lowNumbers),
  pair('texts, the required ones', BinaryType.Texts, { name: 'Ann', weather: Weather.Sun, rank: Rank.Low, mixed: 1 }),
  pair('texts, all of them', BinaryType.Texts, {
    ...{
      name: 'żółw \u{1f40c}',
      note: 'n'.repeat(130),
      weather: Weather.Frost,
      rank: Rank.High,
      mixed: true,
      many: 897,
    },
  }),
  pair('texts, empty, and a choice of text and fraction', BinaryType.Texts, {
    ...{ name: '', note: '', weather: Weather.Rain, rank: Rank.Middle, mixed: 1.5, many: 0 },
  }),
  pair('flags, nothing optional', BinaryType.Flags, flags),
  pair('flags, everything, all true', BinaryType.Flags, {
    ...{ a: true, b: true, c: true, d: 255, e: true, f: true, g: 1, h: 0.5, i: true, j: 'j', k: true, l: -1 },
  }),
  pair('flags, everything, all false', BinaryType.Flags, {
    ...{ a: false, b: false, c: false, d: 0, e: false, f: false, g: 0, h: 0, i: false, j: '', k: false, l: 0 },
  }),
  pair('lists, all empty', BinaryType.Lists, emptyLists),
  pair('lists, all full', BinaryType.Lists, fullLists),
  pair('a tree of one', BinaryType.Tree, { value: 0 }),
  pair('a tree with branches', BinaryType.Tree, tree),
  pair('values of Godot 4', BinaryType.Godot, godot),
  pair('values of Godot 3', BinaryType.Godot, godot, 3),
  pair('values of Godot 4, the optional ones too', BinaryType.Godot, {
    ...godot,
    value: [new StringName('jump'), new GodotFloat(2), new math.Vector3i(1, -2, 3), null],
    target: { x: -0.125, y: 4096 },
    more: new Uint8Array(0),
    extra: 'a text of more than twenty-four characters',
    parts: [Uint8Array.of(1), Uint8Array.of(2, 3)],
  }),
  pair('defaults, left to the class', BinaryType.Defaults, {}),
  pair('defaults, given', BinaryType.Defaults, { level: -70, isOpen: false, tags: [] }),
  pair('no fields', BinaryType.Empty, {}),
  pair('maps, as empty as can be', BinaryType.Maps, emptyMaps),
  pair('maps, all full', BinaryType.Maps, fullMaps),
  pair('names that mean something elsewhere', BinaryType.Names, names),
  one('a length of two bytes and one of three', BinaryType.Large + 1, {
    text: 'é'.repeat(8192),
    numbers: Array.from({ length: 128 }, (_, i) => i * i * (i % 2 === 0 ? 1 : -1)),
    data: Uint8Array.from({ length: 128 }, (_, i) => i),
  }),
];

function protocolCases(): BinaryCase[] {
  const hash = '0123456789abcdef';
  return [
    one('Hello with everything', ProtocolType.Hello, {
      ...{ text: 'hello, server!', engine: 'godot', engineVersion: '4.6.3', platform: 'linux', token: 'abc' },
      ...{ contract: hash, receiveBufferBytes: 65_535 },
    }),
    one('Hello with nothing', ProtocolType.Hello, {}, 0),
    one('Welcome', ProtocolType.Welcome, {
      ...{
        text: 'hello, client!',
        sessionId: '4fe2f7ab-ee43-4b5c-8a0f-4f2dd5b8ae02',
        serverTimeMs: 1_700_000_000_123.5,
      },
      ...{ pingIntervalMs: 5000, maxMessageBytes: 16_384, contract: hash },
    }),
    one('Error', ProtocolType.Error, { code: 'chat.full', text: 'The channel is full.' }),
    one('Error with details', ProtocolType.Error, {
      code: 'message.invalid',
      text: 'The message breaks a rule of its contract.',
      details: [{ field: 'text', rule: 'isLength', text: 'text must be shorter than or equal to 500 characters' }],
    }),
    one('Ack', ProtocolType.Ack, {}),
    one('Ping without a ref', ProtocolType.Ping, {}, 0),
    one('Ping with the largest ref', ProtocolType.Ping, {}, Number.MAX_SAFE_INTEGER),
    one('Pong', ProtocolType.Pong, { serverTimeMs: 1_700_000_000_123 }),
    one('Draining', ProtocolType.Draining, { reconnectAfterMs: 2500 }),
    one('ServerPaused', ProtocolType.ServerPaused, { isPaused: true }),
    one('ContractCompare', ProtocolType.ContractCompare, {
      ...{ firstType: 200, lastType: 249 },
      messages: [
        {
          ...{ type: 210, name: 'ChatSay', hash: '00ff00ff', direction: 'client', access: 'player', reply: 'ChatSaid' },
          fields: ['channel:0123abcd', 'text:89abcdef'],
        },
        { type: 211, name: 'ChatSaid', hash: 'ff00ff00', direction: 'server', access: 'player', fields: [] },
      ],
    }),
    one('ContractCompare of everything, by default', ProtocolType.ContractCompare, { messages: [] }),
    one('ContractCompared', ProtocolType.ContractCompared, {
      differences: [{ message: 'ChatSay', field: 'text', text: 'has changed', isBreaking: true }],
    }),
  ];
}

function one(name: string, type: number, message: object, ref = 7): BinaryCase {
  return { name, type, isPair: false, godot: 4, ref, message };
}

function pair(name: string, type: number, message: object, godot: GodotMajor = 4): BinaryCase {
  return { name, type, isPair: true, godot, ref: 300, message };
}
