/** The messages of a load. */
export interface MessageSpec {
  /** Request types, used in turn. */
  types: number[];
  /** Whether each message carries a `ref`. */
  wantsAnswer: boolean;
  /** Whether the fields keep the DTO's rules. */
  isValid: boolean;
  /** Types of the frames which count as answers; any other frame than the greeting fails the run. */
  answerTypes: number[];
}

/** What a load did. */
export interface LoadResult {
  /** Messages sent. */
  sent: number;
  /** Answers that came back (for a broadcast: copies received). */
  received: number;
  /** From the first message to the last answer. */
  elapsedMs: number;
  /** CPU of the load process over `elapsedMs`; near 1 the load, not the server, was the limit. */
  loadCpuShare: number;
}

/** How a connection gets in, beside the WebSocket handshake. */
export interface Handshake {
  subprotocol?: string;
  /** Paths with a seat reserved, one for each connection; whoever took a seat repeats the code of the first message. */
  seats?: readonly string[];
}

/** State that arrived: binary frames, which nobody answers. */
export interface Arrived {
  frames: number;
  /** Their bytes, headers included. */
  bytes: number;
  /** CPU time of the load process so far, in µs. */
  loadCpuUs: number;
}

/** The server an order is about; its connections are kept apart from those to other servers. */
export interface ForServer {
  port: number;
}

/** The orders the load process takes, with their results. */
export interface LoadOrders {
  /** Opens connections, at most `handshakesInFlight` at a time, and keeps them. */
  open: {
    order: ForServer & { connections: number; handshakesInFlight: number } & Handshake;
    result: { elapsedMs: number };
  };
  /** Keeps `inFlight` requests per connection unanswered for `durationMs`, then waits for the last answers. */
  request: { order: ForServer & { messages: MessageSpec; inFlight: number; durationMs: number }; result: LoadResult };
  /** Sends one request on every connection and waits for all answers. */
  requestOnce: { order: ForServer & { messages: MessageSpec }; result: LoadResult };
  /** Sends `hz` messages a second on every connection, spread evenly, and waits for nothing. */
  input: { order: ForServer & { messages: MessageSpec; hz: number; durationMs: number }; result: LoadResult };
  /** One connection shouts, all hear it, then it shouts again, for `durationMs`. */
  broadcast: {
    order: ForServer & { type: number; answerType: number; text: string; durationMs: number };
    result: LoadResult;
  };
  /** Tells what state has arrived from the server so far. */
  arrived: { order: ForServer; result: Arrived };
  /** Sends one request of type `request`, if there is one, on every connection, and counts what comes of these types for `durationMs`. */
  follow: {
    order: ForServer & { request?: number | undefined; types: readonly number[]; durationMs: number };
    result: LoadResult;
  };
  /** Drops every connection to the server. Fails when one was lost before. */
  close: { order: ForServer; result: { wereOpen: number } };
}
