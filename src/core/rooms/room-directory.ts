import { Injectable, type OnModuleInit, Optional } from '@nestjs/common';
import { GameError } from '../../protocol/game-error.js';
import { Cluster } from '../cluster/cluster.js';
import type { HandOver, OwnedRecords, RecordHolder } from '../cluster/owned-records.js';
import type { OwnedKey, OwnedRecord, RecordKind } from '../cluster/ownership.js';
import { EventBus } from '../events/event-bus.js';
import { RoomEnded } from './api/room.events.js';
import { RoomError } from './api/rooms.errors.js';

/** How often another code is tried when somebody has it already. */
const MAX_CODES = 8;

/** How long rooms take to be restored after the death of their node, and to get their codes. */
const LEFT_MS = 15_000;

/** The epochs of a room's records. */
export interface RoomEpochs {
  readonly room: number;
  readonly code: number;
}

/** A room at another node. */
export interface RoomElsewhere {
  readonly roomId: string;
  readonly typeName: string;
  readonly nodeId: string;
}

/** What a room is found by. */
export interface RoomName {
  readonly id: string;
  readonly code: string;
  readonly typeName: string;
}

/**
 * The records of the rooms of this node, and of their codes, by which other nodes find them. They are written before anybody
 * hears of the room, so whoever was told a code finds it at any node. On one node it does nothing.
 */
@Injectable()
export class RoomDirectory implements OnModuleInit {
  private readonly codes = new Map<string, string>();
  private lost: (roomId: string) => void = () => undefined;

  constructor(
    private readonly events: EventBus,
    @Optional() private readonly cluster?: Cluster,
  ) {}

  /** Nest's hook: removes the records of rooms that end. */
  onModuleInit(): void {
    if (this.cluster === undefined) return;
    this.events.on(RoomEnded, ({ room, code }) => {
      if (code === RoomError['room.moved']) this.codes.delete(room.id);
      else this.drop(room.id);
    });
    this.cluster.takeover.restores('code', (record) => this.clear(record), LEFT_MS);
  }

  /** Whether rooms may be at other nodes. */
  get isShared(): boolean {
    return this.cluster !== undefined;
  }

  /** Declares what ends a room here that another node has by now. */
  onLost(end: (roomId: string) => void): void {
    this.lost = end;
  }

  /**
   * Makes the records of a new room. @param newCode a code that no room here has
   * @returns its code. @throws GameError cluster.unavailable
   */
  async claim(id: string, typeName: string, newCode: () => string): Promise<string> {
    try {
      for (let tries = 0; tries < MAX_CODES; tries++) {
        const room = { id, typeName, code: newCode() };
        if (!(await this.make('code', room))) continue;
        this.codes.set(id, room.code);
        if (await this.make('room', room)) return room.code;
      }
    } catch (cause) {
      this.drop(id);
      throw new GameError('cluster.unavailable', { cause });
    }
    throw new GameError('cluster.unavailable');
  }

  /** The epochs under which this node has a room and its code. */
  epochsOf(roomId: string): RoomEpochs | undefined {
    const room = this.cluster?.records.proofOf({ kind: 'room', id: roomId });
    const code = this.cluster?.records.proofOf({ kind: 'code', id: this.codes.get(roomId) ?? '' });
    return room && { room: room.epoch, code: code?.epoch ?? 0 };
  }

  /**
   * Becomes the owner of a room and its code; {@link adopt} it once it is here, or {@link giveBack}. @param isGiven whether the owner offers it and has stopped
   * @returns false when another was faster. @throws StoreUnavailableError
   */
  async take(room: RoomName, epochs: RoomEpochs, isGiven: boolean): Promise<boolean> {
    const { records } = this.cluster ?? {};
    const [ofRoom, ofCode] = [keyOf('room', room), keyOf('code', room)];
    if ((await records?.take(ofRoom, epochs.room, this.holderOf('room', room), isGiven)) !== true) return false;
    // Who has the room has its code; without that record it is found all the same.
    await records?.take(ofCode, epochs.code, this.holderOf('code', room), isGiven).catch(() => false);
    return true;
  }

