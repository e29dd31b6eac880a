import { isUtf8 } from 'node:buffer';
import { MessageCodec } from './codec.js';
import { type Envelope, readEnvelope } from './envelope.js';
import type { ErrorCode } from './error-codes.js';
import type { JsonBridge } from './json-bridge.js';
import { isTooDeep } from './json-depth.js';
import { IllFormedMessage, isIllFormed, mayBeIllFormed, wellFormed, wellFormedJson } from './well-formed.js';

/**
 * JSON in text or binary frames (RFC 8259); of duplicate keys the last one counts. Replies are sent as text frames. Bytes
 * and Variants are base64. Incoming messages with unpaired surrogates become an {@link IllFormedMessage}; in outgoing ones
 * they are replaced with U+FFFD.
 */
export class JsonCodec extends MessageCodec {
  readonly isBinary = false;

  /**
   * @param maxDepth maximum nesting of arrays and objects
   * @param subprotocol `godwit.json.v1`, or `godwit.json.v1.godot3` if the bridge uses Godot 3's Variants
   * @param bridge for contracts with fields that JSON cannot represent
   */
  constructor(
    private readonly maxDepth: number,
    readonly subprotocol = 'godwit.json.v1',
    private readonly bridge?: JsonBridge,
  ) {
    super();
  }

  decode(frame: Buffer, isBinaryFrame: boolean, into: Envelope): ErrorCode | undefined {
    into.ref = 0;
    if (frame.length === 0) return 'packet.empty';
    // Text frames were checked by the WebSocket layer; Godot 3 sends JSON in binary frames.
    if (isBinaryFrame && !isUtf8(frame)) return unreadable(frame, into, 'packet.not_utf8');
    if (isTooDeep(frame, this.maxDepth)) return unreadable(frame, into, 'packet.too_deep');

    const text = frame.toString('utf8');
    let packet: unknown;
    try {
      packet = JSON.parse(text);
    } catch {
      return unreadable(frame, into, 'packet.malformed');
    }
    return mayBeIllFormed(text) && isIllFormed(packet) ? this.repair(packet, into) : this.read(packet, into);
  }

  encode(type: number, ref: number, message: object | undefined): string {
    const head = ref === 0 ? `{"type":${type}` : `{"type":${type},"ref":${ref}`;
    if (message === undefined) return `${head}}`;
    const plain = this.bridge === undefined ? message : this.bridge.write(type, message);
    return `${head},"message":${wellFormedJson(JSON.stringify(plain))}}`;
  }

  private read(packet: unknown, into: Envelope): ErrorCode | undefined {
    const fault = readEnvelope(packet, into);
    return fault === undefined && this.bridge !== undefined ? this.bridge.read(into) : fault;
  }

  private repair(packet: unknown, into: Envelope): ErrorCode | undefined {
    const fault = this.read(packet, into);
    if (fault !== undefined) return fault;
    const asRead = into.message;
    const faultOfRepaired = this.read(wellFormed(packet), into);
    into.message = new IllFormedMessage(asRead, into.message);
    return faultOfRepaired;
  }
}

function unreadable(frame: Buffer, into: Envelope, fault: ErrorCode): ErrorCode {
  into.ref = salvagedRef(frame);
  return fault;
}

/** How far into a packet to look for the `ref`. */
const MAX_HEAD_BYTES = 64;
/** How all of our clients start a packet: `type` and `ref`, in either order, before everything else. */
const HEAD = /^\s*\{\s*(?:"type"\s*:\s*\d{1,5}\s*,\s*)?"ref"\s*:\s*([1-9]\d{0,15})\s*[,}]/;

/**
 * The `ref` of a packet that could not be parsed, so that the error ends the request; 0 when it is not certain. Only the
 * head of the packet counts: something that looks like a ref further in may be part of a string.
 */
function salvagedRef(packet: Buffer): number {
  const [, digits = '0'] = HEAD.exec(packet.toString('latin1', 0, MAX_HEAD_BYTES)) ?? [];
  const ref = Number(digits);
  return Number.isSafeInteger(ref) ? ref : 0;
}
