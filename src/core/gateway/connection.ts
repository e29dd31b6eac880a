import type { Session } from '../sessions/session.js';
import type { SocketOwner } from './game-socket.js';
import type { RateLimited } from '../limits/rate-limit.js';
import type { WsLink } from './ws-link.js';

/** Does the work for what happens on a connection. */
export interface ConnectionHandler {
  /** A whole message came. */
  receive(connection: Connection, data: Buffer, isBinary: boolean): void;
  /** Counts a frame as a sign of life and against the rate limit; false when it must not be handled. */
  admit(connection: Connection): boolean;
  /** The socket is closed. */
  closed(connection: Connection, code: number): void;
}

/** What the gateway keeps of one socket: its session and its limits. */
export class Connection implements SocketOwner, RateLimited {
  /** True once nothing more is read. */
  isClosing = false;
  dueMs = 0;
  /** True once anything arrived since the last heartbeat. */
  isAlive = true;
  /** Heartbeats in a row without a sign of life. */
  missedPings = 0;
  /** Where the heartbeat keeps it. */
  heartbeatSlot: Set<Connection> | undefined = undefined;
  /** Ends the wait for a valid Hello, where one is required. */
  helloTimer: NodeJS.Timeout | undefined = undefined;

  constructor(
    /** Another one once the client has taken back the seat of an earlier connection. */
    public session: Session,
    readonly link: WsLink,
    private readonly handler: ConnectionHandler,
  ) {}

  received(data: Buffer, isBinary: boolean): void {
    this.handler.receive(this, data, isBinary);
  }

  signalled(): void {
    this.handler.admit(this);
  }

  broke(): void {
    this.isClosing = true;
  }

  closed(code: number): void {
    this.handler.closed(this, code);
  }

  closing(): void {
    this.isClosing = true;
    this.link.flush();
  }
}
