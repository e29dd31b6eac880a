import type { RoomMember } from '../api/room-member.js';
import type { RoomResult } from './room-results.js';

/** The type of an entry that says: this member has come in. */
export const ARRIVAL = -1;
/** The type of an entry that brings what the room has waited for; see {@link RoomPart.whenDone}. */
export const RESULT = -2;

/** Something of a member that waits for the next tick; it goes with this membership. */
export interface MemberEntry {
  readonly member: RoomMember;
  /** The message's wire type, or {@link ARRIVAL}. */
  readonly type: number;
  readonly ref: number;
  /** The checked message, or the options of the one who has come in. */
  readonly message: object;
}

/** Something that the room itself has waited for. */
export interface ResultEntry {
  readonly member: undefined;
  readonly type: typeof RESULT;
  readonly ref: 0;
  readonly message: RoomResult;
}

/** Something that waits for the next tick. */
export type RoomEntry = MemberEntry | ResultEntry;

/** What waits for a room's next tick, in the order it came. It is gone through in batches: what comes meanwhile waits for the next one. */
export class RoomInbox {
  private waiting: RoomEntry[] = [];
  private batch: RoomEntry[] = [];
  private next = 0;

  /** How many wait for the next batch. */
  get size(): number {
    return this.waiting.length;
  }

  /** Adds one at the end. */
  push(entry: RoomEntry): void {
    this.waiting.push(entry);
  }

  /** Makes a batch of all that waits, for {@link shift}; the one before must have ended. */
  beginBatch(): void {
    const { batch } = this;
    this.batch = this.waiting;
    this.waiting = batch;
    this.next = 0;
  }

  /** Lets go of the batch and of what is left of it. */
  endBatch(): void {
    this.batch.length = 0;
  }

  /** The next entry of the batch; undefined when it is finished. */
  shift(): RoomEntry | undefined {
    return this.batch[this.next++];
  }

  /** Takes out all that waits, of one member or of everybody. */
  withdraw(member?: RoomMember): RoomEntry[] {
    const withdrawn: RoomEntry[] = [];
    const isLeft = (entry: RoomEntry): boolean => {
      if (member !== undefined && entry.member !== member) return true;
      withdrawn.push(entry);
      return false;
    };
    this.batch = this.batch.slice(this.next).filter(isLeft);
    this.next = 0;
    this.waiting = this.waiting.filter(isLeft);
    return withdrawn;
  }
}
