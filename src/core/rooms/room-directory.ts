import { Injectable, Logger, type OnModuleInit, Optional } from '@nestjs/common';
import { GameError } from '../../protocol/game-error.js';
import { Cluster } from '../cluster/cluster.js';
import { reclaim } from '../cluster/reclaim.js';
import { isOwned, type OwnerProof } from '../cluster/ownership.js';
import { EventBus } from '../events/event-bus.js';
import { RoomEnded } from './api/room.events.js';
import { RoomError } from './api/rooms.errors.js';

/** How often another code is tried when somebody has it already. */
const MAX_CODES = 8;

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

/**
 * The records of the rooms of this node, and of their codes, by which other nodes find them. They are written before anybody
 * hears of the room, so whoever was told a code finds it at any node. On one node it does nothing.
 */
@Injectable()
export class RoomDirectory implements OnModuleInit {
  private readonly logger = new Logger('Cluster');
  private readonly proofs = new Map<string, OwnerProof[]>();

  constructor(
    private readonly events: EventBus,
    @Optional() private readonly cluster?: Cluster,
  ) {}

  /** Nest's hook: removes the records of rooms that end. */
  onModuleInit(): void {
    if (this.cluster === undefined) return;
    this.events.on(RoomEnded, ({ room, code }) => {
      if (code === RoomError['room.moved']) this.proofs.delete(room.id);
      else this.drop(room.id);
    });
  }

  /** Whether rooms may be at other nodes. */
  get isShared(): boolean {
    return this.cluster !== undefined;
  }

  /**
   * Makes the records of a new room. @param newCode a code that no room here has
   * @returns its code. @throws GameError cluster.unavailable
   */
  async claim(roomId: string, typeName: string, newCode: () => string): Promise<string> {
    try {
      for (let tries = 0; tries < MAX_CODES; tries++) {
        const code = newCode();
        if (!(await this.make(roomId, 'code', code, { room: roomId }))) continue;
        if (await this.make(roomId, 'room', roomId, { code, type: typeName })) return code;
      }
    } catch (cause) {
      this.drop(roomId);
      throw new GameError('cluster.unavailable', { cause });
    }
    throw new GameError('cluster.unavailable');
  }

  /** The epochs under which this node has a room and its code. */
  epochsOf(roomId: string): RoomEpochs | undefined {
    const [code, room] = this.proofs.get(roomId) ?? [];
    return code && room && { code: code.epoch, room: room.epoch };
  }

  /**
   * Becomes the owner of a room and its code; {@link adopt} what it returns once the room is here.
   * @returns undefined when another was faster. @throws StoreUnavailableError
   */
  async take(roomId: string, code: string, epochs: RoomEpochs): Promise<OwnerProof[] | undefined> {
    if (this.cluster === undefined) return undefined;
    const { ownership, nodeId } = this.cluster;
    const room = await ownership.take({ kind: 'room', id: roomId }, epochs.room, nodeId);
    if (!isOwned(room)) return undefined;
    // Who has the room has its code.
    const ofCode = await ownership.take({ kind: 'code', id: code }, epochs.code, nodeId);
    return isOwned(ofCode) ? [ofCode, room] : [room];
  }

  /** Keeps the records of a room that is here now, to remove them with it. */
  adopt(roomId: string, proofs: OwnerProof[]): void {
    this.proofs.set(roomId, proofs);
  }

  /** Decides whose a room is that another node was to take. @returns whether it is this node's */
  async reclaim(roomId: string, code: string, toNodeId: string, error: unknown): Promise<boolean> {
    const epochs = this.epochsOf(roomId);
    if (this.cluster === undefined || epochs === undefined) return false;
    const offer = { toNodeId, error };
    const room = await reclaim(this.cluster, { key: { kind: 'room', id: roomId }, epoch: epochs.room, ...offer });
    if (room === undefined) return false;
    const ofCode = await reclaim(this.cluster, { key: { kind: 'code', id: code }, epoch: epochs.code, ...offer });
    this.proofs.set(roomId, ofCode === undefined ? [room] : [ofCode, room]);
    return true;
  }

  /** Removes the records of a room that has ended, or was not opened after all. */
  drop(roomId: string): void {
    const proofs = this.proofs.get(roomId) ?? [];
    this.proofs.delete(roomId);
    for (const proof of proofs) {
      this.cluster?.ownership.end(proof).catch((error: unknown) => {
        this.logger.warn({ err: error, roomId }, 'The record of a room that has ended could not be removed.');
      });
    }
  }

  /** The room with this id or code, if a living node has it. @throws GameError cluster.unavailable */
  async find(roomId: string | undefined, code: string | undefined): Promise<RoomElsewhere | undefined> {
    if (this.cluster === undefined) return undefined;
    const { ownership, livingNodes } = this.cluster;
    try {
      const id =
        code === undefined ? roomId : (await ownership.find({ kind: 'code', id: code.toUpperCase() }))?.fields.room;
      const record = id === undefined ? undefined : await ownership.find({ kind: 'room', id });
      if (record?.owner === undefined || !livingNodes().includes(record.owner)) return undefined;
      return { roomId: record.id, typeName: record.fields.type ?? '', nodeId: record.owner };
    } catch (cause) {
      throw new GameError('cluster.unavailable', { cause });
    }
  }

  private async make(
    roomId: string,
    kind: 'room' | 'code',
    id: string,
    fields: Readonly<Record<string, string>>,
  ): Promise<boolean> {
    const { cluster } = this;
    const made = await cluster?.ownership.create({ kind, id }, cluster.nodeId, { fields });
    if (!isOwned(made)) return false;
    this.proofs.set(roomId, [...(this.proofs.get(roomId) ?? []), made]);
    return true;
  }
}
