import type { Socket } from 'node:net';
import { CloseCode, mayReturnAfter } from '../../protocol/close-codes.js';
import { PING_FRAME } from '../../protocol/frame.js';
import { SessionLink } from '../sessions/session-link.js';
import type { GameSocket } from './game-socket.js';
import type { Outbox, OutboxEntry } from './outbox.js';

/** How many times SEND_BUFFER_MAX_BYTES a client may lag behind before its grace is over at once. */
const HARD_LIMIT_FACTOR = 4;

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
    return this.webSocket.readyState === this.webSocket.OPEN;
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

  close(code: CloseCode, reason: string): void {
    if (!this.isOpen) return;
    this.closedWith = code;
    this.webSocket.close(code, reason);
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

  private closeAsSlow(): void {
    this.close(CloseCode.TooSlow, 'session.too_slow');
  }
}
