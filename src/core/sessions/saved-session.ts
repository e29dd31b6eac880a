import type { SavedReplay } from './replay-buffer.js';
import type { PackedStores } from './session-stores.js';

/** The message counts of both ends. */
export interface SavedCounts {
  /** How many of the client's messages were handled; it resends those after them. */
  readonly received: number;
  /** What the client may not have received. */
  readonly replay: SavedReplay;
}

/** A session as plain data, to survive a restart of the server. */
export interface SavedSession {
  /** The session's id, which it keeps. */
  readonly id: string;
  /** The player, if it is signed in. */
  readonly playerId?: string;
  /** The codec of its frames. */
  readonly subprotocol: string;
  /** The hash of its seat's secret, see {@link hashOfSecret}; absent when it has no seat and ends with its connection. */
  readonly secret?: string;
  /** The previous one, for a client that did not receive its last Welcome. */
  readonly previous?: string;
  /** The client's last address. */
  readonly remoteAddress: string;
  /** The client's receive buffer, in bytes. */
  readonly receiveBufferBytes: number;
  /** Absent if the server kept running after the save, as both ends have counted on since. */
  readonly counts?: SavedCounts;
  /** What features keep of it; absent when they keep nothing. */
  readonly stores?: PackedStores;
}
