import type { SessionGroup } from '../../core/sessions/session-group.js';
import type { Session } from '../../core/sessions/session.js';
import { PresenceChangedDto, PresenceChoice, type PresenceDto, PresenceStatus } from './presence.messages.js';

/** A player's own presence settings. */
export interface PresenceWishes {
  readonly choice: PresenceChoice;
  readonly text: string;
  readonly details: Readonly<Record<string, string>>;
  readonly showsRoom: boolean;
  /** When they were set, by the clock of the node; of settings at several nodes, the latest count. Absent if nothing was set. */
  readonly setAtMs?: number;
}

/** What one node knows of a player who has sessions there, as plain data. */
export interface PresencePart {
  readonly isConnected: boolean;
  readonly wishes: PresenceWishes;
  /** The room of one of the sessions. */
  readonly room?: { readonly label: string; readonly id: string } | undefined;
}

/** The defaults. */
export const NO_WISHES: PresenceWishes = { choice: PresenceChoice.Online, text: '', details: {}, showsRoom: true };

const STATUS_OF: Record<PresenceChoice, PresenceStatus> = {
  [PresenceChoice.Online]: PresenceStatus.Online,
  [PresenceChoice.Away]: PresenceStatus.Away,
  [PresenceChoice.Busy]: PresenceStatus.Busy,
  [PresenceChoice.Invisible]: PresenceStatus.Offline,
};

/** A player who is followed, or has changed their presence settings. */
export class PlayerPresence {
  wishes: PresenceWishes = NO_WISHES;
  /** The sessions that are sent changes. */
  readonly followers = new Set<Session>();
  /** What all followers know; the next change is computed against it. */
  known: PresenceDto;

  /** The player's name, while somebody follows; undefined when the server does not know it, empty when erased. */
  displayName: string | undefined;

  constructor(readonly playerId: string) {
    this.known = offline(playerId);
  }
}

/** What this node knows of a player; undefined when no session is open here. @param sessions the player's */
export function partOf(
  wishes: PresenceWishes,
  sessions: Iterable<Session>,
  roomOf: (session: Session) => SessionGroup | undefined,
): PresencePart | undefined {
  let isHere = false;
  let isConnected = false;
  let room: SessionGroup | undefined;
  for (const session of sessions) {
    if (!session.isOpen) continue;
    isHere = true;
    isConnected ||= session.isConnected;
    room ??= roomOf(session);
  }
  if (!isHere) return undefined;
  return { isConnected, wishes, ...(room && { room: { label: room.label, id: room.id } }) };
}

/** What several nodes know of a player. */
export function joinParts(parts: readonly PresencePart[]): PresencePart | undefined {
  const [first, ...others] = parts;
  return others.reduce<PresencePart | undefined>(
    (one, other) =>
      one && {
        isConnected: one.isConnected || other.isConnected,
        wishes: (other.wishes.setAtMs ?? 0) > (one.wishes.setAtMs ?? 0) ? other.wishes : one.wishes,
        room: one.room ?? other.room,
      },
    first,
  );
}

/** A player's presence as others see it, from what the player's nodes know. */
export function presenceOf(
  playerId: string,
  displayName: string | undefined,
  part: PresencePart | undefined,
): PresenceDto {
  if (part === undefined) return offline(playerId, displayName);
  const { isConnected, wishes, room } = part;
  if (wishes.choice === PresenceChoice.Invisible) return offline(playerId, displayName);
  return {
    playerId,
    status: isConnected ? STATUS_OF[wishes.choice] : PresenceStatus.Reconnecting,
    text: wishes.text,
    details: wishes.details,
    roomType: wishes.showsRoom ? (room?.label ?? '') : '',
    roomId: wishes.showsRoom ? (room?.id ?? '') : '',
    ...(displayName !== undefined && { displayName }),
  };
}

/** The difference between two presences; undefined when there is none. */
export function changeBetween(before: PresenceDto, after: PresenceDto): PresenceChangedDto | undefined {
  const changes = {
    ...(after.status !== before.status && { status: after.status }),
    ...(after.text !== before.text && { text: after.text }),
    ...(!isSame(after.details, before.details) && { details: after.details }),
    ...(after.roomType !== before.roomType && { roomType: after.roomType }),
    ...(after.roomId !== before.roomId && { roomId: after.roomId }),
    ...(after.displayName !== before.displayName && { displayName: after.displayName ?? '' }),
  };
  if (Object.keys(changes).length === 0) return undefined;
  return new PresenceChangedDto({ playerId: after.playerId, ...changes });
}

function offline(playerId: string, displayName?: string): PresenceDto {
  const nothing = { text: '', details: {}, roomType: '', roomId: '' };
  return { playerId, status: PresenceStatus.Offline, ...nothing, ...(displayName !== undefined && { displayName }) };
}

function isSame(one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): boolean {
  if (one === other) return true;
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => one[key] === other[key]);
}
