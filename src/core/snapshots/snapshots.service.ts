import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { EventBus } from '../events/event-bus.js';
import { RoomTypes } from '../rooms/runtime/room-types.js';
import { ServerDrained, ServerDraining } from '../sessions/session.events.js';
import { Checkpoints } from './checkpoints.js';
import { RoomKeeping } from './room-keeping.js';
import { RoomRestorer } from './room-restorer.js';
import { RoomStore } from './room-store.js';

/**
 * Lets rooms outlive the server. At the start it brings back what was kept, members included, who have SEAT_HOLD_MS to
 * come back themselves. When the server stops, it keeps every room of a saved type as it is then: nothing is lost, and
 * nobody sees anybody leave. After a crash, a room comes back from its last checkpoint: what was done until then is in
 * it, what was done since is lost, and its members are told the room anew when they show their resume token.
 */
@Injectable()
export class SnapshotsService implements OnApplicationBootstrap {
  private readonly logger = new Logger('Snapshots');

  constructor(
    private readonly store: RoomStore,
    private readonly restorer: RoomRestorer,
    private readonly checkpoints: Checkpoints,
    private readonly keeping: RoomKeeping,
    private readonly types: RoomTypes,
    private readonly events: EventBus,
  ) {}

  /** Nest's hook, before the port opens. A server without a saved type of rooms leaves the store alone. */
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
    this.events.on(ServerDrained, (drained) => drained.waitFor(this.keeping.keepAll()));
  }

  private freeze(): void {
    this.checkpoints.stop();
    this.keeping.freeze();
  }
}
