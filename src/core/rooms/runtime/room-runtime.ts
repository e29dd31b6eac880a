import { Logger } from '@nestjs/common';
import type { ErrorCode } from '../../../protocol/error-codes.js';
import type { ClientMessageClass } from '../../../protocol/message.decorators.js';
import { restoreState, snapshotState } from '../../../protocol/state/state-snapshot.js';
import { broadcast } from '../../sessions/broadcast.js';
import type { SavedSession } from '../../sessions/saved-session.js';
import type { Session, SessionRoom } from '../../sessions/session.js';
import { RandomStream } from '../../simulation/random-stream.js';
import type { SimulationTimers } from '../../simulation/simulation-timers.js';
import type { SeenWindow } from '../../prediction/entity-history.js';
import type { SeenInput } from '../../prediction/rewind.js';
import type { SeenMoment } from '../../prediction/seen-moment.js';
import { MemberLifecycle, type LifecycleRoom } from './member-lifecycle.js';
import { RoomDeadlines } from './room-deadlines.js';
import { RoomHooks, type RoomParts } from './room-hooks.js';
import { RoomLoop, type LoopListener } from './room-loop.js';
import type { LeaveReason, NumberedInput, RoomMember } from '../api/room-member.js';
import type { RoomObserver } from './room-observer.js';
import { RoomResults } from './room-results.js';
import { RoomRoster } from './room-roster.js';
import type { RoomMetadata, RoomSettings } from '../api/room-settings.js';
import type { RoomServices } from './room-services.js';
import { RoomState } from './room-state.js';
import type { LoadedRoomType } from './room-types.js';
import { RoomChanged, RoomEnded } from '../api/room.events.js';
import type { Room } from '../api/room.js';
import { RoomError } from '../api/rooms.errors.js';
import { RoomChangedDto, type RoomJoinedDto } from '../api/rooms.messages.js';
import type { SavedMember, SavedRoom } from './saved-room.js';

/** How long a new room waits for its first player. */
export const FIRST_SEAT_MS = 15_000;

/**
 * Runs one room from open to dispose. The {@link RoomRoster} owns its members, the {@link RoomLoop} its queue and ticks, the
 * {@link MemberLifecycle} how members join and leave. This class opens, saves and ends the room itself. It is the room's error
 * boundary: what the author's code throws ends this room at most.
 */
export class RoomRuntime implements LifecycleRoom, SessionRoom, LoopListener {
  private static readonly logger = new Logger('Rooms');

  readonly roster: RoomRoster;
  readonly loop: RoomLoop;
  readonly lifecycle: MemberLifecycle;
  readonly state: RoomState;
  readonly openedAtMs: number;
  readonly random: RandomStream;
  readonly maxPlayers: number;
  /** The name that clients ask for. */
  readonly typeName: string;
  /** The author's instance. */
  readonly room: Room;
  /** Its public metadata, as room lists show it. */
  metadata: RoomMetadata;
  /** Whether it is closed to new players. */
  isLocked: boolean;
  /** True once it has ended. */
  isOver = false;
  /** The validated options that `onCreate` received. */
  madeWith: object = {};
  private readonly hooks: RoomHooks;
  private readonly deadlines: RoomDeadlines;
  private pendingResults: RoomResults | undefined = undefined;

