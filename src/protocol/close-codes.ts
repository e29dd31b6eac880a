/**
 * WebSocket close codes the server uses (RFC 6455 section 7.4.1 and the IANA registry; 4000-4999 are ours).
 * A client retries after 1001, 1005, 1006, 1011, 1012, 1013 and 4000-4499, and gives up after any other. The server never
 * sends 1012 or 1013: Godot's WebSocket library treats them as a protocol error, and Godot 3 stops receiving after them.
 */
export enum CloseCode {
  /** A regular end; nothing went wrong. */
  Normal = 1000,
  /** The server is restarting; reconnect after the delay from Draining. (Godot treats 1012 and 1013 as a protocol error.) */
  GoingAway = 1001,
  /** The frame's contents are invalid for its type (bad UTF-8). */
  InvalidPayload = 1007,
  /** A limit or rule was broken; the reason contains the error code. */
  PolicyViolation = 1008,
  /** The message is larger than MAX_MESSAGE_BYTES. */
  MessageTooBig = 1009,
  /** The server failed. */
  InternalError = 1011,
  /** The client stopped answering the heartbeat; it may reconnect. */
  HeartbeatLost = 4000,
  /** The client reads more slowly than the server sends; it may reconnect. */
  TooSlow = 4001,
  /** No valid sign-in arrived, or the player may not play; retrying without another token is useless. */
  AuthRefused = 4501,
  /** The player connected elsewhere, replacing this connection; reconnecting would only throw the other one out. */
  Replaced = 4502,
}

const RETRYABLE = new Set([1001, 1005, 1006, 1011, 1012, 1013]);
const FIRST_OWN = 4000;
const FIRST_FINAL = 4500;

/** True when a client whose connection ended with `code` may reconnect automatically. */
export function mayReturnAfter(code: number): boolean {
  return RETRYABLE.has(code) || (code >= FIRST_OWN && code < FIRST_FINAL);
}
