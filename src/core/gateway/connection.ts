import type { RateLimited } from '../limits/rate-limit.js';
import type { CloseCode } from '../../protocol/close-codes.js';
import type { SessionConnection, WaitingMessage } from '../sessions/seat.js';
import type { SessionLink } from '../sessions/session-link.js';
import type { Session } from '../sessions/session.js';
import type { SocketOwner } from './game-socket.js';
import type { WsLink } from './ws-link.js';

/** Handles the events of a connection. */
export interface ConnectionHandler {
  /** A complete message arrived. */
  receive(connection: Connection, data: Buffer, isBinary: boolean): void;
  /** Counts a frame as a sign of life and against the rate limit; false when it must not be handled. */
  admit(connection: Connection): boolean;
  /** The socket is closed. */
  closed(connection: Connection, code: number): void;
}

/** A connection as the dispatcher serves it: a socket here, or the pipe of a client whose socket is at another node. */
export interface ServedConnection extends SessionConnection {
  readonly link: SessionLink & { readonly closedWith: CloseCode | undefined };
  successor: ServedConnection | undefined;
  /** No Hello is waited for any more. */
  cancelHelloTimer: (() => void) | undefined;
}

/** The part of a connection that the {@link Heartbeat} watches. */
export interface SilenceWatched {
  readonly link: Pick<WsLink, 'ping' | 'cut' | 'checkBacklog'>;
  /** When the last frame arrived, on the monotonic clock. */
  heardAtMs: number;
  /** Pings sent since then. */
  missedPings: number;
  /** Its slot in the heartbeat. */
  heartbeatSlot: Set<SilenceWatched> | undefined;
}

/** One socket as the gateway keeps it: its session and its limits. */
export class Connection implements SocketOwner, ServedConnection, RateLimited, SilenceWatched {
  /** True once nothing more is read. */
  isClosing = false;
  dueMs = 0;
  waiting: WaitingMessage[] | undefined = undefined;
  successor: ServedConnection | undefined = undefined;
  runningRef = 0;
  heardAtMs = 0;
  missedPings = 0;
  heartbeatSlot: Set<SilenceWatched> | undefined = undefined;
  cancelHelloTimer: (() => void) | undefined = undefined;

  constructor(
    public session: Session,
    readonly link: WsLink,
    /** Replaced while its session is at home at another node. */
    public handler: ConnectionHandler,
  ) {
    link.carrier = this;
  }

  received(data: Buffer, isBinary: boolean): void {
    this.handler.receive(this, data, isBinary);
  }

  signalled(pong?: Buffer): void {
    if (this.link.isEnding) this.link.hear(pong);
    else {
      if (pong !== undefined) this.link.timed(pong);
      this.handler.admit(this);
    }
  }

  broke(): void {
    this.isClosing = true;
  }

  closed(code: number): void {
    this.link.ended();
    this.handler.closed(this, code);
  }

  closing(): void {
    this.isClosing = true;
    this.link.flush();
  }
}
