import type { ErrorCode } from '../../../protocol/error-codes.js';
import type { MessageRouter } from '../../gateway/message-router.js';
import { SimulationTimers } from '../../simulation/simulation-timers.js';
import type { ScheduledJob, Tick, TickJob } from '../../simulation/tick-job.js';
import type { TickScheduler } from '../../simulation/tick-scheduler.js';
import type { NumberedInput, RoomMember } from '../api/room-member.js';
import type { RoomPart } from '../api/room.js';
import { isPromiseLike, lateAnswer, refusePromise, type RoomParts } from './room-hooks.js';
import { RoomObserverChain, type RoomObserver } from './room-observer.js';
import type { RoomResult } from './room-results.js';
import type { RoomState } from './room-state.js';
import type { LoadedRoomType } from './room-types.js';
import type { SavedLoop } from './saved-room.js';

/** Entry type: a member arrives. */
const ARRIVAL = -1;
/** Entry type: the outcome of {@link RoomPart.whenDone}. */
const RESULT = -2;

/** Something from a member that is queued for the next tick; dropped when the membership ends. */
interface MemberEntry {
  readonly member: RoomMember;
  /** The message's wire type, or {@link ARRIVAL}. */
  readonly type: number;
  readonly ref: number;
  /** The validated message, or the join options of the arriving member. */
  readonly message: object;
}

/** The outcome of something the room itself waited for. */
interface ResultEntry {
  readonly member: undefined;
  readonly type: typeof RESULT;
  readonly ref: 0;
  readonly message: RoomResult;
}

/** Something that is queued for the next tick. */
type RoomEntry = MemberEntry | ResultEntry;

/** The queue for a room's next tick, first in first out. Drained in batches: what arrives meanwhile waits for the next batch. */
class RoomInbox {
  private waiting: RoomEntry[] = [];
  private batch: RoomEntry[] = [];
  private next = 0;

  /** How many entries wait for the next batch. */
  get size(): number {
    return this.waiting.length;
  }

  /** Appends an entry. */
  push(entry: RoomEntry): void {
    this.waiting.push(entry);
  }

  /** Starts a batch of everything that is queued, for {@link shift}. The previous batch must have ended. */
  beginBatch(): void {
    const { batch } = this;
    this.batch = this.waiting;
    this.waiting = batch;
    this.next = 0;
  }

  /** Ends the batch, dropping what is left of it. */
  endBatch(): void {
    this.batch.length = 0;
  }

  /** The next entry of the batch; undefined when it is finished. */
  shift(): RoomEntry | undefined {
    return this.batch[this.next++];
  }

  /** Removes all queued entries, of one member or of everybody. */
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

/** The room that a loop drives. */
export interface LoopListener {
  /** A member's turn to arrive. */
  arrive(member: RoomMember, options: object): void;
  /** Something threw that must not: the room has to end. */
  fail(error: unknown): void;
}

/** Drives a room: queues its messages, and on each tick handles them, runs its timers and calls its `update`. */
export class RoomLoop implements TickJob {
  readonly tickHz: number;
  readonly patchHz: number;
  /** Hears what happens in the room; undefined while nobody wants to. Only {@link observe} and {@link unobserve} set it. */
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
    const { tickHz, patchHz } = type.rates;
    this.tickHz = tickHz;
    this.patchHz = patchHz;
    // Plugins come first.
    this.updaters = [...parts.slice(1), parts[0]].filter((part) => part.update !== undefined);
  }

  /** The number of the last tick; 0 before the first. */
  get tickNumber(): number {
    return this.job?.tickNumber ?? this.lastTick;
  }

  /** See {@link ScheduledJob.tickMs}; 0 for a room that does not tick. */
  get tickMs(): number {
    return this.job?.tickMs ?? 0;
  }

  /** The room's timers; using them makes a room without ticks start ticking. */
  get timers(): SimulationTimers {
    this.timersOfRoom ??= new SimulationTimers();
    this.start();
    return this.timersOfRoom;
  }

  /** The same where the room has used them; to ask for it starts nothing. */
  get usedTimers(): SimulationTimers | undefined {
    return this.timersOfRoom;
  }

  /** Lets `observer` hear of everything from now on, after those who do already. */
  observe(observer: RoomObserver): void {
    this.observer = RoomObserverChain.with(observer, this.observer);
  }

  /** Ends {@link observe}; does nothing for one that does not observe. */
  unobserve(observer: RoomObserver): void {
    this.observer = RoomObserverChain.without(observer, this.observer);
  }

  /** Starts ticking, if there is anything to tick for. */
  begin(): void {
    if (this.state.exists || this.type.options.tickHz > 0) this.start();
  }

