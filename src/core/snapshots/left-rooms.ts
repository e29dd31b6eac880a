import { Injectable, Logger, type OnModuleInit, Optional } from '@nestjs/common';
import { textOf } from '../../protocol/error-codes.js';
import { Cluster } from '../cluster/cluster.js';
import type { OwnedRecord } from '../cluster/ownership.js';
import { EventBus } from '../events/event-bus.js';
import { RoomError } from '../rooms/api/rooms.errors.js';
import { RoomLeftDto } from '../rooms/api/rooms.messages.js';
import { RoomDirectory, type RoomName } from '../rooms/room-directory.js';
import { RoomRegistry } from '../rooms/room-registry.js';
import { SessionRecords } from '../sessions/session-records.js';
import { SessionResumed } from '../sessions/session.events.js';
import type { Session } from '../sessions/session.js';
import { SessionStores } from '../sessions/session-stores.js';
import { SessionRestorer } from './room-restorer.js';
import { RoomStore } from './room-store.js';
import { TakerWire } from './room-taker.js';
import { decodeSnapshot, encodeSnapshot, type RoomSnapshot, SnapshotError } from './snapshot-format.js';

/** Restores the members of a room that another node has left. */
@Injectable()
export class LeftMembers implements OnModuleInit {
  /** Those whose room could not be restored, and who do not know yet. */
  private readonly untold = new WeakMap<Session, string>();

  constructor(
    private readonly events: EventBus,
    private readonly records: SessionRecords,
    private readonly restorer: SessionRestorer,
    private readonly stores: SessionStores,
  ) {}

  /** Nest's hook: tells members once they are back. */
  onModuleInit(): void {
    this.events.on(SessionResumed, ({ session }) => {
      const roomId = this.untold.get(session);
      if (roomId === undefined) return;
      this.untold.delete(session);
      const code = RoomError['room.failed'];
      session.send(new RoomLeftDto(roomId, code, textOf(code)));
    });
  }

  /** The members' sessions, in order, with their seats; closed where they are at home elsewhere by now. */
  async take(snapshot: RoomSnapshot): Promise<Session[]> {
    const ids = snapshot.room.members.map(({ session }) => session.id);
    const areOurs = await Promise.all(ids.map((id) => this.records.inherit(id).catch(() => false)));
    const sessions = this.restorer.restore(snapshot, snapshot.stamp, new Set(ids.filter((_, index) => areOurs[index])));
    // Their clients wait until the room is here, too.
    for (const session of sessions) session.isMoving = true;
    await this.stores.ready();
    for (const { id, isOpen } of sessions) if (!isOpen) this.records.drop(id);
    return sessions;
  }

  /** Lets clients come back. @param lost the id of the room if it is gone: they hear of it then */
  release(sessions: readonly Session[], lost?: string): void {
    for (const session of sessions) {
      if (lost !== undefined && session.isOpen) this.untold.set(session, lost);
      session.isMoving = false;
    }
  }
}

/** Takes over the rooms that a node has left that is dead, or has stopped without anybody to give them to. */
@Injectable()
export class LeftRooms implements OnModuleInit {
  private readonly logger = new Logger('Cluster');
  /** How many rooms go on here. */
  revived = 0;
  /** How many could not be restored, and are set aside. */
  failed = 0;

  constructor(
    private readonly store: RoomStore,
    private readonly rooms: RoomRegistry,
    private readonly directory: RoomDirectory,
    private readonly members: LeftMembers,
    private readonly wire: TakerWire,
    @Optional() private readonly cluster?: Cluster,
  ) {}

  /** Nest's hook. */
  onModuleInit(): void {
    this.cluster?.takeover.restores('room', (record) => this.restore(record));
  }

  /** Takes a room that was saved, and brings it to life as after a crash; or removes one that was not. */
  private async restore({ id, epoch, fields }: OwnedRecord): Promise<void> {
    const room = { id, code: fields.code ?? '', typeName: fields.type ?? '' };
    const isSaved = this.wire.isSaved(room.typeName);
    // A node that knows its type is to take it.
    if (isSaved === undefined) return;
    const content = isSaved ? await this.store.load(id) : undefined;
    if (!(await this.directory.inherit(room, epoch))) return;
    if (content === undefined) this.end(room);
    else await this.revive(room, content);
  }

  private async revive(room: RoomName, content: Uint8Array): Promise<void> {
    let sessions: readonly Session[] = [];
    try {
      const snapshot = await this.opened(room, decodeSnapshot(content));
      sessions = await this.members.take(snapshot);
      const { members, isOver } = await this.rooms.restore(snapshot.room, sessions);
      this.directory.adopt(room);
      this.members.release(sessions);
      this.revived += 1;
      if (isOver) this.directory.drop(room.id);
      this.logger.log({ roomId: room.id, players: members.size }, 'A room that another node has left goes on here.');
    } catch (error) {
      this.failed += 1;
      this.members.release(sessions, room.id);
      await this.store.setAside(room.id).catch((err: unknown) => this.logger.error({ err }, 'A room is not kept.'));
      const reason = error instanceof Error ? error.message : String(error);
      const err = error instanceof SnapshotError ? undefined : error;
      this.logger.error({ err, roomId: room.id }, `A room could not be restored and is set aside: ${reason}`);
      this.end(room);
    }
  }

  /** Counts of an orderly stop are good once: from now on the room plays here. */
  private async opened(room: RoomName, snapshot: RoomSnapshot): Promise<RoomSnapshot> {
    const { stamp, ...later } = snapshot;
    if (stamp === undefined) return snapshot;
    try {
      await this.store.save(room.id, encodeSnapshot(later));
      return snapshot;
    } catch {
      return later;
    }
  }

  private end(room: RoomName): void {
    this.directory.adopt(room);
    this.directory.drop(room.id);
  }
}
