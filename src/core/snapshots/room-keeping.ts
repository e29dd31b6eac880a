import { randomUUID } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { RoomRegistry } from '../rooms/room-registry.js';
import { RoomStore } from './room-store.js';
import { SnapshotTaker } from './snapshot-taker.js';
import { SnapshotWriter } from './snapshot-writer.js';

/** The rooms' part of an orderly stop. */
@Injectable()
export class RoomKeeping {
  private readonly logger = new Logger('Snapshots');

  constructor(
    private readonly store: RoomStore,
    private readonly rooms: RoomRegistry,
    private readonly taker: SnapshotTaker,
    private readonly writer: SnapshotWriter,
  ) {}

  /** Time stands still in the rooms that will be kept. */
  freeze(): void {
    for (const room of this.rooms.all()) if (room.outlivesRestart) room.loop.pause();
  }

  /** Keeps them, with all that their members said, and lets the store go. */
  async keepAll(): Promise<void> {
    const stamp = randomUUID();
    let kept = 0;
    for (const room of [...this.rooms.all()]) {
      if (!room.outlivesRestart) continue;
      room.loop.settle();
      if (room.isOver) continue;
      const content = this.taker.take(room, stamp);
      if (content === undefined) {
        room.dispose('room.failed');
        this.writer.remove(room.id);
        continue;
      }
      this.writer.save(room.id, content);
      room.detach();
      kept += 1;
    }
    await this.writer.flush();
    await this.store.seal(stamp);
    await this.store.close();
    if (kept > 0) this.logger.log({ rooms: kept }, 'Rooms are kept for the next start.');
  }
}
