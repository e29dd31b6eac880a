import type { LobbyRooms } from '../lobby-rooms.js';
import type { ListUpdate } from './list-outbox.js';

/** What one other node has told about its rooms. */
export class ListInbox {
  /** The ids of its rooms. */
  private readonly ids = new Set<string>();
  /** Those that it has not said again since its list began anew. */
  private unsaid = new Set<string>();
  private lastNumber = 0;

  constructor(
    private readonly nodeId: string,
    private readonly rooms: LobbyRooms,
    /** Told of a room that goes on at another node, which has not said so yet. */
    private readonly onMoved: (roomId: string) => void,
  ) {}

  /** Takes an update in. @returns false when one is missing before it: the node must start over */
  take({ number, isFirst, isLast, rooms, ended, moved }: ListUpdate): boolean {
    // One that comes late, on a connection that was given up, is older than what is known.
    if (number <= this.lastNumber || (!isFirst && number !== this.lastNumber + 1)) return false;
    this.lastNumber = number;
    if (isFirst) this.unsaid = new Set(this.ids);
    for (const room of rooms) {
      this.ids.add(room.id);
      this.unsaid.delete(room.id);
      this.rooms.learn(this.nodeId, room);
    }
    for (const id of ended) this.drop(id);
    for (const id of moved) this.pass(id);
    if (isLast) for (const id of this.unsaid) this.drop(id);
    return true;
  }

  /** The node is gone, and so are its rooms. */
  close(): void {
    for (const id of this.ids) this.drop(id);
  }

  private drop(id: string): void {
    this.ids.delete(id);
    this.unsaid.delete(id);
    const listed = this.rooms.find(id);
    // Another node may have said by now that it has it.
    if (listed?.nodeId === this.nodeId) this.rooms.forget(listed);
  }

  private pass(id: string): void {
    this.ids.delete(id);
    this.unsaid.delete(id);
    const listed = this.rooms.find(id);
    if (listed?.nodeId !== this.nodeId) return;
    listed.leave();
    this.onMoved(id);
  }
}
