import type { SavedReplay } from './replay-buffer.js';

/** How far client and server had counted. */
export interface SavedCounts {
  /** How many messages of the client were handled; those it sent after them it sends again. */
  readonly received: number;
  /** What the client may not have got. */
  readonly replay: SavedReplay;
}

/** A session as plain data, for one that outlives a restart of the server. */
export interface SavedSession {
  /** The session's id, which stays. */
  readonly id: string;
  /** The player, if it is signed in. */
  readonly playerId?: string;
  /** The codec of its frames. */
  readonly subprotocol: string;
  /** The hash of the secret that opens its seat, see {@link hashOfSecret}; absent when it has none, and ends with its connection. */
  readonly secret?: string;
  /** The one before, for a client that did not get its last Welcome. */
  readonly previous?: string;
  /** Where the client was. */
  readonly remoteAddress: string;
  /** What the client can hold before it reads it, in bytes. */
  readonly receiveBufferBytes: number;
  /** Absent where the server has run on after this was saved: the counts of both ends have gone on since. */
  readonly counts?: SavedCounts;
}
