import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { RandomStream } from '../simulation/random-stream.js';
import { setLongTimeout } from '../time/long-timeout.js';
import { LineQueue } from './line-queue.js';
import type { LineSettings } from './line-settings.js';

/** What fits into one TCP segment on most paths. */
const SEGMENT_BYTES = 1_460;

/** What arrives, in order: bytes, the end of the other side's stream, or the loss of the connection. */
type Arrival = Buffer | 'end' | 'closed';

/**
 * A socket with a bad line before it, for ws to use in its place. Both directions are late, in order and complete; what the
 * line cannot hold any more is noticed by the sender as on a real one, in `writableLength`.
 */
export class LabLine extends Duplex {
  private readonly up: LineQueue<Arrival>;
  private readonly down: LineQueue<Arrival>;
  private readonly upTimer = new Alarm(() => this.arriveUp());
  private readonly downTimer = new Alarm(() => this.arriveDown());
  private onEnded: (() => void) | undefined = undefined;
  private onRoom: (() => void) | undefined = undefined;
  private isReaderFull = false;
  private failure: Error | null = null;

  /** @param seed of this line's chances */
  constructor(
    private readonly socket: Socket,
    settings: LineSettings,
    seed: string,
  ) {
    super({ allowHalfOpen: true, autoDestroy: true });
    this.up = new LineQueue(settings, new RandomStream(`${seed} up`));
    this.down = new LineQueue(settings, new RandomStream(`${seed} down`));
    socket.on('data', (chunk: Buffer) => {
      pushSegments(this.up, chunk);
      if (this.up.bytes > this.up.settings.bufferBytes) socket.pause();
      this.arriveUp();
    });
    socket.on('end', () => this.comes('end'));
    socket.on('error', (error) => (this.failure = error));
    socket.on('close', () => this.comes('closed'));
    socket.on('drain', () => this.arriveDown());
  }

  /** How bad the line is now. */
  get settings(): LineSettings {
    return this.down.settings;
  }

  /** Changes the line; what is on its way arrives as it would have. */
  set settings(settings: LineSettings) {
    this.up.settings = settings;
    this.down.settings = settings;
    this.release();
  }

  /** Nothing arrives on either side for so many milliseconds. */
  stall(ms: number): void {
    const nowMs = performance.now();
    this.up.stall(nowMs, ms);
    this.down.stall(nowMs, ms);
  }

  /** Breaks the connection off, as a cable that is pulled and put back: what is on its way is lost. */
  cut(): void {
    this.socket.resetAndDestroy();
    this.destroy();
  }

  override _read(): void {
    this.isReaderFull = false;
    this.arriveUp();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    pushSegments(this.down, chunk);
    this.arriveDown();
    if (this.down.bytes <= this.settings.bufferBytes) done();
    else this.onRoom = done;
  }

  override _final(done: () => void): void {
    this.onEnded = done;
    this.down.push(performance.now(), 'end', 0);
    this.arriveDown();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.upTimer.clear();
    this.downTimer.clear();
    this.up.clear();
    this.down.clear();
    this.socket.destroy();
    done(error);
  }

  private comes(arrival: Arrival): void {
    if (this.destroyed) return;
    this.up.push(performance.now(), arrival, 0);
    this.arriveUp();
  }

  private arriveUp(): void {
    while (!this.isReaderFull && !this.destroyed) {
      const arrival = this.up.shift(performance.now());
      if (arrival === undefined) break;
      if (arrival === 'end') this.push(null);
      else if (arrival === 'closed') this.destroy(this.failure ?? undefined);
      else this.isReaderFull = !this.push(arrival);
    }
    if (this.up.bytes <= this.up.settings.bufferBytes) this.socket.resume();
    if (!this.isReaderFull) this.upTimer.set(this.up.dueMs);
  }

  private arriveDown(): void {
    while (!this.socket.writableNeedDrain && !this.destroyed) {
      const arrival = this.down.shift(performance.now());
      if (arrival === undefined) break;
      if (arrival === 'end') this.socket.end(() => this.onEnded?.());
      else this.socket.write(arrival);
    }
    this.release();
    if (!this.socket.writableNeedDrain) this.downTimer.set(this.down.dueMs);
  }

  private release(): void {
    const { onRoom } = this;
    if (onRoom === undefined || this.down.bytes > this.settings.bufferBytes) return;
    this.onRoom = undefined;
    onRoom();
  }
}

function pushSegments(queue: LineQueue<Arrival>, chunk: Buffer): void {
  const nowMs = performance.now();
  for (let start = 0; start < chunk.length; start += SEGMENT_BYTES) {
    const segment = chunk.subarray(start, start + SEGMENT_BYTES);
    queue.push(nowMs, segment, segment.length);
  }
}

/** A timer that can be set to another time. */
class Alarm {
  private cancel: (() => void) | undefined = undefined;

  constructor(private readonly ring: () => void) {}

  /** Rings at `atMs` of `performance.now()`; never for Infinity. */
  set(atMs: number): void {
    this.cancel?.();
    this.cancel = setLongTimeout(this.ring, Math.max(0, atMs - performance.now()));
  }

  clear(): void {
    this.cancel?.();
  }
}
