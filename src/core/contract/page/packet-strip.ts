import type { Contract, ContractField, ContractStruct } from '../../../protocol/contract/contract.js';
import { headBits, isHeadBool, wireSize } from '../../../protocol/contract/wire-size.js';

type Layout = Pick<Contract, 'structs'>;

/** One box of the row that shows how a binary packet is laid out. */
export interface StripBox {
  /** The packet's head, a byte of bits, or a field. */
  readonly kind: 'head' | 'bits' | 'field';
  readonly name: string;
  /** The form on the wire, with its size where it has one; empty for bits. */
  readonly form: string;
  /** Whether it may be absent. */
  readonly isOptional: boolean;
  /** What each bit means, the lowest first; empty unless the box is of bits. */
  readonly bits: readonly string[];
}

/** The head of every packet: the message's type and the request number. */
const PACKET_HEAD: readonly StripBox[] = [
  { kind: 'head', name: 'type', form: 'u16', isOptional: false, bits: [] },
  { kind: 'head', name: 'ref', form: 'varuint', isOptional: false, bits: [] },
];

/** The bytes of a binary packet with this message, in wire order. */
export function packetBoxes(struct: ContractStruct, layout: Layout): StripBox[] {
  return [...PACKET_HEAD, ...structBoxes(struct, layout)];
}

/** The bytes of a struct, in wire order. */
export function structBoxes(struct: ContractStruct, layout: Layout): StripBox[] {
  const bits = headBits(struct).map(({ field, meaning }) => (meaning === 'presence' ? `${field.name}?` : field.name));
  const flags = Array.from({ length: Math.ceil(bits.length / 8) }, (_, byte): StripBox => ({
    ...{ kind: 'bits', name: 'flags', form: '', isOptional: false },
    bits: bits.slice(byte * 8, byte * 8 + 8),
  }));
  return [...flags, ...struct.fields.filter((field) => !isHeadBool(field)).map((field) => fieldBox(field, layout))];
}

function fieldBox({ wire, container, name, isOptional }: ContractField, layout: Layout): StripBox {
  const form = wire.form === 'struct' ? wire.struct : wire.form;
  const { least, most } = wireSize(wire, layout);
  const repeat = { none: '', list: 'n × ', map: 'n × key, ' }[container];
  const size = container === 'none' && least === most ? ` · ${least}` : '';
  return { kind: 'field', name, form: `${repeat}${form}${size}`, isOptional, bits: [] };
}
