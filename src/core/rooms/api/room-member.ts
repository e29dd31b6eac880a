import { InputInbox } from '../../simulation/input-inbox.js';
import type { Session } from '../../sessions/session.js';
import type { RoomMemberDto } from './rooms.messages.js';

/** What every input of a player carries. */
export interface NumberedInput {
  /** Counts up from 1 with each input; see {@link InputInbox}. */
  readonly seq: number;
}

/** Why a member is gone: it asked to go, did not come back in time, was sent out, or the room is over. */
export type LeaveReason = 'left' | 'lost' | 'kicked' | 'closed';

/** One player's membership of a room: made when it enters, over when it leaves. Who comes again is another member. */
export class RoomMember {
  /** Messages that came from this member so far, inputs included. */
  messages = 0;
  /** Messages of this member that wait for the next tick. */
  waiting = 0;
  /** True once the room was told of it. */
  hasArrived = false;
  /** False while the connection is lost and the seat is held. */
  isConnected = true;
  /** Why it has left; undefined while it is in. */
  leftBecause: LeaveReason | undefined = undefined;
  /** For the room's runtime: how many of the room's parts have run their `onJoin` to the end. These hear its `onLeave`. */
  joinedParts = 0;
  /** For the room's runtime: whether `onDrop` was the last that the room heard of its connection. */
  isToldAway = false;

  /**
   * @param session whose place it is
   * @param number a small number that is this member's alone while it is here, from 2 on
   * @param name how the others see it
   * @param inputs its numbered inputs, where the room's type has some
   */
  constructor(
    readonly session: Session,
    readonly number: number,
    readonly name: string,
    readonly inputs: InputInbox<NumberedInput> | undefined,
  ) {}

  /** True once it has left; nothing that is still on its way from it counts. */
  get isGone(): boolean {
    return this.leftBecause !== undefined;
  }

  /** What the others learn of it. */
  toDto(): RoomMemberDto {
    const { id, playerId } = this.session;
    const { number, name, isConnected } = this;
    return { id, number, name, isConnected, ...(playerId !== undefined && { playerId }) };
  }
}

/** The inbox of a new member's numbered inputs, where its room's type has some. */
export function inputsOf(type: {
  readonly inputType: number;
  readonly options: { readonly maxInputs: number };
}): InputInbox<NumberedInput> | undefined {
  return type.inputType < 0 ? undefined : new InputInbox({ capacity: type.options.maxInputs });
}
