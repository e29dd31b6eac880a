/**
 * `godwit.binary.v1`: packets without keys, laid out by the contract. This is the specification; its terms (field, form,
 * container) are those of `contract/contract.ts`, and the golden vectors are in
 * `test/conformance/vectors/binary.json`.
 *
 * ## Packet
 *
 * One packet is one binary WebSocket frame: `type` as u16, `ref` as varuint (0: none), then the message's fields as a
 * struct. Nothing follows. An Ack, like every message without fields, ends after its ref.
 *
 * ## Struct
 *
 * 1. The head. Each field contributes bits to it, in declared order: an optional field one for its presence; a `bool`
 *    without a container one for its value; an optional `bool` both, presence first. Bit i of the head is bit
 *    `i % 8` (0 is the lowest) of byte `floor(i / 8)`. It has as many bytes as the bits need, none for no bits. Unused bits
 *    of the last byte are 0, and so is the value of an absent bool.
 * 2. The fields in declared order, except absent ones and the bools in the head. null counts as absent.
 *
 * ## Values
 *
 * Numbers are little-endian.
 *
 * - `u8`, `u16`, `u32`, `i8`, `i16`, `i32`: 1, 2 or 4 bytes, two's complement.
 * - `varuint`, 0 to 2^53 - 1: LEB128, that is seven bits per byte, lowest first, bit 7 set in all bytes but the last.
 * - `varint`, -(2^53 - 1) to 2^53 - 1: zigzag (`n < 0 ? -2n - 1 : 2n`, up to 54 bits), then as varuint.
 *   Both must use the shortest encoding (the last byte is 0 only if it is the only one), so at most 8 bytes.
 * - `f32`, `f64`: IEEE 754, 4 or 8 bytes; NaN and infinities are values.
 * - `vec2`, `vec3`, `color`: two, three or four f32: x y, x y z, r g b a.
 * - `quantized(min, max, bits)`: q from 0 to s = 2^bits - 1 as u8, u16 or u32, the narrowest with that many bits. In f64 and
 *   in this order of operations, `q = floor((v - min) / (max - min) * s + 0.5)` where `min <= v <= max`, and
 *   `v = q == s ? max : min + q / s * (max - min)`.
 * - `choice`: the index into the listed values (of two equal ones the first), u8 for up to 256 values, else u16.
 * - `string`: its length in bytes as varuint, then UTF-8 without a terminator.
 * - `bytes`: their number as varuint, then the bytes.
 * - `variant`: a length as varuint, then one Variant as `var_to_bytes` writes it, without objects, at most 32 levels deep.
 * - `json`: a length as varuint, then the UTF-8 of one JSON object, at most 32 levels deep.
 * - `bool`, in a list or map: one byte, 0 or 1.
 * - `struct`: as above.
 *
 * The container `list` is its count as varuint, then the values; `map` is its count, then key and value of each entry, no
 * key twice. A key is a `string`, or a `varint` if the contract says so.
 *
 * Structs are at most 32 levels deep, counting the message as the first. A count is at most the remaining bytes divided by
 * the minimum size of an item, so no count makes a reader allocate more than a fixed multiple of the packet.
 *
 * Godot 3 numbers Variant types differently: `godwit.binary.v1.godot3` is the same with Godot 3's Variants.
 *
 * ## Agreement
 *
 * The types 0 to 19, the protocol's own, are frozen: once released, their layout never changes, so a client and a server
 * with any two contracts understand each other's Hello, Welcome, Error, Ping and ContractCompare. Later additions to the
 * protocol get types of their own. A client first sends a Hello with its contract hash; if the first 8 digits of the server's
 * are different, it gets `contract.mismatch`, and every type from 20 on is refused with `contract.not_agreed`. The other
 * digits also cover the steps that both ends compute, which have no bytes.
 *
 * ## Errors
 *
 * `packet.empty`, `packet.truncated`, `packet.trailing_bytes`, `packet.bad_varint`, `packet.not_utf8`, `packet.too_deep`;
 * `packet.bad_value` for a bit of the head that must be 0, for a bool, index or q that does not exist, for a `json` that is not
 * a JSON object, and for a duplicate key; `variant.*` for errors inside a Variant; `packet.not_binary` for a text frame;
 * `message.unknown_type` for a type that the contract does not have, or has only in the other direction. A packet with several
 * errors is refused for one of them.
 */
import { MessageCodec } from '../codec.js';
import type { Envelope } from '../envelope.js';
import type { ErrorCode } from '../error-codes.js';
import type { GodotMajor } from '../variant/variant-type.js';
import { BinaryPackets } from './binary-packets.js';
import type { ContractLayout } from './compile-structs.js';

/** The server's end of `godwit.binary.v1`, or of `godwit.binary.v1.godot3` for the Variants of Godot 3. */
export class BinaryCodec extends MessageCodec {
  readonly subprotocol: string;
  readonly isBinary = true;
  private readonly packets: BinaryPackets;

  /** @throws EvalError when the process forbids generating code from strings */
  constructor(contract: ContractLayout, { godot }: { readonly godot: GodotMajor }) {
    super();
    this.subprotocol = godot === 4 ? 'godwit.binary.v1' : 'godwit.binary.v1.godot3';
    this.packets = new BinaryPackets(contract, { godot, role: 'server' });
  }

  decode(frame: Buffer, isBinaryFrame: boolean, into: Envelope): ErrorCode | undefined {
    if (isBinaryFrame) return this.packets.decode(frame, into);
    into.ref = 0;
    return 'packet.not_binary';
  }

  /** @throws TypeError naming message and field when a value is missing or its form cannot represent it */
  encode(type: number, ref: number, message: object | undefined): Buffer {
    return this.packets.encode(type, ref, message);
  }
}