  /** Suspends ticking; what arrives is queued. */
  pause(): void {
    this.isPaused = true;
    this.lastTick = this.tickNumber;
    this.job?.stop();
    this.job = undefined;
  }

  /** Continues after {@link pause}. */
  resume(): void {
    this.isPaused = false;
    if (this.state.exists || this.type.options.tickHz > 0 || this.timersOfRoom !== undefined) this.start();
    this.job?.resumeAt(this.lastTick);
    if (this.type.options.tickHz === 0) this.settle();
  }

  /** Its position as plain data, without the queue. */
  save(): SavedLoop {
    const { tickHz, tickNumber, timersOfRoom: timers } = this;
    if (timers === undefined) return { tickHz, tickNumber };
    return { tickHz, tickNumber, timers: { nowMs: timers.nowMs, waiting: timers.save() } };
  }

  /** Continues after the saved tick; at the same room time, even if the type's tick rate has changed. */
  restore({ tickHz, tickNumber, timers }: SavedLoop): void {
    if (timers !== undefined) this.timers.restore(timers.waiting, timers.nowMs);
    if (tickNumber > 0) this.start();
    this.job?.resumeAt(tickHz === this.tickHz ? tickNumber : Math.ceil((tickNumber * this.tickHz) / tickHz));
  }

  /** Stops for good; what is queued is refused. */
  stop(): void {
    this.isStopped = true;
    this.job?.stop();
    this.timersOfRoom?.clearAll();
    this.refuse(this.inbox.withdraw(), 'room.closed');
  }

  /** A member has left: its queued messages are refused, and its arrival is cancelled. */
  withdraw(member: RoomMember): void {
    if (member.waiting > 0 || !member.hasArrived) this.refuse(this.inbox.withdraw(member), 'room.not_joined');
  }

  /** Queues a member's message; false when the room has no handler for it. */
  receive(member: RoomMember, type: number, ref: number, message: object): boolean {
    const { options, inputType, handlers } = this.type;
    member.messages += 1;
    if (type === inputType) {
      const input = message as NumberedInput;
      member.inputs?.push(input, this.tickNumber);
      if (input.have !== undefined) this.state.noteHave(member.session, input.have);
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

  /** Queues a member's arrival ahead of anything it sends: for the next tick, or for when the answer to its join has been sent. */
  expect(member: RoomMember, options: object): void {
    this.push({ member, type: ARRIVAL, ref: 0, message: options });
  }

  /** Queues the outcome of something the room waited for. */
  deliver(result: RoomResult): void {
    if (!this.isStopped) this.push({ member: undefined, type: RESULT, ref: 0, message: result });
  }

  /** Handles what is queued, as the next tick would. */
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
    this.state.carry(tick);
    this.drain();
    this.timersOfRoom?.advanceTo(tick.timeMs);
    for (const part of this.updaters) {
      if (this.isStopped) return;
      refusePromise(part, 'update', part.update?.(tick));
    }
    if (this.isStopped) return;
    this.state.rewind?.capture(tick.number);
    this.observer?.stepped?.(tick);
  }

  /** For the scheduler: sends what has changed. */
  patch(tick: Tick): void {
    this.state.patch(tick);
  }

  /** For the scheduler: ticks were lost. */
  lost(ticks: number): void {
    this.observer?.lost?.(ticks);
    this.state.leap(this.tickNumber, ticks);
  }

  /** For the scheduler: a tick has thrown. */
  failed(error: unknown): void {
    this.listener.fail(error);
  }

  private start(): void {
    if (this.job === undefined && !this.isStopped && !this.isPaused) this.job = this.scheduler.add(this);
  }

  // A room without ticks drains its queue in a microtask, after the caller that pushed the entry.
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
    // For a room without ticks: what arrived while it was draining.
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

  // A handler's error answers the message; the room continues.
  private handle({ session }: RoomMember, type: number, ref: number, message: object): void {
    const handler = this.type.handlers.get(type);
    const part = handler && this.parts[handler.part];
    if (part === undefined) return;
    const startedMs = this.observer?.handled === undefined ? 0 : performance.now();
    try {
      const result = handler?.method.call(part, session, message);
      if (isPromiseLike(result)) throw lateAnswer(`A handler of ${this.name}`, result);
      this.router.complete(session, type, ref, result);
    } catch (error) {
      this.router.reject(session, type, ref, error);
    }
    if (startedMs !== 0) this.observer?.handled?.(message, performance.now() - startedMs);
  }

  private refuse(entries: readonly RoomEntry[], code: ErrorCode): void {
    for (const { member, type, ref } of entries) {
      if (member !== undefined && type !== ARRIVAL) this.router.refuse(member.session, ref, code);
    }
  }
}
