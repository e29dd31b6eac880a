import { Injectable, Logger } from '@nestjs/common';
import { RoomStore } from './room-store.js';

/** Number of rooms written at once: as many as Node has threads for files. */
const MAX_LANES = 4;

/** What to do for one room. */
type Work = Uint8Array | 'remove';

/**
 * Writes snapshots to the store in the background: the newest of each room, and never two of one room at once. A failed write
 * is logged, once until one of the room succeeds; the room's next snapshot is the retry.
 */
@Injectable()
export class SnapshotWriter {
  private readonly logger = new Logger('Snapshots');
  private readonly waiting = new Map<string, Work>();
  private readonly busy = new Set<string>();
  /** Rooms whose last write has failed. */
  private readonly failing = new Set<string>();
  private readonly lanes = new Set<Promise<void>>();
  private openLanes = 0;

  constructor(private readonly store: RoomStore) {}

  /** Number of rooms waiting. */
  get size(): number {
    return this.waiting.size;
  }

  /** Saves a room, replacing an older snapshot that is still waiting. */
  save(id: string, content: Uint8Array): void {
    this.add(id, content);
  }

  /** Removes a room. */
  remove(id: string): void {
    this.add(id, 'remove');
  }

  /** Resolves once nothing is waiting. */
  async flush(): Promise<void> {
    while (this.lanes.size > 0) await Promise.all(this.lanes);
  }

  private add(id: string, work: Work): void {
    this.waiting.set(id, work);
    if (this.openLanes >= MAX_LANES) return;
    this.openLanes += 1;
    const lane: Promise<void> = this.run().finally(() => this.lanes.delete(lane));
    this.lanes.add(lane);
  }

  private async run(): Promise<void> {
    for (let next = this.take(); next !== undefined; next = this.take()) {
      const [id, work] = next;
      this.busy.add(id);
      try {
        await (work === 'remove' ? this.store.remove(id) : this.store.save(id, work));
        this.failing.delete(id);
      } catch (error) {
        this.noteFailure(id, work, error);
      }
      this.busy.delete(id);
    }
    this.openLanes -= 1;
  }

  private noteFailure(roomId: string, work: Work, error: unknown): void {
    if (!this.failing.has(roomId))
      this.logger.error({ err: error, roomId }, 'A snapshot of a room could not be written.');
    // What is removed is not written again.
    if (work === 'remove') this.failing.delete(roomId);
    else this.failing.add(roomId);
  }

  private take(): [string, Work] | undefined {
    for (const entry of this.waiting) {
      if (this.busy.has(entry[0])) continue;
      this.waiting.delete(entry[0]);
      return entry;
    }
    return undefined;
  }
}
