import type { Session } from '../../sessions/session.js';
import type { Tick } from '../../simulation/tick-job.js';
import type { SeenWindow } from '../../prediction/entity-history.js';
import type { LeaveReason, RoomMember } from '../api/room-member.js';
import type { RoomMetadata } from '../api/room-settings.js';
import type { Outcome } from './room-results.js';

/**
 * Observes, in order, everything that changes one room: outside input before the room acts on it, and each tick after it ran.
 * Replaying the same calls on a new room with the same seed reproduces the game. Changes the room makes to itself are reported
 * as well; on replay the room makes them by itself. All hooks are optional.
 */
export interface RoomObserver {
  /** Whether the outcomes the room waits for come from a recording, so that no service is called. */
  readonly bringsResults?: boolean;

  /** `onCreate` has run; nothing has happened yet. */
  begun?(): void;
  /** A member has joined; its `onJoin` follows later. */
  entered?(member: RoomMember, options: object): void;
  /** A member leaves. */
  removed?(member: RoomMember, reason: LeaveReason): void;
  /** A member was disconnected. */
  dropped?(member: RoomMember): void;
  /** A member is back. */
  returned?(member: RoomMember): void;
  /** A validated message from a member, inputs included; `window` is what the sender of an input saw, in a room with rewind. */
  received?(member: RoomMember, type: number, message: object, window?: SeenWindow): void;
  /** The outcome of {@link RoomPart.whenDone}; `call` is the number of the call. */
  resulted?(call: number, outcome: Outcome): void;
  /** A room without ticks drains its queue. */
  settled?(): void;
  /** The room was locked or unlocked. */
  lockSet?(isLocked: boolean): void;
  /** The metadata has changed. */
  metadataSet?(changes: RoomMetadata): void;
  /** The room chose another host. */
  hostSet?(session: Session): void;
  /** A tick is done. */
  stepped?(tick: Tick): void;
  /** The room goes on at another node. */
  moved?(): void;
  /** The room has ended; `onDispose` has run. */
  ended?(code: string): void;
}
