import type { Envelope } from './envelope.js';
import type { ErrorCode } from './error-codes.js';

/**
 * Decodes frames into packets and encodes messages into frame payloads. One instance serves every session that speaks its
 * subprotocol, so it holds no session state. Out of scope: checking fields, framing, sending.
 */
export abstract class MessageCodec {
  /** The WebSocket subprotocol that selects this codec. */
  abstract readonly subprotocol: string;

  /** True when payloads are binary frames. */
  abstract readonly isBinary: boolean;

  /**
   * Reads one frame. Never throws.
   * @returns the error code, or undefined when `into` holds the packet. `into.ref` is set whenever it could be read.
   */
  abstract decode(frame: Buffer, isBinaryFrame: boolean, into: Envelope): ErrorCode | undefined;

  /**
   * Encodes one message; `ref` 0 means that it is not a reply.
   * @throws TypeError when the message contains something the wire format cannot represent (a cycle, a bigint).
   */
  abstract encode(type: number, ref: number, message: object | undefined): string | Buffer;
}
