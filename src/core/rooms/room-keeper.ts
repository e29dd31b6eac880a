import { Logger } from '@nestjs/common';
import { textOf, type ErrorCode } from '../../protocol/error-codes.js';
import { GameError } from '../../protocol/game-error.js';
import { broadcast } from '../sessions/broadcast.js';
import type { SessionGroup } from '../sessions/session-group.js';
import type { Session, SessionSink } from '../sessions/session.js';
import { RandomStream } from '../simulation/random-stream.js';
import type { SimulationTimers } from '../simulation/simulation-timers.js';
import type { Tick } from '../simulation/tick.js';
import type { LeaveReason, LiveRoom } from './live-room.js';
import { MemberNumbers } from './member-numbers.js';
import { RoomDeadlines } from './room-deadlines.js';
import { describeRoom } from './room-description.js';
import { RoomHooks } from './room-hooks.js';
import { RoomLoop, type LoopOwner } from './room-loop.js';
import { inputsOf, RoomMember } from './room-member.js';
import { RoomSeats } from './room-seats.js';
import type { RoomMetadata, RoomSettings } from './room-settings.js';
import { RoomState } from './room-state.js';
import type { RoomSurroundings } from './room-surroundings.js';
import type { RoomTap } from './room-tap.js';
import type { LoadedRoomType, RoomParts } from './room-types.js';
import { RoomChanged, RoomEnded } from './room.events.js';
import type { Room } from './room.js';
import type { SavedMember, SavedRoom } from './saved-room.js';
import {
  RoomChangedDto,
  RoomHostChangedDto,
  type RoomJoinedDto,
  RoomLeftDto,
  RoomMemberAwayDto,
  RoomMemberBackDto,
  RoomMemberJoinedDto,
  RoomMemberLeftDto,
} from './rooms.messages.js';

/** What runs one room: who is in it, what they are told, and the border that no error of the room crosses. */
export class RoomKeeper implements LiveRoom, SessionSink, LoopOwner {
  private static readonly logger = new Logger('Rooms');

  readonly members = new Map<Session, RoomMember>();
  readonly seats = new RoomSeats(() => this.endIfEmpty());
  readonly openedAtMs: number;
  readonly random: RandomStream;
  readonly maxPlayers: number;
  readonly loop: RoomLoop;
  readonly numbers: MemberNumbers;
  /** What clients ask for. */
  readonly typeName: string;
  /** The author's own object. */
  readonly room: Room;
  /** What it says of itself in lists. */
  metadata: RoomMetadata;
  /** Whether it takes nobody any more. */
  isLocked: boolean;
  /** True once it is over. */
  isOver = false;
  /** Hears what changes the room. */
  tap: RoomTap | undefined = undefined;
  /** What its `onCreate` got. */
  madeWith: object = {};
  private readonly group: SessionGroup;
  private readonly state: RoomState;
  private readonly hooks: RoomHooks;
  private readonly deadlines = new RoomDeadlines();
  private entering = 0;

  constructor(
    readonly id: string,
    readonly code: string,
    readonly type: LoadedRoomType,
    readonly parts: RoomParts,
    readonly settings: RoomSettings,
    private readonly surroundings: RoomSurroundings,
    saved?: SavedRoom,
  ) {
    const { groups, router, scheduler } = surroundings;
    this.typeName = type.name;
    this.room = parts[0];
    this.maxPlayers = Math.min(settings.maxPlayers ?? Infinity, type.options.maxPlayers);
    this.metadata = saved?.metadata ?? settings.metadata ?? {};
    this.isLocked = saved?.isLocked ?? false;
    this.openedAtMs = saved?.openedAtMs ?? Date.now();
    this.numbers = new MemberNumbers(saved?.lastNumber);
    this.random = saved === undefined ? new RandomStream(settings.seed ?? id) : RandomStream.restore(saved.random);
    this.group = groups.open('room', id, type.name);
    this.loop = new RoomLoop(`${type.name} ${id}`, type, parts, this, router, scheduler);
    this.state = new RoomState(this.room, this.members);
    this.hooks = new RoomHooks(parts, (error) => this.hookFailed(error));
    for (const part of parts) part.live = this;
  }

  /** Seats that are taken, reserved, or about to be taken. */
  get takenSeats(): number {
    return this.members.size + this.seats.size + this.entering;
  }

  /** The member that is host. */
  get hostSession(): Session | undefined {
    return this.group.leader;
  }

  /** For the sessions: whether they are kept when the server stops. */
  get outlivesRestart(): boolean {
    return this.type.isSaved && !this.isOver;
  }

  /** The room's timers. */
  get timers(): SimulationTimers {
    return this.loop.timers;
  }

  /** Begins. @throws what an `onCreate` throws; the room has not begun then */
  open(options: object): void {
    this.madeWith = options;
    this.hooks.create(options);
    this.begin();
  }

