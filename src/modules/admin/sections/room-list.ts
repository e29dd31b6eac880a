import type { RoomRuntime } from '../../../core/rooms/runtime/room-runtime.js';
import type { RoomQueryDto } from './rooms.dto.js';

/** A row of the list of rooms. */
export interface RoomRow {
  readonly [field: string]: unknown;
  readonly id: string;
  readonly code: string;
  readonly type: string;
  readonly players: number;
  readonly maxPlayers: number;
  readonly isLocked: boolean;
  readonly isPrivate: boolean;
  /** A time, in milliseconds of the epoch. */
  readonly openedAt: number;
  readonly tick: number;
  readonly tickHz: number;
  readonly metadata: string;
}

type Key = (room: RoomRuntime) => number | string;

/** What the list is sorted by. */
const KEYS: Readonly<Record<string, Key>> = {
  type: ({ typeName }) => typeName,
  code: ({ code }) => code,
  players: ({ members }) => members.size,
  openedAt: ({ openedAtMs }) => openedAtMs,
  tick: ({ tickNumber }) => tickNumber,
};

/** Those of `rooms` that a query wants, sorted, from its first row on. */
export function roomPage(rooms: Iterable<RoomRuntime>, query: RoomQueryDto): { rows: RoomRow[]; total: number } {
  const { from = 0, limit = 50, sort = 'openedAt', isDescending = true } = query;
  const found = [...rooms].filter((room) => isWanted(room, query));
  const key = KEYS[sort];
  // Rooms are there in the order of their age already.
  if (key !== undefined && sort !== 'openedAt') sortBy(found, key);
  if (isDescending) found.reverse();
  return { rows: found.slice(from, from + limit).map(rowOf), total: found.length };
}

/** One of them as a row. */
export function rowOf(room: RoomRuntime): RoomRow {
  const { id, code, typeName, members, maxPlayers, isLocked, settings, openedAtMs, tickNumber, tickHz, metadata } =
    room;
  return {
    ...{ id, code, type: typeName, players: members.size, maxPlayers, isLocked, openedAt: openedAtMs },
    ...{ isPrivate: settings.isPrivate === true, tick: tickNumber, tickHz, metadata: JSON.stringify(metadata) },
  };
}

function isWanted(room: RoomRuntime, { type, search, player, isLocked }: RoomQueryDto): boolean {
  if (type !== undefined && room.typeName !== type) return false;
  if (isLocked !== undefined && room.isLocked !== isLocked) return false;
  if (player !== undefined && !hasPlayer(room, player)) return false;
  return search === undefined || isFound(room, search.toLowerCase());
}

function isFound({ id, code, typeName, metadata }: RoomRuntime, text: string): boolean {
  if (id.toLowerCase() === text || code.toLowerCase() === text || typeName.includes(text)) return true;
  return Object.values(metadata).some((value) => String(value).toLowerCase().includes(text));
}

function hasPlayer({ members }: RoomRuntime, player: string): boolean {
  for (const [session, { name }] of members)
    if (session.playerId === player || session.id === player || name.toLowerCase() === player.toLowerCase())
      return true;
  return false;
}

function sortBy(rooms: RoomRuntime[], key: Key): void {
  const keyed = rooms.map((room) => ({ room, at: key(room) }));
  keyed.sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
  keyed.forEach(({ room }, index) => (rooms[index] = room));
}
