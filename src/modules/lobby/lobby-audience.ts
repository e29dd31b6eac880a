import { broadcast } from '../../core/sessions/broadcast.js';
import type { Session } from '../../core/sessions/session.js';
import type { ListedRoom, RoomListing } from './listed-room.js';
import type { LobbyRoomChangeDto, LobbyRoomDto } from './lobby-room.dto.js';
import { LobbyChangedDto, LobbyMoreRoomsDto } from './lobby.messages.js';
import type { RoomFilter } from './room-filter.js';
import { pageOf, type RoomPage } from './room-page.js';

/** What has happened to one room since subscribers were last told about it. */
export interface RoomNews {
  readonly listed: ListedRoom;
  /** What they were last told; undefined when it is new. */
  readonly before: RoomListing | undefined;
  /** What they are to be told; undefined when the room is gone. */
  readonly after: RoomListing | undefined;
  readonly change: LobbyRoomChangeDto | undefined;
}

/** Sessions that may see the same rooms. */
export class LobbyAudience {
  /** The rooms they may see, as far as they were told. */
  readonly visible = new Set<ListedRoom>();
  /** By filter key. */
  readonly views = new Map<string, LobbyView>();

  constructor(readonly key: string) {}

  /** Any one of them, to ask the policy about for all. */
  get witness(): Session | undefined {
    for (const { sessions } of this.views.values()) for (const session of sessions) return session;
    return undefined;
  }

  /** The view for a filter. */
  viewOf(filter: RoomFilter): LobbyView {
    const view = this.views.get(filter.key) ?? new LobbyView(this, filter);
    this.views.set(filter.key, view);
    return view;
  }

  /** Records a change of a room in all views. Returns false when nobody needs to be told. */
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

/** Sessions that see the same rooms through the same filter: their messages are encoded once for all. */
export class LobbyView {
  readonly sessions = new Set<Session>();
  /** Sessions that do not have all the rooms yet, by the order of the last one they got. */
  private filling = new Map<number, Set<Session>>();
  private added: LobbyRoomDto[] = [];
  private changed: LobbyRoomChangeDto[] = [];
  private removed: string[] = [];

  constructor(
    readonly audience: LobbyAudience,
    readonly filter: RoomFilter,
  ) {}

  /** Whether some sessions still need rooms. */
  get isFilling(): boolean {
    return this.filling.size > 0;
  }

  /** Adds a session; the caller must send it the page that this returns. */
  add(session: Session, rooms: Iterable<ListedRoom>): RoomPage {
    const page = this.page(rooms, 0);
    this.sessions.add(session);
    if (page.next !== undefined) this.fillLater(page.next, session);
    return page;
  }

  /** Removes a session. */
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
    if (isIn && !wasIn) this.show(listed.id, after.dto);
    else if (wasIn && !isIn) this.removed.push(listed.id);
    else if (isIn && change !== undefined) this.changed.push(change);
  }

  private show(id: string, room: LobbyRoomDto): void {
    // Its node died and another has it now: for clients it was there all the time.
    if (this.removed.length > 0) this.removed = this.removed.filter((gone) => gone !== id);
    this.added.push(room);
  }

  /** Sends what was recorded. */
  tell(): void {
    const { added, changed, removed } = this;
    if (added.length + changed.length + removed.length === 0) return;
    this.added = [];
    this.changed = [];
    this.removed = [];
    broadcast(this.sessions, new LobbyChangedDto(added, changed, removed));
  }

  /** Sends one more page to every session that still needs rooms; sessions at the same point share the page. */
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

  // As last published: anything newer reaches everybody as a change.
  private page(rooms: Iterable<ListedRoom>, after: number): RoomPage {
    const { filter, audience } = this;
    const show = (listed: ListedRoom): RoomListing | undefined => {
      const { published } = listed;
      return published !== undefined && audience.visible.has(listed) && filter.matches(published)
        ? published
        : undefined;
    };
    return pageOf(rooms, { after, limit: Infinity, show });
  }
}
