/**
 * Keeps what rooms were, each under its id, over a restart and a crash of the server. In: bytes that are either whole or not
 * there, and one seal, which says that the server has stopped in the orderly way. Deliberately out: what the bytes mean,
 * other nodes, more than one process at a time.
 *
 * What a promise has confirmed survives a kill of the process and, as far as the disk keeps its word, a loss of power.
 * A method fails only when the technology does; no two calls for one id overlap.
 */
export abstract class RoomStore {
  /** Takes the store for this process. @returns false when another process has it; nothing else may be called then */
  abstract open(): Promise<boolean>;

  /** The ids of all rooms that are kept, in any order. */
  abstract list(): Promise<string[]>;

  /** What was kept last under an id; undefined when there is no such one, or it is larger than {@link MAX_SNAPSHOT_BYTES}. */
  abstract load(id: string): Promise<Uint8Array | undefined>;

  /** Keeps a room in place of what was kept under its id. @param id letters, digits, `_` and `-`, at most 64 */
  abstract save(id: string, content: Uint8Array): Promise<void>;

  /** Forgets a room; nothing happens when there is no such one. */
  abstract remove(id: string): Promise<void>;

  /** Takes a room that cannot be restored out of {@link list}, and leaves it where a developer finds it. */
  abstract setAside(id: string): Promise<void>;

  /** Notes the stamp of an orderly stop, after everything else was saved. */
  abstract seal(stamp: string): Promise<void>;

  /** The last stamp, which is forgotten with that: undefined after a crash. */
  abstract breakSeal(): Promise<string | undefined>;

  /** Forgets all rooms and the seal, those set aside excepted. */
  abstract clear(): Promise<void>;

  /** Lets the store go. */
  abstract close(): Promise<void>;
}

/** What a snapshot of one room may have. */
export const MAX_SNAPSHOT_BYTES = 16_777_216;

/** What an id may be. */
export const ROOM_ID = /^[\w-]{1,64}$/;
