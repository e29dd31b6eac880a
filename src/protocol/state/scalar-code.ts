import type { ConstantPool } from '../check/constant-pool.js';
import type { StateForm } from '../contract/contract.js';
import { quantizedBytes } from '../contract/wire-size.js';
import type { ColumnOptions } from './column.js';

/** How the numbers of a form are checked, stored and shown: pieces of source. */
export interface ScalarCode {
  /** The typed array type of the cells. */
  readonly array: string;
  /** Size of one component on the wire. */
  readonly bytes: number;
  readonly isBits: boolean;
  /** Field names of a vector's components; empty for a single value. */
  readonly parts: readonly string[];
  /** The class of a vector. */
  readonly vector: string;
  /** The values the field can represent, in words that follow "must be". */
  readonly holds: string;
  /** The initial content of a cell. */
  readonly zero: string;
  /** Whether `v` can be represented. */
  check(v: string, pool: ConstantPool): string;
  /** The cell content for `v`. */
  encode(v: string, pool: ConstantPool): string;
  /** The value of a cell. */
  decode(q: string, pool: ConstantPool): string;
  /** The value of a cell, in a short readable form that encodes to the same. */
  json(q: string, pool: ConstantPool): string;
  /** What {@link json} made, as a value; by default itself. */
  fromJson?(j: string, pool: ConstantPool): string;
  /** Whether a cell's content is `q`; by default compared with ===. */
  isSame?(cell: string, q: string): string;
}

const MAX_F32 = 3.402_823_466_385_288_6e38;
const TAU = 2 * Math.PI;
/** Maximum decimals needed in JSON. */
const MAX_DECIMALS = 12;

const UNSIGNED = { 1: 'Uint8Array', 2: 'Uint16Array', 4: 'Uint32Array' } as const;
const SIGNED = { 1: 'Int8Array', 2: 'Int16Array', 4: 'Int32Array' } as const;

const VECTORS: Readonly<Record<string, { readonly parts: readonly string[]; readonly vector: string }>> = {
  vec2: { parts: ['x', 'y'], vector: 'Vector2' },
  quantized_vec2: { parts: ['x', 'y'], vector: 'Vector2' },
  vec3: { parts: ['x', 'y', 'z'], vector: 'Vector3' },
  quantized_vec3: { parts: ['x', 'y', 'z'], vector: 'Vector3' },
  color: { parts: ['r', 'g', 'b', 'a'], vector: 'Color' },
};

/** The source pieces for a form. */
export function scalarOf(wire: StateForm, { idOf, isExact }: ColumnOptions): ScalarCode {
  const vector = VECTORS[wire.form];
  const single = isExact && isNumber(wire) ? double() : storedCode(wire, idOf);
  if (!vector) return single;
  return { ...single, ...vector, holds: `a ${vector.vector} of finite numbers` };
}

function isNumber({ form }: StateForm): boolean {
  return form !== 'bool' && form !== 'choice' && form !== 'ref' && form !== 'string' && form !== 'exact';
}

function storedCode(wire: StateForm, idOf: ColumnOptions['idOf']): ScalarCode {
  switch (wire.form) {
    case 'bool':
      return {
        ...base('Uint8Array', 1, 'true or false'),
        isBits: true,
        check: (v) => `typeof ${v} === "boolean"`,
        encode: (v) => `(${v} ? 1 : 0)`,
        decode: (q) => `${q} === 1`,
        json: (q) => `${q} === 1`,
      };
    case 'u8':
    case 'u16':
    case 'u32':
      return integer(UNSIGNED, 0, Number(wire.form.slice(1)));
    case 'i8':
    case 'i16':
    case 'i32':
      return integer(SIGNED, -(2 ** (Number(wire.form.slice(1)) - 1)), Number(wire.form.slice(1)));
    case 'quantized':
    case 'quantized_vec2':
    case 'quantized_vec3':
      return quantizedCode(wire.min, wire.max, wire.bits);
    case 'angle':
      return angleCode(wire.bits);
    case 'choice':
      return choiceCode(wire.values);
    case 'ref':
      return refCode(idOf);
    case 'f64':
      return double();
    case 'exact':
      return exactCode();
    default: {
      const clamped = (v: string): string => `(Math.fround(Math.min(${MAX_F32}, Math.max(${-MAX_F32}, ${v}))) + 0)`;
      return { ...base('Float32Array', 4, 'a finite number'), encode: clamped };
    }
  }
}

function base(array: string, bytes: number, holds: string): ScalarCode {
  return {
    ...{ array, bytes, holds, isBits: false, parts: [], vector: '', zero: '0' },
    check: (v) => `Number.isFinite(${v})`,
    encode: (v) => v,
    decode: (q) => q,
    json: (q) => q,
  };
}

/** JSON has no -0, so clients never get one: adding 0 turns it into 0. */
function double(): ScalarCode {
  return { ...base('Float64Array', 8, 'a finite number'), encode: (v) => `(${v} + 0)` };
}

