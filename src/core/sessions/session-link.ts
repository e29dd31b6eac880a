import type { CloseCode } from '../../protocol/close-codes.js';

/**
 * The way from a session to its player's socket. Frames and batches what it is given; out of its scope: what a message
 * means. Writing to a closed link does nothing.
 */
export abstract class SessionLink {
  /** True while frames may be written. */
  abstract readonly isOpen: boolean;
  /** True when there is no socket at the moment, and frames are only kept. */
  abstract readonly isAway: boolean;
  /** True while, or once it is closed, the client may come back for what it missed: nobody has sent it away. */
  abstract readonly mayReturn: boolean;
  /** Bytes that were written but not taken by the network yet. */
  abstract readonly bufferedBytes: number;
  /** The client's address, as the gateway trusts it. */
  abstract readonly remoteAddress: string;

  /** Sends one payload in a frame of its own: text for a string, binary for a buffer. */
  abstract send(payload: string | Buffer): void;
  /** Sends a whole frame that others may be sending too; the buffer must not change afterwards. */
  abstract sendFrame(frame: Buffer): void;
  /** Sends what is pending, then closes; `reason` is an error code of at most 123 bytes. */
  abstract close(code: CloseCode, reason: string): void;
}

/** Stands for the socket of a client that is away: what is written is only kept for the replay. */
export class HeldLink extends SessionLink {
  isOpen: boolean;
  readonly isAway = true;
  readonly mayReturn = false;
  readonly bufferedBytes = 0;

  /** @param onClose called once, when the session is closed while its client is away; without it, it is closed already */
  constructor(
    readonly remoteAddress: string,
    private readonly onClose?: (code: CloseCode) => void,
  ) {
    super();
    this.isOpen = onClose !== undefined;
  }

  send(): void {
    // Kept by the session.
  }

  sendFrame(): void {
    // Kept by the session.
  }

  close(code: CloseCode): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.onClose?.(code);
  }
}
