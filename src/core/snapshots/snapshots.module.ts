import { Module, Optional } from '@nestjs/common';
import { Cluster } from '../cluster/cluster.js';
import { GameConfig } from '../config/game-config.js';
import { MetricsRegistry } from '../observability/metrics-registry.js';
import { Checkpoints } from './checkpoints.js';
import { FileRoomStore } from './file-room-store.js';
import { Drain, SessionDrain } from './drain.js';
import { HandOvers } from './hand-overs.js';
import { LeftMembers, LeftRooms } from './left-rooms.js';
import { MemberTaker, RoomTaker, TakerWire } from './room-taker.js';
import { RecordRoomStore } from './record-room-store.js';
import { RoomRestorer, SessionRestorer } from './room-restorer.js';
import { RoomStore } from './room-store.js';
import { SnapshotTaker } from './snapshot-taker.js';
import { SnapshotWriter } from './snapshot-writer.js';
import { ShutdownSaver, SnapshotsService } from './snapshots.service.js';

/** Rooms that survive a restart of the server. */
@Module({
  providers: [
    {
      provide: RoomStore,
      inject: [GameConfig, { token: Cluster, optional: true }],
      useFactory: (config: GameConfig, cluster?: Cluster) => {
        const files = new FileRoomStore(config);
        return cluster === undefined ? files : new RecordRoomStore(cluster, files);
      },
    },
    Checkpoints,
    ShutdownSaver,
    Drain,
    SessionDrain,
    HandOvers,
    LeftMembers,
    LeftRooms,
    MemberTaker,
    RoomRestorer,
    RoomTaker,
    SessionRestorer,
    SnapshotTaker,
    SnapshotWriter,
    SnapshotsService,
    TakerWire,
  ],
  exports: [HandOvers],
})
export class SnapshotsModule {
  constructor(handOvers: HandOvers, metrics: MetricsRegistry, @Optional() cluster?: Cluster) {
    if (cluster === undefined) return;
    metrics.count('godwit_cluster_hand_overs_total', 'Rooms that went on at other nodes.', () => handOvers.done);
  }
}
