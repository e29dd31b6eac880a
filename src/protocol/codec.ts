import type { Envelope } from './envelope.js';
import type { ErrorCode } from './error-codes.js';

/**
 * Turns frames into packets and messages into frame payloads. One instance serves every session that speaks its
 * subprotocol, so it holds no state of a session. Out of its scope: checking fields, framing, sending.
 */
export abstract class MessageCodec {
  /** The WebSocket subprotocol that selects this codec. */
  abstract readonly subprotocol: string;

  /** True when payloads are binary frames. */
  abstract readonly isBinary: boolean;

  /**
   * Reads one frame. Never throws.
   * @returns the code of what is wrong, or undefined when `into` holds the packet. `into.ref` is set whenever it could be read.
   */
  abstract decode(frame: Buffer, isBinaryFrame: boolean, into: Envelope): ErrorCode | undefined;

  /**
   * Writes one message; `ref` 0 means that it answers nothing.
   * @throws TypeError when the message holds what the wire cannot (a cycle, a bigint).
   */
  abstract encode(type: number, ref: number, message: object | undefined): string | Buffer;
}
