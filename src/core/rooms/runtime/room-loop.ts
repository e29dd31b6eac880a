import type { ErrorCode } from '../../../protocol/error-codes.js';
import type { MessageRouter } from '../../gateway/message-router.js';
import { SimulationTimers } from '../../simulation/simulation-timers.js';
import type { ScheduledJob, Tick, TickJob } from '../../simulation/tick-job.js';
import type { TickScheduler } from '../../simulation/tick-scheduler.js';
import type { NumberedInput, RoomMember } from '../api/room-member.js';
import type { RoomPart } from '../api/room.js';
import { isPromiseLike, lateAnswer, refusePromise, type RoomParts } from './room-hooks.js';
import type { RoomObserver } from './room-observer.js';
import type { RoomResult } from './room-results.js';
import type { RoomState } from './room-state.js';
import type { LoadedRoomType } from './room-types.js';
import type { SavedLoop } from './saved-room.js';

/** The type of an entry that says: this member has come in. */
const ARRIVAL = -1;
/** The type of an entry that brings what the room has waited for; see {@link RoomPart.whenDone}. */
const RESULT = -2;

/** Something of a member that waits for the next tick; it goes with this membership. */
interface MemberEntry {
  readonly member: RoomMember;
  /** The message's wire type, or {@link ARRIVAL}. */
  readonly type: number;
  readonly ref: number;
  /** The checked message, or the options of the one who has come in. */
  readonly message: object;
}

/** Something that the room itself has waited for. */
interface ResultEntry {
  readonly member: undefined;
  readonly type: typeof RESULT;
  readonly ref: 0;
  readonly message: RoomResult;
}

/** Something that waits for the next tick. */
type RoomEntry = MemberEntry | ResultEntry;

/** What waits for a room's next tick, in the order it came. It is gone through in batches: what comes meanwhile waits for the next one. */
class RoomInbox {
  private waiting: RoomEntry[] = [];
  private batch: RoomEntry[] = [];
  private next = 0;

  /** How many wait for the next batch. */
  get size(): number {
    return this.waiting.length;
  }

  /** Adds one at the end. */
  push(entry: RoomEntry): void {
    this.waiting.push(entry);
  }

  /** Makes a batch of all that waits, for {@link shift}; the one before must have ended. */
  beginBatch(): void {
    const { batch } = this;
    this.batch = this.waiting;
    this.waiting = batch;
    this.next = 0;
  }

  /** Lets go of the batch and of what is left of it. */
  endBatch(): void {
    this.batch.length = 0;
  }

  /** The next entry of the batch; undefined when it is finished. */
  shift(): RoomEntry | undefined {
    return this.batch[this.next++];
  }

  /** Takes out all that waits, of one member or of everybody. */
  withdraw(member?: RoomMember): RoomEntry[] {
    const withdrawn: RoomEntry[] = [];
    const isLeft = (entry: RoomEntry): boolean => {
      if (member !== undefined && entry.member !== member) return true;
      withdrawn.push(entry);
      return false;
    };
    this.batch = this.batch.slice(this.next).filter(isLeft);
    this.next = 0;
    this.waiting = this.waiting.filter(isLeft);
    return withdrawn;
  }
}

/** Ticks per second of a room without `update` that has timers or a state. */
const IDLE_HZ = 20;

/** What a loop brings to the room that it belongs to. */
export interface LoopListener {
  /** A member's turn to come in. */
  arrive(member: RoomMember, options: object): void;
  /** Something threw that must not: the room cannot go on. */
  fail(error: unknown): void;
}

/** What makes a room go: takes its messages, and at each tick handles them, runs its timers and calls its `update`. */
export class RoomLoop implements TickJob {
  readonly tickHz: number;
  readonly patchHz: number;
  /** Hears what happens in the room. */
  observer: RoomObserver | undefined = undefined;
  private readonly inbox = new RoomInbox();
  private readonly updaters: RoomPart[];
  private job: ScheduledJob | undefined = undefined;
  private timersOfRoom: SimulationTimers | undefined = undefined;
  private lastTick = 0;
  private isDraining = false;
  private isPaused = false;
  private isStopped = false;

  constructor(
    readonly name: string,
    private readonly type: LoadedRoomType,
    private readonly parts: RoomParts,
    private readonly state: RoomState,
    private readonly listener: LoopListener,
    private readonly router: MessageRouter,
    private readonly scheduler: TickScheduler,
  ) {
    const { tickHz, patchHz } = type.options;
    this.tickHz = tickHz === 0 ? IDLE_HZ : tickHz;
    this.patchHz = Math.min(patchHz, this.tickHz);
    // Plugins come first.
    this.updaters = [...parts.slice(1), parts[0]].filter((part) => part.update !== undefined);
  }

  /** The number of the last tick; 0 before the first. */
  get tickNumber(): number {
    return this.job?.tickNumber ?? this.lastTick;
  }

  /** The room's timers; a room without ticks begins to tick for them. */
  get timers(): SimulationTimers {
    this.timersOfRoom ??= new SimulationTimers();
    this.start();
    return this.timersOfRoom;
  }

  /** Begins to tick, where there is a reason to. */
  begin(): void {
    if (this.state.exists || this.type.options.tickHz > 0) this.start();
  }

  /** Ticks no more for now; what comes waits. */
  pause(): void {
    this.isPaused = true;
    this.lastTick = this.tickNumber;
    this.job?.stop();
    this.job = undefined;
  }

