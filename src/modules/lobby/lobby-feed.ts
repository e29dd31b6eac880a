import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { LobbyConfig } from './lobby.config.js';
import { EventBus } from '../../core/events/event-bus.js';
import { SessionClosed, SessionDropped, SessionResumed, SessionSignedIn } from '../../core/sessions/session.events.js';
import type { SessionStore } from '../../core/sessions/session-store.js';
import { SessionStores } from '../../core/sessions/session-stores.js';
import type { Session } from '../../core/sessions/session.js';
import { LobbyAudience, type LobbyView, type RoomNews } from './lobby-audience.js';
import { LobbyRooms } from './lobby-rooms.js';
import { LobbySubscribedDto } from './lobby.messages.js';
import { ListedRoomChanged, type ListedRoom } from './listed-room.js';
import { type PackedFilter, RoomFilter } from './room-filter.js';

/** A {@link LobbyPolicy} would now decide differently about what a session may see, for example because of a new friend. */
export class LobbyVisibilityChanged {
  constructor(readonly session: Session) {}
}

/** What a session follows. */
interface FollowedList {
  readonly filter: RoomFilter;
  /** Undefined while it is disconnected: when it is back, it gets a new list instead of everything it missed. */
  readonly view: LobbyView | undefined;
}

/** Maximum bytes sent per turn, so that they fit into a client's buffer at once; the rest waits for the next turn. */
const TURN_BYTES = 32_768;
/** Delay between pages of a long list, so that the client can read the previous one. */
const PAGE_INTERVAL_MS = 50;

/**
 * Sends subscribers the changes to the room list, in turns: however often a room changes between two of them, it is sent
 * once, and encoded once for all who see the same.
 */
@Injectable()
export class LobbyFeed implements OnModuleInit, OnApplicationShutdown {
  private readonly audiences = new Map<string, LobbyAudience>();
  private readonly lists: SessionStore<FollowedList>;
  private readonly changed = new Set<ListedRoom>();
  private turnTimer: NodeJS.Timeout | undefined = undefined;
  private pageTimer: NodeJS.Timeout | undefined = undefined;

  constructor(
    private readonly config: LobbyConfig,
    private readonly rooms: LobbyRooms,
    private readonly events: EventBus,
    stores: SessionStores,
  ) {
    this.lists = stores.open<FollowedList>('lobby.list', {
      pack: ({ filter }) => filter.packed,
      unpack: (packed) => ({ filter: new RoomFilter(packed as PackedFilter), view: undefined }),
      onGone: (session, list) => this.leave(session, list),
    });
  }

  /** Nest's hook. */
  onModuleInit(): void {
    this.events.on(ListedRoomChanged, ({ listed }) => this.note(listed));
    this.events.on(SessionClosed, ({ session }) => this.unsubscribe(session));
    this.events.on(SessionDropped, ({ session }) => this.pause(session));
    this.events.on(SessionResumed, ({ session }) => this.resume(session));
    this.events.on(SessionSignedIn, ({ session }) => this.move(session));
    this.events.on(LobbyVisibilityChanged, ({ session }) => this.reevaluate(session));
  }

  /** Nest's hook: clears the timers. */
  onApplicationShutdown(): void {
    clearTimeout(this.turnTimer);
    clearTimeout(this.pageTimer);
  }

  /** Number of subscribers, including disconnected ones. */
  get size(): number {
    return this.lists.size;
  }

  /** Number of different views. */
  get viewCount(): number {
    let count = 0;
    for (const { views } of this.audiences.values()) count += views.size;
    return count;
  }

  /** Subscribes a session to the list with this filter, replacing any other. Returns the beginning of the list. */
  subscribe(session: Session, filter: RoomFilter): LobbySubscribedDto {
    this.unsubscribe(session);
    const view = this.audienceFor(session).viewOf(filter);
    this.lists.set(session, { filter, view });
    const { rooms, next } = view.add(session, this.candidates(filter));
    if (next !== undefined) this.expectPages();
    return new LobbySubscribedDto(rooms, next === undefined);
  }

