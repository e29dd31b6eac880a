import type { Session } from '../sessions/session.js';

/** What feeds a session with state. */
export interface StateStream {
  /** The client has version `version`, and cannot go on. Returns false when it has asked too often, and gets nothing now. */
  requestResync(session: Session, reason: number, version: number): boolean;
}

const streams = new WeakMap<Session, StateStream>();

/** What feeds the session now, or undefined. A session is in one room at a time. */
export function streamOf(session: Session): StateStream | undefined {
  return streams.get(session);
}

/** For {@link StateSync}: `stream` feeds the session from now on. */
export function beginStream(session: Session, stream: StateStream): void {
  streams.set(session, stream);
}

/** For {@link StateSync}: `stream` does not feed the session any more. */
export function endStream(session: Session, stream: StateStream): void {
  if (streams.get(session) === stream) streams.delete(session);
}
