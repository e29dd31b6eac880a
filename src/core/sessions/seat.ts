import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { SessionLink } from './session-link.js';
import type { Session } from './session.js';

/** Lets a client resume its session with the right secret. It outlives the session's connections. */
export class Seat {
  /** The hash of the previous secret, for a client that did not receive its last Welcome. */
  previous: Buffer | undefined = undefined;
  /** How many Pings wait that came before the client's Welcome was written: they do not say that the client has it. */
  blindPings = 0;
  /** How many Hellos have claimed it whose Welcomes are not out yet: its next secret is about to be theirs. */
  claims = 0;
  /** After a server crash: the hashes from before it. A client that presents one of them resumes with counts at 0. */
  ofCrashed: readonly Buffer[] = [];
  /** Ends the session when the hold time is over; undefined while the client is connected. */
  cancelTimer: (() => void) | undefined = undefined;
  /** The connection that carries the session, or carried it last. */
  connection: SessionConnection | undefined = undefined;
  /** The network address it is counted for. */
  address = '';

  /** @param secret the hash of the secret that opens it */
  constructor(
    readonly session: Session,
    public secret: Buffer,
  ) {}
}

/** A message that waits until the previous one has been handled. */
export interface WaitingMessage {
  readonly type: number;
  readonly ref: number;
  readonly message: unknown;
  /** As it came, where its session may have to move to another node before it is handled. */
  readonly frame?: Buffer;
  readonly isBinary?: boolean;
}

/** A connection, as far as handing a session over to it is concerned. */
export interface SessionConnection {
  /** The session it carries; replaced when its client resumes an earlier one. */
  session: Session;
  /** The link to its client. */
  readonly link: SessionLink;
  /** Messages that wait for the running handler, oldest first; undefined when none is running. */
  waiting: WaitingMessage[] | undefined;
  /** The connection to which its session was handed over, if any. */
  successor: SessionConnection | undefined;
  /** The `ref` of the message whose handler is running, if one is. */
  runningRef: number;
}

const SECRET_BYTES = 24;

/** A new secret for a client, 32 characters, and its hash, which is all the server keeps. */
export function newSecret(): { readonly secret: string; readonly hash: Buffer } {
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  return { secret, hash: hashOfSecret(secret) };
}

/** The hash of a secret. Plain SHA-256 is enough for 24 random bytes, which nobody guesses. */
export function hashOfSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** Compares two hashes in constant time. */
export function isSameHash(one: Buffer, other: Buffer | undefined): boolean {
  return other?.length === one.length && timingSafeEqual(one, other);
}
