import { Logger } from '@nestjs/common';
import { textOf, type ErrorCode } from '../../protocol/error-codes.js';
import { GameError } from '../../protocol/game-error.js';
import type { EventBus } from '../events/event-bus.js';
import type { MessageRouter } from '../gateway/message-router.js';
import { broadcast } from '../sessions/broadcast.js';
import type { SessionGroup } from '../sessions/session-group.js';
import type { SessionGroups } from '../sessions/session-groups.js';
import type { Session, SessionSink } from '../sessions/session.js';
import { InputInbox } from '../simulation/input-inbox.js';
import { RandomStream } from '../simulation/random-stream.js';
import type { SimulationTimers } from '../simulation/simulation-timers.js';
import type { Tick } from '../simulation/tick.js';
import type { TickScheduler } from '../simulation/tick-scheduler.js';
import { StateSync } from '../sync/state-sync.js';
import type { LeaveReason, LiveRoom } from './live-room.js';
import { MemberNumbers } from './member-numbers.js';
import { RoomLoop, type LoopOwner } from './room-loop.js';
import { RoomMember } from './room-member.js';
import type { RoomPart } from './room-part.js';
import { RoomSeats } from './room-seats.js';
import type { RoomMetadata, RoomSettings } from './room-settings.js';
import type { RoomTap } from './room-tap.js';
import type { LoadedRoomType, RoomParts } from './room-types.js';
import { RoomChanged, RoomEnded } from './room.events.js';
import type { Room } from './room.js';
import {
  RoomChangedDto,
  RoomHostChangedDto,
  RoomJoinedDto,
  RoomLeftDto,
  RoomMemberAwayDto,
  RoomMemberBackDto,
  RoomMemberJoinedDto,
  RoomMemberLeftDto,
} from './rooms.messages.js';

/** What a live room needs of the server. */
export interface RoomSurroundings {
  readonly groups: SessionGroups;
  readonly router: MessageRouter;
  readonly scheduler: TickScheduler;
  readonly events: EventBus;
}

/** What runs one room: who is in it, what they are told, and the border that no error of the room crosses. */
export class RoomKeeper implements LiveRoom, SessionSink, LoopOwner {
  private static readonly logger = new Logger('Rooms');

  readonly members = new Map<Session, RoomMember>();
  readonly seats = new RoomSeats(() => this.endIfEmpty());
  readonly openedAtMs = Date.now();
  readonly random: RandomStream;
  readonly maxPlayers: number;
  readonly loop: RoomLoop;
  /** Hears what changes the room. */
  tap: RoomTap | undefined = undefined;
  private readonly group: SessionGroup;
  private readonly ackOf = (session: Session): number => this.members.get(session)?.inputs?.ackSeq ?? 0;
  private sync: StateSync<object> | undefined = undefined;
  /** Plugins first, then the room. */
  private readonly askedInOrder: readonly RoomPart[];
  private readonly dropTimers = new Map<Session, NodeJS.Timeout>();
  private lifetime: NodeJS.Timeout | undefined = undefined;
  private emptyTimer: NodeJS.Timeout | undefined = undefined;
  private readonly numbers = new MemberNumbers();
  private entering = 0;
  private facts: RoomMetadata;
  private isLockedNow = false;
  private hasEnded = false;

  constructor(
    readonly id: string,
    readonly code: string,
    readonly type: LoadedRoomType,
    readonly parts: RoomParts,
    readonly settings: RoomSettings,
    private readonly surroundings: RoomSurroundings,
  ) {
    const { groups, router, scheduler } = surroundings;
    this.maxPlayers = Math.min(settings.maxPlayers ?? Infinity, type.options.maxPlayers);
    this.facts = settings.metadata ?? {};
    this.random = new RandomStream(settings.seed ?? id);
    this.group = groups.open('room', id, type.name);
    this.loop = new RoomLoop(`${type.name} ${id}`, type, parts, this, router, scheduler);
    this.askedInOrder = [...parts.slice(1), parts[0]];
    for (const part of parts) part.live = this;
  }

  /** What clients ask for. */
  get typeName(): string {
    return this.type.name;
  }

  /** The author's own object. */
  get room(): Room {
    return this.parts[0];
  }

  /** What it says of itself in lists. */
  get metadata(): RoomMetadata {
    return this.facts;
  }

  /** Whether it takes nobody any more. */
  get isLocked(): boolean {
    return this.isLockedNow;
  }

  /** True once it is over. */
  get isOver(): boolean {
    return this.hasEnded;
  }

