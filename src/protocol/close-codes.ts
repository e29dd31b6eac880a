/**
 * WebSocket close codes the server uses (RFC 6455 section 7.4.1 and the IANA registry; 4000-4999 are ours).
 * A client retries after 1001, 1005, 1006, 1011, 1012, 1013 and 4000-4499, and gives up after any other. The server never
 * sends 1012 and 1013: Godot's WebSocket library takes them for a protocol error, and Godot 3 goes deaf on them.
 */
export enum CloseCode {
  /** The conversation is over; nothing went wrong. */
  Normal = 1000,
  /** The server restarts; come back after the delay that Draining named. (Godot takes 1012 and 1013 for a broken protocol.) */
  GoingAway = 1001,
  /** The frame does not hold what its kind promises (bad UTF-8). */
  InvalidPayload = 1007,
  /** A limit or rule was broken; the reason holds the error code. */
  PolicyViolation = 1008,
  /** The message is larger than MAX_MESSAGE_BYTES. */
  MessageTooBig = 1009,
  /** The server failed. */
  InternalError = 1011,
  /** The client stopped answering the heartbeat; it may come back. */
  HeartbeatLost = 4000,
  /** The client reads slower than the server sends; it may come back. */
  TooSlow = 4001,
  /** No valid sign-in arrived, or the player may not play; trying again without another token is useless. */
  AuthRefused = 4501,
  /** The player came from elsewhere, and this connection gave way; coming back would only throw the other one out. */
  Replaced = 4502,
}

const RETRYABLE = new Set([1001, 1005, 1006, 1011, 1012, 1013]);
const FIRST_OWN = 4000;
const FIRST_FINAL = 4500;

/** True when a client whose connection ended with `code` may come back by itself. */
export function mayReturnAfter(code: number): boolean {
  return RETRYABLE.has(code) || (code >= FIRST_OWN && code < FIRST_FINAL);
}
