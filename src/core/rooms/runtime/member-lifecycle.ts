import { type ErrorCode, textOf } from '../../../protocol/error-codes.js';
import { GameError } from '../../../protocol/game-error.js';
import type { Session } from '../../sessions/session.js';
import type { LeaveReason, RoomMember } from '../api/room-member.js';
import type { LiveRoom } from '../api/room.js';
import { RoomError } from '../api/rooms.errors.js';
import {
  RoomHostChangedDto,
  RoomJoinedDto,
  RoomLeftDto,
  RoomMemberAwayDto,
  RoomMemberBackDto,
  RoomMemberJoinedDto,
  RoomMemberLeftDto,
} from '../api/rooms.messages.js';
import type { RoomDeadlines } from './room-deadlines.js';
import type { RoomHooks } from './room-hooks.js';
import type { RoomLoop } from './room-loop.js';
import type { RoomRoster } from './room-roster.js';
import type { RoomState } from './room-state.js';
import type { LoadedRoomType } from './room-types.js';

/** The parts of a room that a member passes through. */
export interface LifecycleParts {
  readonly type: LoadedRoomType;
  readonly roster: RoomRoster;
  readonly hooks: RoomHooks;
  readonly loop: RoomLoop;
  readonly state: RoomState;
  readonly deadlines: RoomDeadlines;
}

/** The room whose members they are. */
export interface LifecycleRoom extends LiveRoom {
  /** What room lists show has changed. */
  tellListed(): void;
  /** A member has left while the room is still open. */
  memberLeft(): void;
}

/**
 * The lifecycle of a member, in order: {@link admit} asks the room (`onAuth`), {@link enter} takes the seat and notifies the
 * others, {@link arrive} is the member's turn (`onJoin`), {@link drop} and {@link reconnect} alternate, {@link remove} ends it
 * (`onLeave`). A part of the room gets `onLeave` if and only if its `onJoin` completed.
 */
export class MemberLifecycle {
  /** How many joins and leaves are in progress; hooks may nest them. */
  private passing = 0;
  private afterwards: (() => void) | undefined = undefined;

  constructor(
    private readonly room: LifecycleRoom,
    private readonly parts: LifecycleParts,
  ) {}

  /**
   * Asks the room whether a session may join, then joins it. The caller has checked that there is a seat.
   * @param isTold whether RoomJoined is sent here; otherwise the caller returns it as its answer
   * @throws GameError when the room refuses or has ended, or the session has ended or joined another room meanwhile
   */
  admit(session: Session, name: string, options: object, isTold: boolean): RoomJoinedDto | Promise<RoomJoinedDto> {
    const waits = this.parts.hooks.authorize(session, options);
    if (waits.length === 0) return this.enterIfPossible(session, name, options, isTold);
    return this.parts.roster.reserveWhile(waits).then(() => this.enterIfPossible(session, name, options, isTold));
  }

  // `onAuth` may have awaited: check everything again.
  private enterIfPossible(session: Session, name: string, options: object, isTold: boolean): RoomJoinedDto {
    if (!session.isOpen) throw new GameError('session.closed');
    if (this.room.isOver) throw new GameError(RoomError['room.closed']);
    if (this.parts.roster.isPacked) throw new GameError('cluster.recovering');
    if (session.room !== undefined) throw new GameError(RoomError['room.already_joined']);
    return this.enter(session, name, options, isTold);
  }

  /** Joins a session without asking the room. One that has been disconnected meanwhile joins as a disconnected member. */
  enter(session: Session, name: string, options: object, isTold = false): RoomJoinedDto {
    const { roster, loop } = this.parts;
    const member = roster.newMember(session, name);
    this.room.broadcast(new RoomMemberJoinedDto(member.toDto()));
    loop.observer?.entered?.(member, options);
    roster.add(member);
    loop.expect(member, options);
    const joined = this.describe(member);
    if (isTold) session.send(joined);
    if (!session.isConnected) this.drop(session);
    this.room.tellListed();
    return joined;
  }

  /** A member's turn to arrive. If it leaves during its own `onJoin`, `onLeave` follows directly after that. */
  arrive(member: RoomMember, options: object): void {
    const { hooks, state } = this.parts;
    member.hasArrived = true;
    this.pass(() => {
      try {
        hooks.join(member, options);
      } catch (error) {
        member.hasArrived = false;
        if (!(error instanceof GameError)) throw error;
        this.remove(member, 'kicked', error.code);
      } finally {
        if (member.leftBecause !== undefined) hooks.leave(member, member.leftBecause);
      }
    });
    if (member.isGone) return;
    state.show(member.session);
    if (!member.isConnected) hooks.drop(member);
  }

