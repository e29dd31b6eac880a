import type { ErrorCode } from '../../../protocol/error-codes.js';
import type { Session } from '../../sessions/session.js';
import type { RandomStream } from '../../simulation/random-stream.js';
import type { SimulationTimers } from '../../simulation/simulation-timers.js';
import type { LeaveReason, RoomMember } from './room-member.js';
import type { RoomMetadata, RoomSettings } from './room-settings.js';

/** One live room as the rest of the server sees it. */
export interface LiveRoom {
  /** Unique on all nodes. */
  readonly id: string;
  /** The code that lets others in, six characters. */
  readonly code: string;
  /** The name of its type. */
  readonly typeName: string;
  /** How it differs from its type. */
  readonly settings: RoomSettings;
  /** What it says of itself in lists. */
  readonly metadata: RoomMetadata;
  /** When it began, milliseconds since 1970. */
  readonly openedAtMs: number;
  /** How many players it takes. */
  readonly maxPlayers: number;
  /** Seats that are taken, reserved, or about to be taken. */
  readonly takenSeats: number;
  /** Whether it takes nobody any more. */
  readonly isLocked: boolean;
  /** True once it is over. */
  readonly isOver: boolean;
  /** Who is in, in the order they came; those too whose connection is lost for the moment. */
  readonly members: ReadonlyMap<Session, RoomMember>;
  /** The member that is host; undefined while nobody is in. */
  readonly hostSession: Session | undefined;
  /** Timers in the room's own time. */
  readonly timers: SimulationTimers;
  /** The room's own random numbers. */
  readonly random: RandomStream;

  /** Tells everybody, perhaps but one. */
  broadcast(message: object, except?: Session): void;
  /** Sends a member away for good; it is told `code`, if there is one. Nothing happens when it is not in. */
  remove(session: Session, reason: LeaveReason, code?: ErrorCode): void;
  /** See {@link RoomPart.whenDone}. */
  whenDone<T>(work: () => PromiseLike<T> | T, onValue: (value: T) => void, onError?: (error: unknown) => void): void;
  /** Shows a member the state as its view wants it now. */
  showState(session: Session): void;
  /** Takes nobody any more, or players again. */
  setLocked(isLocked: boolean): void;
  /** Changes what it says of itself; fields that are not named stay. */
  setMetadata(changes: RoomMetadata): void;
  /** Makes another member the host. */
  setHost(session: Session): void;
  /** Ends it; its members are told the code. */
  dispose(code: ErrorCode): void;
}
