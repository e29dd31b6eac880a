import { Injectable, Logger } from '@nestjs/common';
import { ContractHolder } from '../contract/contract-holder.js';
import { CodecRegistry } from '../gateway/codec-registry.js';
import { RoomRegistry } from '../rooms/room-registry.js';
import type { RoomRuntime } from '../rooms/runtime/room-runtime.js';
import { RoomTypes } from '../rooms/runtime/room-types.js';
import type { SavedSession } from '../sessions/saved-session.js';
import { SessionSeats } from '../sessions/session-seats.js';
import { SessionStores } from '../sessions/session-stores.js';
import type { Session } from '../sessions/session.js';
import { RoomStore } from './room-store.js';
import { decodeSnapshot, type RoomSnapshot, SnapshotError } from './snapshot-format.js';

/** Restores the sessions of saved rooms. */
@Injectable()
export class SessionRestorer {
  constructor(
    private readonly seats: SessionSeats,
    private readonly codecs: CodecRegistry,
    private readonly holder: ContractHolder,
  ) {}

  /**
   * The sessions of a room's members, in order; those that cannot be restored are closed.
   * @param seal the stamp of the last clean stop: message counts from any other moment are out of date
   * @param areOurs the ids of those that this node may have; all by default
   */
  restore({ room, stamp, contract }: RoomSnapshot, seal: string | undefined, areOurs?: ReadonlySet<string>): Session[] {
    const isOrderly = stamp !== undefined && stamp === seal;
    return room.members.map(({ session: saved }) => {
      const codec = this.codecs.of(saved.subprotocol);
      if (areOurs?.has(saved.id) === false) return this.seats.ended(saved, codec);
      // Without keys on the wire, frames kept for the client cannot be read with another contract.
      const isReadable = !codec.isBinary || contract === this.holder.contract.hash;
      const whole = codec.subprotocol === saved.subprotocol ? saved : withoutSeat(saved);
      return this.seats.restore(isOrderly && isReadable ? whole : withoutCounts(whole), codec);
    });
  }
}

function withoutCounts({ counts: _old, ...saved }: SavedSession): SavedSession {
  return saved;
}

function withoutSeat({ secret: _none, ...saved }: SavedSession): SavedSession {
  return saved;
}

interface RestorableRoom {
  readonly snapshot: RoomSnapshot;
  readonly sessions: readonly Session[];
}

/** Restores the rooms in the store. One that cannot be restored is set aside with a log line, and does not stop the others. */
@Injectable()
export class RoomRestorer {
  private readonly logger = new Logger('Snapshots');

  constructor(
    private readonly store: RoomStore,
    private readonly rooms: RoomRegistry,
    private readonly types: RoomTypes,
    private readonly sessions: SessionRestorer,
    private readonly stores: SessionStores,
  ) {}

  /** Restores all rooms; returns those that succeeded. */
  async restoreAll(): Promise<RoomRuntime[]> {
    const seal = await this.store.breakSeal();
    const found: RestorableRoom[] = [];
    // A session that appears in two checkpoints belongs to the newer one.
    const snapshots = (await this.readAll()).sort((one, other) => other.savedAtMs - one.savedAtMs);
    for (const snapshot of snapshots) {
      found.push({ snapshot, sessions: this.sessions.restore(snapshot, seal) });
    }
    await this.stores.ready();
    found.sort(({ snapshot: one }, { snapshot: other }) => one.room.openedAtMs - other.room.openedAtMs);
    const restored: RoomRuntime[] = [];
    for (const each of found) {
      const room = await this.restore(each);
      if (room !== undefined) restored.push(room);
    }
    return restored;
  }

  private async readAll(): Promise<RoomSnapshot[]> {
    const snapshots: RoomSnapshot[] = [];
    for (const id of await this.store.list()) {
      try {
        const content = await this.store.load(id);
        if (content === undefined) throw new SnapshotError('It is gone, or too large.');
        const snapshot = decodeSnapshot(content);
        const { typeName } = snapshot.room;
        if (this.types.find(typeName)?.isSaved !== true) {
          throw new SnapshotError(`There is no type "${typeName}" any more, or none that is saved.`);
        }
        snapshots.push(snapshot);
      } catch (error) {
        await this.setAside(id, error);
      }
    }
    return snapshots;
  }

  private async restore({ snapshot, sessions }: RestorableRoom): Promise<RoomRuntime | undefined> {
    try {
      const room = await this.rooms.restore(snapshot.room, sessions);
      if (!room.isOver) return room;
      await this.store.remove(room.id);
    } catch (error) {
      await this.setAside(snapshot.room.id, error);
    }
    return undefined;
  }

  private async setAside(roomId: string, error: unknown): Promise<void> {
    await this.store.setAside(roomId);
    const reason = error instanceof Error ? error.message : String(error);
    const err = error instanceof SnapshotError ? undefined : error;
    this.logger.error({ err, roomId }, `A room could not be restored and is set aside: ${reason}`);
  }
}
