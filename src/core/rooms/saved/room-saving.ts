import { restoreState, snapshotState } from '../../../protocol/state/state-snapshot.js';
import type { SavedSession } from '../../sessions/saved-session.js';
import type { Session } from '../../sessions/session.js';
import type { NumberedInput } from '../api/room-member.js';
import type { RoomRuntime } from '../runtime/room-runtime.js';
import type { LoadedRoomType } from '../runtime/room-types.js';
import type { SavedMember, SavedRoom } from './saved-room.js';

/**
 * A room as plain data, between two ticks. Who has not come in yet is left out, as is what waits for the next tick.
 * @throws what a `save` throws
 */
export function saveRoom(room: RoomRuntime, saveSession: (session: Session) => SavedSession): SavedRoom {
  const { id, code, typeName, madeWith, settings, metadata, isLocked, openedAtMs, hostSession } = room;
  const members: SavedMember[] = [];
  for (const { session, number, name, inputs, hasArrived } of room.members.values()) {
    if (!hasArrived) continue;
    const isHost = session === hostSession;
    const place = { session: saveSession(session), number, name, isHost };
    members.push(inputs === undefined ? place : { ...place, inputs: inputs.save() });
  }
  const { state } = room.room;
  return {
    ...{ id, code, typeName, options: madeWith, settings, metadata, isLocked, openedAtMs, members },
    lastNumber: room.roster.lastNumber,
    random: room.random.save(),
    loop: room.loop.save(),
    reservations: room.roster.reservations.save(),
    parts: room.parts.map((part) => ({ className: part.constructor.name, saved: part.save?.() })),
    ...(state && { state: Buffer.from(snapshotState(state)).toString('base64') }),
  };
}

/** Fills the state of a room that comes back. @throws Error when its class has another layout now */
export function refillState({ room }: RoomRuntime, { state: saved }: SavedRoom): void {
  if (saved !== undefined && room.state !== undefined) restoreState(room.state, Buffer.from(saved, 'base64'));
}

/** What was saved, with the inputs that wait as instances of their class; those that it does not allow any more are dropped. */
export function withCheckedInputs(saved: SavedRoom, { checkInput }: LoadedRoomType): SavedRoom {
  const checked = (input: NumberedInput): NumberedInput[] => {
    try {
      return [checkInput(input) as NumberedInput];
    } catch {
      return [];
    }
  };
  const members = saved.members.map((member) => {
    const { inputs } = member;
    return inputs === undefined ? member : { ...member, inputs: { ...inputs, inputs: inputs.inputs.flatMap(checked) } };
  });
  return { ...saved, members };
}
