import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { SessionLink } from './session-link.js';
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

const SECRET_BYTES = 24;

/** A new secret for a client, 32 characters, and the hash by which the server knows it. */
export function newSecret(): { readonly secret: string; readonly hash: Buffer } {
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  return { secret, hash: hashOfSecret(secret) };
}

/** What the server keeps of a secret: SHA-256, since nobody guesses 24 random bytes. What is kept opens nothing. */
export function hashOfSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** Whether two hashes are equal; takes as long for any two. */
export function isSameHash(one: Buffer, other: Buffer | undefined): boolean {
  return other?.length === one.length && timingSafeEqual(one, other);
}