  /** Seats that are taken, reserved, or about to be taken. */
  get takenSeats(): number {
    return this.members.size + this.seats.size + this.entering;
  }

  /** The member that is host. */
  get hostSession(): Session | undefined {
    return this.group.leader;
  }

  /** The room's timers. */
  get timers(): SimulationTimers {
    return this.loop.timers;
  }

  /** Begins. @throws what an `onCreate` throws; the room has not begun then */
  open(options: object): void {
    for (const part of this.askedInOrder) part.onCreate?.(options);
    this.begin();
  }

  /** Begins to tick and to age. */
  begin(): void {
    const { maxLifetimeMs } = this.type.options;
    const { state } = this.room;
    if (state !== undefined) this.sync = new StateSync(state);
    this.loop.begin(state !== undefined);
    this.tap?.begun?.();
    if (maxLifetimeMs === undefined) return;
    this.lifetime = setTimeout(() => this.dispose('room.expired'), maxLifetimeMs);
    this.lifetime.unref();
  }

  /**
   * Asks the room whether a session may come in, and lets it in. Whether there is a seat is the caller's to check.
   * @throws GameError when the room refuses
   */
  admit(session: Session, name: string, options: object): RoomJoinedDto | Promise<RoomJoinedDto> {
    const waits: Promise<void>[] = [];
    for (const part of this.askedInOrder) {
      const wait = part.onAuth?.(session, options);
      if (wait !== undefined) waits.push(wait);
    }
    return waits.length === 0 ? this.enter(session, name, options) : this.enterLater(waits, session, name, options);
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
      for (const part of this.askedInOrder) part.onJoin?.(session, options);
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
    this.sync?.patch(tick, Date.now(), this.ackOf);
  }

  /** Shows a member the state as its view wants it now; the next patch brings everything that the view shows. */
  showState(session: Session): void {
    if (this.members.has(session)) this.sync?.attach(session, this.room.viewOf?.(session));
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
    if (!this.hasEnded) this.tap?.removed?.(member, reason);
    this.members.delete(session);
    session.sink = undefined;
    this.sync?.detach(session);
    clearTimeout(this.dropTimers.get(session));
    this.dropTimers.delete(session);
    groups.leave(this.group, session);
    if (code !== undefined) session.send(new RoomLeftDto(this.id, code, textOf(code)));
    if (!this.hasEnded) {
      this.broadcast(new RoomMemberLeftDto(session.id));
      if (this.group.leader === undefined) this.chooseHost();
    }
    if (member.hasArrived) this.guard(() => this.tell((part) => part.onLeave?.(session, reason)));
    if (this.hasEnded) return;
    events.emit(new RoomChanged(this));
    this.endIfEmpty();
  }

  /** A member's connection is lost. */
  drop(session: Session): void {
    const member = this.members.get(session);
    if (member === undefined) return;
    const { seatHoldMs } = this.type.options;
    this.tap?.dropped?.(member);
    member.isConnected = false;
    this.broadcast(new RoomMemberAwayDto(session.id), session);
    if (member.hasArrived) this.guard(() => this.tell((part) => part.onDrop?.(session)));
    if (seatHoldMs === undefined || this.hasEnded) return;
    const timer = setTimeout(() => this.remove(session, 'lost', 'room.not_joined'), seatHoldMs);
    this.dropTimers.set(session, timer.unref());
  }

  /** A member whose connection was lost is back. */
  comeBack(session: Session): void {
    const member = this.members.get(session);
    if (member === undefined) return;
    this.tap?.returned?.(member);
    member.isConnected = true;
    this.sync?.resumed(session);
    clearTimeout(this.dropTimers.get(session));
    this.dropTimers.delete(session);
    this.broadcast(new RoomMemberBackDto(session.id), session);
    if (member.hasArrived) this.guard(() => this.tell((part) => part.onReconnect?.(session)));
  }

  /** Tells everybody, perhaps but one. */
  broadcast(message: object, except?: Session): void {
    broadcast(this.members.keys(), message, except);
  }

  /** See {@link Room.lock}. */
  setLocked(isLocked: boolean): void {
    if (this.isLockedNow === isLocked) return;
    this.tap?.lockSet?.(isLocked);
    this.isLockedNow = isLocked;
    this.tellChange();
  }

  /** See {@link Room.setMetadata}. */
  setMetadata(changes: RoomMetadata): void {
    this.tap?.metadataSet?.(changes);
    this.facts = { ...this.facts, ...changes };
    this.tellChange();
  }

