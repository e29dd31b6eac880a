import type { SessionGroup } from '../../sessions/session-group.js';
import type { SessionGroups } from '../../sessions/session-groups.js';
import type { Session, SessionRoom } from '../../sessions/session.js';
import type { MonotonicClock } from '../../simulation/monotonic-clock.js';
import { inputsOf, RoomMember } from '../api/room-member.js';
import { SeatReservations } from './seat-reservations.js';
import type { LoadedRoomType } from './room-types.js';
import type { SavedMember } from './saved-room.js';

/** Member numbers go from 2: 1 is the server in Godot's high-level multiplayer. */
const FIRST_NUMBER = 2;
const LAST_NUMBER = 65_535;

/** What a roster belongs to. */
export interface RosterOwner {
  readonly id: string;
  readonly type: LoadedRoomType;
  /** Where its members' messages go. */
  readonly room: SessionRoom;
  readonly clock: MonotonicClock;
  /** Called when a reserved seat was given up. */
  readonly onSeatGivenUp: () => void;
}

/**
 * Who is in a room, and the only writer of it: the members with their numbers and names, who is host, how many seats are
 * taken, the group that other features see, and where the members' sessions send their messages.
 */
export class RoomRoster {
  /** Seats that wait for somebody. */
  readonly reservations: SeatReservations;
  /** The number that a member was given last. */
  lastNumber: number;
  private readonly bySession = new Map<Session, RoomMember>();
  private readonly group: SessionGroup;
  private readonly type: LoadedRoomType;
  private readonly room: SessionRoom;
  /** Whether some of the next numbers may be in use: of a room that comes back, nobody knows. */
  private mayCollide: boolean;
  private hostMember: RoomMember | undefined = undefined;
  /** How many are on their way in: the room is still being asked about them. */
  private entering = 0;

  /** @param lastNumber the last one that was given, in a room that comes back */
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

  /** Who is in, in the order they came; those too whose connection is lost for the moment. */
  get members(): ReadonlyMap<Session, RoomMember> {
    return this.bySession;
  }

  /** The member that is host. */
  get host(): RoomMember | undefined {
    return this.hostMember;
  }

  /** Seats that are taken, reserved, or about to be taken. */
  get takenSeats(): number {
    return this.bySession.size + this.reservations.size + this.entering;
  }

  /** Whether nobody was ever in. */
  get isUntouched(): boolean {
    return this.lastNumber < FIRST_NUMBER;
  }

  /** Keeps a seat for somebody about whom the room is still being asked. @throws what one of the checks rejects with */
  async reserveWhile(checks: readonly Promise<void>[]): Promise<void> {
    this.entering += 1;
    try {
      await Promise.all(checks);
    } finally {
      this.entering -= 1;
    }
  }

  /** The session's present membership. */
  of(session: Session): RoomMember | undefined {
    return this.bySession.get(session);
  }

  /** A membership for a session, with a number of its own; {@link add} makes it count. */
  newMember(session: Session, name: string): RoomMember {
    return new RoomMember(session, this.nextNumber(), name, inputsOf(this.type));
  }

  /** Takes a member in; the first one is host. */
  add(member: RoomMember): void {
    const { session, name } = member;
    this.bySession.set(session, member);
    session.room = this.room;
    if (name !== '') this.group.names.set(session, name);
    this.groups.join(this.group, session);
    if (this.hostMember === undefined) this.setHost(member);
  }

  /** Takes in a member of a room that comes back; it is away. */
  restore(session: Session, saved: SavedMember): void {
    const member = new RoomMember(session, saved.number, saved.name, inputsOf(this.type));
    if (saved.inputs !== undefined) member.inputs?.restore(saved.inputs);
    member.isConnected = false;
    this.add(member);
    if (saved.isHost) this.setHost(member);
  }

  /** Takes a member out: its membership is over. */
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

  /** Nobody comes any more: forgets reservations and the group, once all members are out. */
  close(): void {
    this.reservations.clear();
    this.groups.close(this.group);
  }

  /** Lets go of the sessions without a word; they are the next server's. */
  detach(): void {
    this.reservations.clear();
    for (const session of this.bySession.keys()) session.room = undefined;
  }

  /** A number that none of the members has; one that was given comes again as late as can be. */
  private nextNumber(): number {
    if (this.lastNumber < LAST_NUMBER && !this.mayCollide) return ++this.lastNumber;
    this.mayCollide = true;
    const inUse = new Set([...this.bySession.values()].map(({ number }) => number));
    do this.lastNumber = this.lastNumber === LAST_NUMBER ? FIRST_NUMBER : this.lastNumber + 1;
    while (inUse.has(this.lastNumber));
    return this.lastNumber;
  }
}
