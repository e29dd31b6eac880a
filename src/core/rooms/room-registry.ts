import { randomBytes, randomInt } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { GameError } from '../../protocol/game-error.js';
import { GameConfig } from '../config/game-config.js';
import { EventBus } from '../events/event-bus.js';
import { SessionClosed, SessionDropped, SessionResumed } from '../sessions/session.events.js';
import type { Session } from '../sessions/session.js';
import { RoomDirectory } from './room-directory.js';
import { FIRST_SEAT_MS, RoomRuntime } from './runtime/room-runtime.js';
import { RoomServices } from './runtime/room-services.js';
import { isPassword, type RoomSettings } from './api/room-settings.js';
import { RoomTypes } from './runtime/room-types.js';
import { RoomEnded, RoomOpened } from './api/room.events.js';
import { RoomError } from './api/rooms.errors.js';
import type { RoomJoinedDto } from './api/rooms.messages.js';
import { withCheckedInputs, type SavedRoom } from './runtime/saved-room.js';

const ID_BYTES = 9;
/** Without 0 and O, 1, I and L: codes are read aloud and typed. */
const CODE_LETTERS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const CODE_LENGTH = 6;

/** What a session brings to join a room. */
export interface JoinRequest {
  /** Its display name. */
  readonly name?: string | undefined;
  readonly password?: string | undefined;
  /** The token of a reserved seat: overrides lock, privacy and password. */
  readonly seat?: string | undefined;
  /** True if the room was found by its code: overrides privacy. */
  readonly knowsCode?: boolean;
  /** Join options; validated by the type's join options class. */
  readonly options?: unknown;
  /** True if the client did not ask: it is sent RoomJoined before anything else from the room. */
  readonly isUnasked?: boolean;
}

/** The live rooms of this node: creates, finds, joins and leaves them. */
@Injectable()
export class RoomRegistry implements OnModuleInit {
  private readonly rooms = new Map<string, RoomRuntime>();
  private readonly byCode = new Map<string, RoomRuntime>();
  private opening = 0;

  constructor(
    private readonly config: GameConfig,
    private readonly types: RoomTypes,
    private readonly events: EventBus,
    private readonly services: RoomServices,
    private readonly directory: RoomDirectory,
  ) {}

  /** Nest's hook: passes drops and resumes on to the rooms. */
  onModuleInit(): void {
    this.events.on(SessionDropped, ({ session }) => this.of(session)?.lifecycle.drop(session));
    this.events.on(SessionResumed, ({ session, recovered }) =>
      this.of(session)?.lifecycle.reconnect(session, recovered),
    );
    this.events.on(SessionClosed, ({ session }) => this.of(session)?.remove(session, 'lost'));
    this.events.on(RoomEnded, ({ room }) => {
      this.rooms.delete(room.id);
      this.byCode.delete(room.code);
    });
  }

  /** How many there are. */
  get size(): number {
    return this.rooms.size;
  }

  /** All of them, the oldest first. */
  all(): IterableIterator<RoomRuntime> {
    return this.rooms.values();
  }

  /** The room with this id, if it is here. */
  find(id: string): RoomRuntime | undefined {
    return this.rooms.get(id);
  }

  /** The room with this code, in capital letters or small ones. */
  findByCode(code: string): RoomRuntime | undefined {
    return this.byCode.get(code.toUpperCase());
  }

  /** The room a session is in. */
  of(session: Session): RoomRuntime | undefined {
    return session.room instanceof RoomRuntime ? session.room : undefined;
  }

  /**
   * Creates a room, which ends if no player joins within a while.
   * @param options validated by the type's options class
   * @throws GameError room.unknown_type; room.too_many; message.invalid; what `onCreate` refuses
   */
  async create(typeName: string, options?: unknown, settings: RoomSettings = {}): Promise<RoomRuntime> {
    const type = this.types.find(typeName);
    if (type === undefined) throw new GameError(RoomError['room.unknown_type']);
    if (this.rooms.size + this.opening >= this.config.MAX_ROOMS) throw new GameError(RoomError['room.too_many']);
    const checked = type.checkOptions(options);
    const id = newId();
    this.opening += 1;
    let isOpen = false;
    try {
      const code = this.directory.isShared
        ? await this.directory.claim(id, typeName, () => this.newCode())
        : this.newCode();
      const made = type.instantiate();
      const parts = made instanceof Promise ? await made : made;
      const seats = type.seatsOf?.(checked);
      const limited =
        seats === undefined ? settings : { ...settings, maxPlayers: Math.min(seats, settings.maxPlayers ?? seats) };
      const room = new RoomRuntime(id, code, type, parts, limited, this.services);
      try {
        room.open(checked);
      } catch (error) {
        room.dispose('room.failed');
        throw error;
      }
      room.expectSomebody();
      this.add(room);
      isOpen = true;
      return room;
    } finally {
      this.opening -= 1;
      if (!isOpen) this.directory.drop(id);
    }
  }

