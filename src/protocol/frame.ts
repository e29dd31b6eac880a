/** Server-to-client WebSocket frames (RFC 6455 section 5.2): unmasked, unfragmented, no extensions. */

const FIN_TEXT = 0x81;
const FIN_BINARY = 0x82;
const LENGTH_16 = 126;
const LENGTH_64 = 127;

/** Maximum size of a server frame's header, in bytes. */
export const MAX_HEADER_BYTES = 10;

/** An empty ping frame. */
export const PING_FRAME = Buffer.from([0x89, 0x00]);

/** A ping whose pong confirms that everything sent before it has arrived. */
export const LAST_PING_FRAME = Buffer.from([0x89, 0x01, 0x2e]);

/** Whether a pong answers {@link LAST_PING_FRAME}. */
export function isLastPong(payload: Buffer): boolean {
  return payload.length === 1 && payload[0] === LAST_PING_FRAME[2];
}

/** A ping whose pong tells how long the way is to the client and back. */
export const MEASURING_PING_FRAME = Buffer.from([0x89, 0x01, 0x3f]);

/** Whether a pong answers {@link MEASURING_PING_FRAME}. */
export function isMeasuringPong(payload: Buffer): boolean {
  return payload.length === 1 && payload[0] === MEASURING_PING_FRAME[2];
}

/** The header size of a frame with `payloadBytes`. */
export function headerBytes(payloadBytes: number): number {
  if (payloadBytes < LENGTH_16) return 2;
  return payloadBytes <= 0xffff ? 4 : MAX_HEADER_BYTES;
}

/** The size of the payload of a frame that {@link buildFrame} has made. */
export function payloadBytes(frame: Buffer): number {
  const length = frame[1] ?? 0;
  return frame.length - (length < LENGTH_16 ? 2 : length === LENGTH_16 ? 4 : MAX_HEADER_BYTES);
}

/** Writes a frame's header at `offset` of `target`, which must have room for it. Returns where the payload starts. */
export function writeHeader(target: Buffer, offset: number, isBinary: boolean, payloadBytes: number): number {
  target[offset] = isBinary ? FIN_BINARY : FIN_TEXT;
  if (payloadBytes < LENGTH_16) {
    target[offset + 1] = payloadBytes;
    return offset + 2;
  }
  if (payloadBytes <= 0xffff) {
    target[offset + 1] = LENGTH_16;
    target.writeUInt16BE(payloadBytes, offset + 2);
    return offset + 4;
  }
  target[offset + 1] = LENGTH_64;
  target.writeUInt32BE(0, offset + 2);
  target.writeUInt32BE(payloadBytes, offset + 6);
  return offset + MAX_HEADER_BYTES;
}

/** A whole frame in one buffer, for writing to many sockets. */
export function buildFrame(payload: string | Buffer): Buffer {
  const isBinary = typeof payload !== 'string';
  const payloadBytes = isBinary ? payload.length : Buffer.byteLength(payload);
  const frame = Buffer.allocUnsafeSlow(headerBytes(payloadBytes) + payloadBytes);
  const start = writeHeader(frame, 0, isBinary, payloadBytes);
  if (isBinary) payload.copy(frame, start);
  else frame.write(payload, start);
  return frame;
}
