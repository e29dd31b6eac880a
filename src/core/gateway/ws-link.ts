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
import { SessionLink, type LinkFigures } from '../sessions/session-link.js';
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
export class WsLink extends SessionLink implements OutboxEntry {
  readonly isAway = false;
  isPending = false;
  chunks: Buffer[] | undefined = undefined;
  tailSlab: Buffer | undefined = undefined;
  tailStart = 0;
  tailEnd = 0;
  pendingBytes = 0;
  /** The code we closed with; undefined while the link is open, or if the client closed it. */
  closedWith: CloseCode | undefined = undefined;
  /** True from {@link close} on: nothing but the close frame is sent any more. */
  isEnding = false;
  /** Hears how many bytes the client has not taken yet: when that becomes too much for state, and when it has taken all. */
  onLag: ((bytes: number) => void) | undefined = undefined;
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

  /** Sends complete frames, whose bytes are only good during the call. */
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

  /** Closes the connection at once, without waiting for an answer to the close frame. */
  cut(code: CloseCode, reason: string): void {
    // A client that was asked to close and does not is cut by its own timer.
    if (!this.isOpen) return;
    this.closedWith = code;
    this.webSocket.close(code, reason);
    this.webSocket.terminate();
  }

  /** While {@link isEnding}: a ping arrived, or a pong with this payload. */
  hear(pong: Buffer | undefined): void {
    if (pong !== undefined && isLastPong(pong)) this.sayClose();
  }

  /** The socket has closed. */
  ended(): void {
    clearTimeout(this.lastWordsTimer);
  }

  /** Writes what is pending now instead of at the end of the turn. */
  flush(): void {
    this.outbox.flush(this);
  }

  /** Pings the client. */
  ping(): void {
    if (this.isOpen) this.outbox.writeFrame(this, PING_FRAME);
  }

  override measure(): void {
    if (!this.isOpen || this.measuredAtMs > 0) return;
    this.measuredAtMs = performance.now();
    this.outbox.writeFrame(this, MEASURING_PING_FRAME);
  }

  /** A pong arrived with this payload. */
  timed(pong: Buffer): void {
    if (this.measuredAtMs === 0 || !isMeasuringPong(pong)) return;
    this.pingMs = performance.now() - this.measuredAtMs;
    this.measuredAtMs = 0;
  }

  onBacklog(): void {
    if (this.onLag !== undefined) this.tellLag(this.onLag);
    if (this.bufferedBytes > this.limits.maxBytes * HARD_LIMIT_FACTOR) this.closeAsSlow();
  }

  /** Closes a client that has been too slow for too long. Called periodically. */
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