  constructor(
    readonly id: string,
    readonly code: string,
    readonly type: LoadedRoomType,
    readonly parts: RoomParts,
    readonly settings: RoomSettings,
    private readonly services: RoomServices,
    saved?: SavedRoom,
  ) {
    const { groups, router, scheduler } = services;
    this.typeName = type.name;
    this.room = parts[0];
    this.maxPlayers = Math.min(settings.maxPlayers ?? Infinity, type.options.maxPlayers);
    this.metadata = saved?.metadata ?? settings.metadata ?? {};
    this.isLocked = saved?.isLocked ?? false;
    this.openedAtMs = saved?.openedAtMs ?? Date.now();
    this.random = saved === undefined ? new RandomStream(settings.seed ?? id) : RandomStream.restore(saved.random);
    this.roster = new RoomRoster(
      groups,
      { id, type, room: this, clock: scheduler.clock, onSeatGivenUp: () => this.endIfEmpty() },
      saved?.lastNumber,
    );
    const { rewindMs } = type.options;
    this.state = new RoomState(this.room, this.roster.members, { tickHz: type.rates.tickHz, rewindMs }, type.contract);
    this.loop = new RoomLoop(`${type.name} ${id}`, type, parts, this.state, this, router, scheduler);
    this.deadlines = new RoomDeadlines(scheduler.clock);
    this.hooks = new RoomHooks(parts, (error) => this.hookFailed(error));
    const { roster, hooks, loop, state, deadlines } = this;
    this.lifecycle = new MemberLifecycle(this, { type, roster, hooks, loop, state, deadlines });
    for (const part of parts) part.live = this;
  }

  /** The members in the order they joined, including those who are disconnected at the moment. */
  get members(): ReadonlyMap<Session, RoomMember> {
    return this.roster.members;
  }

  /** Seats that are taken or reserved, including those of players still being admitted. */
  get takenSeats(): number {
    return this.roster.takenSeats;
  }

  /** The member that is host. */
  get hostSession(): Session | undefined {
    return this.roster.host?.session;
  }

  /** The number of the current tick, or of the last one. */
  get tickNumber(): number {
    return this.loop.tickNumber;
  }

  /** Ticks per second. */
  get tickHz(): number {
    return this.loop.tickHz;
  }

  /** The class of its members' inputs. */
  get inputClass(): ClientMessageClass<NumberedInput> | undefined {
    return this.type.options.input;
  }

  /** For the sessions: whether they survive a restart of the server. */
  get outlivesRestart(): boolean {
    return this.type.isSaved && !this.isOver;
  }

  /** The room's timers. */
  get timers(): SimulationTimers {
    return this.loop.timers;
  }

  /** The asynchronous calls it is waiting for. Created on first use: most rooms never need it. */
  get results(): RoomResults {
    this.pendingResults ??= new RoomResults({
      name: this.loop.name,
      maxPending: this.type.options.maxWaiting,
      isLive: () => this.observer?.bringsResults !== true,
      deliver: (call, outcome, result) => {
        this.observer?.resulted?.(call, outcome);
        this.loop.deliver(result);
      },
    });
    return this.pendingResults;
  }

  /** Who observes what changes the room, see {@link RoomLoop.observe}. */
  get observer(): RoomObserver | undefined {
    return this.loop.observer;
  }

  // --- Opening and saving

  /** Opens the room. @throws what `onCreate` throws; the room is not open then */
  open(options: object): void {
    this.madeWith = options;
    this.hooks.create(options);
    this.begin();
  }

  /**
   * Continues from saved data. All members are disconnected, as the hooks were told before the save.
   * @param areHere except these, whose connections follow from another node
   * @throws what a `restore` throws; Error when the class of its state has another layout now
   */
  restore(saved: SavedRoom, sessions: readonly Session[], areHere?: ReadonlySet<Session>): void {
    const { state } = this.room;
    if (saved.state !== undefined && state !== undefined) restoreState(state, Buffer.from(saved.state, 'base64'));
    this.madeWith = saved.options;
    this.roster.reservations.restore(saved.reservations);
    for (const [index, session] of sessions.entries()) {
      const member = saved.members[index];
      if (member !== undefined) this.roster.restore(session, member);
    }
    this.begin();
    this.loop.restore(saved.loop);
    // What was true after the last tick is what is asked for in the next.
    this.state.rewind?.capture(this.tickNumber);
    this.hooks.restore(saved);
    this.observer?.begun?.();
    const parts = this.parts.length;
    for (const member of this.members.values()) this.lifecycle.resume(member, parts, areHere?.has(member.session));
  }

