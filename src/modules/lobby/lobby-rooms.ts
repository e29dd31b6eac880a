import { Injectable, Logger, type OnModuleInit, Optional } from '@nestjs/common';
import { EventBus } from '../../core/events/event-bus.js';
import { RoomChanged, RoomEnded, RoomOpened } from '../../core/rooms/api/room.events.js';
import type { RoomSummary } from '../../core/rooms/api/room-summary.js';
import type { LiveRoom } from '../../core/rooms/api/room.js';
import { RoomRegistry } from '../../core/rooms/room-registry.js';
import { RoomTypes } from '../../core/rooms/runtime/room-types.js';
import { SessionSignedIn } from '../../core/sessions/session.events.js';
import type { Session } from '../../core/sessions/session.js';
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
    this.events.on(RoomEnded, ({ room }) => this.remove(room));
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
  has({ id }: ListedRoom): boolean {
    return this.listed.has(id);
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

  private add(room: LiveRoom): void {
    const { id, typeName } = room;
    if (this.listed.has(id) || this.types.find(typeName)?.options.isUnlisted === true) return;
    const listed = new ListedRoom(room, ++this.lastOrder);
    const same = this.byType.get(typeName) ?? new Set();
    this.byType.set(typeName, same.add(listed));
    this.listed.set(id, listed);
    this.events.emit(new ListedRoomChanged(listed));
  }

  private change(listed: ListedRoom | undefined): void {
    if (listed === undefined) return;
    listed.touch();
    this.events.emit(new ListedRoomChanged(listed));
  }

  private remove({ id, typeName }: LiveRoom): void {
    const listed = this.listed.get(id);
    if (listed === undefined) return;
    this.listed.delete(id);
    this.byType.get(typeName)?.delete(listed);
    this.events.emit(new ListedRoomChanged(listed));
  }
}
