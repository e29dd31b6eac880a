import type { PacedInputs } from '../../simulation/paced-inputs.js';
import type { Session } from '../../sessions/session.js';
import type { RoomMemberDto } from './rooms.messages.js';

/** What every input of a player carries. */
export interface NumberedInput {
  /** The sequence number: 1 for the first input, then counting up; see {@link NumberedInputDto}, which has more. */
  readonly seq: number;
  /** The version of the state that the client has, in its lowest 16 bits. */
  readonly have?: number;
}

/** Why a member left: it asked to, did not reconnect in time, was kicked, or the room ended. */
export type LeaveReason = 'left' | 'lost' | 'kicked' | 'closed';

/** One player's membership of a room, from joining to leaving. A player who joins again gets a new one. */
export class RoomMember {
  /** How many messages this member has sent so far, inputs included. */
  messages = 0;
  /** How many of its messages are queued for the next tick. */
  waiting = 0;
  /** True once the room's `onJoin` has run for it. */
  hasArrived = false;
  /** False while it is disconnected and its seat is held. */
  isConnected = true;
  /** Why it left; undefined while it is a member. */
  leftBecause: LeaveReason | undefined = undefined;
  /** For the room's runtime: how many parts have completed `onJoin`. Exactly these get its `onLeave`. */
  joinedParts = 0;
  /** For the room's runtime: whether the last connection hook that ran for it was `onDrop`. */
  isToldAway = false;

  /**
   * @param session the session it belongs to
   * @param number a small number from 2 on, unique among the present members
   * @param name its display name
   * @param inputs its input buffer, if the room's type takes inputs
   * @param owner who it is to fields that only an entity's owner sees: whoever signs in later stays the owner of what it has
   */
  constructor(
    readonly session: Session,
    readonly number: number,
    readonly name: string,
    readonly inputs: PacedInputs<NumberedInput> | undefined,
    readonly owner: string = session.playerId ?? session.id,
  ) {}

  /** True once it has left; whatever of it is still queued is ignored. */
  get isGone(): boolean {
    return this.leftBecause !== undefined;
  }

  /** What other members get to know about it. */
  toDto(): RoomMemberDto {
    const { id, playerId } = this.session;
    const { number, name, isConnected } = this;
    return { id, number, name, isConnected, ...(playerId !== undefined && { playerId }) };
  }
}
