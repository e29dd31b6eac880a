import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, type OnModuleInit, Optional } from '@nestjs/common';
import { GameError } from '../../protocol/game-error.js';
import { Cluster } from '../cluster/cluster.js';
import type { OwnedRecord } from '../cluster/ownership.js';
import { LinkError } from '../cluster/node-links.js';
import { Arrivals, type SessionErrand } from '../gateway/pipes/arrivals.js';
import { Departures } from '../gateway/pipes/departures.js';
import { MessageRouter } from '../gateway/message-router.js';
import type { Session } from '../sessions/session.js';
import { RoomError } from './api/rooms.errors.js';
import { type RoomJoinedDto, RoomMessageType } from './api/rooms.messages.js';
import type { RoomElsewhere } from './room-directory.js';
import { type JoinRequest, RoomRegistry } from './room-registry.js';
import { RoomTypes } from './runtime/room-types.js';

const SEAT_CALL = 'room.seat';
const JOIN_ERRAND = 'room.join';
const MAKE_ERRAND = 'room.make';
/** How often a room is looked at that is packed for another node, until it is there. */
const MAX_LOOKS = 15;
const LOOK_AGAIN_MS = 100;
const SEAT_CALL_MS = 1_500;
/** Longer than any move takes that succeeds. */
const SEAT_HOLD_MS = 10_000;

/** Asks for a seat in a room of another node. */
interface SeatRequest {
  readonly roomId: string;
  readonly request: JoinRequest;
}

/** Why a session joins a room elsewhere, if not by RoomJoin. */
export interface JoinReason {
  /** The type of the message that is answered. */
  readonly type: number;
  /** For who answers there if no room does, see {@link RoomsElsewhere.goesOn}; plain data. */
  readonly data: unknown;
}

/** What a session has come for. */
interface JoinErrand extends SeatRequest {
  /** The seat that it named itself; the one in the request may be one that was reserved for it. */
  readonly ownSeat?: string;
  readonly reason?: JoinReason;
}

/** Answers a session that is here by now, and whom no room has answered. */
export type Otherwise = (session: Session, data: unknown) => Promise<RoomJoinedDto>;

/** Rooms at other nodes: a session that joins one moves there. */
@Injectable()
export class RoomsElsewhere implements OnModuleInit {
  private readonly otherwise = new Map<number, Otherwise>();

  constructor(
    private readonly rooms: RoomRegistry,
    private readonly arrivals: Arrivals,
    private readonly departures: Departures,
    private readonly router: MessageRouter,
    private readonly types: RoomTypes,
    @Optional() private readonly cluster?: Cluster,
  ) {}

  /** Nest's hook: answers other nodes. */
  onModuleInit(): void {
    const isHere = (data: unknown): boolean => this.rooms.find((data as JoinErrand).roomId) !== undefined;
    this.arrivals.onErrand(JOIN_ERRAND, (session, errand) => this.arrive(session, errand), isHere);
    this.arrivals.onErrand(
      MAKE_ERRAND,
      (session, errand) => this.begin(session, errand),
      () => false,
    );
    this.cluster?.links.answer(SEAT_CALL, (asked) => this.reserve(asked as SeatRequest));
  }

  /** Declares what answers a message of this type at the node to which its session has moved: of a room that refuses it, or without one. */
  goesOn(type: number, handler: Otherwise): void {
    this.otherwise.set(type, handler);
  }

  /**
   * Joins the session whose handler is running to a room at another node: it moves there, and is answered there.
   * @throws GameError always: what the room refuses, while nothing has moved; see {@link Departures.move}
   */
  async join(
    session: Session,
    { roomId, typeName, nodeId }: RoomElsewhere,
    request: JoinRequest,
    reason?: JoinReason,
  ): Promise<never> {
    if (session.room !== undefined) throw new GameError(RoomError['room.already_joined']);
    this.types.find(typeName)?.checkJoinOptions(request.options);
    const seat = await this.ask(nodeId, { roomId, request });
    return this.departures.move(session, nodeId, JOIN_ERRAND, {
      ...{ roomId, request: { ...request, seat } },
      ...(request.seat !== undefined && { ownSeat: request.seat }),
      ...(reason && { reason }),
    });
  }

