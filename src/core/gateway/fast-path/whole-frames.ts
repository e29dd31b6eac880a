import { isUtf8 } from 'node:buffer';
import { Receiver } from 'ws';
import type { SocketOwner } from '../game-socket.js';
import { isBetweenMessages } from './receiver-probe.js';

/** First bytes of a whole message without extensions: FIN and the opcode (RFC 6455 section 5.2). */
const FIN_TEXT = 0x81;
const FIN_BINARY = 0x82;
const MASKED = 0x80;
const LENGTH_16 = 126;
const LENGTH_64 = 127;
const MASK_BYTES = 4;
const NOT_ASCII = 0x80;

/** The receiver of a socket that {@link readWholeFrames} serves. */
interface GameReceiver extends Receiver {
  owner: SocketOwner;
  maxBytes: number;
}

/**
 * Reads what players send nearly always, whole messages in one frame each, straight from what the socket read. The
 * stream that ws makes of it, with four buffers and two lists per frame, is a sixth of what a small message costs.
 * Everything else goes ws's way: parts of frames, fragments, control frames and broken ones, and what is too large.
 * @param maxBytes the largest message; our own number, since a field of ws that is gone would lift the limit
 */
export function readWholeFrames(receiver: Receiver, owner: SocketOwner, maxBytes: number): void {
  Object.assign(receiver, { owner, maxBytes, write });
}

function write(this: GameReceiver, chunk: Buffer): boolean {
  const taken = isBetweenMessages(this) ? takeWholeFrames(this.owner, chunk, this.maxBytes) : 0;
  if (taken === chunk.length) return true;
  return Receiver.prototype.write.call(this, taken === 0 ? chunk : chunk.subarray(taken));
}

/** Returns where the first frame begins that is not one of ours. */
function takeWholeFrames(owner: SocketOwner, chunk: Buffer, maxBytes: number): number {
  let at = 0;
  while (at + 2 + MASK_BYTES <= chunk.length) {
    const first = chunk[at];
    if (first !== FIN_TEXT && first !== FIN_BINARY) return at;
    let length = (chunk[at + 1] ?? 0) - MASKED;
    if (length < 0 || length === LENGTH_64) return at;
    let start = at + 2 + MASK_BYTES;
    if (length === LENGTH_16) {
      length = ((chunk[at + 2] ?? 0) << 8) | (chunk[at + 3] ?? 0);
      start += 2;
    }
    const end = start + length;
    if (end > chunk.length || length > maxBytes) return at;

    const isAscii = unmask(chunk, start, end);
    const payload = chunk.subarray(start, end);
    if (first === FIN_TEXT && !isAscii && !isUtf8(payload)) {
      // ws closes with 1007; it finds the frame as it came, since masking twice is not masking.
      unmask(chunk, start, end);
      return at;
    }
    owner.received(payload, first === FIN_BINARY);
    at = end;
  }
  return at;
}

/** Unmasks a payload in place (RFC 6455 section 5.3), or masks it; true when all its bytes are ASCII then. */
function unmask(bytes: Buffer, start: number, end: number): boolean {
  let mask = bytes.readInt32LE(start - MASK_BYTES);
  let seen = 0;
  for (let at = start; at < end; at++) {
    const byte = (bytes[at] ?? 0) ^ mask;
    bytes[at] = byte;
    seen |= byte;
    // The mask's next byte comes round to the lowest place; what is above that is cut off when stored.
    mask = (mask >>> 8) | (mask << 24);
  }
  return (seen & NOT_ASCII) === 0;
}
