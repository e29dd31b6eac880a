import type { CloseCode } from '../../protocol/close-codes.js';
import { SessionLink } from '../sessions/session-link.js';

/** Port to the socket of a client that is connected here, as its {@link Connection} and the client's entry need it. */
export abstract class ClientLink extends SessionLink {
  readonly isAway = false;
  /** The code we closed with; undefined while the link is open, or if the client closed it. */
  abstract readonly closedWith: CloseCode | undefined;
  /** True from {@link close} on: nothing but the close frame is sent any more. */
  abstract readonly isEnding: boolean;
  /** Hears how many bytes the client has not taken yet: when that becomes too much for state, and when it has taken all. */
  onLag: ((bytes: number) => void) | undefined = undefined;

  /** Sends complete frames, whose bytes are only good during the call. */
  abstract copyFrames(frames: Buffer): void;
  /** Writes what is pending now instead of at the end of the turn. */
  abstract flush(): void;
  /** Pings the client. */
  abstract ping(): void;
  /** Closes the connection at once, without waiting for an answer to the close frame. */
  abstract cut(code: CloseCode, reason: string): void;
  /** Closes a client that has been too slow for too long. Called periodically. */
  abstract checkBacklog(nowMs: number): void;
  /** While {@link isEnding}: a ping arrived, or a pong with this payload. */
  abstract hear(pong: Buffer | undefined): void;
  /** A pong arrived with this payload. */
  abstract timed(pong: Buffer): void;
  /** The socket has closed. */
  abstract ended(): void;
}
