import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';

const deflate = promisify<Uint8Array, { level: number }, Buffer>(deflateRaw);
const inflate = promisify<Uint8Array, { maxOutputLength: number }, Buffer>(inflateRaw);

/** Most of what deflating wins, for a fifth of what the best level costs. */
const LEVEL = 1;
/** Below this it wins little, and costs a turn of the thread pool. */
const WORTH_BYTES = 256;
/** Nobody keeps larger ones; anything beyond it was not written by us. */
const MAX_BYTES = 64 * 1_024 * 1_024;

const PLAIN = 0;
const DEFLATED = 1;

/** A checkpoint as it is kept: one byte that says how, then the bytes. */
export async function pack(bytes: Uint8Array): Promise<Buffer> {
  if (bytes.length < WORTH_BYTES) return Buffer.concat([Buffer.of(PLAIN), bytes]);
  return Buffer.concat([Buffer.of(DEFLATED), await deflate(bytes, { level: LEVEL })]);
}

/** What {@link pack} was given. @throws Error when it was not written by it */
export async function unpack(packed: Buffer): Promise<Uint8Array> {
  const content = packed.subarray(1);
  if (packed[0] === PLAIN) return content;
  if (packed[0] !== DEFLATED) throw new Error('A checkpoint has an unknown form.');
  return inflate(content, { maxOutputLength: MAX_BYTES });
}
