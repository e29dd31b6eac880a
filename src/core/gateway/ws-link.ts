import { Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import type { Duplex } from 'node:stream';
import { CloseCode, mayReturnAfter } from '../../protocol/close-codes.js';
import {
  buildFrame,
  isLastPong,
  isMeasuringPong,
  LAST_PING_FRAME,
  MEASURING_PING_FRAME,
  PING_FRAME,
} from '../../protocol/frame.js';
import type { LinkFigures } from '../sessions/session-link.js';
import { ClientLink } from './client-link.js';
import type { GameSocket } from './game-socket.js';
import type { Outbox, OutboxEntry } from './outbox.js';

/** A client that lags behind by this many times SEND_BUFFER_MAX_BYTES is closed without a grace period. */
const HARD_LIMIT_FACTOR = 4;

/** How long a closing client gets to confirm that it has read everything. */
const LAST_WORDS_MS = 500;

/** The limits on what may be buffered for a slow client. */
export interface SendBufferLimits {
  readonly maxBytes: number;
  readonly graceMs: number;
}

/**
 * A link over one `ws` socket. It writes finished frames straight to the TCP socket through the {@link Outbox}. `ws` writes its
 * control frames there too, always at once: without compression or blobs it never queues.
 */
export class WsLink extends ClientLink implements OutboxEntry {
  isPending = false;
  chunks: Buffer[] | undefined = undefined;
  tailSlab: Buffer | undefined = undefined;
  tailStart = 0;
  tailEnd = 0;
  pendingBytes = 0;
  closedWith: CloseCode | undefined = undefined;
  isEnding = false;
  private isLagging = false;
  private closeReason = '';
  private lastWordsTimer: NodeJS.Timeout | undefined = undefined;
  private slowSinceMs = 0;
  private pingMs: number | undefined = undefined;
  private measuredAtMs = 0;

  constructor(
    private readonly webSocket: GameSocket,
    readonly socket: Duplex,
    readonly remoteAddress: string,
    private readonly outbox: Outbox,
    private readonly limits: SendBufferLimits,
  ) {
    super();
  }

  get isOpen(): boolean {
    return this.webSocket.readyState === this.webSocket.OPEN && !this.isEnding;
  }

  get mayReturn(): boolean {
    return this.closedWith === undefined || mayReturnAfter(this.closedWith);
  }

  get bufferedBytes(): number {
    return this.socket.writableLength;
  }

  override get figures(): LinkFigures | undefined {
    const { socket, pingMs, measuredAtMs } = this;
    if (!(socket instanceof Socket)) return undefined;
    // An answer that is overdue says more than the last one.
    const waitedMs = measuredAtMs === 0 ? 0 : performance.now() - measuredAtMs;
    return {
      ...{ bytesIn: socket.bytesRead, bytesOut: socket.bytesWritten },
      pingMs: pingMs === undefined ? undefined : Math.max(pingMs, waitedMs),
    };
  }

  send(payload: string | Buffer): void {
    if (this.isOpen) this.outbox.write(this, payload);
  }

  override sendAtOnce(payload: string | Buffer): void {
    if (this.isOpen) this.socket.write(buildFrame(payload));
  }

  sendFrame(frame: Buffer): void {
    if (this.isOpen) this.outbox.writeFrame(this, frame);
  }

  copyFrames(frames: Buffer): void {
    if (this.isOpen) this.outbox.copyFrames(this, frames);
  }

  /**
   * Flushes what was sent before; the close frame follows once the client has confirmed it. Godot 4 discards received messages that
   * the game has not polled yet when a close frame arrives.
   */
  close(code: CloseCode, reason: string): void {
    if (!this.isOpen) return;
    this.closedWith = code;
    this.closeReason = reason;
    this.webSocket.owner?.closing();
    this.isEnding = true;
    this.socket.write(LAST_PING_FRAME);
    this.lastWordsTimer = setTimeout(() => this.sayClose(), LAST_WORDS_MS);
  }

  cut(code: CloseCode, reason: string): void {
    // A client that was asked to close and does not is cut by its own timer.
    if (!this.isOpen) return;
    this.closedWith = code;
    this.webSocket.close(code, reason);
    this.webSocket.terminate();
  }

  hear(pong: Buffer | undefined): void {
    if (pong !== undefined && isLastPong(pong)) this.sayClose();
  }

  ended(): void {
    clearTimeout(this.lastWordsTimer);
  }

  flush(): void {
    this.outbox.flush(this);
  }

  ping(): void {
    if (this.isOpen) this.outbox.writeFrame(this, PING_FRAME);
  }

  override measure(): void {
    if (!this.isOpen || this.measuredAtMs > 0) return;
    this.measuredAtMs = performance.now();
    this.outbox.writeFrame(this, MEASURING_PING_FRAME);
  }

  timed(pong: Buffer): void {
    if (this.measuredAtMs === 0 || !isMeasuringPong(pong)) return;
    this.pingMs = performance.now() - this.measuredAtMs;
    this.measuredAtMs = 0;
  }

  onBacklog(): void {
    if (this.onLag !== undefined) this.tellLag(this.onLag);
    if (this.bufferedBytes > this.limits.maxBytes * HARD_LIMIT_FACTOR) this.closeAsSlow();
  }

  checkBacklog(nowMs: number): void {
    if (this.bufferedBytes <= this.limits.maxBytes) {
      this.slowSinceMs = 0;
    } else if (this.slowSinceMs === 0) {
      this.slowSinceMs = nowMs;
    } else if (nowMs - this.slowSinceMs >= this.limits.graceMs) {
      this.closeAsSlow();
    }
  }

  private tellLag(tell: (bytes: number) => void): void {
    tell(this.bufferedBytes);
    if (this.isLagging) return;
    this.isLagging = true;
    this.socket.once('drain', () => {
      this.isLagging = false;
      this.onLag?.(this.bufferedBytes);
    });
  }

  // It could not answer a ping in time: it has too much to read first.
  private closeAsSlow(): void {
    if (!this.isOpen) return;
    this.closedWith = CloseCode.TooSlow;
    this.webSocket.close(CloseCode.TooSlow, 'session.too_slow');
  }

  private sayClose(): void {
    clearTimeout(this.lastWordsTimer);
    this.webSocket.close(this.closedWith, this.closeReason);
  }
}
