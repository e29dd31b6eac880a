import { constants as limits } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { constants, gunzip } from 'node:zlib';
import { readExactly } from './exact-json.js';
import { FORMAT, VERSION, type RecordingEntry, type RecordingHeader } from './recording-format.js';

const unpack = promisify(gunzip);

/** Node has no longer text; a file that unpacks to more is refused before it takes all memory. */
const MAX_TEXT_BYTES = limits.MAX_STRING_LENGTH;

/** A recording in memory. */
export interface Recording {
  readonly header: RecordingHeader;
  readonly entries: readonly RecordingEntry[];
  /** False when the file ends in the middle: the server has crashed, or the file was truncated. */
  readonly isComplete: boolean;
}

/** Reads a recording, as far as it goes. @throws Error, one sentence, when it is not a recording or of another version */
export async function readRecording(path: string, maxTextBytes = MAX_TEXT_BYTES): Promise<Recording> {
  const packed = await readFile(path);
  let text: string;
  try {
    // Without this, a truncated end would make the whole file unreadable.
    const options = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: maxTextBytes };
    text = (await unpack(packed, options)).toString('utf8');
  } catch (cause) {
    const isTooLarge = (cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    if (isTooLarge) throw new Error(`${path} unpacks to more than ${maxTextBytes} bytes.`, { cause });
    throw new Error(`${path} is damaged or is no recording.`, { cause });
  }
  // A truncated line has no line break.
  const lines = text.split('\n').slice(0, -1);
  const header = lineOf(lines[0] ?? '', path, 1) as Partial<RecordingHeader>;
  if (header.format !== FORMAT) throw new Error(`${path} is no recording.`);
  if (header.version !== VERSION) {
    throw new Error(`${path} has version ${header.version} of the format; this server reads version ${VERSION}.`);
  }
  const entries = lines.slice(1).map((line, index) => lineOf(line, path, index + 2) as unknown as RecordingEntry);
  refuseDisorder(entries, path);
  const last = entries.at(-1)?.op;
  return { header: header as RecordingHeader, entries, isComplete: last === 'end' || last === 'stop' };
}

/** The last tick in a recording. */
export function lastTickOf({ entries }: Recording): number {
  return entries.at(-1)?.tick ?? 0;
}

function lineOf(line: string, path: string, number: number): object {
  try {
    const value = readExactly(line);
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // Reported below.
  }
  throw new Error(`Line ${number} of ${path} is damaged.`);
}

function refuseDisorder(entries: readonly RecordingEntry[], path: string): void {
  let before = 0;
  entries.forEach(({ tick }, index) => {
    if (!Number.isSafeInteger(tick) || tick < before) throw new Error(`Line ${index + 2} of ${path} has no good tick.`);
    before = tick;
  });
}
