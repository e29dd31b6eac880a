import { writeVariant } from '../variant/variant.js';
import type { VariantOptions } from '../variant/variant-options.js';
import type { VariantTarget } from '../variant/variant-target.js';
import type { VariantValue } from '../variant/variant-value.js';
import { wellFormedJson } from '../well-formed.js';

const SLAB_BYTES = 65_536;
/** With less space left than this, a packet starts a new slab. */
const MIN_ROOM = 1024;
/** Strings up to this length are copied by a loop; a native call costs more than it saves. */
const SHORT_TEXT = 24;
/** For strings up to this length, space for the longest possible UTF-8 is reserved without measuring. */
const UNMEASURED_TEXT = 1024;

/** Names the field in the error for a refused value. */
export interface FieldPlace {
  /** The message or struct. */
  readonly struct: string;
  readonly field: string;
  /** The values the field can represent, in words. */
  readonly holds: string;
}

/**
 * The buffer that packets are written into, one after another. Written bytes are never overwritten, so each packet is a view
 * of the buffer; when full, it is replaced by a new one. Offsets stay valid when it has to grow within a packet.
 */
export class PacketOutput implements VariantTarget {
  bytes: Buffer = Buffer.alloc(0);
  view = viewOf(this.bytes);
  /** Where the next byte goes. */
  position = 0;
  private start = 0;
  private message = '';

  constructor(private readonly variants: VariantOptions) {}

  /** Starts a packet; an unfinished one is dropped. */
  begin(message: string): void {
    if (this.bytes.length !== SLAB_BYTES || SLAB_BYTES - this.start < MIN_ROOM)
      this.use(Buffer.allocUnsafeSlow(SLAB_BYTES), 0);
    this.position = this.start;
    this.message = message;
  }

  /** The packet written since {@link begin}, without its first `skipped` bytes. */
  finish(skipped = 0): Buffer {
    const packet = this.bytes.subarray(this.start + skipped, this.position);
    this.start = this.position;
    return packet;
  }

  reserve(byteLength: number): void {
    const needed = this.position + byteLength;
    if (needed > this.bytes.length) this.grow(needed);
  }

  /** Reserves `byteLength` bytes; returns {@link position}. */
  room(byteLength: number): number {
    this.reserve(byteLength);
    return this.position;
  }

  /** Writes a count or a length. */
  count(value: number): void {
    this.reserve(8);
    this.position = this.putVaruint(this.position, value);
  }

  /** Writes a whole number from 0 to 2^53 - 1 at `at`, where space is reserved. Returns where it ends. */
  varuint(at: number, value: unknown, place: FieldPlace): number {
    if (!Number.isSafeInteger(value) || Number(value) < 0) this.refuse(place, value);
    return this.putVaruint(at, Number(value));
  }

  /** Writes a signed whole number of at most 53 bits, like {@link varuint}. */
  varint(at: number, value: unknown, place: FieldPlace): number {
    if (!Number.isSafeInteger(value)) this.refuse(place, value);
    const number = Number(value);
    const isNegative = number < 0;
    const magnitude = isNegative ? -number - 1 : number;
    const low = ((magnitude % 0x40) << 1) | (isNegative ? 1 : 0);
    if (magnitude < 0x40) {
      this.bytes[at] = low;
      return at + 1;
    }
    this.bytes[at] = low | 0x80;
    return this.putVaruint(at + 1, Math.floor(magnitude / 0x40));
  }

  /** Writes a map key that is a whole number. */
  wholeKey(key: string, place: FieldPlace): void {
    const number = Number(key);
    if (String(number) !== key) this.refuse(place, key);
    this.reserve(8);
    this.position = this.varint(this.position, number, place);
  }

  /** Writes a length and UTF-8; unpaired surrogates become U+FFFD, as everywhere on the web. */
  string(text: unknown, place: FieldPlace): void {
    if (typeof text !== 'string') this.refuse(place, text);
    if (text.length <= SHORT_TEXT && this.shortAscii(text)) return;
    const guess = varuintBytes(text.length);
    this.reserve(guess + (text.length <= UNMEASURED_TEXT ? text.length * 3 : Buffer.byteLength(text)));
    const length = this.bytes.write(text, this.position + guess);
    this.putLengthBefore(guess, length);
  }

  /** Writes a length and bytes. */
  blob(bytes: unknown, place: FieldPlace): void {
    if (!(bytes instanceof Uint8Array)) this.refuse(place, bytes);
    this.count(bytes.length);
    this.reserve(bytes.length);
    this.bytes.set(bytes, this.position);
    this.position += bytes.length;
  }

  /** Writes a length and a Variant. */
  variant(value: unknown, place: FieldPlace): void {
    const { position } = this;
    this.reserve(1);
    this.position = position + 1;
    try {
      // The Variant writer checks the value itself, and refuses anything else.
      writeVariant(value as VariantValue, this, this.variants);
    } catch (cause) {
      this.refuse(place, value, cause);
    }
    const length = this.position - position - 1;
    this.position = position;
    this.putLengthBefore(1, length);
  }

  /** Writes a length and a JSON object. */
  json(value: unknown, place: FieldPlace): void {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) this.refuse(place, value);
    let text: string;
    try {
      text = wellFormedJson(JSON.stringify(value));
    } catch (cause) {
      this.refuse(place, value, cause);
    }
    this.string(text, place);
  }

  /** @throws TypeError naming message and field, always */
  refuse({ struct, field, holds }: FieldPlace, value: unknown, cause?: unknown): never {
    const inside = struct === this.message ? '' : ` (in ${this.message})`;
    const what = typeof value === 'number' ? String(value) : value === null ? 'null' : typeof value;
    throw new TypeError(
      `The field ${field} of ${struct}${inside} must be ${holds}, but is ${what}.`,
      cause === undefined ? {} : { cause },
    );
  }

  /** @throws TypeError naming the message, always */
  refuseDepth(): never {
    throw new TypeError(`${this.message} is nested too deeply, or holds itself.`);
  }

  private use(bytes: Buffer, start: number): void {
    this.bytes = bytes;
    this.view = viewOf(bytes);
    this.start = start;
  }

  private grow(needed: number): void {
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.bytes.length * 2));
    this.bytes.copy(larger, this.start, this.start, this.bytes.length);
    this.use(larger, this.start);
  }

  /** Moves `length` bytes, written `guess` bytes after the position, to directly after their actual length prefix. */
  private putLengthBefore(guess: number, length: number): void {
    const { position } = this;
    const needed = varuintBytes(length);
    if (needed !== guess) {
      this.reserve(needed + length);
      this.bytes.copyWithin(position + needed, position + guess, position + guess + length);
    }
    this.position = this.putVaruint(position, length) + length;
  }

  private shortAscii(text: string): boolean {
    const { length } = text;
    this.reserve(1 + length);
    const { bytes, position } = this;
    bytes[position] = length;
    for (let i = 0; i < length; i++) {
      const code = text.charCodeAt(i);
      if (code > 0x7f) return false;
      bytes[position + 1 + i] = code;
    }
    this.position = position + 1 + length;
    return true;
  }

  private putVaruint(at: number, value: number): number {
    const { bytes } = this;
    let end = at;
    let rest = value;
    while (rest > 0x7f) {
      bytes[end++] = (rest % 0x80) | 0x80;
      rest = Math.floor(rest / 0x80);
    }
    bytes[end++] = rest;
    return end;
  }
}

function varuintBytes(value: number): number {
  let bytes = 1;
  for (let rest = value; rest > 0x7f; rest = Math.floor(rest / 0x80)) bytes++;
  return bytes;
}

function viewOf(bytes: Buffer): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
