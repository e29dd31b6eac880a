import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { constants, gunzip } from 'node:zlib';
import { readExactly } from './exact-json.js';
import { FORMAT, VERSION, type RecordingEntry, type RecordingHeader } from './recording-format.js';

const unpack = promisify(gunzip);

/** More text than this is no recording of this server. */
const MAX_TEXT_BYTES = 2_147_483_648;

/** A recording in memory. */
export interface Recording {
  readonly header: RecordingHeader;
  readonly entries: readonly RecordingEntry[];
  /** False when the file ends in the middle: its server has crashed, or the file was cut. */
  readonly isComplete: boolean;
}

/** Reads a recording, as far as it goes. @throws Error, one sentence, when it is none or of another version */
export async function readRecording(path: string): Promise<Recording> {
  const packed = await readFile(path);
  let text: string;
  try {
    // Without this, the end of a file that was cut would cost all of it.
    const options = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: MAX_TEXT_BYTES };
    text = (await unpack(packed, options)).toString('utf8');
  } catch (cause) {
    throw new Error(`${path} is damaged or is no recording.`, { cause });
  }
  // A line that was cut has no end.
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

/** The last tick that a recording knows of. */
export function lastTickOf({ entries }: Recording): number {
  return entries.at(-1)?.tick ?? 0;
}

function lineOf(line: string, path: string, number: number): object {
  try {
    const value = readExactly(line);
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // Told below.
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