  /**
   * The room as plain data, between two ticks. Members that have not arrived yet are left out, and so is whatever waits for
   * the next tick.
   * @throws what a `save` throws
   */
  save(saveSession: (session: Session) => SavedSession): SavedRoom {
    const { id, code, typeName, madeWith, settings, metadata, isLocked, openedAtMs, hostSession } = this;
    const members: SavedMember[] = [];
    for (const { session, number, name, inputs, owner, hasArrived } of this.members.values()) {
      if (!hasArrived) continue;
      const isHost = session === hostSession;
      const member = { session: saveSession(session), number, name, isHost, owner };
      members.push(inputs === undefined ? member : { ...member, inputs: inputs.save() });
    }
    const { state } = this.room;
    return {
      ...{ id, code, typeName, options: madeWith, settings, metadata, isLocked, openedAtMs, members },
      lastNumber: this.roster.lastNumber,
      random: this.random.save(),
      loop: this.loop.save(),
      reservations: this.roster.reservations.save(),
      parts: this.parts.map((part) => ({ className: part.constructor.name, saved: part.save?.() })),
      ...(state && { state: Buffer.from(snapshotState(state)).toString('base64') }),
    };
  }

  private begin(): void {
    const { maxLifetimeMs } = this.type.options;
    this.state.open();
    this.loop.begin();
    this.observer?.begun?.();
    if (maxLifetimeMs === undefined) return;
    this.deadlines.setLifetime(this.openedAtMs + maxLifetimeMs - Date.now(), () => this.dispose('room.expired'));
  }

  // --- Members

  /** See {@link MemberLifecycle.admit}. */
  admit(session: Session, name: string, options: object, isTold = false): RoomJoinedDto | Promise<RoomJoinedDto> {
    const joined = this.lifecycle.admit(session, name, options, isTold);
    return joined instanceof Promise ? this.admitted(session, joined) : joined;
  }

  // The refused player may have been the only one the room was waiting for.
  private async admitted(session: Session, joined: Promise<RoomJoinedDto>): Promise<RoomJoinedDto> {
    try {
      return await joined;
    } catch (error) {
      if (session.isOpen && this.roster.isUntouched) this.expectSomebody();
      else this.endIfEmpty();
      throw error;
    }
  }

  /** See {@link MemberLifecycle.arrive}. For the loop. */
  arrive(member: RoomMember, options: object): void {
    this.lifecycle.arrive(member, options);
  }

  /** For the gateway: queues a message. */
  receive(session: Session, type: number, ref: number, message: object): boolean {
    const member = this.roster.of(session);
    if (member === undefined) return false;
    const window = type === this.type.inputType ? this.state.rewind?.note(session, message) : undefined;
    this.loop.observer?.received?.(member, type, message, window, ref);
    return this.loop.receive(member, type, ref, message);
  }

  /** See {@link RoomPart.seenBy}. @throws Error, one sentence, for a room without rewind */
  seenBy(session: Session | undefined, input: SeenInput): SeenMoment {
    const { rewind } = this.state;
    if (rewind === undefined) {
      throw new Error(`No set of the state of ${this.typeName} has a rewind: give entitiesOf() one, with a radius.`);
    }
    return rewind.seenBy(session, input);
  }

  /** For replays: what the player saw who made this input, which is about to arrive. */
  bringSeen(input: object, window: SeenWindow): void {
    this.state.rewind?.bring(input, window);
  }

  /** Removes a member for good and sends it `code`, if given. Does nothing for a session that is not a member. */
  remove(session: Session, reason: LeaveReason, code?: ErrorCode): void {
    const member = this.roster.of(session);
    if (member !== undefined) this.lifecycle.remove(member, reason, code);
  }

  /** See {@link Room.setHost}. */
  setHost(session: Session): void {
    const member = this.roster.of(session);
    if (member === undefined || this.roster.host === member) return;
    this.observer?.hostSet?.(session);
    this.lifecycle.setHost(member);
  }