  /**
   * Moves the session whose handler is running to another node, to have its room made there; the message is answered there.
   * @throws GameError session.closed when it has moved; cluster.try_again when it stays
   */
  makeAt(session: Session, nodeId: string, reason: JoinReason): Promise<never> {
    return this.departures.move(session, nodeId, MAKE_ERRAND, reason);
  }

  private async ask(nodeId: string, request: SeatRequest): Promise<string> {
    try {
      return String(await this.cluster?.links.call(nodeId, SEAT_CALL, request, SEAT_CALL_MS));
    } catch (cause) {
      if (!(cause instanceof LinkError)) throw cause;
      throw cause.toGameError(cause.isUnsure ? 'cluster.recovering' : 'cluster.try_again');
    }
  }

  /** A seat for a session that is about to come. @throws GameError as {@link RoomRegistry.join} */
  private async reserve({ roomId, request }: SeatRequest): Promise<string> {
    const room = this.rooms.find(roomId);
    if (room === undefined) {
      const isSomewhere = (await this.recordOf(roomId)) !== undefined;
      throw new GameError(isSomewhere ? 'cluster.recovering' : RoomError['room.not_found']);
    }
    this.rooms.refuse(room, request);
    return request.seat ?? this.rooms.reserve(room, SEAT_HOLD_MS);
  }

  private async arrive(session: Session, { data, ref }: SessionErrand): Promise<void> {
    const errand = data as JoinErrand;
    const type = errand.reason?.type ?? RoomMessageType.Join;
    try {
      this.router.complete(session, type, ref, await this.enter(session, errand));
    } catch (error) {
      this.router.reject(session, type, ref, error);
    }
  }

  private async begin(session: Session, { data, ref }: SessionErrand): Promise<void> {
    const reason = data as JoinReason;
    try {
      const answer = this.otherwise.get(reason.type);
      if (answer === undefined) throw new GameError('cluster.try_again');
      this.router.complete(session, reason.type, ref, await answer(session, reason.data));
    } catch (error) {
      this.router.reject(session, reason.type, ref, error);
    }
  }

  private async recordOf(roomId: string): Promise<OwnedRecord | undefined> {
    const key = { kind: 'room', id: roomId } as const;
    return this.cluster?.records.find(key).catch((cause: unknown) => {
      throw new GameError('cluster.unavailable', { cause });
    });
  }

  /** The room is not here any more: it is over, or has gone on to another node, as when this one stops, and so does the session. */
  private async follow(session: Session, { roomId, request, ownSeat, reason }: JoinErrand): Promise<never> {
    const record = await this.recordOf(roomId);
    if (record === undefined) throw new GameError(RoomError['room.closed']);
    const { owner: nodeId, fields } = record;
    if (nodeId === undefined || nodeId === this.cluster?.nodeId) throw new GameError('cluster.recovering');
    const room = { roomId, typeName: fields.type ?? '', nodeId };
    try {
      return await this.join(session, room, request, reason);
    } catch (error) {
      // What was reserved here after the room was packed has not gone along.
      const isLost =
        error instanceof GameError && error.code === RoomError['room.bad_seat'] && request.seat !== ownSeat;
      if (!isLost) throw error;
      return this.join(session, room, { ...request, seat: ownSeat }, reason);
    }
  }

  private async enter(session: Session, errand: JoinErrand): Promise<RoomJoinedDto> {
    const { roomId, request, reason } = errand;
    try {
      let room = this.rooms.find(roomId);
      for (let tries = 0; tries < MAX_LOOKS && room?.roster.isPacked === true; tries++) {
        await delay(LOOK_AGAIN_MS);
        room = this.rooms.find(roomId);
      }
      if (room === undefined) return await this.follow(session, errand);
      const joining = this.rooms.join(session, room, request);
      return joining instanceof Promise ? await joining : joining;
    } catch (error) {
      const otherwise = reason && this.otherwise.get(reason.type);
      const maySearch = error instanceof GameError && session.isOpen && session.room === undefined;
      if (otherwise === undefined || !maySearch) throw error;
      return otherwise(session, reason?.data);
    }
  }
}
