import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { LobbyConfig } from './lobby.config.js';
import { EventBus } from '../../core/events/event-bus.js';
import { SessionClosed, SessionDropped, SessionResumed, SessionSignedIn } from '../../core/sessions/session.events.js';
import type { Session } from '../../core/sessions/session.js';
import { LobbySight, type LobbyView, type RoomNews } from './lobby-sight.js';
import { LobbyRooms } from './lobby-rooms.js';
import { LobbySubscribedDto } from './lobby.messages.js';
import { ListedRoomChanged, type ListedRoom } from './listed-room.js';
import type { RoomFilter } from './room-filter.js';

/** A {@link LobbyPolicy} judges otherwise now about what a session may see, such as when it has a new friend. */
export class LobbySightChanged {
  constructor(readonly session: Session) {}
}

/** The most that one turn tells, so that what comes at once fits into a client's buffer; the rest waits for the next turn. */
const TURN_BYTES = 32_768;
/** The next page of a long list comes after so long: a client has read the one before. */
const PAGE_INTERVAL_MS = 50;

/**
 * Tells those who follow the list of rooms what changes, in turns: however often a room changes between two of them, it is told
 * once, and once for all who see the same.
 */
@Injectable()
export class LobbyFeed implements OnModuleInit, OnApplicationShutdown {
  private readonly sights = new Map<string, LobbySight>();
  private readonly viewOf = new Map<Session, LobbyView>();
  /** Those who are away: they are given the list anew when they are back, in place of all that happened meanwhile. */
  private readonly away = new Map<Session, RoomFilter>();
  private readonly changed = new Set<ListedRoom>();
  private turnTimer: NodeJS.Timeout | undefined = undefined;
  private pageTimer: NodeJS.Timeout | undefined = undefined;

  constructor(
    private readonly config: LobbyConfig,
    private readonly rooms: LobbyRooms,
    private readonly events: EventBus,
  ) {}

  /** Nest's hook. */
  onModuleInit(): void {
    this.events.on(ListedRoomChanged, ({ listed }) => this.note(listed));
    this.events.on(SessionClosed, ({ session }) => this.unsubscribe(session));
    this.events.on(SessionDropped, ({ session }) => this.pause(session));
    this.events.on(SessionResumed, ({ session }) => this.goOn(session));
    this.events.on(SessionSignedIn, ({ session }) => this.move(session));
    this.events.on(LobbySightChanged, ({ session }) => this.judgeAnew(session));
  }

  /** Nest's hook: no timer outlives the server. */
  onApplicationShutdown(): void {
    clearTimeout(this.turnTimer);
    clearTimeout(this.pageTimer);
  }

  /** How many follow, those included who are away. */
  get size(): number {
    return this.viewOf.size + this.away.size;
  }

  /** How many different views there are. */
  get viewCount(): number {
    let count = 0;
    for (const { views } of this.sights.values()) count += views.size;
    return count;
  }

  /** Lets a session follow the list, through this filter and no other. Returns the beginning of the list. */
  subscribe(session: Session, filter: RoomFilter): LobbySubscribedDto {
    this.unsubscribe(session);
    const view = this.sightFor(session).viewOf(filter);
    this.viewOf.set(session, view);
    const { rooms, next } = view.add(session, this.candidates(filter));
    if (next !== undefined) this.expectPages();
    return new LobbySubscribedDto(rooms, next === undefined);
  }

  /** Lets a session follow no more. */
  unsubscribe(session: Session): void {
    this.away.delete(session);
    const view = this.viewOf.get(session);
    if (view === undefined) return;
    this.viewOf.delete(session);
    view.remove(session);
    const { sight, filter } = view;
    if (view.sessions.size === 0) sight.views.delete(filter.key);
    if (sight.views.size === 0) this.sights.delete(sight.key);
    if (this.sights.size === 0) this.changed.clear();
  }

  private pause(session: Session): void {
    const view = this.viewOf.get(session);
    if (view === undefined) return;
    this.unsubscribe(session);
    this.away.set(session, view.filter);
  }

  private goOn(session: Session): void {
    const filter = this.away.get(session);
    if (filter !== undefined) session.send(this.subscribe(session, filter));
  }

  /** Begins the list anew for a session that sees other rooms now, as those do whom it joins. */
  private move(session: Session): void {
    const view = this.viewOf.get(session);
    if (view === undefined || this.rooms.policy.sightOf(session) === view.sight.key) return;
    session.send(this.subscribe(session, view.filter));
  }

  private judgeAnew(session: Session): void {
    this.move(session);
    for (const listed of this.rooms.all()) this.note(listed);
  }

  private sightFor(session: Session): LobbySight {
    const key = this.rooms.policy.sightOf(session);
    const known = this.sights.get(key);
    if (known !== undefined) return known;
    // While nobody follows, nothing is published.
    if (this.sights.size === 0) for (const listed of this.rooms.all()) listed.published = listed.summary;
    const sight = new LobbySight(key);
    for (const listed of this.rooms.all()) {
      if (listed.published !== undefined && this.rooms.maySee(session, listed.room)) sight.visible.add(listed);
    }
    this.sights.set(key, sight);
    return sight;
  }

  private candidates({ onlyType }: RoomFilter): Iterable<ListedRoom> {
    return onlyType === undefined ? this.rooms.all() : this.rooms.ofType(onlyType);
  }

  private note(listed: ListedRoom): void {
    if (this.sights.size === 0) return;
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
    for (const { views } of this.sights.values()) for (const view of views.values()) view.tell();
    if (this.changed.size > 0) this.turnTimer = setTimeout(() => this.turn(), this.config.LOBBY_INTERVAL_MS).unref();
  }

  /** Notes the news of a room for all who may see it. Returns roughly how many bytes it takes. */
  private publish(listed: ListedRoom): number {
    const before = listed.published;
    const after = this.rooms.has(listed) ? listed.summary : undefined;
    if (before === undefined && after === undefined) return 0;
    const news: RoomNews = { listed, before, after, change: before && after && before.changeTo(after) };
    listed.published = after;
    let isTold = false;
    for (const sight of this.sights.values()) {
      const { witness } = sight;
      const isVisible = after !== undefined && witness !== undefined && this.rooms.maySee(witness, listed.room);
      if (sight.note(news, isVisible)) isTold = true;
    }
    return isTold ? ((after ?? before)?.bytes ?? 0) : 0;
  }

  private expectPages(): void {
    this.pageTimer ??= setTimeout(() => this.sendPages(), PAGE_INTERVAL_MS).unref();
  }

  private sendPages(): void {
    this.pageTimer = undefined;
    let isFilling = false;
    for (const { views } of this.sights.values()) {
      for (const view of views.values()) {
        if (view.isFilling) view.fill(this.candidates(view.filter));
        isFilling ||= view.isFilling;
      }
    }
    if (isFilling) this.expectPages();
  }
}
