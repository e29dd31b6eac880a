import type { Duplex } from 'node:stream';
import { Injectable, type OnModuleInit, Optional } from '@nestjs/common';
import { NodeThawed } from '../cluster/cluster.events.js';
import { Fence } from '../cluster/fence.js';
import { EventBus } from '../events/event-bus.js';
import { buildFrame, headerBytes, writeHeader } from '../../protocol/frame.js';

const SLAB_BYTES = 65_536;
/** Larger payloads get their own buffer instead of slab space. */
const LARGE_BYTES = SLAB_BYTES / 8;
/** A socket with this many pending bytes is flushed before the end of the turn. */
const EARLY_FLUSH_BYTES = 16_384;
/** A JavaScript character takes at most three bytes in UTF-8. */
const MAX_UTF8_BYTES = 3;

/** The pending writes of one socket. Implemented by the link itself, so that nothing is allocated per message. */
export interface OutboxEntry {
  readonly socket: Duplex;
  /** False once a close frame was sent or seen; nothing may follow it (RFC 6455 section 5.5.1). */
  readonly isOpen: boolean;
  /** Called after a write that the kernel did not accept at once. */
  onBacklog(): void;
  /** True while the entry waits for the end of the turn. */
  isPending: boolean;
  /** Finished frames before the tail. */
  chunks: Buffer[] | undefined;
  /** The slab that holds the latest frames, contiguous from tailStart to tailEnd. */
  tailSlab: Buffer | undefined;
  tailStart: number;
  tailEnd: number;
  /** Bytes that wait before the tail. */
  pendingBytes: number;
}

/**
 * Collects the frames of one event-loop turn and writes them with one system call per socket: a write per reply would be most of
 * what a reply costs.
 */
@Injectable()
export class Outbox implements OnModuleInit {
  private slab = Buffer.allocUnsafeSlow(SLAB_BYTES);
  private used = 0;
  private pending: OutboxEntry[] = [];
  private readonly flushAll = (): void => {
    const entries = this.pending;
    this.pending = [];
    for (const entry of entries) {
      // Asked before each write, since a process may be stopped between two of them. What waits leaves with the thaw.
      if (this.fence.isClosed) this.pending.push(entry);
      else this.writeOut(entry);
    }
  };

  constructor(
    @Optional() private readonly fence: Fence = new Fence(),
    @Optional() private readonly events?: EventBus,
  ) {}

  /** Nest's hook. */
  onModuleInit(): void {
    this.events?.on(NodeThawed, this.flushAll);
  }

  /** Frames `payload` and queues it. */
  write(entry: OutboxEntry, payload: string | Buffer): void {
    const maxBytes = typeof payload === 'string' ? payload.length * MAX_UTF8_BYTES : payload.length;
    if (maxBytes > LARGE_BYTES) {
      this.writeFrame(entry, buildFrame(payload));
      return;
    }
    const start = this.reserve(maxBytes + 4);
    this.used = typeof payload === 'string' ? this.frameText(start, payload) : this.frameBytes(start, payload);

    this.append(entry, start);
  }

  /** Queues complete frames, copying them. */
  copyFrames(entry: OutboxEntry, frames: Buffer): void {
    if (frames.length > LARGE_BYTES) {
      this.writeFrame(entry, Buffer.from(frames));
      return;
    }
    const start = this.reserve(frames.length);
    this.used = start + frames.copy(this.slab, start);
    this.append(entry, start);
  }

  /** Queues a complete frame, without copying it. */
  writeFrame(entry: OutboxEntry, frame: Buffer): void {
    retireTail(entry);
    entry.tailSlab = frame;
    entry.tailStart = 0;
    entry.tailEnd = frame.length;
    this.schedule(entry);
    this.flushEarly(entry);
  }

  /** Writes the entry's frames now, unless this node may not act: then they wait. */
  flush(entry: OutboxEntry): void {
    if (entry.isPending && !this.fence.isClosed) this.writeOut(entry);
  }

  private writeOut(entry: OutboxEntry): void {
    if (!entry.isPending) return;
    entry.isPending = false;
    entry.pendingBytes = 0;
    const { socket, chunks } = entry;
    const tail = takeTail(entry);
    if (!entry.isOpen || tail === undefined) {
      entry.chunks = undefined;
      return;
    }

    let isTaken: boolean;
    if (chunks === undefined) {
      isTaken = socket.write(tail);
    } else {
      entry.chunks = undefined;
      socket.cork();
      for (const chunk of chunks) socket.write(chunk);
      isTaken = socket.write(tail);
      socket.uncork();
    }
    if (!isTaken) entry.onBacklog();
  }

  /** Queues what lies in the slab from `start` on. */
  private append(entry: OutboxEntry, start: number): void {
    if (entry.tailSlab === this.slab && entry.tailEnd === start) {
      entry.tailEnd = this.used;
      return;
    }
    retireTail(entry);
    entry.tailSlab = this.slab;
    entry.tailStart = start;
    entry.tailEnd = this.used;
    this.schedule(entry);
    this.flushEarly(entry);
  }

  private schedule(entry: OutboxEntry): void {
    if (entry.isPending) return;
    entry.isPending = true;
    if (this.pending.push(entry) === 1) setImmediate(this.flushAll);
  }

  // Even within one turn, a client must not be sent more than its send buffer limit unnoticed.
  private flushEarly(entry: OutboxEntry): void {
    const tailBytes = entry.tailEnd - entry.tailStart;
    if (entry.pendingBytes + tailBytes > EARLY_FLUSH_BYTES) this.flush(entry);
  }

  private reserve(bytes: number): number {
    if (this.used + bytes > SLAB_BYTES) {
      // The old slab stays alive as long as a socket still writes from it.
      this.slab = Buffer.allocUnsafeSlow(SLAB_BYTES);
      this.used = 0;
    }
    return this.used;
  }

  private frameText(start: number, text: string): number {
    const { slab } = this;
    const guess = headerBytes(text.length);
    const payloadBytes = slab.write(text, start + guess);
    const needed = headerBytes(payloadBytes);
    if (needed !== guess) slab.copyWithin(start + needed, start + guess, start + guess + payloadBytes);
    return writeHeader(slab, start, false, payloadBytes) + payloadBytes;
  }

  private frameBytes(start: number, payload: Buffer): number {
    const payloadStart = writeHeader(this.slab, start, true, payload.length);
    return payloadStart + payload.copy(this.slab, payloadStart);
  }
}

function retireTail(entry: OutboxEntry): void {
  if (entry.tailSlab === undefined) return;
  const chunk = entry.tailSlab.subarray(entry.tailStart, entry.tailEnd);
  entry.pendingBytes += chunk.length;
  if (entry.chunks) entry.chunks.push(chunk);
  else entry.chunks = [chunk];
}

function takeTail(entry: OutboxEntry): Buffer | undefined {
  const slab = entry.tailSlab;
  if (slab === undefined) return undefined;
  entry.tailSlab = undefined;
  const isFullSlab = entry.tailStart === 0 && entry.tailEnd === slab.length;
  const tail = isFullSlab ? slab : slab.subarray(entry.tailStart, entry.tailEnd);
  // A backed-up socket would keep the whole slab alive for a few bytes.
  return isFullSlab || entry.socket.writableLength === 0 ? tail : Buffer.from(tail);
}
