/**
 * Every error the server itself can return, with the sentence for a player's log.
 * Modules add theirs with {@link defineErrors}; a code is `<area>.<reason>` and never changes once published.
 */
const texts = new Map<string, string>(
  Object.entries({
    'packet.empty': 'The frame is empty.',
    'packet.not_utf8': 'Text in the packet is not valid UTF-8.',
    'packet.not_binary': 'Packets of this subprotocol come in binary frames.',
    'packet.malformed': 'The frame is not valid JSON.',
    'packet.too_deep': 'The packet is nested too deeply.',
    'packet.truncated': 'The packet ends before its last field does.',
    'packet.trailing_bytes': 'Bytes follow the last field of the packet.',
    'packet.bad_varint': 'A number of variable length is longer than it has to be, or has more than 53 bits.',
    'packet.bad_value': 'A field of the packet holds what its form on the wire does not allow.',
    'packet.not_object': 'A packet must be a JSON object.',
    'packet.bad_type': 'The field "type" must be an integer from 0 to 65535.',
    'packet.bad_ref': 'The field "ref" must be a positive integer.',
    'message.unknown_type': 'The server has no message of this type.',
    'message.invalid': 'The message breaks a rule of its contract.',
    'message.not_allowed': 'This message is not allowed for this session.',
    'message.refused': 'The message was refused.',
    'message.not_found': 'What the message asks for does not exist.',
    'contract.mismatch': 'The client was made for another contract of the server.',
    'contract.not_agreed': 'A binary client must say Hello with the contract it was made for first.',
    'rate.limited': 'Too many messages in too short a time.',
    'session.queue_full': 'Too many messages of this session are waiting.',
    'session.too_slow': 'The client reads slower than the server sends.',
    'session.hello_timeout': 'No Hello arrived in time.',
    'session.closed': 'The session is over.',
    'session.replaced': 'The player has connected from elsewhere.',
    'session.already_open': 'The player is connected already.',
    'session.other_player': 'This session belongs to another player.',
    'session.answer_too_large': 'The answer is larger than what the client can take.',
    'session.heartbeat_lost': 'The client did not answer the heartbeat.',
    'room.not_there': 'This message is for a room that you are not in.',
    'auth.required': 'Sign in first.',
    'auth.refused': 'The token was refused.',
    'cluster.try_again': 'The server is rearranging itself; try again in a moment.',
    'cluster.recovering': 'This is being restored after a failure; try again in a moment.',
    'cluster.unavailable': 'The servers cannot reach each other at the moment.',
    'server.draining': 'The server is restarting.',
    'server.maintenance': 'The server lets nobody new in at the moment.',
    'server.internal': 'The server failed to handle the message.',
  }),
);

/** The HTTP status of errors over HTTP, if it is not 400 (RFC 9110 section 15). */
const statuses = new Map<string, number>(
  Object.entries({
    'auth.required': 401,
    'auth.refused': 401,
    'message.not_allowed': 403,
    'message.not_found': 404,
    'rate.limited': 429,
    'server.internal': 500,
    'cluster.try_again': 503,
    'cluster.recovering': 503,
    'cluster.unavailable': 503,
    'server.draining': 503,
    'server.maintenance': 503,
  }),
);

/** An error code, e.g. `chat.not_member`. */
export type ErrorCode = string;

/** An error defined by a module: its sentence, optionally with an HTTP status instead of 400. */
export type ErrorDefinition = string | { readonly text: string; readonly httpStatus: number };

/**
 * Adds a module's errors to the global table and returns the codes, so that a typo is a type error.
 * @throws Error when a code is already taken by another text.
 */
export function defineErrors<const T extends Record<string, ErrorDefinition>>(
  table: T,
): { readonly [K in keyof T]: K } {
  for (const [code, definition] of Object.entries(table)) {
    const { text, httpStatus } = typeof definition === 'string' ? { text: definition } : definition;
    const known = texts.get(code);
    if (known !== undefined && known !== text) throw new Error(`The error code "${code}" is defined twice.`);
    texts.set(code, text);
    if (httpStatus !== undefined) statuses.set(code, httpStatus);
  }
  return Object.fromEntries(Object.keys(table).map((code) => [code, code])) as { [K in keyof T]: K };
}

/** The sentence for `code`; the code itself when no module defined it. */
export function textOf(code: ErrorCode): string {
  return texts.get(code) ?? code;
}

/** The status of an error over HTTP. */
export function httpStatusOf(code: ErrorCode): number {
  return statuses.get(code) ?? 400;
}

/** True when a module, or the protocol itself, defined `code`. */
export function isDefinedError(code: ErrorCode): boolean {
  return texts.has(code);
}

/** All codes with their sentences, for the contract and its documentation. */
export function errorTable(): ReadonlyMap<ErrorCode, string> {
  return texts;
}
