import type { Socket } from 'node:net';
import { CloseCode, mayReturnAfter } from '../../protocol/close-codes.js';
import { isLastPong, LAST_PING_FRAME, PING_FRAME } from '../../protocol/frame.js';
import { SessionLink } from '../sessions/session-link.js';
import type { GameSocket } from './game-socket.js';
import type { Outbox, OutboxEntry } from './outbox.js';

/** How many times SEND_BUFFER_MAX_BYTES a client may lag behind before its grace is over at once. */
const HARD_LIMIT_FACTOR = 4;

/** A client that does not show that it has read everything is closed after so long. */
const LAST_WORDS_MS = 500;

/** The bounds of what may wait for a slow client. */
export interface SendBufferLimits {
  readonly maxBytes: number;
  readonly graceMs: number;
}

/**
 * A link over one `ws` socket. It writes finished frames straight to the TCP socket through the {@link Outbox}: `ws`
 * writes its own control frames there too, always at once, since no compression or blob ever makes it queue.
 */
export class WsLink extends SessionLink implements OutboxEntry {
  readonly isAway = false;
  isPending = false;
  chunks: Buffer[] | undefined = undefined;
  tailSlab: Buffer | undefined = undefined;
  tailStart = 0;
  tailEnd = 0;
  pendingBytes = 0;
  /** The code of our own close; undefined while the link is open, or when the client ended it. */
  closedWith: CloseCode | undefined = undefined;
  /** True from {@link close} on: nothing more is sent but the close itself. */
  isEnding = false;
  private closeReason = '';
  private lastWordsTimer: NodeJS.Timeout | undefined = undefined;
  private slowSinceMs = 0;

  constructor(
    private readonly webSocket: GameSocket,
    readonly socket: Socket,
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

  send(payload: string | Buffer): void {
    if (this.isOpen) this.outbox.write(this, payload);
  }

  sendFrame(frame: Buffer): void {
    if (this.isOpen) this.outbox.writeFrame(this, frame);
  }

  /**
   * What was sent before goes out now; the close follows once the client shows that it has it. Godot 4 forgets what it
   * has not handed to the game when a close arrives.
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

  /** Ends the connection at once, with a close that nobody is expected to answer. */
  cut(code: CloseCode, reason: string): void {
    // Who has been asked to go, and does not, is cut by its own timer.
    if (!this.isOpen) return;
    this.closedWith = code;
    this.webSocket.close(code, reason);
    this.webSocket.terminate();
  }

  /** While {@link isEnding}: a ping came, or a pong with this payload. */
  hear(pong: Buffer | undefined): void {
    if (pong !== undefined && isLastPong(pong)) this.sayClose();
  }

  /** The socket is closed. */
  ended(): void {
    clearTimeout(this.lastWordsTimer);
  }

  /** Gives what is pending to the system now, not at the end of the turn. */
  flush(): void {
    this.outbox.flush(this);
  }

  /** Asks the client for a sign of life. */
  ping(): void {
    if (this.isOpen) this.outbox.writeFrame(this, PING_FRAME);
  }

  onBacklog(): void {
    if (this.bufferedBytes > this.limits.maxBytes * HARD_LIMIT_FACTOR) this.closeAsSlow();
  }

  /** Closes a client that has been too slow for too long. Called now and then. */
  checkBacklog(nowMs: number): void {
    if (this.bufferedBytes <= this.limits.maxBytes) {
      this.slowSinceMs = 0;
    } else if (this.slowSinceMs === 0) {
      this.slowSinceMs = nowMs;
    } else if (nowMs - this.slowSinceMs >= this.limits.graceMs) {
      this.closeAsSlow();
    }
  }

  // It would not answer a ping in time: it has too much to read before.
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
