import type { SessionGroup } from '../../sessions/session-group.js';
import type { SessionGroups } from '../../sessions/session-groups.js';
import type { Session, SessionRoom } from '../../sessions/session.js';
import type { MonotonicClock } from '../../time/monotonic-clock.js';
import { PacedInputs } from '../../simulation/paced-inputs.js';
import { type NumberedInput, RoomMember } from '../api/room-member.js';
import { SeatReservations } from './seat-reservations.js';
import type { LoadedRoomType } from './room-types.js';
import type { SavedMember } from './saved-room.js';

/** Member numbers start at 2: 1 is the server in Godot's high-level multiplayer. */
const FIRST_NUMBER = 2;
const LAST_NUMBER = 65_535;

/** What a roster belongs to. */
export interface RosterOwner {
  readonly id: string;
  readonly type: LoadedRoomType;
  /** The room its members' messages go to. */
  readonly room: SessionRoom;
  readonly clock: MonotonicClock;
  /** Called when a seat reservation has expired. */
  readonly onSeatGivenUp: () => void;
}

/**
 * Owns a room's membership, and alone writes it: the members with their numbers and names, the host, the taken seats, the
 * session group that other features see, and the room to which the members' sessions send their messages.
 */
export class RoomRoster {
  /** Seats that are reserved for players who have not joined yet. */
  readonly reservations: SeatReservations;
  /** The last member number that was given out. */
  lastNumber: number;
  private readonly bySession = new Map<Session, RoomMember>();
  private readonly group: SessionGroup;
  private readonly type: LoadedRoomType;
  private readonly room: SessionRoom;
  /** Whether the next numbers may be in use, which is unknown in a restored room. */
  private mayCollide: boolean;
  /** True once the room was packed for another node: who came in now would be left out. */
  isPacked = false;
  private hostMember: RoomMember | undefined = undefined;
  /** How many players are being admitted: their `onAuth` is still pending. */
  private entering = 0;

  /** @param lastNumber the last number given out before the restart, in a restored room */
  constructor(
    private readonly groups: SessionGroups,
    { id, type, room, clock, onSeatGivenUp }: RosterOwner,
    lastNumber?: number,
  ) {
    this.type = type;
    this.room = room;
    this.reservations = new SeatReservations(clock, onSeatGivenUp);
    this.group = groups.open('room', id, type.name);
    this.lastNumber = lastNumber ?? FIRST_NUMBER - 1;
    this.mayCollide = lastNumber !== undefined;
  }

  /** The members in the order they joined, including those who are disconnected at the moment. */
  get members(): ReadonlyMap<Session, RoomMember> {
    return this.bySession;
  }

  /** The member that is host. */
  get host(): RoomMember | undefined {
    return this.hostMember;
  }

  /** Seats that are taken or reserved, including those of players still being admitted. */
  get takenSeats(): number {
    return this.bySession.size + this.reservations.size + this.entering;
  }

  /** Whether the room never had a member. */
  get isUntouched(): boolean {
    return this.lastNumber < FIRST_NUMBER;
  }

  /** Holds a seat while the checks of a player are pending. @throws what one of the checks rejects with */
  async reserveWhile(checks: readonly Promise<void>[]): Promise<void> {
    this.entering += 1;
    try {
      await Promise.all(checks);
    } finally {
      this.entering -= 1;
    }
  }

  /** The session's membership, if it is a member. */
  of(session: Session): RoomMember | undefined {
    return this.bySession.get(session);
  }

  /** Creates a membership with a number of its own; {@link add} puts it into effect. */
  newMember(session: Session, name: string): RoomMember {
    return new RoomMember(session, this.nextNumber(), name, inputsOf(this.type));
  }

  /** Adds a member; the first one becomes host. */
  add(member: RoomMember): void {
    const { session, name } = member;
    this.bySession.set(session, member);
    session.room = this.room;
    if (name !== '') this.group.names.set(session, name);
    this.groups.join(this.group, session);
    if (this.hostMember === undefined) this.setHost(member);
  }

  /** Adds a member of a restored room, as disconnected. */
  restore(session: Session, saved: SavedMember): void {
    const member = new RoomMember(session, saved.number, saved.name, inputsOf(this.type), saved.owner);
    if (saved.inputs !== undefined) member.inputs?.restore(saved.inputs);
    member.isConnected = false;
    this.add(member);
    if (saved.isHost) this.setHost(member);
  }

  /** Removes a member. */
  remove(member: RoomMember): void {
    const { session } = member;
    this.bySession.delete(session);
    session.room = undefined;
    if (this.hostMember === member) this.hostMember = undefined;
    this.groups.leave(this.group, session);
  }

  /** Makes a member the host. */
  setHost(member: RoomMember): void {
    this.hostMember = member;
    this.group.leader = member.session;
  }

  /** Closes the roster once all members have left: drops reservations and the group. */
  close(): void {
    this.reservations.clear();
    this.groups.close(this.group);
  }

  /** Detaches the sessions silently, at a shutdown that saved them. */
  detach(): void {
    this.reservations.clear();
    for (const session of this.bySession.keys()) session.room = undefined;
  }

  /** A free member number. Numbers are reused as late as possible, so that a late packet never reaches a newcomer. */
  private nextNumber(): number {
    if (this.lastNumber < LAST_NUMBER && !this.mayCollide) return ++this.lastNumber;
    this.mayCollide = true;
    const inUse = new Set([...this.bySession.values()].map(({ number }) => number));
    do this.lastNumber = this.lastNumber === LAST_NUMBER ? FIRST_NUMBER : this.lastNumber + 1;
    while (inUse.has(this.lastNumber));
    return this.lastNumber;
  }
}

/** The input buffer for a new member, if the room's type takes inputs. */
function inputsOf({ inputType, options, rates }: LoadedRoomType): PacedInputs<NumberedInput> | undefined {
  return inputType < 0 ? undefined : new PacedInputs(rates.tickHz, options.maxInputs);
}
