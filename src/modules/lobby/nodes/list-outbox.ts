import type { RoomSummary } from '../../../core/rooms/api/room-summary.js';

/** What a node tells another about its rooms, as plain JSON data. */
export interface ListUpdate {
  /** One more than that of the update before it; never starts over between two nodes. */
  readonly number: number;
  /** Whether the list begins anew: rooms that are not said again until an update is last are gone. */
  readonly isFirst: boolean;
  /** Whether everything has been said now. */
  readonly isLast: boolean;
  /** New rooms, and changed ones. */
  readonly rooms: readonly RoomSummary[];
  /** The ids of rooms that have ended. */
  readonly ended: readonly string[];
  /** The ids of rooms that go on at another node, which will say so. */
  readonly moved: readonly string[];
}

/** What has become of a room. */
export type RoomTurn = 'changed' | 'ended' | 'moved';

/** So many rooms are told at once: less than half a millisecond of work, at either end. */
const MAX_ROOMS = 500;

/** What one other node is still to be told: of a room that changes often, only what it is like in the end. */
export class ListOutbox {
  private readonly pending = new Map<string, RoomTurn>();
  private lastNumber = 0;
  private isAnew = true;

  /** @param ids all rooms of this node */
  constructor(ids: Iterable<string>) {
    this.startOver(ids);
  }

  /** How many rooms are to be told of. */
  get size(): number {
    return this.pending.size;
  }

  /** Whether the other node has none of this list yet, or has lost it. */
  get startsOver(): boolean {
    return this.isAnew;
  }

  /** Records what has become of a room. */
  note(id: string, turn: RoomTurn): void {
    this.pending.set(id, turn);
  }

  /** Everything has to be told again. @param ids all rooms of this node */
  startOver(ids: Iterable<string>): void {
    this.isAnew = true;
    this.pending.clear();
    for (const id of ids) this.pending.set(id, 'changed');
  }

  /** The next update; it is told once, so {@link startOver} when it is not known to have arrived. @param find a room of this node */
  next(find: (id: string) => RoomSummary | undefined): ListUpdate {
    const rooms: RoomSummary[] = [];
    const told = { ended: [] as string[], moved: [] as string[] };
    let left = MAX_ROOMS;
    for (const [id, turn] of this.pending) {
      if (left-- === 0) break;
      this.pending.delete(id);
      const room = turn === 'changed' ? find(id) : undefined;
      if (room !== undefined) rooms.push(room);
      else told[turn === 'moved' ? 'moved' : 'ended'].push(id);
    }
    const isFirst = this.isAnew;
    this.isAnew = false;
    this.lastNumber += 1;
    return { number: this.lastNumber, isFirst, isLast: this.pending.size === 0, rooms, ...told };
  }
}