  /** The same for a room whose owner is dead. */
  async inherit(room: RoomName, epoch: number): Promise<boolean> {
    const code = await this.cluster?.records.find(keyOf('code', room));
    return this.take(room, { room: epoch, code: code?.epoch ?? 0 }, false);
  }

  /** A room that was taken is here now: its records end with it. */
  adopt({ id, code }: RoomName): void {
    this.codes.set(id, code);
  }

  /** The room goes back to the node that has offered it. */
  async giveBack(room: RoomName): Promise<void> {
    const { records } = this.cluster ?? {};
    await Promise.all([records?.giveBack(keyOf('room', room)), records?.giveBack(keyOf('code', room))]);
  }

  /** Gives a room's records to another node, see {@link OwnedRecords.handOver}. @param along what goes with it, besides its code */
  async handOver(room: RoomName, offer: () => Promise<boolean>, along: readonly OwnedKey[]): Promise<HandOver> {
    const all = [keyOf('code', room), ...along];
    return (await this.cluster?.records.handOver(keyOf('room', room), offer, all)) ?? 'lost';
  }

  /** Removes the records of a room that has ended, or was not opened after all. */
  drop(id: string): void {
    const code = this.codes.get(id);
    if (code === undefined) return;
    this.codes.delete(id);
    void this.cluster?.records.end({ kind: 'room', id });
    void this.cluster?.records.end({ kind: 'code', id: code });
  }

  /**
   * The room with this id or code at another node.
   * @throws GameError cluster.recovering while its node is dead, or it is about to go on here; cluster.unavailable
   */
  async find(roomId: string | undefined, code: string | undefined): Promise<RoomElsewhere | undefined> {
    if (this.cluster === undefined) return undefined;
    const { cluster } = this;
    const record = await this.look(cluster.records, roomId, code);
    if (record === undefined && cluster.records.isSettled) return undefined;
    if (record?.owner === cluster.nodeId && this.epochsOf(record.id) === undefined) return undefined;
    if (record === undefined || record.owner === cluster.nodeId || !cluster.isAlive(record.owner)) {
      throw new GameError('cluster.recovering');
    }
    return { roomId: record.id, typeName: record.fields.type ?? '', nodeId: record.owner };
  }

  private async look(
    records: OwnedRecords,
    roomId: string | undefined,
    code: string | undefined,
  ): Promise<OwnedRecord | undefined> {
    try {
      const id =
        code === undefined ? roomId : (await records.find({ kind: 'code', id: code.toUpperCase() }))?.fields.room;
      return id === undefined ? undefined : await records.find({ kind: 'room', id });
    } catch (cause) {
      throw new GameError('cluster.unavailable', { cause });
    }
  }

  /** A code that a node has left behind without its room. */
  private async clear({ id, epoch, fields }: OwnedRecord): Promise<void> {
    const { records } = this.cluster ?? {};
    const key: OwnedKey = { kind: 'code', id };
    if (records === undefined || (await records.find({ kind: 'room', id: fields.room ?? '' })) !== undefined) return;
    if (await records.take(key, epoch, { content: () => ({}), onLost: () => undefined })) await records.end(key);
  }

  /** Ids and codes are random: nobody else makes one of the same name while the store has forgotten this one. */
  private async make(kind: 'room' | 'code', room: RoomName): Promise<boolean> {
    return (await this.cluster?.records.create(keyOf(kind, room), this.holderOf(kind, room))) === undefined;
  }

  private holderOf(kind: RecordKind, { id, code, typeName }: RoomName): RecordHolder {
    if (kind === 'code') return { content: () => ({ fields: { room: id } }), onLost: () => undefined };
    return { content: () => ({ fields: { code, type: typeName } }), onLost: () => this.lost(id) };
  }
}

function keyOf(kind: 'room' | 'code', { id, code }: RoomName): OwnedKey {
  return { kind, id: kind === 'room' ? id : code };
}
