import { isUtf8 } from 'node:buffer';
import { MessageCodec } from './codec.js';
import { readEnvelope, type Envelope } from './envelope.js';
import type { ErrorCode } from './error-codes.js';
import { isTooDeep } from './json-depth.js';

/** JSON in text or binary frames (RFC 8259); of duplicate keys the last one counts. Answers go out as text frames. */
export class JsonCodec extends MessageCodec {
  readonly subprotocol = 'godwit.json.v1';
  readonly isBinary = false;

  /** @param maxDepth how deep arrays and objects may nest */
  constructor(private readonly maxDepth: number) {
    super();
  }

  decode(frame: Buffer, isBinaryFrame: boolean, into: Envelope): ErrorCode | undefined {
    into.ref = 0;
    if (frame.length === 0) return 'packet.empty';
    // Text frames were checked by the WebSocket layer; Godot 3 sends JSON in binary frames.
    if (isBinaryFrame && !isUtf8(frame)) return 'packet.not_utf8';
    if (isTooDeep(frame, this.maxDepth)) return 'packet.too_deep';

    let packet: unknown;
    try {
      packet = JSON.parse(frame.toString('utf8'));
    } catch {
      return 'packet.malformed';
    }
    return readEnvelope(packet, into);
  }

  encode(type: number, ref: number, message: object | undefined): string {
    const head = ref === 0 ? `{"type":${type}` : `{"type":${type},"ref":${ref}`;
    return message === undefined ? `${head}}` : `${head},"message":${JSON.stringify(message)}}`;
  }
}