  /**
   * Reserves a seat for a player who is expected shortly.
   * @returns a token that {@link JoinRequest} takes
   * @throws GameError room.full
   */
  reserve(room: RoomRuntime, holdMs: number): string {
    if (room.takenSeats >= room.maxPlayers) throw new GameError(RoomError['room.full']);
    return room.roster.reservations.reserve(holdMs);
  }

  /**
   * Joins a session to a room: at once, or once the room's own `onAuth` is done.
   * @throws GameError room.already_joined, room.bad_seat, room.locked, room.private, room.wrong_password, room.full, or
   *   what the room refuses; cluster.recovering while it is about to go to another node
   */
  join(session: Session, room: RoomRuntime, request: JoinRequest = {}): RoomJoinedDto | Promise<RoomJoinedDto> {
    if (session.room !== undefined) throw new GameError(RoomError['room.already_joined']);
    if (room.isOver) throw new GameError(RoomError['room.closed']);
    const options = room.type.checkJoinOptions(request.options);
    this.refuse(room, request);
    const joined = room.admit(session, request.name ?? '', options, request.isUnasked);
    if (request.seat !== undefined) room.roster.reservations.take(request.seat);
    return joined;
  }

  /** Refuses who may not come in, without asking the room itself. @throws GameError as {@link join} */
  refuse(room: RoomRuntime, request: JoinRequest): void {
    if (room.isOver) throw new GameError(RoomError['room.closed']);
    if (room.roster.isPacked) throw new GameError('cluster.recovering');
    refuseEntry(room, request);
  }

  /** Takes a session out of its room. @throws GameError room.not_joined */
  leave(session: Session): void {
    const room = this.of(session);
    if (room === undefined) throw new GameError(RoomError['room.not_joined']);
    room.remove(session, 'left');
  }

  /**
   * Restores a saved room.
   * @param sessions its members' sessions, in the order of `saved.members`; those that have ended leave right away
   * @param areHere those whose connections follow from another node
   * @throws Error when its type no longer exists, is no longer saved, or rejects its options; what `restore` throws
   */
  async restore(saved: SavedRoom, sessions: readonly Session[], areHere?: ReadonlySet<Session>): Promise<RoomRuntime> {
    const { id, code, settings } = saved;
    const type = this.types.find(saved.typeName);
    if (type?.isSaved !== true) throw new GameError(RoomError['room.unknown_type']);
    type.checkOptions(saved.options);
    const parts = await type.instantiate();
    const room = new RoomRuntime(id, code, type, parts, settings, this.services, saved);
    try {
      room.restore(withCheckedInputs(saved, type.checkInput), sessions, areHere);
    } catch (error) {
      room.dispose('room.failed');
      throw error;
    }
    this.add(room);
    for (const session of sessions) if (!session.isOpen) room.remove(session, 'lost');
    if (room.takenSeats === 0) room.expectSomebody(Math.max(type.options.emptyTtlMs, FIRST_SEAT_MS));
    return room;
  }

  private add(room: RoomRuntime): void {
    this.rooms.set(room.id, room);
    this.byCode.set(room.code, room);
    this.events.emit(new RoomOpened(room));
  }

  private newCode(): string {
    for (;;) {
      const letters = Array.from({ length: CODE_LENGTH }, () => CODE_LETTERS[randomInt(CODE_LETTERS.length)]);
      const code = letters.join('');
      if (!this.byCode.has(code)) return code;
    }
  }
}

function newId(): string {
  return randomBytes(ID_BYTES).toString('base64url');
}

function refuseEntry(room: RoomRuntime, { seat, password, knowsCode = false }: JoinRequest): void {
  if (seat !== undefined) {
    if (!room.roster.reservations.has(seat)) throw new GameError(RoomError['room.bad_seat']);
    return;
  }
  if (room.isLocked) throw new GameError(RoomError['room.locked']);
  if (room.settings.isPrivate === true && !knowsCode) throw new GameError(RoomError['room.private']);
  if (!isPassword(room.settings, password)) {
    throw new GameError(RoomError['room.wrong_password']);
  }
  if (room.takenSeats >= room.maxPlayers) throw new GameError(RoomError['room.full']);
}