  /** How far it is. What waits for the next tick is left out. */
  save(): SavedLoop {
    const { tickHz, tickNumber, timersOfRoom: timers } = this;
    if (timers === undefined) return { tickHz, tickNumber };
    return { tickHz, tickNumber, timers: { nowMs: timers.nowMs, waiting: timers.save() } };
  }

  /** Goes on after the last tick that was saved, at the same time where the type ticks at another rate now. */
  restore({ tickHz, tickNumber, timers }: SavedLoop): void {
    if (timers !== undefined) this.timers.restore(timers.waiting, timers.nowMs);
    if (tickNumber > 0) this.start();
    this.job?.resumeAt(tickHz === this.tickHz ? tickNumber : Math.ceil((tickNumber * this.tickHz) / tickHz));
  }

  /** Never ticks again; what waits is refused. */
  stop(): void {
    this.isStopped = true;
    this.job?.stop();
    this.timersOfRoom?.clearAll();
    this.refuse(this.inbox.withdraw(), 'room.closed');
  }

  /** A member is gone: what waits of it is refused, and it does not come in any more. */
  withdraw(member: RoomMember): void {
    if (member.waiting > 0 || !member.hasArrived) this.refuse(this.inbox.withdraw(member), 'room.not_joined');
  }

  /** Takes a member's message; false when the room has no handler for it. */
  receive(member: RoomMember, type: number, ref: number, message: object): boolean {
    const { options, inputType, handlers } = this.type;
    member.messages += 1;
    if (type === inputType) {
      member.inputs?.push(message as NumberedInput);
      this.router.complete(member.session, type, ref, undefined);
      return true;
    }
    if (!handlers.has(type)) return false;
    const { session } = member;
    if (options.tickHz === 0 && this.inbox.size === 0 && !this.isDraining) this.handle(member, type, ref, message);
    else if (member.waiting >= options.maxWaitingOfPlayer) this.router.refuse(session, ref, 'room.too_many_messages');
    else if (this.inbox.size >= options.maxWaiting) this.router.refuse(session, ref, 'room.busy');
    else {
      member.waiting += 1;
      this.inbox.push({ member, type, ref, message });
    }
    return true;
  }

  /** Lets a member come in before anything it says: at the next tick, or once the answer to its request is on its way. */
  expect(member: RoomMember, options: object): void {
    this.push({ member, type: ARRIVAL, ref: 0, message: options });
  }

  /** Calls the room back with what it has waited for, in its turn. */
  deliver(result: RoomResult): void {
    if (!this.isStopped) this.push({ member: undefined, type: RESULT, ref: 0, message: result });
  }

  /** Handles what waits, as the next tick would. */
  settle(): void {
    this.observer?.settled?.();
    try {
      this.drain();
    } catch (error) {
      this.listener.fail(error);
    }
  }

  /** For the scheduler: one tick. */
  step(tick: Tick): void {
    this.drain();
    this.timersOfRoom?.advanceTo(tick.timeMs);
    for (const part of this.updaters) {
      if (this.isStopped) return;
      refusePromise(part, 'update', part.update?.(tick));
    }
    if (!this.isStopped) this.observer?.stepped?.(tick);
  }

  /** For the scheduler: sends what has changed. */
  patch(tick: Tick): void {
    this.state.patch(tick);
  }

  /** For the scheduler: a tick has thrown. */
  failed(error: unknown): void {
    this.listener.fail(error);
  }

  private start(): void {
    if (this.job === undefined && !this.isStopped && !this.isPaused) this.job = this.scheduler.add(this);
  }

  // A room without ticks takes what waits once whoever pushed it is done.
  private push(entry: RoomEntry): void {
    this.inbox.push(entry);
    if (this.type.options.tickHz === 0) setImmediate(() => this.settle());
  }

  private drain(): void {
    const { inbox } = this;
    if (inbox.size === 0 || this.isDraining) return;
    this.isDraining = true;
    inbox.beginBatch();
    try {
      for (let entry = inbox.shift(); entry !== undefined; entry = inbox.shift()) this.handleEntry(entry);
    } finally {
      inbox.endBatch();
      this.isDraining = false;
    }
    // What came for a room without ticks while it was at work.
    if (this.type.options.tickHz === 0 && inbox.size > 0) setImmediate(() => this.settle());
  }

  private handleEntry(entry: RoomEntry): void {
    if (entry.member === undefined) {
      entry.message.run();
      return;
    }
    const { member, type, ref, message } = entry;
    if (type === ARRIVAL) this.listener.arrive(member, message);
    else {
      member.waiting -= 1;
      this.handle(member, type, ref, message);
    }
  }

  // A handler that throws is answered; the room goes on.
  private handle({ session }: RoomMember, type: number, ref: number, message: object): void {
    const handler = this.type.handlers.get(type);
    const part = handler && this.parts[handler.part];
    if (part === undefined) return;
    try {
      const result = handler?.method.call(part, session, message);
      if (isPromiseLike(result)) throw lateAnswer(`A handler of ${this.name}`, result);
      this.router.complete(session, type, ref, result);
    } catch (error) {
      this.router.reject(session, type, ref, error);
    }
  }

  private refuse(entries: readonly RoomEntry[], code: ErrorCode): void {
    for (const { member, type, ref } of entries) {
      if (member !== undefined && type !== ARRIVAL) this.router.refuse(member.session, ref, code);
    }
  }
}
