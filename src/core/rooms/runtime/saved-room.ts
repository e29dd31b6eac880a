import type { SavedSession } from '../../sessions/saved-session.js';
import type { SavedInputs } from '../../simulation/paced-inputs.js';
import type { SavedTimer } from '../../simulation/simulation-timers.js';
import type { NumberedInput } from '../api/room-member.js';
import type { RoomMetadata, RoomSettings } from '../api/room-settings.js';

/** A membership as plain data. */
export interface SavedMember {
  readonly session: SavedSession;
  readonly number: number;
  readonly name: string;
  readonly isHost: boolean;
  /** Who it is to fields that only an entity's owner sees; absent in what an older version saved. */
  readonly owner?: string;
  /** Absent if the room's type takes no inputs. */
  readonly inputs?: SavedInputs<NumberedInput>;
}

/** The position of a room's loop as plain data. */
export interface SavedLoop {
  readonly tickHz: number;
  /** The last tick; 0 before the first. */
  readonly tickNumber: number;
  /** Absent if the room never had a timer. */
  readonly timers?: { readonly nowMs: number; readonly waiting: readonly SavedTimer[] };
}

/** A reserved seat as plain data. */
export interface SavedReservation {
  readonly token: string;
  /** Remaining hold time, in milliseconds. */
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
  /** The options it was created with. If its type no longer accepts them, the room is not restored. */
  readonly options: object;
  readonly settings: RoomSettings;
  readonly metadata: RoomMetadata;
  readonly isLocked: boolean;
  readonly openedAtMs: number;
  /** The last member number given out. */
  readonly lastNumber: number;
  /** See {@link RandomStream.save}. */
  readonly random: string;
  readonly loop: SavedLoop;
  readonly reservations: readonly SavedReservation[];
  /** In the order they came. */
  readonly members: readonly SavedMember[];
  /** The room first, then its plugins. */
  readonly parts: readonly SavedPart[];
  /** The snapshot of the synced state in base64, if the room has state. */
  readonly state?: string;
}

/**
 * The saved data of `part`. The room's comes first, whatever its class is called by now. Plugins are found by class name, as
 * some may have been added or removed since.
 */
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
