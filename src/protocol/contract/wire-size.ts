import type { Contract, ContractField, ContractStruct, WireForm } from './contract.js';

/** Maximum length of a varuint or varint: 53 bits, seven per byte. */
export const MAX_VARINT_BYTES = 8;

/** Maximum number of values for a one-byte index. */
const MAX_BYTE_CHOICES = 0x100;

/** The size of a value on the binary wire, in bytes. */
export interface WireSize {
  readonly least: number;
  /** Infinity if only the value itself limits it. */
  readonly most: number;
}

/** The forms of fixed size. */
const FIXED: Readonly<Partial<Record<WireForm['form'], number>>> = {
  bool: 1,
  u8: 1,
  i8: 1,
  u16: 2,
  i16: 2,
  u32: 4,
  i32: 4,
  f32: 4,
  f64: 8,
  vec2: 8,
  vec3: 12,
  color: 16,
};

/** The size of one value, either the field's own or an item of its list or map. */
export function wireSize(wire: WireForm, layout: Pick<Contract, 'structs'>): WireSize {
  switch (wire.form) {
    case 'varuint':
    case 'varint':
      return { least: 1, most: MAX_VARINT_BYTES };
    case 'string':
    case 'bytes':
      return { least: 1, most: Infinity };
    case 'json':
      // A length, and `{}`.
      return { least: 1 + 2, most: Infinity };
    case 'variant':
      // A length, and a Variant's header.
      return { least: 1 + 4, most: Infinity };
    case 'quantized':
      return fixed(quantizedBytes(wire.bits));
    case 'choice':
      return fixed(wire.values.length <= MAX_BYTE_CHOICES ? 1 : 2);
    case 'struct':
      return { least: leastBytes(structOf(wire.struct, layout), layout), most: Infinity };
    default:
      return fixed(FIXED[wire.form] ?? 0);
  }
}

/** The size of a quantized number with this many bits: 1, 2 or 4 bytes. */
export function quantizedBytes(bits: number): number {
  if (bits <= 8) return 1;
  return bits <= 16 ? 2 : 4;
}

/** The struct of that name. @throws Error when the contract has none */
export function structOf(name: string, layout: Pick<Contract, 'structs'>): ContractStruct {
  const struct = layout.structs.find((candidate) => candidate.name === name);
  if (!struct) throw new Error(`The contract has no struct ${name}.`);
  return struct;
}

/** The meaning of a bit at the head of a struct: an optional field's presence, or a bool's value. */
export interface HeadBit {
  readonly field: ContractField;
  readonly meaning: 'presence' | 'value';
}

/** The bits at the head of a struct, in order; an optional bool has one of each, presence first. */
export function headBits({ fields }: Pick<ContractStruct, 'fields'>): HeadBit[] {
  return fields.flatMap((field) => [
    ...(field.isOptional ? [{ field, meaning: 'presence' as const }] : []),
    ...(isHeadBool(field) ? [{ field, meaning: 'value' as const }] : []),
  ]);
}

/** Whether a field consists only of bits in the head. */
export function isHeadBool({ wire, container }: ContractField): boolean {
  return wire.form === 'bool' && container === 'none';
}

/** The size of the head of a struct, in bytes. */
export function headBytes(struct: Pick<ContractStruct, 'fields'>): number {
  return Math.ceil(headBits(struct).length / 8);
}

/** Minimum size of a struct or message; Infinity when it must contain itself endlessly. */
export function leastBytes(
  struct: ContractStruct,
  layout: Pick<Contract, 'structs'>,
  path: readonly string[] = [],
): number {
  if (path.includes(struct.name)) return Infinity;
  const inside = [...path, struct.name];
  const sizes = struct.fields.map((field) => {
    if (field.isOptional || isHeadBool(field)) return 0;
    if (field.container !== 'none') return 1;
    const { wire } = field;
    return wire.form === 'struct'
      ? leastBytes(structOf(wire.struct, layout), layout, inside)
      : wireSize(wire, layout).least;
  });
  return sizes.reduce((sum, size) => sum + size, headBytes(struct));
}

function fixed(bytes: number): WireSize {
  return { least: bytes, most: bytes };
}
