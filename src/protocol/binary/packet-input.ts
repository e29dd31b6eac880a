import { isUtf8 } from 'node:buffer';
import { MAX_VARINT_BYTES } from '../contract/wire-size.js';
import { isTooDeep } from '../json-depth.js';
import { decodeVariant } from '../variant/variant.js';
import type { VariantOptions } from '../variant/variant-options.js';
import type { VariantValue } from '../variant/variant-value.js';
import { isIllFormed, mayBeIllFormed, wellFormed } from '../well-formed.js';
import { BAD_VALUE, BAD_VARINT, NOT_UTF8, TRUNCATED } from './packet-fault.js';

const REPLACEMENT = '\ufffd';
/** Maximum depth of a JSON value, the same as the default for a whole JSON packet. */
const MAX_JSON_DEPTH = 32;
const NOTHING = Buffer.alloc(0);

/**
 * A reader's position in a packet, and readers for variable-size values. One instance reads packet after packet.
 * Reading throws a PacketFault, or a VariantError inside a Variant; the results share no memory with the packet.
 */
export class PacketInput {
  bytes: Buffer = NOTHING;
  /** Where the next byte is. */
  position = 0;
  /** Where the packet ends. */
  end = 0;

  constructor(private readonly variants: VariantOptions) {}

  /** Starts to read `packet` at `position`. */
  open(packet: Buffer, position: number): void {
    this.bytes = packet;
    this.position = position;
    this.end = packet.length;
  }

  /** Releases the packet. */
  close(): void {
    this.bytes = NOTHING;
  }

  /** A whole number from 0 to 2^53 - 1: LEB128, in its shortest form. */
  varuint(): number {
    return this.groups(0, 1);
  }

  /** A signed whole number of at most 53 bits: the sign in the lowest bit, encoded as a varuint (zigzag). */
  varint(): number {
    const first = this.byte();
    const low = (first >> 1) & 0x3f;
    const rest = first < 0x80 ? low : this.groups(low, 0x40);
    if ((first & 1) === 0) return rest;
    if (rest === Number.MAX_SAFE_INTEGER) throw BAD_VARINT;
    return -rest - 1;
  }

  /** The number of items that follow, each at least `leastBytes` long; refused when they cannot fit into the packet. */
  count(leastBytes: number): number {
    const count = this.varuint();
    if (count > (this.end - this.position) / leastBytes) throw TRUNCATED;
    return count;
  }

  /** A length, and that much UTF-8. */
  string(): string {
    const length = this.count(1);
    const start = this.position;
    const end = (this.position = start + length);
    const text = this.bytes.toString('utf8', start, end);
    // Invalid UTF-8 decodes to replacement characters; but a genuine one may be there as well.
    if (text.includes(REPLACEMENT) && !isUtf8(this.bytes.subarray(start, end))) throw NOT_UTF8;
    return text;
  }

  /** A length, and that many bytes. */
  blob(): Uint8Array {
    return new Uint8Array(this.take());
  }

  /** A length, and a Variant of exactly that many bytes. @throws VariantError */
  variant(): VariantValue {
    return decodeVariant(this.take(), this.variants);
  }

  /** A length, and the UTF-8 of a JSON object; unpaired surrogates from its escapes become U+FFFD. */
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

  /** Adds an entry to a map being read; a duplicate key is refused. */
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

  /** Seven bits of each byte, lowest first, added to `low`; `scale` is the value of the first bit. */
  private groups(low: number, scale: number): number {
    const isBeginning = scale === 1;
    let value = low;
    let worth = scale;
    for (let left = isBeginning ? MAX_VARINT_BYTES : MAX_VARINT_BYTES - 1; left > 0; left--) {
      const byte = this.byte();
      // Sums are exact up to 2^53, and larger ones never round down below it.
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
