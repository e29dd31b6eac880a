import { constants as flags, type Stats } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { promisify } from 'node:util';
import { constants, createGunzip, gunzip } from 'node:zlib';
import { readExactly } from './exact-json.js';
import { FORMAT, VERSION, type RecordingHeader } from './recording-format.js';

const unpack = promisify(gunzip);

/** How much of a file is read at either end. */
const HEAD_BYTES = 131_072;
const TAIL_BYTES = 262_144;
/** No line and no part of a recording is longer than this: what unpacks to more is none. */
const MAX_HEADER_BYTES = 1_048_576;
const MAX_PART_BYTES = 16_777_216;
/** The beginning of each part, as zlib writes it: gzip, deflate, no flags, no time. */
const PART = Buffer.from([0x1f, 0x8b, 0x08, 0, 0, 0, 0, 0]);
/** The same bytes may occur within a part. */
const MAX_TRIES = 8;
const LINE_BREAK = 10;

/** What is wrong with a file: it is no recording, one of another version, or its header makes no sense. */
export type RecordingProblem = 'foreign' | 'version' | 'damaged';

/** What a file says at its two ends, without what is in between. */
export interface RecordingSummary {
  /** Absent for a file that is not a recording that this server reads. */
  readonly header?: RecordingHeader;
  readonly problem?: RecordingProblem;
  /** The tick of its last whole entry. */
  readonly lastTick: number;
  /** How many players came in; undefined where it was not written, as in a file that ends early. */
  readonly players: number | undefined;
  /** How it ends: the code with which the room ended, or why the recording stopped; undefined for a file that ends early. */
  readonly ending: { readonly op: 'end' | 'stop'; readonly why: string } | undefined;
}

/**
 * Reads both ends of a file, which costs the same for any file, also for one that would unpack to more than there is memory.
 * @throws Error of the file system
 */
export async function readSummary(path: string): Promise<RecordingSummary> {
  const file = await openUnlinked(path);
  try {
    const stats = await file.stat();
    const checked = headerOf(await firstLine(await bytesAt(file, 0, HEAD_BYTES)));
    if (typeof checked === 'string') return { problem: checked, ...NO_END };
    return { header: checked, ...endOf(await lastLine(file, stats)) };
  } finally {
    await file.close();
  }
}

/** Opens a file to be read, and no link to one that lies elsewhere. @throws Error of the file system */
export function openUnlinked(path: string): Promise<FileHandle> {
  // Windows has no such flag.
  return open(path, flags.O_RDONLY | ((flags.O_NOFOLLOW as number | undefined) ?? 0));
}

const NO_END = { lastTick: 0, players: undefined, ending: undefined } as const;

async function bytesAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}

async function firstLine(packed: Buffer): Promise<string> {
  const stream = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH });
  stream.end(packed);
  const pieces: Buffer[] = [];
  let length = 0;
  try {
    for await (const piece of stream as AsyncIterable<Buffer>) {
      const end = piece.indexOf(LINE_BREAK);
      pieces.push(end < 0 ? piece : piece.subarray(0, end));
      if (end >= 0) return Buffer.concat(pieces).toString('utf8');
      length += piece.length;
      if (length > MAX_HEADER_BYTES) break;
    }
  } catch {
    // It is not gzip.
  }
  return '';
}

/** The last whole line; empty when it cannot be found. */
async function lastLine(file: FileHandle, { size }: Stats): Promise<string> {
  const tail = await bytesAt(file, Math.max(0, size - TAIL_BYTES), TAIL_BYTES);
  let at = tail.length;
  for (let tries = 0; tries < MAX_TRIES && at > 0; tries++) {
    at = tail.lastIndexOf(PART, at - 1);
    if (at < 0) break;
    const lines = await linesOf(tail.subarray(at));
    if (lines.length > 0) return lines.at(-1) ?? '';
  }
  return '';
}

async function linesOf(packed: Buffer): Promise<string[]> {
  try {
    const options = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: MAX_PART_BYTES };
    return (await unpack(packed, options)).toString('utf8').split('\n').slice(0, -1);
  } catch {
    return [];
  }
}

function objectOf(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value = readExactly(line);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function headerOf(line: string): RecordingHeader | RecordingProblem {
  const header = objectOf(line);
  if (header?.format !== FORMAT) return 'foreign';
  if (header.version !== VERSION) return 'version';
  const { roomId, code, roomType, contract, tickHz, startedAtMs } = header;
  const areTexts = [roomId, code, roomType, contract].every((text) => typeof text === 'string');
  const areNumbers = [tickHz, startedAtMs].every((number) => Number.isFinite(number));
  return areTexts && areNumbers ? (header as unknown as RecordingHeader) : 'damaged';
}

function endOf(line: string): Pick<RecordingSummary, 'lastTick' | 'players' | 'ending'> {
  const { tick, op, code, reason, players } = objectOf(line) ?? {};
  const why = op === 'end' ? code : reason;
  return {
    lastTick: Number.isSafeInteger(tick) ? Number(tick) : 0,
    players: Number.isSafeInteger(players) ? Number(players) : undefined,
    ending: (op === 'end' || op === 'stop') && typeof why === 'string' ? { op, why } : undefined,
  };
}
