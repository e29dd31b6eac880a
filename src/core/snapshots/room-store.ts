/**
 * Stores rooms by id across restarts and crashes of the server. In: bytes that are either whole or absent, and one seal,
 * which says that the server has stopped cleanly. Deliberately out: what the bytes mean, other nodes, more than one process
 * at a time.
 *
 * What a fulfilled promise has confirmed survives a kill of the process and, if the disk honours syncs, a power failure.
 * A method only fails when the underlying technology does; calls for the same id never overlap.
 */
export abstract class RoomStore {
  /** Takes the store for this process. @returns false when another process has it; nothing else may be called then */
  abstract open(): Promise<boolean>;

  /** The ids of all stored rooms, in any order. */
  abstract list(): Promise<string[]>;

  /** The latest content under an id; undefined when there is none, or it is larger than {@link MAX_SNAPSHOT_BYTES}. */
  abstract load(id: string): Promise<Uint8Array | undefined>;

  /** Stores a room, replacing what was under its id. @param id letters, digits, `_` and `-`, at most 64 */
  abstract save(id: string, content: Uint8Array): Promise<void>;

  /** Removes a room; does nothing when there is none. */
  abstract remove(id: string): Promise<void>;

  /** Takes a room that cannot be restored out of {@link list}, and keeps it where a developer can find it. */
  abstract setAside(id: string): Promise<void>;

  /** Stores the stamp of a clean stop, after everything else was saved. */
  abstract seal(stamp: string): Promise<void>;

  /** Returns the last stamp and deletes it: undefined after a crash. */
  abstract breakSeal(): Promise<string | undefined>;

  /** Removes all rooms and the seal, except rooms set aside. */
  abstract clear(): Promise<void>;

  /** Releases the store. */
  abstract close(): Promise<void>;
}

/** Maximum size of a room's snapshot. */
export const MAX_SNAPSHOT_BYTES = 16_777_216;

/** Format of an id. */
export const ROOM_ID = /^[\w-]{1,64}$/;
