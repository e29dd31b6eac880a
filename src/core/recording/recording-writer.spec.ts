import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { randomBytes } from 'node:crypto';
import { readRecording } from './read-recording.js';
import { FORMAT, VERSION, type RecordingEntry, type RecordingHeader, type StopReason } from './recording-format.js';
import { RecordingWriter } from './recording-writer.js';

const HEADER: RecordingHeader = {
  ...{ format: FORMAT, version: VERSION, roomId: 'r', code: 'ABCDEF', roomType: 'x', settings: {}, options: {} },
  ...{ contract: '', tickHz: 20, patchHz: 20, startedAtMs: 0 },
};

let folder: string;
const stops: StopReason[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'godwit-writer-'));
  stops.length = 0;
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function writerOf(path: string, maxBytes = 1_000_000): RecordingWriter {
  return new RecordingWriter(path, HEADER, { maxBytes, flushEveryMs: 5, onStop: (reason) => stops.push(reason) });
}

function sizeOf(path: string): number {
  return existsSync(path) ? statSync(path).size : 0;
}

function message(tick: number, bytes = 10): RecordingEntry {
  return { tick, op: 'message', member: 2, type: 900, message: { text: randomBytes(bytes).toString('base64') } };
}

describe(RecordingWriter.name, () => {
  it('makes the folder, and writes what comes in its order', async () => {
    const path = join(folder, 'deeper/file');
    const writer = writerOf(path);
    const entries = Array.from({ length: 500 }, (_, tick) => message(tick));
    for (const entry of entries) {
      writer.write(entry);
      if (entry.tick % 100 === 0) await delay(8);
    }
    await writer.close();

    expect((await readRecording(path)).entries).toEqual(entries);
    expect(stops).toEqual([]);
  });

  it('is not read when it unpacks to more than fits into memory', async () => {
    const path = join(folder, 'file');
    const writer = writerOf(path);
    for (let tick = 0; tick < 100; tick++) writer.write({ tick, op: 'metadata', changes: { text: 'x'.repeat(1_000) } });
    await writer.close();

    expect(statSync(path).size).toBeLessThan(5_000);
    await expect(readRecording(path, 50_000)).rejects.toThrow('unpacks to more than 50000 bytes.');
    expect((await readRecording(path, 200_000)).entries).toHaveLength(100);
  });

  it('writes by itself after a moment, so that a crash loses little', async () => {
    const path = join(folder, 'file');
    const writer = writerOf(path);
    writer.write(message(1));
    await delay(100);

    expect((await readRecording(path)).entries).toHaveLength(1);
    await writer.close();
  });

  it('stops before the file is larger than it may be, and says so in it', async () => {
    const path = join(folder, 'file');
    const writer = writerOf(path, 5_000);
    for (let tick = 0; tick < 1_000 && writer.isOpen; tick++) {
      const before = sizeOf(path);
      writer.write(message(tick, 200));
      while (stops.length === 0 && sizeOf(path) === before) await delay(1);
    }
    await writer.close();
    const { entries, isComplete } = await readRecording(path);

    expect(stops).toEqual(['full']);
    expect(statSync(path).size).toBeLessThanOrEqual(5_000);
    expect(entries.length).toBeGreaterThan(5);
    expect(entries.at(-1)).toEqual({ tick: entries.at(-2)?.tick, op: 'stop', reason: 'full', players: 0 });
    expect(isComplete).toBe(true);
  });

  it('gives up when more waits than a disk takes that works', async () => {
    const path = join(folder, 'file');
    const writer = writerOf(path);
    for (let tick = 0; tick < 20; tick++) writer.write(message(tick, 1_000_000));

    expect(writer.isOpen).toBe(false);
    await writer.close();
    expect(stops).toEqual(['slow']);
  });

  it('stops when it cannot be written, and overwrites nothing', async () => {
    const path = join(folder, 'file');
    writeFileSync(path, 'mine');
    const writer = writerOf(path);
    writer.write(message(1));
    await delay(60);
    await writer.close();

    expect(stops).toEqual(['failed']);
    expect(statSync(path).size).toBe(4);
  });
});
