import type { ListedRoom, RoomListing } from './listed-room.js';
import type { LobbyRoomDto } from './lobby-room.dto.js';

/** Maximum bytes of a page; Godot's buffer of 65,535 bytes must hold a page plus a change. */
const PAGE_BYTES = 24_576;

/** Which page to build. */
export interface PageRequest {
  /** Starts after the room with this order; 0 for the first page. */
  readonly after: number;
  readonly limit: number;
  /** What to list of a room; undefined to leave it out. */
  readonly show: (listed: ListedRoom) => RoomListing | undefined;
}

/** A page of a long list. */
export interface RoomPage {
  readonly rooms: LobbyRoomDto[];
  /** The order of the last room, for continuing after it; undefined when there are no more. */
  readonly next: number | undefined;
}

/** A page of `rooms`, which are in order. */
export function pageOf(rooms: Iterable<ListedRoom>, { after, limit, show }: PageRequest): RoomPage {
  const page: LobbyRoomDto[] = [];
  let last = after;
  let bytes = 0;
  for (const listed of rooms) {
    const listing = listed.order > after ? show(listed) : undefined;
    if (listing === undefined) continue;
    bytes += listing.bytes;
    if (page.length === limit || (page.length > 0 && bytes > PAGE_BYTES)) return { rooms: page, next: last };
    page.push(listing.dto);
    last = listed.order;
  }
  return { rooms: page, next: undefined };
}
