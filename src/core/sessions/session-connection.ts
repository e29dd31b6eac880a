import type { SessionLink } from './session-link.js';
import type { Session } from './session.js';

/** A message that waits until the one before it is done. */
export interface WaitingMessage {
  readonly type: number;
  readonly ref: number;
  readonly message: unknown;
}

/** One connection, as far as a session that is handed over to it is concerned. */
export interface SessionConnection {
  /** Whose messages it carries; another one once its client has taken back the seat of an earlier connection. */
  session: Session;
  /** Where frames for its client go. */
  readonly link: SessionLink;
  /** What waits for a running handler, oldest first; undefined when none is running. */
  waiting: WaitingMessage[] | undefined;
  /** The connection that carries the session on, once this one has lost it. */
  successor: SessionConnection | undefined;
}
