import { mkdir, open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { setLongTimeout } from '../time/long-timeout.js';
import { writeExactly } from './exact-json.js';
import type { RecordingEntry, RecordingHeader, StopReason } from './recording-format.js';

const pack = promisify(gzip);

/** Reserved for the line that says why a recording stops. */
const RESERVED_BYTES = 256;
/** Maximum text waiting for a slow disk; beyond that the recording stops. */
const MAX_WAITING = 16_777_216;

/** Options of a {@link RecordingWriter}. */
export interface WriterOptions {
  /** Maximum size of the file. */
  readonly maxBytes: number;
  /** How often entries are written: a crash loses no more than that. */
  readonly flushEveryMs: number;
  /** Called once, never within a tick, when nothing more will be written. */
  readonly onStop: (reason: StopReason, cause?: unknown) => void;
}

/** Writes one recording to its file. Lines wait in memory; a timer compresses and writes them, in the thread pool. */
export class RecordingWriter {
  private lines: string[] = [];
  private waiting = 0;
  private lastTick = 0;
  private entered = 0;
  private writtenTick = 0;
  private bytes = 0;
  private file: FileHandle | undefined;
  private cancelTimer: () => void = () => undefined;
  private writing: Promise<void> = Promise.resolve();
  private isWriting = false;
  private isStopped = false;

  /** @param path of a file that does not exist yet; its folder is created */
  constructor(
    readonly path: string,
    header: RecordingHeader,
    private readonly options: WriterOptions,
  ) {
    this.add(writeExactly(header));
    this.schedule();
  }

  /** False once nothing more will be written. */
  get isOpen(): boolean {
    return !this.isStopped;
  }

  /** How many players have come in. */
  get players(): number {
    return this.entered;
  }

  /** Adds an entry. */
  write(entry: RecordingEntry): void {
    if (this.isStopped) return;
    if (entry.op === 'enter') this.entered += 1;
    if (this.waiting > MAX_WAITING) {
      // A working disk would have kept up; the waiting lines are dropped.
      this.lines = [];
      this.stopSoon('slow');
      return;
    }
    this.lastTick = entry.tick;
    this.add(writeExactly(entry));
  }

  /** Writes the waiting lines and closes the file. Never rejects. */
  async close(): Promise<void> {
    this.cancelTimer();
    await this.writing;
    this.flush();
    this.isStopped = true;
    await this.writing;
    await this.file?.close().catch(() => undefined);
    this.file = undefined;
  }

  private schedule(): void {
    this.cancelTimer = setLongTimeout(() => {
      this.flush();
      this.schedule();
    }, this.options.flushEveryMs);
  }

  private add(line: string): void {
    this.lines.push(line);
    this.waiting += line.length + 1;
  }

  private flush(): void {
    if (this.isWriting || this.isStopped || this.lines.length === 0) return;
    const text = `${this.lines.join('\n')}\n`;
    const { lastTick } = this;
    this.lines = [];
    this.waiting = 0;
    this.isWriting = true;
    this.writing = this.append(text, lastTick)
      .catch((error: unknown) => this.stop('failed', error))
      .finally(() => (this.isWriting = false));
  }

  private async append(text: string, lastTick: number): Promise<void> {
    const packed = await pack(text);
    if (this.bytes + packed.length + RESERVED_BYTES > this.options.maxBytes) {
      await this.writeStop('full');
      return;
    }
    await this.writeBytes(packed);
    this.writtenTick = lastTick;
  }

  private stopSoon(reason: StopReason): void {
    this.isStopped = true;
    this.writing = this.writing
      .then(() => this.writeStop(reason))
      .catch((error: unknown) => this.stop('failed', error));
  }

  private async writeStop(reason: StopReason): Promise<void> {
    const entry: RecordingEntry = { tick: this.writtenTick, op: 'stop', reason, players: this.entered };
    await this.writeBytes(await pack(`${writeExactly(entry)}\n`));
    this.stop(reason);
  }

  private async writeBytes(packed: Buffer): Promise<void> {
    if (this.file === undefined) {
      await mkdir(dirname(this.path), { recursive: true });
      this.file = await open(this.path, 'wx');
    }
    await this.file.appendFile(packed);
    this.bytes += packed.length;
  }

  private stop(reason: StopReason, cause?: unknown): void {
    this.isStopped = true;
    this.lines = [];
    this.cancelTimer();
    this.options.onStop(reason, cause);
  }
}
