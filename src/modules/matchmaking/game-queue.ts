import type { RoomSettings } from '../../core/rooms/api/room-settings.js';
import type { Session } from '../../core/sessions/session.js';
import type { QueueOptions } from './search/queue-rules.js';

/** Somebody in a match. */
export interface MatchedPlayer {
  readonly session: Session;
  /** How the others see the player; may be empty. */
  readonly name: string;
  /** Index of the player's team. */
  readonly team: number;
  /** What its ticket says of it: `region` is `eu`, `skill` is 1200. Of a party, all have the same. */
  readonly properties: Readonly<Record<string, string | number>>;
}

/** One team of a match. */
export interface GameTeam {
  readonly players: readonly MatchedPlayer[];
  /** Seats that bots take. */
  readonly bots: number;
}

/** A match that is about to begin in a room. */
export interface GameMatch {
  readonly matchId: number;
  readonly queue: string;
  /** All teams; of a running room those who join it now. */
  readonly teams: readonly GameTeam[];
}

/** A queue, as the module declares it that owns the rooms: whom to bring together, and in which room. */
export interface GameQueue extends QueueOptions {
  /** The type of the rooms, as in `@RoomType('arena')`. */
  readonly roomType: string;
  /**
   * What a new room's `onCreate` gets. Unless set, a type whose options class is a `MatchRoomOptionsDto` gets the match,
   * and any other nothing.
   */
  readonly roomOptions?: (match: GameMatch) => object;
  /**
   * What `onAuth` and `onJoin` get of a player. Unless set, a type whose join options class is a `MatchJoinOptionsDto`
   * gets the team, and any other nothing.
   */
  readonly joinOptions?: (player: MatchedPlayer) => object;
  /** How the rooms differ from their type; private unless set, so that nobody comes in but by the match or the code. */
  readonly roomSettings?: RoomSettings;
  /** Whether free seats of a running room are offered to those who wait, until it is locked; false unless set. */
  readonly backfill?: boolean;
}

/** What a quick match is like. */
export interface QuickMatchOptions {
  /** The queue's name; "quick" unless set. */
  readonly name?: string;
  readonly roomType: string;
  readonly maxPlayers: number;
}

/**
 * A queue for whoever just wants to play: a free seat of a running room at once, else a new room with all who come within
 * two seconds, be it one.
 */
export function quickMatch({ name = 'quick', roomType, maxPlayers }: QuickMatchOptions): GameQueue {
  return { name, roomType, minPlayers: 1, maxPlayers, preferFullForMs: 2_000, backfill: true };
}
