import type { ConstantPool } from '../check/constant-pool.js';
import type { SourceBlock } from '../check/source-block.js';
import type { WireForm } from '../contract/contract.js';
import { quantizedBytes, wireSize } from '../contract/wire-size.js';

/** Expressions that read an integer of this many bytes at `p` as a 32-bit JavaScript integer. */
const AT_P: Readonly<Record<number, string>> = {
  1: 'b[p]',
  2: '(b[p] | b[p + 1] << 8)',
  4: '(b[p] | b[p + 1] << 8 | b[p + 2] << 16 | b[p + 3] << 24)',
};

const INTEGERS: Readonly<Record<string, string>> = {
  u8: 'b[p]',
  u16: 'b[p] | b[p + 1] << 8',
  u32: `${AT_P[4] ?? ''} >>> 0`,
  i8: 'b[p] << 24 >> 24',
  i16: `${AT_P[2] ?? ''} << 16 >> 16`,
  i32: AT_P[4] ?? '',
};

/**
 * Statements that read a value of a form of fixed size from `b` at `p`, all of which is there, into `v`.
 * @param v a variable
 */
export function readFixed(wire: WireForm, v: string, pool: ConstantPool): SourceBlock {
  switch (wire.form) {
    case 'bool':
      return ['if (b[p] > 1) throw BAD_VALUE;', `${v} = b[p++] === 1;`];
    case 'f32':
      return [`${v} = b.readFloatLE(p);`, 'p += 4;'];
    case 'f64':
      return [`${v} = b.readDoubleLE(p);`, 'p += 8;'];
    case 'vec2':
      return [`${v} = { x: b.readFloatLE(p), y: b.readFloatLE(p + 4) };`, 'p += 8;'];
    case 'vec3':
      return [`${v} = { x: b.readFloatLE(p), y: b.readFloatLE(p + 4), z: b.readFloatLE(p + 8) };`, 'p += 12;'];
    case 'color':
      return [
        `${v} = { r: b.readFloatLE(p), g: b.readFloatLE(p + 4), b: b.readFloatLE(p + 8), a: b.readFloatLE(p + 12) };`,
        'p += 16;',
      ];
    case 'quantized':
      return readQuantized(wire, v);
    case 'choice': {
      const bytes = wireSize(wire, { structs: [] }).most;
      return [
        `n = ${AT_P[bytes] ?? ''};`,
        `if (n >= ${wire.values.length}) throw BAD_VALUE;`,
        `${v} = ${pool.nameOf(wire.values, 'values')}[n];`,
        `p += ${bytes};`,
      ];
    }
    default:
      return [`${v} = ${INTEGERS[wire.form] ?? ''};`, `p += ${wireSize(wire, { structs: [] }).most};`];
  }
}

type Quantized = Extract<WireForm, { readonly form: 'quantized' }>;

function readQuantized({ min, max, bits }: Quantized, v: string): SourceBlock {
  const bytes = quantizedBytes(bits);
  const steps = 2 ** bits - 1;
  // Both ends are exact; for the rest, this exact expression defines the number, to the last bit.
  const number = `n === ${steps} ? ${max} : ${min} + n / ${steps} * ${max - min}`;
  const isFull = bits === bytes * 8;
  return [
    `n = ${AT_P[bytes] ?? ''} >>> 0;`,
    ...(isFull ? [] : [`if (n > ${steps}) throw BAD_VALUE;`]),
    `${v} = ${number};`,
    `p += ${bytes};`,
  ];
}
