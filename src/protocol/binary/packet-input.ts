import { isUtf8 } from 'node:buffer';
import { MAX_VARINT_BYTES } from '../contract/wire-size.js';
import { isTooDeep } from '../json-depth.js';
import { decodeVariant } from '../variant/variant.js';
import type { VariantOptions } from '../variant/variant-options.js';
import type { VariantValue } from '../variant/variant-value.js';
import { isIllFormed, mayBeIllFormed, wellFormed } from '../well-formed.js';
import { BAD_VALUE, BAD_VARINT, NOT_UTF8, TRUNCATED } from './packet-fault.js';

const REPLACEMENT = '\ufffd';
/** A JSON value nests no deeper than a whole packet of JSON may by default. */
const MAX_JSON_DEPTH = 32;
const NOTHING = Buffer.alloc(0);

/**
 * Where a reader is in a packet, and the values whose size the packet tells. One instance reads packet after packet.
 * Reading throws a PacketFault, or a VariantError inside a Variant; what it returns shares no memory with the packet.
 */
export class PacketInput {
  bytes: Buffer = NOTHING;
  /** Where the next byte is. */
  position = 0;
  /** Where the packet ends. */
  end = 0;

  constructor(private readonly variants: VariantOptions) {}

  /** Begins to read `packet` at `position`. */
  open(packet: Buffer, position: number): void {
    this.bytes = packet;
    this.position = position;
    this.end = packet.length;
  }

  /** Lets go of the packet. */
  close(): void {
    this.bytes = NOTHING;
  }

  /** A whole number from 0 to 2^53 - 1: LEB128, as short as can be. */
  varuint(): number {
    return this.groups(0, 1);
  }

  /** A whole number of at most 53 bits and a sign: the sign as lowest bit, then as a varuint (zigzag). */
  varint(): number {
    const first = this.byte();
    const low = (first >> 1) & 0x3f;
    const rest = first < 0x80 ? low : this.groups(low, 0x40);
    if ((first & 1) === 0) return rest;
    if (rest === Number.MAX_SAFE_INTEGER) throw BAD_VARINT;
    return -rest - 1;
  }

  /** How many items follow that take at least `leastBytes` each; refused when so many do not fit into the packet. */
  count(leastBytes: number): number {
    const count = this.varuint();
    if (count > (this.end - this.position) / leastBytes) throw TRUNCATED;
    return count;
  }

  /** A length and as much UTF-8. */
  string(): string {
    const length = this.count(1);
    const start = this.position;
    const end = (this.position = start + length);
    const text = this.bytes.toString('utf8', start, end);
    // What is not UTF-8 comes out as a replacement; but one may stand there as well.
    if (text.includes(REPLACEMENT) && !isUtf8(this.bytes.subarray(start, end))) throw NOT_UTF8;
    return text;
  }

  /** A length and as many bytes. */
  blob(): Uint8Array {
    return new Uint8Array(this.take());
  }

  /** A length and a Variant of exactly that many bytes. @throws VariantError */
  variant(): VariantValue {
    return decodeVariant(this.take(), this.variants);
  }

  /** A length and the UTF-8 of a JSON object; what its escapes say of halves of surrogate pairs becomes U+FFFD. */
  json(): object {
    const bytes = this.take();
    if (!isUtf8(bytes)) throw NOT_UTF8;
    if (isTooDeep(bytes, MAX_JSON_DEPTH)) throw BAD_VALUE;
    const text = bytes.toString('utf8');
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      throw BAD_VALUE;
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw BAD_VALUE;
    return mayBeIllFormed(text) && isIllFormed(value) ? (wellFormed(value) as object) : value;
  }

  /** Puts an entry into a map that is read; a key that comes twice is refused. */
  putEntry(map: Record<string, unknown>, key: string, value: unknown): void {
    if (Object.hasOwn(map, key)) throw BAD_VALUE;
    // A plain assignment of "__proto__" would change the map's prototype.
    if (key === '__proto__') Object.defineProperty(map, key, { value, enumerable: true, writable: true });
    else map[key] = value;
  }

  private take(): Buffer {
    const length = this.count(1);
    const start = this.position;
    this.position = start + length;
    return this.bytes.subarray(start, this.position);
  }

  private byte(): number {
    const byte = this.position < this.end ? this.bytes[this.position++] : undefined;
    if (byte === undefined) throw TRUNCATED;
    return byte;
  }

  /** Seven bits of each byte, lowest first, added to `low`; `scale` is what the first bit is worth. */
  private groups(low: number, scale: number): number {
    const isBeginning = scale === 1;
    let value = low;
    let worth = scale;
    for (let left = isBeginning ? MAX_VARINT_BYTES : MAX_VARINT_BYTES - 1; left > 0; left--) {
      const byte = this.byte();
      // Sums stay exact up to 2^53, and what is above never rounds to below.
      value += (byte & 0x7f) * worth;
      if (byte < 0x80) {
        const isOverlong = byte === 0 && !(isBeginning && left === MAX_VARINT_BYTES);
        if (isOverlong || value > Number.MAX_SAFE_INTEGER) throw BAD_VARINT;
        return value;
      }
      worth *= 0x80;
    }
    throw BAD_VARINT;
  }
}
