import type { ConstantPool } from '../check/constant-pool.js';
import type { SourceBlock } from '../check/source-block.js';
import type { WireForm } from '../contract/contract.js';
import { rangeOf } from '../contract/field-wire.js';
import { quantizedBytes, wireSize } from '../contract/wire-size.js';

/** Whether a finite number becomes infinite as f32. */
function overflowsF32(value: number): boolean {
  return Number.isFinite(value) && !Number.isFinite(Math.fround(value));
}

/** Conditions under which storing an integer of a fixed width would change it. */
const CHANGED: Readonly<Record<string, string>> = {
  u8: '(v & 255) !== v',
  u16: '(v & 65535) !== v',
  u32: '(v >>> 0) !== v',
  i8: '(v << 24 >> 24) !== v',
  i16: '(v << 16 >> 16) !== v',
  i32: '(v | 0) !== v',
};

const PARTS: Readonly<Record<string, readonly string[]>> = {
  vec2: ['x', 'y'],
  vec3: ['x', 'y', 'z'],
  color: ['r', 'g', 'b', 'a'],
};

/**
 * Statements that write the value `v` of a form with bounded size into `b` and `view` at `p`, where its maximum size is
 * already reserved. A value that the form cannot represent is refused in the name of `place`.
 */
export function writeBounded(wire: WireForm, place: string, pool: ConstantPool): SourceBlock {
  const refuseIf = (test: string): string => `if (${test}) out.refuse(${place}, v);`;
  switch (wire.form) {
    case 'bool':
      return [refuseIf('typeof v !== "boolean"'), 'b[p++] = v ? 1 : 0;'];
    case 'varuint':
      return [`if (typeof v === "number" && (v & 127) === v) b[p++] = v; else p = out.varuint(p, v, ${place});`];
    case 'varint':
      return [`p = out.varint(p, v, ${place});`];
    case 'f32':
      return writeF32('v', refuseIf, pool);
    case 'f64':
      return [refuseIf('typeof v !== "number"'), 'view.setFloat64(p, v, true);', 'p += 8;'];
    case 'vec2':
    case 'vec3':
    case 'color':
      return [
        refuseIf('typeof v !== "object" || v === null'),
        ...(PARTS[wire.form] ?? []).flatMap((part) => writeF32(`v.${part}`, refuseIf, pool)),
      ];
    case 'quantized':
      return [
        refuseIf(`typeof v !== "number" || !(v >= ${wire.min} && v <= ${wire.max})`),
        `n = ${quantizedSteps(wire)};`,
        ...putInteger('n', quantizedBytes(wire.bits)),
      ];
    case 'choice': {
      const indexes = new Map([...wire.values.entries()].reverse().map(([index, value]) => [value, index]));
      return [
        `n = ${pool.nameOf(indexes, 'indexes')}.get(v);`,
        refuseIf('n === undefined'),
        ...putInteger('n', wireSize(wire, { structs: [] }).most),
      ];
    }
    default:
      return [
        refuseIf(`typeof v !== "number" || ${CHANGED[wire.form] ?? 'true'}`),
        ...putInteger('v', wireSize(wire, { structs: [] }).most),
      ];
  }
}

/** The values a form can represent, in words that follow "must be". */
export function holdsOf(wire: WireForm): string {
  const range = rangeOf(wire);
  switch (wire.form) {
    case 'bool':
      return 'true or false';
    case 'string':
      return 'text';
    case 'bytes':
      return 'a Uint8Array';
    case 'variant':
      return 'a value of the Variant model';
    case 'json':
      return 'an object that JSON can hold';
    case 'varuint':
      return 'a whole number from 0 to 2^53 - 1';
    case 'varint':
      return 'a whole number of at most 53 bits';
    case 'f32':
      return 'a number within the range of 32 bits';
    case 'f64':
      return 'a number';
    case 'vec2':
    case 'vec3':
    case 'color':
      return `an object with the numbers ${(PARTS[wire.form] ?? []).join(', ')}, each within the range of 32 bits`;
    case 'choice':
      return 'one of the values that its contract lists';
    case 'struct':
      return `an object of the shape ${wire.struct}`;
    default:
      return `a ${wire.form === 'quantized' ? '' : 'whole '}number from ${range?.min ?? 0} to ${range?.max ?? 0}`;
  }
}

function writeF32(v: string, refuseIf: (test: string) => string, pool: ConstantPool): SourceBlock {
  return [
    refuseIf(`typeof ${v} !== "number" || ${pool.nameOf(overflowsF32, 'overflowsF32')}(${v})`),
    `view.setFloat32(p, ${v}, true);`,
    'p += 4;',
  ];
}

function putInteger(v: string, bytes: number): SourceBlock {
  return [8, 16, 24]
    .slice(0, bytes - 1)
    .reduce((puts, shift) => [...puts, `b[p++] = ${v} >> ${shift};`], [`b[p++] = ${v};`]);
}

function quantizedSteps({
  min,
  max,
  bits,
}: {
  readonly min: number;
  readonly max: number;
  readonly bits: number;
}): string {
  return `Math.floor((v - ${min}) / ${max - min} * ${2 ** bits - 1} + 0.5)`;
}