  /** A session was disconnected. Does nothing when it is in no room or was disconnected already. */
  drop(session: Session): void {
    const { roster, hooks, loop } = this.parts;
    const member = roster.of(session);
    if (member?.isConnected !== true) return;
    loop.observer?.dropped?.(member);
    member.isConnected = false;
    this.room.broadcast(new RoomMemberAwayDto(session.id), session);
    this.awaitReturn(member);
    hooks.drop(member);
  }

  /**
   * A session is on a new connection. The room and the other members are notified only if they knew that it was disconnected.
   * @param recovered whether it has received everything it missed
   */
  reconnect(session: Session, recovered: boolean): void {
    const { roster, hooks, loop, state, deadlines } = this.parts;
    const member = roster.of(session);
    if (member === undefined) return;
    const wasAway = !member.isConnected;
    if (wasAway) loop.observer?.returned?.(member);
    member.isConnected = true;
    state.resume(session);
    deadlines.clearReturn(member);
    if (!recovered) session.send(this.describe(member));
    if (!wasAway) return;
    this.room.broadcast(new RoomMemberBackDto(session.id), session);
    hooks.reconnect(member);
  }

  /** A member of a restored room: it is in its place, and disconnected, as the room last knew, unless it is on its way here. */
  resume(member: RoomMember, joinedParts: number, isHere = false): void {
    member.hasArrived = true;
    member.isToldAway = !isHere;
    member.isConnected = isHere;
    member.joinedParts = joinedParts;
    this.parts.state.show(member.session);
    const { observer } = this.parts.loop;
    observer?.entered?.(member, {});
    if (isHere) return;
    observer?.dropped?.(member);
    this.awaitReturn(member);
  }

  /** Ends a membership and sends the session `code`, if given. Does nothing when it has ended already. */
  remove(member: RoomMember, reason: LeaveReason, code?: ErrorCode): void {
    if (member.isGone) return;
    this.pass(() => this.expel(member, reason, code));
    if (!this.room.isOver) this.room.memberLeft();
  }

  private expel(member: RoomMember, reason: LeaveReason, code: ErrorCode | undefined): void {
    const { roster, hooks, loop, state, deadlines } = this.parts;
    const { session } = member;
    const { isOver } = this.room;
    if (!isOver) loop.observer?.removed?.(member, reason);
    member.leftBecause = reason;
    roster.remove(member);
    loop.withdraw(member);
    state.hide(session);
    deadlines.clearReturn(member);
    if (code !== undefined) session.send(new RoomLeftDto(this.room.id, code, textOf(code)));
    if (!isOver) {
      this.room.broadcast(new RoomMemberLeftDto(session.id));
      if (roster.host === undefined) this.chooseHost();
    }
    // Otherwise its `onJoin` is still running, and `arrive` calls `onLeave` afterwards.
    if (!member.hasArrived || hooks.hasJoined(member)) hooks.leave(member, reason);
  }

  /** Makes a member the host. */
  setHost(member: RoomMember): void {
    const { roster, hooks } = this.parts;
    roster.setHost(member);
    this.room.broadcast(new RoomHostChangedDto(member.session.id));
    hooks.changeHost();
    this.room.tellListed();
  }

  /** Runs `then` now, or as soon as no join or leave is in progress. */
  whenSettled(then: () => void): void {
    this.afterwards = then;
    this.pass(() => undefined);
  }

  private pass(tell: () => void): void {
    this.passing += 1;
    try {
      tell();
    } finally {
      this.passing -= 1;
      const { afterwards } = this;
      if (this.passing === 0 && afterwards !== undefined) {
        this.afterwards = undefined;
        afterwards();
      }
    }
  }

  private awaitReturn(member: RoomMember): void {
    const { seatHoldMs } = this.parts.type.options;
    if (seatHoldMs === undefined || this.room.isOver) return;
    this.parts.deadlines.setReturn(member, seatHoldMs, () => this.remove(member, 'lost', 'room.not_joined'));
  }

  private chooseHost(): void {
    const { roster, hooks } = this.parts;
    const next = hooks.nextHost(roster.members.values());
    if (next !== undefined && !next.isGone && !this.room.isOver) this.setHost(next);
  }

  private describe(member: RoomMember): RoomJoinedDto {
    const { id, code, typeName, maxPlayers, isLocked, metadata, hostSession, members } = this.room;
    const { tickHz, patchHz } = this.parts.type.options;
    return new RoomJoinedDto({
      ...{ roomId: id, roomType: typeName, code, maxPlayers, isLocked, metadata, tickHz, patchHz },
      member: member.toDto(),
      members: [...members.values()].map((each) => each.toDto()),
      hostId: hostSession?.id ?? '',
    });
  }
}