  /** Unsubscribes a session. */
  unsubscribe(session: Session): void {
    const list = this.lists.get(session);
    if (list === undefined) return;
    this.lists.delete(session);
    this.leave(session, list);
  }

  private leave(session: Session, { filter, view }: FollowedList): void {
    if (view === undefined) return;
    view.remove(session);
    const { audience } = view;
    if (view.sessions.size === 0) audience.views.delete(filter.key);
    if (audience.views.size === 0) this.audiences.delete(audience.key);
    if (this.audiences.size === 0) this.changed.clear();
  }

  private pause(session: Session): void {
    const list = this.lists.get(session);
    if (list?.view === undefined) return;
    this.leave(session, list);
    this.lists.set(session, { filter: list.filter, view: undefined });
  }

  private resume(session: Session): void {
    const list = this.lists.get(session);
    if (list !== undefined && list.view === undefined) session.send(this.subscribe(session, list.filter));
  }

  /** Restarts the list for a session that now sees other rooms, in the audience it belongs to. */
  private move(session: Session): void {
    const view = this.lists.get(session)?.view;
    if (view === undefined || this.rooms.policy.visibilityKeyOf(session) === view.audience.key) return;
    session.send(this.subscribe(session, view.filter));
  }

  private reevaluate(session: Session): void {
    this.move(session);
    for (const listed of this.rooms.all()) this.note(listed);
  }

  private audienceFor(session: Session): LobbyAudience {
    const key = this.rooms.policy.visibilityKeyOf(session);
    const known = this.audiences.get(key);
    if (known !== undefined) return known;
    // Without subscribers, nothing is published.
    if (this.audiences.size === 0) for (const listed of this.rooms.all()) listed.published = listed.listing;
    const audience = new LobbyAudience(key);
    for (const listed of this.rooms.all()) {
      if (listed.published !== undefined && this.rooms.maySee(session, listed.summary)) audience.visible.add(listed);
    }
    this.audiences.set(key, audience);
    return audience;
  }

  private candidates({ onlyType }: RoomFilter): Iterable<ListedRoom> {
    return onlyType === undefined ? this.rooms.all() : this.rooms.ofType(onlyType);
  }

  private note(listed: ListedRoom): void {
    if (this.audiences.size === 0) return;
    this.changed.add(listed);
    this.turnTimer ??= setTimeout(() => this.turn(), this.config.LOBBY_INTERVAL_MS).unref();
  }

  private turn(): void {
    this.turnTimer = undefined;
    let bytes = 0;
    for (const listed of this.changed) {
      this.changed.delete(listed);
      bytes += this.publish(listed);
      if (bytes > TURN_BYTES) break;
    }
    for (const { views } of this.audiences.values()) for (const view of views.values()) view.tell();
    if (this.changed.size > 0) this.turnTimer = setTimeout(() => this.turn(), this.config.LOBBY_INTERVAL_MS).unref();
  }

  /** Records a room's change for all who may see it. Returns its approximate size in bytes. */
  private publish(listed: ListedRoom): number {
    const before = listed.published;
    const after = this.rooms.has(listed) ? listed.listing : undefined;
    if (before === undefined && after === undefined) return 0;
    const news: RoomNews = { listed, before, after, change: before && after && before.changeTo(after) };
    listed.published = after;
    let isTold = false;
    for (const audience of this.audiences.values()) {
      const { witness } = audience;
      const isVisible = after !== undefined && witness !== undefined && this.rooms.maySee(witness, after.room);
      if (audience.note(news, isVisible)) isTold = true;
    }
    return isTold ? ((after ?? before)?.bytes ?? 0) : 0;
  }

  private expectPages(): void {
    this.pageTimer ??= setTimeout(() => this.sendPages(), PAGE_INTERVAL_MS).unref();
  }

  private sendPages(): void {
    this.pageTimer = undefined;
    let isFilling = false;
    for (const { views } of this.audiences.values()) {
      for (const view of views.values()) {
        if (view.isFilling) view.fill(this.candidates(view.filter));
        isFilling ||= view.isFilling;
      }
    }
    if (isFilling) this.expectPages();
  }
}
