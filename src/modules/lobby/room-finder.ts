import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { RoomRuntime } from '../../core/rooms/runtime/room-runtime.js';
import { RoomMakers } from '../../core/rooms/room-makers.js';
import { RoomRegistry } from '../../core/rooms/room-registry.js';
import { Placement } from '../../core/cluster/placement.js';
import { boundedCache } from '../../core/limits/bounded-cache.js';
import { RoomsElsewhere } from '../../core/rooms/rooms-elsewhere.js';
import { RoomTypes } from '../../core/rooms/runtime/room-types.js';
import { RoomError } from '../../core/rooms/api/rooms.errors.js';
import type { RoomMetadata, RoomSettings } from '../../core/rooms/api/room-settings.js';
import type { RoomJoinedDto } from '../../core/rooms/api/rooms.messages.js';
import type { Session } from '../../core/sessions/session.js';
import { GameError } from '../../protocol/game-error.js';
import type { ListedRoom } from './listed-room.js';
import { LobbyRooms } from './lobby-rooms.js';
import { LobbyError } from './lobby.errors.js';
import { type LobbyCreateDto, type LobbyJoinOrCreateDto, LobbyType } from './lobby.messages.js';
import { readFacts } from './room-facts.js';
import { saysAll } from './room-filter.js';

/** Runs work on the same key one at a time. The queue has no limit of its own: callers are limited, and each waits for its turn. */
export class Turns {
  private readonly last = new Map<string, Promise<void>>();

  /** Runs `work` when it is its turn. An error goes to its caller and does not stop the others. */
  take<T>(key: string, work: () => Promise<T>): Promise<T> {
    const result = (this.last.get(key) ?? Promise.resolve()).then(work);
    const done: Promise<void> = result
      .then(
        () => undefined,
        () => undefined,
      )
      .then(() => {
        if (this.last.get(key) === done) this.last.delete(key);
      });
    this.last.set(key, done);
    return result;
  }
}

/** For so long the lists of rooms may not show what was made at another node: who asks meanwhile goes to the same. */
const PLACED_MS = 1_000;
const MAX_PLACED = 1_000;

/** After this many refusals by existing rooms, a session that wants any room gets a new one. */
const MAX_REFUSALS = 3;

type RoomRequest = LobbyCreateDto | LobbyJoinOrCreateDto;

/** A seat for a session, subject to the room's own check. */
interface Entry {
  /** Unknown when it is chosen at another node. */
  readonly roomId?: string;
  readonly isNew: boolean;
  readonly joined: Promise<RoomJoinedDto>;
}

/** A search that goes on at another node: its room has refused the session there, or a new one is made there. */
interface MovedSearch {
  readonly request: LobbyJoinOrCreateDto;
  readonly refusing: readonly string[];
  /** Whether that node was chosen for a new room, if none is found. */
  readonly isPlaced?: boolean;
}

/** Puts sessions into rooms: new ones, or the best existing one. */
@Injectable()
export class RoomFinder implements OnModuleInit {
  private readonly turns = new Turns();
  /** The nodes that were chosen for new rooms a moment ago, by what was asked for. */
  private readonly placed = boundedCache<{ readonly nodeId: string; readonly untilMs: number }>(MAX_PLACED);

  constructor(
    private readonly registry: RoomRegistry,
    private readonly types: RoomTypes,
    private readonly rooms: LobbyRooms,
    private readonly makers: RoomMakers,
    private readonly elsewhere: RoomsElsewhere,
    private readonly placement: Placement,
  ) {}

  /** Nest's hook: goes on with searches of sessions that have come from other nodes. */
  onModuleInit(): void {
    this.elsewhere.goesOn(LobbyType.Create, (session, data) => this.createHere(session, data as LobbyCreateDto));
    this.elsewhere.goesOn(LobbyType.JoinOrCreate, (session, data) => {
      const { request, refusing, isPlaced } = data as MovedSearch;
      return this.search(session, request, new Set(refusing), isPlaced);
    });
  }

  /**
   * Creates a room and joins the session to it, at another node if this one is busy. @throws GameError when the lobby or the room
   * refuses; session.closed when the session has moved, and is answered there
   */
  async create(session: Session, request: LobbyCreateDto): Promise<RoomJoinedDto> {
    this.refuseType(session, request);
    const nodeId = this.placement.elsewhere();
    if (nodeId === undefined) return this.createHere(session, request);
    try {
      return await this.elsewhere.makeAt(session, nodeId, { type: LobbyType.Create, data: request });
    } catch (error) {
      if (!(error instanceof GameError) || error.code !== 'cluster.try_again') throw error;
      return this.createHere(session, request);
    }
  }

  private async createHere(session: Session, request: LobbyCreateDto): Promise<RoomJoinedDto> {
    this.refuseType(session, request);
    const { password, isPrivate, isUnlisted } = request;
    const { joined } = await this.enterNew(session, request, { password, isPrivate, isUnlisted });
    return joined;
  }

  /** Joins the session to the best room, or to a new one. @throws GameError when the lobby or the new room refuses */
  async joinOrCreate(session: Session, request: LobbyJoinOrCreateDto): Promise<RoomJoinedDto> {
    this.refuseType(session, request);
    return this.search(session, request, new Set());
  }