  /** See {@link Room.setHost}. */
  setHost(session: Session): void {
    if (!this.members.has(session) || this.group.leader === session) return;
    this.tap?.hostSet?.(session);
    this.group.leader = session;
    this.broadcast(new RoomHostChangedDto(session.id));
    this.surroundings.events.emit(new RoomChanged(this));
  }

  /** Ends the room; its members are told the code. */
  dispose(code: ErrorCode): void {
    if (this.hasEnded) return;
    const { groups, events } = this.surroundings;
    this.hasEnded = true;
    this.loop.stop();
    this.sync?.close();
    this.seats.clear();
    clearTimeout(this.lifetime);
    clearTimeout(this.emptyTimer);
    for (const session of [...this.members.keys()]) this.remove(session, 'closed', code);
    groups.close(this.group);
    this.guard(() => this.tell((part) => part.onDispose?.()));
    this.tap?.ended?.(code);
    events.emit(new RoomEnded(this, code));
  }

  /** Ends the room once nobody is in it and nobody is expected. */
  endIfEmpty(): void {
    const { emptyTtlMs } = this.type.options;
    if (this.hasEnded || this.takenSeats > 0 || emptyTtlMs === Infinity) return;
    if (emptyTtlMs === 0) this.dispose('room.closed');
    else this.expectSomebody(emptyTtlMs);
  }

  /** Ends the room if nobody is in it, or expected, after so long. */
  expectSomebody(withinMs: number): void {
    clearTimeout(this.emptyTimer);
    if (this.type.options.emptyTtlMs === Infinity) return;
    this.emptyTimer = setTimeout(() => {
      if (this.takenSeats === 0) this.dispose('room.closed');
    }, withinMs).unref();
  }

  private async enterLater(
    waits: readonly Promise<void>[],
    session: Session,
    name: string,
    options: object,
  ): Promise<RoomJoinedDto> {
    this.entering += 1;
    try {
      await Promise.all(waits);
    } finally {
      this.entering -= 1;
      if (!session.isOpen) this.endIfEmpty();
    }
    if (!session.isOpen) throw new GameError('session.closed');
    if (this.hasEnded) throw new GameError('room.closed');
    if (session.sink !== undefined) throw new GameError('room.already_joined');
    return this.enter(session, name, options);
  }

  /** Lets a session in without asking the room. */
  enter(session: Session, name: string, options: object): RoomJoinedDto {
    const { groups, events } = this.surroundings;
    const inUse = new Set([...this.members.values()].map(({ number }) => number));
    const member = new RoomMember(session, this.numbers.next(inUse), name, this.newInputs());
    this.broadcast(new RoomMemberJoinedDto(member.toDto()));
    this.members.set(session, member);
    this.tap?.entered?.(member, options);
    session.sink = this;
    groups.join(this.group, session);
    this.group.leader ??= session;
    this.loop.expect(session, options);
    events.emit(new RoomChanged(this));
    return this.describeTo(member);
  }

  /** What a member learns when it comes in. */
  private describeTo(member: RoomMember): RoomJoinedDto {
    const { id, code, type, maxPlayers, isLocked, metadata } = this;
    const { tickHz, patchHz } = type.options;
    return new RoomJoinedDto({
      ...{ roomId: id, roomType: type.name, code, maxPlayers, isLocked, metadata, tickHz, patchHz },
      member: member.toDto(),
      members: [...this.members.values()].map((each) => each.toDto()),
      hostId: this.group.leader?.id ?? '',
    });
  }

  private newInputs(): RoomMember['inputs'] {
    const { inputType, options } = this.type;
    return inputType < 0 ? undefined : new InputInbox({ capacity: options.maxInputs });
  }

  private chooseHost(): void {
    const connected = [...this.members.values()].find(({ isConnected }) => isConnected);
    const next = connected?.session ?? this.members.keys().next().value;
    if (next === undefined) return;
    this.group.leader = next;
    this.broadcast(new RoomHostChangedDto(next.id));
  }

  private tellChange(): void {
    this.broadcast(new RoomChangedDto(this.isLockedNow, this.facts));
    this.surroundings.events.emit(new RoomChanged(this));
  }

  private tell(hook: (part: RoomPart) => void): void {
    for (const part of this.askedInOrder) hook(part);
  }

  // What throws between two ticks ends the room as what throws in one.
  private guard(hooks: () => void): void {
    try {
      hooks();
    } catch (error) {
      if (this.hasEnded) RoomKeeper.logger.error({ err: error, roomId: this.id }, 'A hook of an ended room failed.');
      else this.fail(error);
    }
  }
}
