import type { CloseCode } from '../../protocol/close-codes.js';

/** What a socket has carried so far, headers included. */
export interface LinkFigures {
  readonly bytesIn: number;
  readonly bytesOut: number;
  /** The time to the client and back, in milliseconds, as {@link SessionLink.measure} has last found it. */
  readonly pingMs: number | undefined;
}

/**
 * Port to a player's socket: frames and batches what it is given. Out of scope: what a message means. Writing to a closed link
 * does nothing.
 */
export abstract class SessionLink {
  /** True while frames may be written. */
  abstract readonly isOpen: boolean;
  /** True when there is no socket at the moment and frames are only kept for a replay. */
  abstract readonly isAway: boolean;
  /** Whether the client may resume after this link closes; false once the server has sent it away. */
  abstract readonly mayReturn: boolean;
  /** Bytes written that the network has not taken yet. */
  abstract readonly bufferedBytes: number;
  /** The client's address, as determined by the gateway. */
  abstract readonly remoteAddress: string;

  /** The connection it belongs to, which is the gateway's; undefined while the client is disconnected. */
  carrier: object | undefined = undefined;

  /** What the client's socket has carried so far, and how long a ping took last; undefined where its socket is not here. Read only while somebody looks. */
  get figures(): LinkFigures | undefined {
    return undefined;
  }

  /** Sends one payload in a frame of its own: text for a string, binary for a buffer. */
  abstract send(payload: string | Buffer): void;
  /** Sends a complete frame that may be shared with other links; the buffer must not change afterwards. */
  abstract sendFrame(frame: Buffer): void;
  /** Sends one payload now, before what waits until this node may act: only for what says nothing of the game. */
  sendAtOnce(payload: string | Buffer): void {
    this.send(payload);
  }

  /** Asks the client's end for a sign, by which {@link figures} tell how long that takes. */
  measure(): void {
    // Nothing to measure where there is no socket.
  }
  /** Sends what is pending, then closes; `reason` is an error code of at most 123 bytes. */
  abstract close(code: CloseCode, reason: string): void;
}

/** Stands in for the socket of a disconnected client: what is written only goes into the replay. */
export class HeldLink extends SessionLink {
  isOpen: boolean;
  readonly isAway = true;
  readonly mayReturn = false;
  readonly bufferedBytes = 0;

  /** @param onClose called once, when the session is closed while its client is disconnected; without it the link is closed from the start */
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
