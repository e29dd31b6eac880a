import type { Session } from '../../sessions/session.js';
import type { Tick } from '../../simulation/tick-job.js';
import type { LeaveReason, RoomMember } from '../api/room-member.js';
import type { RoomMetadata } from '../api/room-settings.js';
import type { Outcome } from './room-results.js';

/**
 * Hears, in order, what changes one room: what comes from outside, before the room acts on it, and each tick when it is done.
 * The same calls made again on a new room of the same seed give the same game. What the room does to itself is told too; it
 * is done already when it is made again. All hooks are optional.
 */
export interface RoomObserver {
  /** Whether what the room waits for comes from a recording, and no service is asked. */
  readonly bringsResults?: boolean;

  /** `onCreate` has run; nothing has happened yet. */
  begun?(): void;
  /** A member has its place; its `onJoin` comes later. */
  entered?(member: RoomMember, options: object): void;
  /** A member goes for good. */
  removed?(member: RoomMember, reason: LeaveReason): void;
  /** A member's connection is lost. */
  dropped?(member: RoomMember): void;
  /** A member is back. */
  returned?(member: RoomMember): void;
  /** A checked message of a member has come, numbered inputs included. */
  received?(member: RoomMember, type: number, message: object): void;
  /** What the room waited for is there; `call` counts what it has waited for. See {@link RoomPart.whenDone}. */
  resulted?(call: number, outcome: Outcome): void;
  /** A room without ticks lets in who waits. */
  settled?(): void;
  /** The room takes nobody any more, or players again. */
  lockSet?(isLocked: boolean): void;
  /** The room says something else of itself. */
  metadataSet?(changes: RoomMetadata): void;
  /** Another member was chosen as host. */
  hostSet?(session: Session): void;
  /** A tick is done. */
  stepped?(tick: Tick): void;
  /** The room is over, `onDispose` has run. */
  ended?(code: string): void;
}
