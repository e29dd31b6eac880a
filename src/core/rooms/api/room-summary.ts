import type { RoomMetadata } from './room-settings.js';
import type { LiveRoom } from './room.js';

/**
 * What others than its members know of a room at one moment, as plain JSON data: for rules and lists, where the room may also be
 * one of another node. A room that changes gets another summary.
 */
export interface RoomSummary {
  /** Unique on all nodes. */
  readonly id: string;
  /** Its join code, six characters; whoever has it may enter a private room. */
  readonly code: string;
  /** The name of its type. */
  readonly typeName: string;
  /** How many members it has, including those who are disconnected at the moment. */
  readonly players: number;
  /** Seats that are taken or reserved, including those of players still being admitted. */
  readonly takenSeats: number;
  /** How many players it has seats for. */
  readonly maxPlayers: number;
  /** The members who are signed in, by their player ids, in the order they joined. */
  readonly playerIds: readonly string[];
  /** The display name of its host; empty while there is none. */
  readonly hostName: string;
  /** Whether it is closed to new players. */
  readonly isLocked: boolean;
  /** Whether one needs a password to join. */
  readonly hasPassword: boolean;
  /** Whether it can be joined only by its code or with a reserved seat. */
  readonly isPrivate: boolean;
  /** Whether lists leave it out. */
  readonly isUnlisted: boolean;
  /** Its public metadata. */
  readonly metadata: RoomMetadata;
  /** When it was opened, in milliseconds since 1970. */
  readonly openedAtMs: number;
}

/** The room's summary now. */
export function summaryOf(room: LiveRoom): RoomSummary {
  const { id, code, typeName, members, takenSeats, maxPlayers, isLocked, settings, metadata, openedAtMs } = room;
  const host = room.hostSession && members.get(room.hostSession);
  const playerIds: string[] = [];
  for (const { playerId } of members.keys()) if (playerId !== undefined) playerIds.push(playerId);
  // Spelled out: objects made by spreading others are slow to read, and a search reads thousands.
  return {
    id,
    code,
    typeName,
    players: members.size,
    takenSeats,
    maxPlayers,
    playerIds,
    hostName: host?.name ?? '',
    isLocked,
    hasPassword: settings.password !== undefined,
    isPrivate: settings.isPrivate === true,
    isUnlisted: settings.isUnlisted === true,
    metadata,
    openedAtMs,
  };
}
