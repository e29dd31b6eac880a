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

/** What a member's way through its room touches. */
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
  /** What lists show of the room has changed. */
  tellListed(): void;
  /** A member is gone, the room is not over. */
  memberLeft(): void;
}

/**
 * The life of a room's members, from top to bottom: {@link admit} asks the room, {@link enter} gives the seat and tells the
 * others, {@link arrive} is the member's turn (`onJoin`), {@link drop} and {@link reconnect} alternate, {@link remove} ends
 * it (`onLeave`). A part of the room hears `onLeave` if, and only if, its `onJoin` has run to the end.
 */
export class MemberLifecycle {
  /** How many members are being told of, on their way in or out. */
  private passing = 0;
  private afterwards: (() => void) | undefined = undefined;

  constructor(
    private readonly room: LifecycleRoom,
    private readonly parts: LifecycleParts,
  ) {}

  /**
   * Asks the room whether a session may come in, and lets it in. Whether there is a seat is the caller's to check.
   * @param isTold whether the session is told RoomJoined here; else that is the caller's answer
   * @throws GameError when the room refuses or is over, or the session is over or in a room by then
   */
  admit(session: Session, name: string, options: object, isTold: boolean): RoomJoinedDto | Promise<RoomJoinedDto> {
    const waits = this.parts.hooks.authorize(session, options);
    if (waits.length === 0) return this.enterIfPossible(session, name, options, isTold);
    return this.parts.roster.reserveWhile(waits).then(() => this.enterIfPossible(session, name, options, isTold));
  }

  // While the room was asked, anything may have come about.
  private enterIfPossible(session: Session, name: string, options: object, isTold: boolean): RoomJoinedDto {
    if (!session.isOpen) throw new GameError('session.closed');
    if (this.room.isOver) throw new GameError(RoomError['room.closed']);
    if (session.room !== undefined) throw new GameError(RoomError['room.already_joined']);
    return this.enter(session, name, options, isTold);
  }

  /** Lets a session in without asking the room. One whose connection was lost meanwhile comes in, and is away at once. */
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

  /** A member's turn to come in. One that leaves during its `onJoin` has its `onLeave` right after that. */
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

  /** A session's connection is lost. Nothing happens when it is in no room, or was away already. */
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
   * A session is on a new connection. The others, and the room, hear of it only where they have heard that it was away.
   * @param recovered whether it has all it missed
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

  /** A member of a room that was saved is in again, and away, as its room knew it. */
  resume(member: RoomMember, joinedParts: number): void {
    member.hasArrived = member.isToldAway = true;
    member.joinedParts = joinedParts;
    this.parts.state.show(member.session);
    this.awaitReturn(member);
  }

  /** A membership ends; the session is told `code`, if there is one. Nothing happens when it is over already. */
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
    // Else its `onJoin` is still running, and `arrive` says it afterwards.
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

  /** Does something now, or once nobody is on its way in or out any more. */
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