  /** Goes on where it was saved. @throws what a `restore` throws */
  goOn(saved: SavedRoom, sessions: readonly Session[]): void {
    this.madeWith = saved.options;
    this.seats.restore(saved.reservations);
    for (const [index, session] of sessions.entries()) this.reseat(session, saved.members[index]);
    this.begin();
    this.loop.restore(saved.loop);
    this.hooks.restore(saved);
    for (const member of this.members.values()) {
      member.hasArrived = true;
      this.showState(member.session);
      this.awaitReturn(member.session);
    }
  }

  /** The server stops, and what was saved of this room goes on later: forgets all without a word. */
  letGo(): void {
    this.isOver = true;
    this.stop();
    for (const session of this.members.keys()) session.sink = undefined;
  }

  /** Begins to tick and to age. */
  begin(): void {
    const { maxLifetimeMs } = this.type.options;
    this.state.open();
    this.loop.begin(this.state.exists);
    this.tap?.begun?.();
    if (maxLifetimeMs === undefined) return;
    this.deadlines.setLifetime(this.openedAtMs + maxLifetimeMs - Date.now(), () => this.dispose('room.expired'));
  }

  /**
   * Asks the room whether a session may come in, and lets it in. Whether there is a seat is the caller's to check.
   * @param isTold whether the session is told RoomJoined here; else that is the caller's answer
   * @throws GameError when the room refuses
   */
  admit(session: Session, name: string, options: object, isTold = false): RoomJoinedDto | Promise<RoomJoinedDto> {
    const waits = this.hooks.authorize(session, options);
    const enter = (): RoomJoinedDto => this.enter(session, name, options, isTold);
    return waits.length === 0 ? enter() : this.enterLater(waits, session, enter);
  }

  /** For the gateway: takes a message. */
  receive(session: Session, type: number, ref: number, message: object): boolean {
    const member = this.members.get(session);
    if (member === undefined) return false;
    this.tap?.received?.(member, type, message);
    return this.loop.receive(member, type, ref, message);
  }

  /** For the loop: a member comes in. */
  arrive(member: RoomMember, options: object): void {
    const { session } = member;
    member.hasArrived = true;
    try {
      this.hooks.join(session, options);
    } catch (error) {
      if (!(error instanceof GameError)) throw error;
      member.hasArrived = false;
      this.remove(session, 'kicked', error.code);
      return;
    }
    this.showState(session);
  }

  /** For the loop: sends the state's changes. */
  patch(tick: Tick): void {
    this.state.patch(tick);
  }

  /** Shows a member the state as its view wants it now; the next patch brings everything that the view shows. */
  showState(session: Session): void {
    this.state.show(session);
  }

  /** Ends the room because of an error. */
  fail(error: unknown): void {
    RoomKeeper.logger.error({ err: error, roomId: this.id, roomType: this.type.name }, 'A room failed and is closed.');
    this.dispose('room.failed');
  }

  /** Sends a member away for good; it is told `code`, if there is one. Nothing happens when it is not in. */
  remove(session: Session, reason: LeaveReason, code?: ErrorCode): void {
    const member = this.members.get(session);
    if (member === undefined) return;
    const { groups, events } = this.surroundings;
    if (!this.isOver) this.tap?.removed?.(member, reason);
    this.members.delete(session);
    session.sink = undefined;
    this.state.hide(session);
    this.deadlines.clearReturn(session);
    groups.leave(this.group, session);
    if (code !== undefined) session.send(new RoomLeftDto(this.id, code, textOf(code)));
    if (!this.isOver) {
      this.broadcast(new RoomMemberLeftDto(session.id));
      if (this.group.leader === undefined) this.chooseHost();
    }
    if (member.hasArrived) this.hooks.tell((part) => part.onLeave?.(session, reason));
    if (this.isOver) return;
    events.emit(new RoomChanged(this));
    this.endIfEmpty();
  }

  /** A member's connection is lost. */
  drop(session: Session): void {
    const member = this.members.get(session);
    if (member === undefined) return;
    this.tap?.dropped?.(member);
    member.isConnected = false;
    this.broadcast(new RoomMemberAwayDto(session.id), session);
    if (member.hasArrived) this.hooks.tell((part) => part.onDrop?.(session));
    this.awaitReturn(session);
  }

  /** A member whose connection was lost is back. @param isWhole whether it has all it missed */
  comeBack(session: Session, isWhole = true): void {
    const member = this.members.get(session);
    if (member === undefined) return;
    this.tap?.returned?.(member);
    member.isConnected = true;
    this.state.resume(session);
    this.deadlines.clearReturn(session);
    if (!isWhole) session.send(describeRoom(this, this.type, member));
    this.broadcast(new RoomMemberBackDto(session.id), session);
    if (member.hasArrived) this.hooks.tell((part) => part.onReconnect?.(session));
  }

  /** Tells everybody, perhaps but one. */
  broadcast(message: object, except?: Session): void {
    broadcast(this.members.keys(), message, except);
  }

