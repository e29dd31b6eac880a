import type { SavedSession } from '../../sessions/saved-session.js';
import type { SavedInbox } from '../../simulation/input-inbox.js';
import type { SavedTimer } from '../../simulation/simulation-timers.js';
import type { NumberedInput } from '../api/room-member.js';
import type { RoomMetadata, RoomSettings } from '../api/room-settings.js';

/** A member's place as plain data. */
export interface SavedMember {
  readonly session: SavedSession;
  readonly number: number;
  readonly name: string;
  readonly isHost: boolean;
  /** Absent where the room's type has no inputs. */
  readonly inputs?: SavedInbox<NumberedInput>;
}

/** How far a loop is, as plain data. */
export interface SavedLoop {
  readonly tickHz: number;
  /** The last tick; 0 before the first. */
  readonly tickNumber: number;
  /** Absent where the room never had a timer. */
  readonly timers?: { readonly nowMs: number; readonly waiting: readonly SavedTimer[] };
}

/** A reserved seat as plain data. */
export interface SavedReservation {
  readonly token: string;
  /** How long it was still to be held. */
  readonly holdMs: number;
}

/** What one part of a room, the room itself or a plugin, has saved. */
export interface SavedPart {
  /** The name of its class. */
  readonly className: string;
  readonly saved: unknown;
}

/** A live room as plain data. */
export interface SavedRoom {
  readonly id: string;
  readonly code: string;
  readonly typeName: string;
  /** What it was made with; a room whose type would not take this any more is not restored. */
  readonly options: object;
  readonly settings: RoomSettings;
  readonly metadata: RoomMetadata;
  readonly isLocked: boolean;
  readonly openedAtMs: number;
  /** The number that a member was given last. */
  readonly lastNumber: number;
  /** See {@link RandomStream.save}. */
  readonly random: string;
  readonly loop: SavedLoop;
  readonly reservations: readonly SavedReservation[];
  /** In the order they came. */
  readonly members: readonly SavedMember[];
  /** The room first. */
  readonly parts: readonly SavedPart[];
  /** The snapshot of the synced state in base64, where the room has one. */
  readonly state?: string;
}

/** What `part` of the room has saved. A room's class may have another name by now, and plugins come and go. */
export function findSavedPart({ parts }: SavedRoom, part: object, isRoom: boolean): SavedPart | undefined {
  const [ofRoom, ...ofPlugins] = parts;
  return isRoom ? ofRoom : ofPlugins.find(({ className }) => className === part.constructor.name);
}

/**
 * The saved room with the inputs that were waiting turned back into instances of their class. An input the class no longer
 * allows is dropped: the type may have changed between the save and the restart.
 */
export function withCheckedInputs(saved: SavedRoom, checkInput: (raw: unknown) => object): SavedRoom {
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
