import { InputInbox } from '../simulation/input-inbox.js';
import type { Session } from '../sessions/session.js';
import type { RoomMemberDto } from './rooms.messages.js';

/** What every input of a player carries. */
export interface NumberedInput {
  /** Counts up from 1 with each input; see {@link InputInbox}. */
  readonly seq: number;
}

/** One player's place in a room. */
export class RoomMember {
  /** Messages that came from this member so far, inputs included. */
  messages = 0;
  /** Messages of this member that wait for the next tick. */
  waiting = 0;
  /** True once the room was told of it. */
  hasArrived = false;
  /** False while the connection is lost and the seat is held. */
  isConnected = true;

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
