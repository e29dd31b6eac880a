import type { Session } from '../sessions/session.js';

/** The type of an entry that says: this member has come in. */
export const ARRIVAL = -1;

/** Something that waits for the next tick. */
export interface RoomEntry {
  readonly session: Session;
  /** The message's wire type, or {@link ARRIVAL}. */
  readonly type: number;
  readonly ref: number;
  /** The checked message, or the options of the one who has come in. */
  readonly message: object;
}

/** What waits for a room's next tick, in the order it came. */
export class RoomInbox {
  private entries: RoomEntry[] = [];
  private others: RoomEntry[] = [];

  /** How many wait. */
  get size(): number {
    return this.entries.length;
  }

  /** Adds one at the end. */
  push(entry: RoomEntry): void {
    this.entries.push(entry);
  }

  /** All that waited until now, for the caller to go through before it calls {@link recycle}. What comes meanwhile waits for the next time. */
  take(): readonly RoomEntry[] {
    const taken = this.entries;
    this.entries = this.others;
    this.others = taken;
    return taken;
  }

  /** Lets go of what {@link take} gave. */
  recycle(): void {
    this.others.length = 0;
  }
}
