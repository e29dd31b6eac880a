import { broadcast } from '../../core/sessions/broadcast.js';
import type { Session } from '../../core/sessions/session.js';
import type { ListedRoom, RoomSummary } from './listed-room.js';
import type { LobbyRoomChangeDto, LobbyRoomDto } from './lobby-room.dto.js';
import { LobbyChangedDto, LobbyMoreRoomsDto } from './lobby.messages.js';
import type { RoomFilter } from './room-filter.js';
import { pageOf, type RoomPage } from './room-page.js';

/** What has happened to one room since those who follow the list heard of it last. */
export interface RoomNews {
  readonly listed: ListedRoom;
  /** What they were told last; undefined when it is new. */
  readonly before: RoomSummary | undefined;
  /** How it is now; undefined when it is over. */
  readonly after: RoomSummary | undefined;
  readonly change: LobbyRoomChangeDto | undefined;
}

/** Sessions that may see the same rooms. */
export class LobbyAudience {
  /** The rooms that they may see, as far as they were told. */
  readonly visible = new Set<ListedRoom>();
  /** By the keys of their filters. */
  readonly views = new Map<string, LobbyView>();

  constructor(readonly key: string) {}

  /** One of them, to ask about for all. */
  get witness(): Session | undefined {
    for (const { sessions } of this.views.values()) for (const session of sessions) return session;
    return undefined;
  }

  /** The view of a filter. */
  viewOf(filter: RoomFilter): LobbyView {
    const view = this.views.get(filter.key) ?? new LobbyView(this, filter);
    this.views.set(filter.key, view);
    return view;
  }

  /** Notes what has happened to a room for all views. Returns false when nobody has to hear of it. */
  note(news: RoomNews, isVisible: boolean): boolean {
    const { listed, before, change } = news;
    const wasVisible = before !== undefined && this.visible.has(listed);
    if (isVisible) this.visible.add(listed);
    else this.visible.delete(listed);
    if (wasVisible === isVisible && (!isVisible || change === undefined)) return false;
    for (const view of this.views.values()) view.note(news, wasVisible, isVisible);
    return true;
  }
}

/** Sessions that see the same rooms through the same filter: what they are told is written once for all. */
export class LobbyView {
  readonly sessions = new Set<Session>();
  /** Who has not got all the rooms yet, by the order of the last one they got. */
  private filling = new Map<number, Set<Session>>();
  private added: LobbyRoomDto[] = [];
  private changed: LobbyRoomChangeDto[] = [];
  private removed: string[] = [];

  constructor(
    readonly audience: LobbyAudience,
    readonly filter: RoomFilter,
  ) {}

  /** Whether somebody lacks rooms. */
  get isFilling(): boolean {
    return this.filling.size > 0;
  }

  /** Lets a session follow; it has to be given the page that this returns. */
  add(session: Session, rooms: Iterable<ListedRoom>): RoomPage {
    const page = this.page(rooms, 0);
    this.sessions.add(session);
    if (page.next !== undefined) this.fillLater(page.next, session);
    return page;
  }

  /** Lets a session go. */
  remove(session: Session): void {
    this.sessions.delete(session);
    for (const [order, waiting] of this.filling) {
      if (waiting.delete(session) && waiting.size === 0) this.filling.delete(order);
    }
  }

  /** See {@link LobbyAudience.note}. */
  note({ listed, before, after, change }: RoomNews, wasVisible: boolean, isVisible: boolean): void {
    const wasIn = wasVisible && before !== undefined && this.filter.matches(before);
    const isIn = isVisible && after !== undefined && this.filter.matches(after);
    if (isIn && !wasIn) this.added.push(after.dto);
    else if (wasIn && !isIn) this.removed.push(listed.room.id);
    else if (isIn && change !== undefined) this.changed.push(change);
  }

  /** Tells what was noted. */
  tell(): void {
    const { added, changed, removed } = this;
    if (added.length + changed.length + removed.length === 0) return;
    this.added = [];
    this.changed = [];
    this.removed = [];
    broadcast(this.sessions, new LobbyChangedDto(added, changed, removed));
  }

  /** Gives everybody who lacks rooms one page more. Who lacks the same ones gets the same page. */
  fill(rooms: Iterable<ListedRoom>): void {
    const { filling } = this;
    this.filling = new Map();
    for (const [order, sessions] of filling) {
      const page = this.page(rooms, order);
      broadcast(sessions, new LobbyMoreRoomsDto(page.rooms, page.next === undefined));
      if (page.next !== undefined) for (const session of sessions) this.fillLater(page.next, session);
    }
  }

  private fillLater(order: number, session: Session): void {
    const waiting = this.filling.get(order) ?? new Set();
    this.filling.set(order, waiting.add(session));
  }

  // As they were told of last: what has changed since comes to all alike.
  private page(rooms: Iterable<ListedRoom>, after: number): RoomPage {
    const { filter, audience } = this;
    const show = (listed: ListedRoom): RoomSummary | undefined => {
      const { published } = listed;
      return published !== undefined && audience.visible.has(listed) && filter.matches(published)
        ? published
        : undefined;
    };
    return pageOf(rooms, { after, limit: Infinity, show });
  }
}
