import type { SessionConnection } from './session-connection.js';
import type { Session } from './session.js';

/** Outlives the connections of its session, which a client gets back with the right secret. */
export class Seat {
  /** That of the token before, for a client that did not get its last Welcome. */
  previous: Buffer | undefined = undefined;
  /** Of a crashed server's session: the tokens of before the crash, with which both ends count from 0. */
  ofCrashed: readonly Buffer[] = [];
  /** Ends the session in the end; undefined while its client is here. */
  timer: NodeJS.Timeout | undefined = undefined;
  /** The connection that carries the session, or did so last. */
  connection: SessionConnection | undefined = undefined;
  /** The network address that it is counted for. */
  address = '';

  /** @param secret the hash of what opens it */
  constructor(
    readonly session: Session,
    public secret: Buffer,
  ) {}
}
