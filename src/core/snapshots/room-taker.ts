import { Injectable, Logger, type OnModuleInit, Optional } from '@nestjs/common';
import { GameError } from '../../protocol/game-error.js';
import { Cluster } from '../cluster/cluster.js';
import { ContractHolder } from '../contract/contract-holder.js';
import { CodecRegistry } from '../gateway/codec-registry.js';
import { Arrivals } from '../gateway/pipes/arrivals.js';
import { RoomError } from '../rooms/api/rooms.errors.js';
import { RoomDirectory, type RoomEpochs } from '../rooms/room-directory.js';
import { RoomRegistry } from '../rooms/room-registry.js';
import { RoomTypes } from '../rooms/runtime/room-types.js';
import { SessionRecords } from '../sessions/session-records.js';
import { SessionSeats } from '../sessions/session-seats.js';
import type { Session } from '../sessions/session.js';
import { decodeSnapshot, type RoomSnapshot } from './snapshot-format.js';

/** The name of the call that hands a room over. */
export const TAKE_ROOM = 'room.take';

/** A room on its way to another node. */
export interface RoomOffer {
  /** The room with its sessions and their counts, as `encodeSnapshot` writes it. */
  readonly snapshot: Uint8Array;
  readonly epochs: RoomEpochs;
  /** The epochs of its members' sessions by their ids; of those that have a record. */
  readonly sessions: Readonly<Record<string, number>>;
  /** The ids of those whose clients are connected: their pipes follow. */
  readonly areHere: readonly string[];
}

/** The tickets for the pipes of the members' clients, by session id. */
export type RoomTickets = Readonly<Record<string, string>>;

interface TakenMembers {
  readonly all: readonly Session[];
  readonly tickets: RoomTickets;
}

/** What a room that is taken over needs of its sessions. */
@Injectable()
export class MemberTaker {
  constructor(
    private readonly seats: SessionSeats,
    private readonly records: SessionRecords,
    private readonly codecs: CodecRegistry,
    private readonly arrivals: Arrivals,
  ) {}

  /** The members' sessions, in order, those that cannot be taken closed; and tickets for those whose pipes follow. */
  async take({ room }: RoomSnapshot, { sessions, areHere }: RoomOffer): Promise<TakenMembers> {
    const taken = await Promise.all(
      room.members.map(async ({ session: { id } }) => {
        const epoch = sessions[id];
        return epoch === undefined ? areHere.includes(id) : this.records.take(id, epoch).catch(() => false);
      }),
    );
    const tickets: Record<string, string> = {};
    const all = await Promise.all(
      room.members.map(async ({ session: saved }, index) => {
        const codec = this.codecs.of(saved.subprotocol);
        if (taken[index] !== true) return this.seats.ended(saved, codec);
        const session = await this.seats.arrive(saved, codec);
        if (!session.isOpen) void this.records.end(saved.id);
        if (session.isOpen && areHere.includes(saved.id)) tickets[saved.id] = this.arrivals.expect(session, saved);
        return session;
      }),
    );
    return { all, tickets };
  }

  /** Forgets sessions that stay where they were. */
  async giveBack(sessions: readonly Session[]): Promise<void> {
    for (const session of sessions) if (session.isOpen) this.seats.moveAway(session);
    await Promise.all(sessions.map(({ id }) => this.records.giveBack(id)));
  }
}

/** Whether this node can read what another has written. */
@Injectable()
export class TakerWire {
  constructor(
    private readonly types: RoomTypes,
    private readonly holder: ContractHolder,
    @Optional() private readonly cluster?: Cluster,
  ) {}

  /** Whether rooms of a type are saved; undefined when this node takes none of it. */
  isSaved(typeName: string): boolean | undefined {
    return this.cluster?.isLeaving === true ? undefined : this.types.find(typeName)?.isSaved;
  }

  /** @throws GameError why a room has to stay where it is */
  refuse({ room, contract }: RoomSnapshot): void {
    if (this.cluster?.isLeaving === true) throw new GameError('server.draining');
    if (this.types.find(room.typeName)?.isSaved !== true) throw new GameError(RoomError['room.unknown_type']);
    if (contract !== this.holder.contract.hash) throw new GameError('contract.mismatch');
  }
}

/** Takes rooms that other nodes hand over. */
@Injectable()
export class RoomTaker implements OnModuleInit {
  private readonly logger = new Logger('Cluster');

  constructor(
    private readonly rooms: RoomRegistry,
    private readonly directory: RoomDirectory,
    private readonly members: MemberTaker,
    private readonly wire: TakerWire,
    @Optional() private readonly cluster?: Cluster,
  ) {}

  /** Nest's hook: answers other nodes. */
  onModuleInit(): void {
    this.cluster?.links.answer(TAKE_ROOM, (offer) => this.take(offer as RoomOffer));
  }

  /** Takes a room and its members; from now on they are here. @throws GameError when the room has to stay where it is */
  private async take(offer: RoomOffer): Promise<RoomTickets> {
    const snapshot = decodeSnapshot(offer.snapshot);
    const { room: saved } = snapshot;
    this.wire.refuse(snapshot);
    if (!(await this.directory.take(saved, offer.epochs, true))) throw new GameError('cluster.try_again');
    const { all, tickets } = await this.members.take(snapshot, offer);
    try {
      await this.rooms.restore(saved, all, new Set(all.filter(({ id }) => tickets[id] !== undefined)));
      this.directory.adopt(saved);
      return tickets;
    } catch (error) {
      this.logger.error({ err: error, roomId: saved.id }, 'A room that was handed over could not be restored.');
      await this.members.giveBack(all);
      await this.directory.giveBack(saved);
      throw new GameError(RoomError['room.failed'], { cause: error });
    }
  }
}