/** Bit for bit, -0 included; true is 1. In JSON the 16 hexadecimal digits of its bits, as Godot misreads one in ten decimals. */
function exactCode(): ScalarCode {
  return {
    ...base('Float64Array', 8, 'a finite number'),
    check: (v) => `(typeof ${v} === "boolean" || Number.isFinite(${v}))`,
    encode: (v) => `Number(${v})`,
    json: (q, pool) => `${pool.nameOf(bitsOf, 'bitsOf')}(${q})`,
    fromJson: (j, pool) => `${pool.nameOf(numberOf, 'numberOf')}(${j})`,
    isSame: (cell, q) => `Object.is(${cell}, ${q})`,
  };
}

const bits = new DataView(new ArrayBuffer(8));

/** The bits of a double as 16 hexadecimal digits, the sign first. */
function bitsOf(value: number): string {
  bits.setFloat64(0, value);
  return bits.getBigUint64(0).toString(16).padStart(16, '0');
}

/** The reverse of {@link bitsOf}; NaN for anything else. */
function numberOf(digits: unknown): number {
  if (typeof digits !== 'string' || !/^[0-9a-f]{16}$/.test(digits)) return NaN;
  bits.setBigUint64(0, BigInt(`0x${digits}`));
  return bits.getFloat64(0);
}

function integer(arrays: Readonly<Record<1 | 2 | 4, string>>, min: number, bits: number): ScalarCode {
  const max = min + 2 ** bits - 1;
  const bytes = (bits / 8) as 1 | 2 | 4;
  const encode = (v: string): string => `(${v} <= ${min} ? ${min} : ${v} >= ${max} ? ${max} : Math.floor(${v} + 0.5))`;
  return { ...base(arrays[bytes], bytes, 'a finite number'), encode };
}

function quantizedCode(min: number, max: number, bits: number): ScalarCode {
  const bytes = quantizedBytes(bits) as 1 | 2 | 4;
  const most = 2 ** bits - 1;
  const steps = (v: string): string => `Math.floor((${v} - ${min}) / ${max - min} * ${most} + 0.5)`;
  const zero = min >= 0 ? 0 : max <= 0 ? most : Math.floor((-min / (max - min)) * most + 0.5);
  const decimals = Math.min(MAX_DECIMALS, Math.max(0, 1 - Math.floor(Math.log10((max - min) / most))));
  // Like quantized numbers in messages: both ends are exact.
  const decode = (q: string): string => `(${q} === ${most} ? ${max} : ${min} + ${q} / ${most} * ${max - min})`;
  return {
    ...base(UNSIGNED[bytes], bytes, 'a finite number'),
    zero: String(zero),
    encode: (v) => `(${v} <= ${min} ? 0 : ${v} >= ${max} ? ${most} : ${steps(v)})`,
    decode,
    json: (q) => `Number(${decode(q)}.toFixed(${decimals}))`,
  };
}

function angleCode(bits: number): ScalarCode {
  const bytes = quantizedBytes(bits) as 1 | 2 | 4;
  const steps = 2 ** bits;
  const decimals = Math.min(MAX_DECIMALS, 1 - Math.floor(Math.log10(TAU / steps)));
  const decode = (q: string): string => `(${q} * ${TAU / steps} - (${q} >= ${steps / 2} ? ${TAU} : 0))`;
  return {
    ...base(UNSIGNED[bytes], bytes, 'a finite number of radians'),
    encode: (v) => `((Math.floor(${v} / ${TAU} * ${steps} + 0.5) % ${steps} + ${steps}) % ${steps})`,
    decode,
    json: (q) => `Number(${decode(q)}.toFixed(${decimals}))`,
  };
}

function choiceCode(values: readonly (string | number)[]): ScalarCode {
  const bytes = values.length > 0x100 ? 2 : 1;
  const indexes = new Map(values.map((value, index) => [value, index]));
  const decode = (q: string, pool: ConstantPool): string => `${pool.nameOf(values, 'values')}[${q}]`;
  return {
    ...base(UNSIGNED[bytes], bytes, 'one of the values that its choice lists'),
    check: (v, pool) => `${pool.nameOf(indexes, 'indexes')}.has(${v})`,
    encode: (v, pool) => `${pool.nameOf(indexes, 'indexes')}.get(${v})`,
    decode,
    json: decode,
  };
}

/** An entity as its id, or 0 for none. */
function refCode(idOf: ColumnOptions['idOf']): ScalarCode {
  const id = (value: unknown): number => {
    if (value === undefined || value === null) return 0;
    if (typeof value === 'object') return idOf(value) ?? -1;
    return typeof value === 'number' && value >>> 0 === value ? value : -1;
  };
  const named = (v: string, pool: ConstantPool): string => `${pool.nameOf(id, 'id')}(${v})`;
  return {
    ...base('Uint32Array', 4, 'an entity that is in a set, or undefined'),
    check: (v, pool) => `${named(v, pool)} >= 0`,
    encode: named,
  };
}
