import { randomUUID } from 'node:crypto';
import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { EventBus } from '../events/event-bus.js';
import { RoomRegistry } from '../rooms/room-registry.js';
import { RoomTypes } from '../rooms/runtime/room-types.js';
import { ServerDrained, ServerDraining } from '../sessions/session.events.js';
import { Checkpoints } from './checkpoints.js';
import { RoomRestorer } from './room-restorer.js';
import { RoomStore } from './room-store.js';
import { SnapshotTaker } from './snapshot-taker.js';
import { SnapshotWriter } from './snapshot-writer.js';

/** Saves the rooms on a clean shutdown. */
@Injectable()
export class ShutdownSaver {
  private readonly logger = new Logger('Snapshots');

  constructor(
    private readonly store: RoomStore,
    private readonly rooms: RoomRegistry,
    private readonly taker: SnapshotTaker,
    private readonly writer: SnapshotWriter,
  ) {}

  /** Stops the clocks of the rooms to be saved, so that nothing happens in them between now and {@link saveAll}. */
  freeze(): void {
    for (const room of this.rooms.all()) if (room.outlivesRestart) room.loop.pause();
  }

  /** Saves them, after all waiting messages were handled, and releases the store. */
  async saveAll(): Promise<void> {
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

/**
 * Lets rooms survive the server. At startup it restores the saved rooms, including their members, who have SEAT_HOLD_MS to
 * reconnect. When the server stops, it saves every room of a saved type: nothing is lost, and nobody sees anybody leave.
 * After a crash, a room is restored from its last checkpoint: anything since then is lost, and members who resume with
 * their token are sent the room anew.
 */
@Injectable()
export class SnapshotsService implements OnApplicationBootstrap {
  private readonly logger = new Logger('Snapshots');

  constructor(
    private readonly store: RoomStore,
    private readonly restorer: RoomRestorer,
    private readonly checkpoints: Checkpoints,
    private readonly saver: ShutdownSaver,
    private readonly types: RoomTypes,
    private readonly events: EventBus,
  ) {}

  /** Nest's hook, before the port opens. A server without saved room types does not touch the store. */
  async onApplicationBootstrap(): Promise<void> {
    if (![...this.types.all()].some(({ isSaved }) => isSaved)) return;
    if (!(await this.store.open())) {
      this.logger.warn('Rooms will not outlive this server: another process keeps its own in DATA_DIR.');
      return;
    }
    const rooms = await this.restorer.restoreAll();
    const players = rooms.reduce((sum, { members }) => sum + members.size, 0);
    if (rooms.length > 0) this.logger.log({ rooms: rooms.length, players }, 'Rooms of before the restart go on.');
    this.checkpoints.start(rooms);
    this.events.on(ServerDraining, () => this.freeze());
    this.events.on(ServerDrained, (drained) => drained.waitFor(this.saver.saveAll()));
  }

  private freeze(): void {
    this.checkpoints.stop();
    this.saver.freeze();
  }
}