  /** See {@link Room.lock}. */
  setLocked(isLocked: boolean): void {
    if (this.isLocked === isLocked) return;
    this.tap?.lockSet?.(isLocked);
    this.isLocked = isLocked;
    this.tellChange();
  }

  /** See {@link Room.setMetadata}. */
  setMetadata(changes: RoomMetadata): void {
    this.tap?.metadataSet?.(changes);
    this.metadata = { ...this.metadata, ...changes };
    this.tellChange();
  }

  /** See {@link Room.setHost}. */
  setHost(session: Session): void {
    if (!this.members.has(session) || this.group.leader === session) return;
    this.tap?.hostSet?.(session);
    this.appointHost(session);
  }

  /** Ends the room; its members are told the code. */
  dispose(code: ErrorCode): void {
    if (this.isOver) return;
    const { groups, events } = this.surroundings;
    this.isOver = true;
    this.stop();
    for (const session of [...this.members.keys()]) this.remove(session, 'closed', code);
    groups.close(this.group);
    this.hooks.tell((part) => part.onDispose?.());
    this.tap?.ended?.(code);
    events.emit(new RoomEnded(this, code));
  }

  /** Ends the room once nobody is in it and nobody is expected. */
  endIfEmpty(): void {
    const { emptyTtlMs } = this.type.options;
    if (this.isOver || this.takenSeats > 0 || emptyTtlMs === Infinity) return;
    if (emptyTtlMs === 0) this.dispose('room.closed');
    else this.expectSomebody(emptyTtlMs);
  }

  /** Ends the room if nobody is in it, or expected, after so long. */
  expectSomebody(withinMs: number): void {
    if (this.type.options.emptyTtlMs === Infinity) return;
    this.deadlines.setEmpty(withinMs, () => {
      if (this.takenSeats === 0) this.dispose('room.closed');
    });
  }

  private async enterLater(
    waits: readonly Promise<void>[],
    session: Session,
    enter: () => RoomJoinedDto,
  ): Promise<RoomJoinedDto> {
    this.entering += 1;
    try {
      await Promise.all(waits);
    } finally {
      this.entering -= 1;
      if (!session.isOpen) this.endIfEmpty();
    }
    if (!session.isOpen) throw new GameError('session.closed');
    if (this.isOver) throw new GameError('room.closed');
    if (session.sink !== undefined) throw new GameError('room.already_joined');
    return enter();
  }

  /** Lets a session in without asking the room. */
  enter(session: Session, name: string, options: object, isTold = false): RoomJoinedDto {
    const { groups, events } = this.surroundings;
    const member = new RoomMember(session, this.numbers.next(this.members.values()), name, inputsOf(this.type));
    this.broadcast(new RoomMemberJoinedDto(member.toDto()));
    this.members.set(session, member);
    this.tap?.entered?.(member, options);
    session.sink = this;
    if (name !== '') this.group.names.set(session, name);
    groups.join(this.group, session);
    this.group.leader ??= session;
    this.loop.expect(session, options);
    const joined = describeRoom(this, this.type, member);
    if (isTold) session.send(joined);
    events.emit(new RoomChanged(this));
    return joined;
  }

  private reseat(session: Session, saved: SavedMember | undefined): void {
    if (saved === undefined) return;
    const member = new RoomMember(session, saved.number, saved.name, inputsOf(this.type));
    if (saved.inputs !== undefined) member.inputs?.restore(saved.inputs);
    member.isConnected = false;
    this.members.set(session, member);
    session.sink = this;
    if (saved.name !== '') this.group.names.set(session, saved.name);
    this.surroundings.groups.join(this.group, session);
    if (saved.isHost) this.group.leader = session;
  }

  private awaitReturn(session: Session): void {
    const { seatHoldMs } = this.type.options;
    if (seatHoldMs === undefined || this.isOver) return;
    this.deadlines.setReturn(session, seatHoldMs, () => this.remove(session, 'lost', 'room.not_joined'));
  }

  private stop(): void {
    this.loop.stop();
    this.state.close();
    this.seats.clear();
    this.deadlines.clear();
  }

  private chooseHost(): void {
    const next = this.hooks.nextHost(this.members.values());
    if (next !== undefined && !this.isOver) this.appointHost(next.session);
  }

  private appointHost(session: Session): void {
    this.group.leader = session;
    this.broadcast(new RoomHostChangedDto(session.id));
    this.hooks.tell((part) => part.onHostChanged?.());
    this.surroundings.events.emit(new RoomChanged(this));
  }

  private tellChange(): void {
    this.broadcast(new RoomChangedDto(this.isLocked, this.metadata));
    this.surroundings.events.emit(new RoomChanged(this));
  }

  // What throws between two ticks ends the room as what throws in one.
  private hookFailed(error: unknown): void {
    if (this.isOver) RoomKeeper.logger.error({ err: error, roomId: this.id }, 'A hook of an ended room failed.');
    else this.fail(error);
  }
}