  /** @param refusing the rooms that have refused it; more are added. @param isPlaced whether a new room is to be made here */
  private async search(
    session: Session,
    request: LobbyJoinOrCreateDto,
    refusing: Set<string>,
    isPlaced = false,
  ): Promise<RoomJoinedDto> {
    const wanted = readFacts(request.metadata);
    const key = JSON.stringify([request.roomType, wanted]);
    for (;;) {
      // In turns, so that simultaneous requests fill one room instead of creating one each.
      const { roomId, isNew, joined } = await this.turns.take(key, () => {
        const best = refusing.size < MAX_REFUSALS ? this.best(session, request.roomType, wanted, refusing) : undefined;
        if (best !== undefined) return this.enter(session, best, request, refusing);
        const nodeId = isPlaced ? undefined : this.placeOf(key);
        isPlaced = true;
        return nodeId === undefined
          ? this.enterNew(session, request, {})
          : this.enterNewAt(session, nodeId, request, refusing);
      });
      try {
        return await joined;
      } catch (error) {
        if (isNew || session.room !== undefined || !session.isOpen || !(error instanceof GameError)) throw error;
        if (roomId !== undefined) refusing.add(roomId);
      }
    }
  }

  private enter(
    session: Session,
    best: ListedRoom,
    request: LobbyJoinOrCreateDto,
    refusing: ReadonlySet<string>,
  ): Promise<Entry> {
    const { id: roomId } = best;
    const room = this.registry.find(roomId);
    const joined =
      room === undefined ? this.joinElsewhere(session, best, request, refusing) : this.join(session, room, request);
    return Promise.resolve({ roomId, isNew: false, joined });
  }

  // Async, so that every refusal is a rejection.
  private async joinElsewhere(
    session: Session,
    { id: roomId, summary: { typeName }, nodeId = '' }: ListedRoom,
    request: LobbyJoinOrCreateDto,
    refusing: ReadonlySet<string>,
  ): Promise<RoomJoinedDto> {
    const { name, joinOptions: options } = request;
    const data: MovedSearch = { request, refusing: [...refusing, roomId] };
    const reason = { type: LobbyType.JoinOrCreate, data };
    return this.elsewhere.join(session, { roomId, typeName, nodeId }, { name, options }, reason);
  }

  /** The search goes on at a less busy node; when the session cannot move there, here. */
  private enterNewAt(
    session: Session,
    nodeId: string,
    request: LobbyJoinOrCreateDto,
    refusing: ReadonlySet<string>,
  ): Promise<Entry> {
    const data: MovedSearch = { request, refusing: [...refusing], isPlaced: true };
    const joined = this.elsewhere.makeAt(session, nodeId, { type: LobbyType.JoinOrCreate, data });
    return Promise.resolve({ isNew: false, joined });
  }

  /** Another node for a new room, if this one is busy. */
  private placeOf(key: string): string | undefined {
    const nowMs = performance.now();
    const placed = this.placed.get(key);
    if (placed !== undefined && placed.untilMs > nowMs) return placed.nodeId;
    const nodeId = this.placement.elsewhere();
    if (nodeId !== undefined) this.placed.set(key, { nodeId, untilMs: nowMs + PLACED_MS });
    return nodeId;
  }

  private async enterNew(session: Session, request: RoomRequest, secrets: RoomSettings): Promise<Entry> {
    const { roomType, options, maxPlayers } = request;
    if (this.types.find(roomType)?.options.isOpenToPlayers !== true) throw new GameError(LobbyError['lobby.not_open']);
    if (!this.rooms.policy.mayCreate(session, request)) throw new GameError(LobbyError['lobby.not_allowed']);
    const settings = { ...secrets, maxPlayers, metadata: readFacts(request.metadata) };
    const room = await this.makers.make(session, roomType, options, settings);
    return { roomId: room.id, isNew: true, joined: this.joinNew(session, room, request, secrets.password) };
  }

  private async joinNew(
    session: Session,
    room: RoomRuntime,
    request: RoomRequest,
    password: string | undefined,
  ): Promise<RoomJoinedDto> {
    try {
      return await this.join(session, room, request, true, password);
    } catch (error) {
      if (room.takenSeats === 0) room.dispose('room.closed');
      throw error;
    }
  }

  // Async, so that every refusal is a rejection; the seat is taken synchronously.
  private async join(
    session: Session,
    room: RoomRuntime,
    { name, joinOptions: options }: RoomRequest,
    isNew = false,
    password?: string,
  ): Promise<RoomJoinedDto> {
    if (!session.isOpen) throw new GameError('session.closed');
    return this.registry.join(session, room, { name, password, options, knowsCode: isNew });
  }

  /** The fullest room (then the oldest) that the session may see and can join without a password. */
  private best(
    session: Session,
    typeName: string,
    wanted: RoomMetadata,
    refusing: ReadonlySet<string>,
  ): ListedRoom | undefined {
    let best: ListedRoom | undefined;
    let most = -1;
    for (const listed of this.rooms.ofType(typeName)) {
      const { takenSeats } = listed;
      if (takenSeats <= most) continue;
      const { summary } = listed;
      if (takenSeats >= summary.maxPlayers || summary.isLocked || summary.isPrivate || summary.hasPassword) continue;
      if (!saysAll(summary.metadata, wanted)) continue;
      // On its way from one node to another, it is neither here nor there.
      if (refusing.has(listed.id) || (listed.nodeId === undefined && !listed.isLocal)) continue;
      if (!this.rooms.maySee(session, summary)) continue;
      best = listed;
      most = takenSeats;
    }
    return best;
  }

  private refuseType(session: Session, { roomType, joinOptions }: RoomRequest): void {
    if (session.room !== undefined) throw new GameError(RoomError['room.already_joined']);
    const type = this.types.find(roomType);
    if (type === undefined) throw new GameError(RoomError['room.unknown_type']);
    type.checkJoinOptions(joinOptions);
  }
}
