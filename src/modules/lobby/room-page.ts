import type { ListedRoom, RoomSummary } from './listed-room.js';
import type { LobbyRoomDto } from './lobby-room.dto.js';

/** The most that a page holds; Godot's buffer of 65,535 bytes has to hold a page and a change besides. */
const PAGE_BYTES = 24_576;

/** How a page is chosen. */
export interface PageRequest {
  /** Goes on behind the room with this order; 0 for the first page. */
  readonly after: number;
  readonly limit: number;
  /** What the page says of a room; undefined to leave it out. */
  readonly show: (listed: ListedRoom) => RoomSummary | undefined;
}

/** Some rooms of a long list. */
export interface RoomPage {
  readonly rooms: LobbyRoomDto[];
  /** The order of the last room, to go on behind it; undefined when there are no more. */
  readonly next: number | undefined;
}

/** A page of `rooms`, which come in their order. */
export function pageOf(rooms: Iterable<ListedRoom>, { after, limit, show }: PageRequest): RoomPage {
  const page: LobbyRoomDto[] = [];
  let last = after;
  let bytes = 0;
  for (const listed of rooms) {
    const summary = listed.order > after ? show(listed) : undefined;
    if (summary === undefined) continue;
    bytes += summary.bytes;
    if (page.length === limit || (page.length > 0 && bytes > PAGE_BYTES)) return { rooms: page, next: last };
    page.push(summary.dto);
    last = listed.order;
  }
  return { rooms: page, next: undefined };
}
