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
  constructor(handOvers: HandOvers, left: LeftRooms, metrics: MetricsRegistry, @Optional() cluster?: Cluster) {
    if (cluster === undefined) return;
    metrics.count('godwit_cluster_hand_overs_total', 'Rooms that went on at other nodes.', () => handOvers.done);
    const takeovers = 'Rooms of dead nodes that go on here.';
    metrics.count('godwit_cluster_takeovers_total', takeovers, () => left.revived);
    const failures = 'Rooms of dead nodes that could not be restored here, and are set aside.';
    metrics.count('godwit_cluster_takeovers_failed_total', failures, () => left.failed);
  }
}