  // --- Messages, state, metadata

  /** Sends `message` to all members, or all but one. */
  broadcast(message: object, except?: Session): void {
    broadcast(this.members.keys(), message, except);
  }

  /** Re-evaluates a member's view; the next patch brings everything the view shows. */
  showState(session: Session): void {
    this.state.show(session);
  }

  /** See {@link Room.whenDone}. */
  whenDone<T>(work: () => PromiseLike<T> | T, onValue: (value: T) => void, onError?: (error: unknown) => void): void {
    if (!this.isOver) this.results.await(work, onValue, onError);
  }

  /** See {@link Room.lock}. */
  setLocked(isLocked: boolean): void {
    if (this.isLocked === isLocked) return;
    this.observer?.lockSet?.(isLocked);
    this.isLocked = isLocked;
    this.tellChange();
  }

  /** See {@link Room.setMetadata}. */
  setMetadata(changes: RoomMetadata): void {
    this.observer?.metadataSet?.(changes);
    this.metadata = { ...this.metadata, ...changes };
    this.tellChange();
  }

  private tellChange(): void {
    this.broadcast(new RoomChangedDto(this.isLocked, this.metadata));
    this.tellListed();
  }

  /** For the lifecycle: what room lists show has changed. */
  tellListed(): void {
    this.services.events.emit(new RoomChanged(this));
  }

  /** For the lifecycle: a member has left. */
  memberLeft(): void {
    this.tellListed();
    this.endIfEmpty();
  }

  // --- Ending

  /** Ends the room; members are sent `code`. Called within an `onJoin` or `onLeave`, `onDispose` runs after that hook. */
  dispose(code: ErrorCode): void {
    if (this.isOver) return;
    this.isOver = true;
    this.stop();
    for (const member of [...this.members.values()]) this.lifecycle.remove(member, 'closed', code);
    this.lifecycle.whenSettled(() => {
      this.roster.close();
      this.hooks.dispose();
      this.observer?.ended?.(code);
      this.services.events.emit(new RoomEnded(this, code));
    });
  }

  /** Drops the live room: it goes on at another node, and so do its members. */
  moveAway(): void {
    this.observer?.moved?.();
    this.detach();
    this.roster.close();
    this.services.events.emit(new RoomEnded(this, RoomError['room.moved']));
  }

  /** Drops the live room silently, at a shutdown that saved it. */
  detach(): void {
    this.isOver = true;
    this.stop();
    this.roster.detach();
  }

  private stop(): void {
    this.loop.stop();
    this.pendingResults?.clear();
    this.state.close();
    this.roster.reservations.clear();
    this.deadlines.clear();
  }

  /** Ends the room, or starts its empty deadline, if it has no members and no reserved seats. */
  endIfEmpty(): void {
    const { emptyTtlMs } = this.type.options;
    if (this.isOver || this.takenSeats > 0 || emptyTtlMs === Infinity) return;
    if (emptyTtlMs === 0) this.dispose('room.closed');
    else this.expectSomebody(emptyTtlMs);
  }

  /** Ends the room if it is still empty after `withinMs`. */
  expectSomebody(withinMs = FIRST_SEAT_MS): void {
    if (this.type.options.emptyTtlMs === Infinity) return;
    this.deadlines.setEmpty(withinMs, () => {
      if (this.takenSeats === 0) this.dispose('room.closed');
    });
  }

  /** Ends the room because of an error. */
  fail(error: unknown): void {
    RoomRuntime.logger.error({ err: error, roomId: this.id, roomType: this.type.name }, 'A room failed and is closed.');
    this.dispose('room.failed');
  }

  // A hook that throws between ticks ends the room, as one that throws within a tick does.
  private hookFailed(error: unknown): void {
    if (this.isOver) RoomRuntime.logger.error({ err: error, roomId: this.id }, 'A hook of an ended room failed.');
    else this.fail(error);
  }
}
