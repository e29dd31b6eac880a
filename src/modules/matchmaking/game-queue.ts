import type { RoomSettings } from '../../core/rooms/api/room-settings.js';
import type { Session } from '../../core/sessions/session.js';
import type { QueueOptions } from './search/queue-rules.js';

/** A player in a match. */
export interface MatchedPlayer {
  readonly session: Session;
  /** The player's name as the others see it; may be empty. */
  readonly name: string;
  /** Index of the player's team. */
  readonly team: number;
  /** The properties on its ticket: `region` is `eu`, `skill` is 1200. The same for all members of a party. */
  readonly properties: Readonly<Record<string, string | number>>;
}

/** One team of a match. */
export interface GameTeam {
  readonly players: readonly MatchedPlayer[];
  /** Seats filled by bots. */
  readonly bots: number;
}

/** A match that is about to start in a room. */
export interface GameMatch {
  readonly matchId: number;
  readonly queue: string;
  /** All teams; when backfilling a running room, only the players who join it now. */
  readonly teams: readonly GameTeam[];
}

/** A queue, declared by the module that owns the rooms: how to match players, and which room to put them in. */
export interface GameQueue extends QueueOptions {
  /** The type of the rooms, as in `@RoomType('arena')`. */
  readonly roomType: string;
  /**
   * The options for a new room's `onCreate`. By default, a type whose options class is a `MatchRoomOptionsDto` gets the match,
   * and any other nothing.
   */
  readonly roomOptions?: (match: GameMatch) => object;
  /**
   * A player's options for `onAuth` and `onJoin`. By default, a type whose join options class is a `MatchJoinOptionsDto`
   * gets the team, and any other nothing.
   */
  readonly joinOptions?: (player: MatchedPlayer) => object;
  /** Settings that differ from the room type's; private by default, so that players only get in through the match or the code. */
  readonly roomSettings?: RoomSettings;
  /** Whether free seats of a running room are offered to waiting players until it is locked; false by default. */
  readonly backfill?: boolean;
}

/** Options of a quick match. */
export interface QuickMatchOptions {
  /** The queue's name; "quick" by default. */
  readonly name?: string;
  readonly roomType: string;
  readonly maxPlayers: number;
}

/**
 * A queue for players who just want to play: immediately into a free seat of a running room, otherwise into a new room with
 * everyone who arrives within two seconds, even if that is just one.
 */
export function quickMatch({ name = 'quick', roomType, maxPlayers }: QuickMatchOptions): GameQueue {
  return { name, roomType, minPlayers: 1, maxPlayers, preferFullForMs: 2_000, backfill: true };
}
