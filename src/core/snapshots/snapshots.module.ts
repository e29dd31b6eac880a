import { Module } from '@nestjs/common';
import { Checkpoints } from './checkpoints.js';
import { FileRoomStore } from './file-room-store.js';
import { Drain, SessionDrain } from './drain.js';
import { HandOvers } from './hand-overs.js';
import { MemberTaker, RoomTaker, TakerWire } from './room-taker.js';
import { RoomRestorer, SessionRestorer } from './room-restorer.js';
import { RoomStore } from './room-store.js';
import { SnapshotTaker } from './snapshot-taker.js';
import { SnapshotWriter } from './snapshot-writer.js';
import { ShutdownSaver, SnapshotsService } from './snapshots.service.js';

/** Rooms that survive a restart of the server. */
@Module({
  providers: [
    { provide: RoomStore, useClass: FileRoomStore },
    Checkpoints,
    ShutdownSaver,
    Drain,
    SessionDrain,
    HandOvers,
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
export class SnapshotsModule {}
