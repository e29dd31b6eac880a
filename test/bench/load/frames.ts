import { randomBytes } from 'node:crypto';

const FIN_TEXT = 0x81;
const FIN_BINARY = 0x82;
const FIN_PONG = 0x8a;
const MASKED = 0x80;
const LENGTH_16 = 126;

/** A client's frame with its payload masked, RFC 6455 section 5.2. Payloads up to 65,535 bytes. */
function maskedFrame(firstByte: number, payload: Buffer): Buffer {
  const isLong = payload.length >= LENGTH_16;
  const headerBytes = isLong ? 4 : 2;
  const frame = Buffer.alloc(headerBytes + 4 + payload.length);
  frame[0] = firstByte;
  frame[1] = MASKED | (isLong ? LENGTH_16 : payload.length);
  if (isLong) frame.writeUInt16BE(payload.length, 2);

  const mask = randomBytes(4);
  mask.copy(frame, headerBytes);
  payload.forEach((byte, index) => {
    frame[headerBytes + 4 + index] = byte ^ (mask[index & 3] ?? 0);
  });
  return frame;
}

/** A masked text frame. */
export function textFrame(text: string): Buffer {
  return maskedFrame(FIN_TEXT, Buffer.from(text));
}

/** A masked binary frame. */
export function binaryFrame(payload: Buffer): Buffer {
  return maskedFrame(FIN_BINARY, payload);
}

/** A masked pong frame with the payload of the ping it answers. */
export function pongFrame(payload: Buffer): Buffer {
  return maskedFrame(FIN_PONG, payload);
}

/** Ready-made frames in a ring, so that sending `count` of them is one write of bytes made before the measurement. */
export class FrameRing {
  /** How many different frames there are. */
  readonly size: number;
  private readonly bytes: Buffer;
  private readonly offsets: number[] = [0];

  constructor(texts: readonly string[]) {
    const frames = texts.map(textFrame);
    const twice = [...frames, ...frames];
    this.size = texts.length;
    this.bytes = Buffer.concat(twice);
    twice.reduce((offset, frame) => {
      this.offsets.push(offset + frame.length);
      return offset + frame.length;
    }, 0);
  }

  /** The bytes of `count` frames (at most `size`) from number `first` on. */
  take(first: number, count: number): Buffer {
    return this.bytes.subarray(this.offsets[first], this.offsets[first + count]);
  }
}

/** What stands in front of a frame's payload. */
export interface FrameHeader {
  opcode: number;
  payloadStart: number;
  payloadEnd: number;
}

/** Reads a server's (unmasked) frame header at `at` into `header`; false while bytes are missing, payload included. */
export function readHeader(bytes: Buffer, at: number, header: FrameHeader): boolean {
  const second = bytes[at + 1];
  if (second === undefined) return false;

  let start = at + 2;
  let length = second;
  if (second === LENGTH_16) {
    start += 2;
    if (start > bytes.length) return false;
    length = bytes.readUInt16BE(at + 2);
  } else if (second > LENGTH_16) {
    start += 8;
    if (start > bytes.length) return false;
    length = Number(bytes.readBigUInt64BE(at + 2));
  }
  header.opcode = (bytes[at] ?? 0) & 0x0f;
  header.payloadStart = start;
  header.payloadEnd = start + length;
  return header.payloadEnd <= bytes.length;
}
