import { Injectable, Logger, type OnModuleInit, Optional } from '@nestjs/common';
import { EventBus } from '../../core/events/event-bus.js';
import { RoomChanged, RoomEnded, RoomOpened } from '../../core/rooms/api/room.events.js';
import type { RoomSummary } from '../../core/rooms/api/room-summary.js';
import type { LiveRoom } from '../../core/rooms/api/room.js';
import { RoomRegistry } from '../../core/rooms/room-registry.js';
import { RoomTypes } from '../../core/rooms/runtime/room-types.js';
import { SessionSignedIn } from '../../core/sessions/session.events.js';
import type { Session } from '../../core/sessions/session.js';
import { RoomError } from '../../core/rooms/api/rooms.errors.js';
import { ListedRoom, ListedRoomChanged } from './listed-room.js';
import { LobbyPolicy, OpenLobby } from './lobby-policy.js';

const NONE: ReadonlySet<ListedRoom> = new Set();

/** The rooms that lists may show, by type, and who may see them. */
@Injectable()
export class LobbyRooms implements OnModuleInit {
  /** Who may see and create what. */
  readonly policy: LobbyPolicy;
  private readonly logger = new Logger('Lobby');
  private readonly listed = new Map<string, ListedRoom>();
  private readonly byType = new Map<string, Set<ListedRoom>>();
  private lastOrder = 0;

  constructor(
    private readonly registry: RoomRegistry,
    private readonly types: RoomTypes,
    private readonly events: EventBus,
    @Optional() policy?: LobbyPolicy,
  ) {
    this.policy = policy ?? new OpenLobby();
  }

  /** Nest's hook: adds the existing rooms, and subscribes to new ones. */
  onModuleInit(): void {
    this.events.on(RoomOpened, ({ room }) => this.add(room));
    this.events.on(RoomChanged, ({ room }) => this.change(this.listed.get(room.id)));
    this.events.on(RoomEnded, ({ room, code }) => this.end(room, code === RoomError['room.moved']));
    this.events.on(SessionSignedIn, ({ session }) => this.change(this.listed.get(this.registry.of(session)?.id ?? '')));
    for (const room of this.registry.all()) this.add(room);
  }

  /** All rooms, oldest first. */
  all(): Iterable<ListedRoom> {
    return this.listed.values();
  }

  /** Rooms of one type, oldest first. */
  ofType(typeName: string): Iterable<ListedRoom> {
    return this.byType.get(typeName) ?? NONE;
  }

  /** Whether the room still exists. */
  has(listed: ListedRoom): boolean {
    return this.listed.get(listed.id) === listed;
  }

  /** The room with this id. */
  find(id: string): ListedRoom | undefined {
    return this.listed.get(id);
  }

  /** Whether a session may see a room; a policy that throws hides it. */
  maySee(session: Session, room: RoomSummary): boolean {
    try {
      return this.policy.maySee(session, room);
    } catch (error) {
      this.logger.error({ err: error, roomId: room.id }, 'A rule of the lobby failed.');
      return false;
    }
  }

  /** Another node says what a room of its own is like now. What is here is not at another node. */
  learn(nodeId: string, summary: RoomSummary): void {
    const known = this.listed.get(summary.id);
    if (known?.isLocal === true) return;
    const listed = known ?? this.keep(summary.id, summary.typeName);
    listed.isAt(nodeId, summary);
    this.events.emit(new ListedRoomChanged(listed));
  }

  /** The node that had it has it no more, and nobody else says that it does. */
  forget(listed: ListedRoom): void {
    if (!listed.isLocal) this.remove(listed, listed.summary.typeName);
  }

  private add(room: LiveRoom): void {
    const { id, typeName } = room;
    const known = this.listed.get(id);
    if (known?.isLocal === true || this.types.find(typeName)?.options.isUnlisted === true) return;
    const listed = known ?? this.keep(id, typeName);
    listed.isHere(room);
    this.events.emit(new ListedRoomChanged(listed));
  }

  private keep(id: string, typeName: string): ListedRoom {
    const listed = new ListedRoom(id, ++this.lastOrder);
    const same = this.byType.get(typeName) ?? new Set();
    this.byType.set(typeName, same.add(listed));
    this.listed.set(id, listed);
    return listed;
  }

  private change(listed: ListedRoom | undefined): void {
    if (listed === undefined) return;
    listed.touch();
    this.events.emit(new ListedRoomChanged(listed));
  }

  private end({ id, typeName }: LiveRoom, hasMoved: boolean): void {
    const listed = this.listed.get(id);
    if (listed?.isLocal !== true) return;
    if (!hasMoved) {
      this.remove(listed, typeName);
      return;
    }
    listed.leave();
    this.events.emit(new ListedRoomChanged(listed));
  }

  private remove(listed: ListedRoom, typeName: string): void {
    if (this.listed.delete(listed.id)) this.byType.get(typeName)?.delete(listed);
    this.events.emit(new ListedRoomChanged(listed));
  }
}
