import type { MessageRouter } from '../gateway/message-router.js';
import type { Session } from '../sessions/session.js';
import { SimulationTimers, type SavedTimer } from '../simulation/simulation-timers.js';
import type { ScheduledJob, TickJob } from '../simulation/tick-job.js';
import type { Tick } from '../simulation/tick.js';
import type { TickScheduler } from '../simulation/tick-scheduler.js';
import type { RoomPart } from './room-part.js';
import { ARRIVAL, RoomInbox, type RoomEntry } from './room-inbox.js';
import type { NumberedInput, RoomMember } from './room-member.js';
import type { RoomTap } from './room-tap.js';
import type { LoadedRoomType, RoomParts } from './room-types.js';

/** Ticks per second of a room without `update` that has timers or a state. */
const IDLE_HZ = 20;

/** How far a loop is, as plain data. */
export interface SavedLoop {
  readonly tickHz: number;
  /** The last tick; 0 before the first. */
  readonly tickNumber: number;
  /** Absent where the room never had a timer. */
  readonly timers?: { readonly nowMs: number; readonly waiting: readonly SavedTimer[] };
}

/** Whose loop it is. */
export interface LoopOwner {
  readonly members: ReadonlyMap<Session, RoomMember>;
  readonly tap: RoomTap | undefined;
  /** A member's turn to come in. */
  arrive(member: RoomMember, options: object): void;
  /** Sends the state's changes. */
  patch(tick: Tick): void;
  /** Something threw that must not: the room cannot go on. */
  fail(error: unknown): void;
}

/** What makes a room go: takes its messages, and at each tick handles them, runs its timers and calls its `update`. */
export class RoomLoop implements TickJob {
  readonly tickHz: number;
  readonly patchHz: number;
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
    private readonly owner: LoopOwner,
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

  /** Begins to tick, where there is a reason to. @param needsPatches whether there is a state to send */
  begin(needsPatches: boolean): void {
    if (needsPatches || this.type.options.tickHz > 0) this.start();
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
    for (const { session, type, ref } of this.inbox.take()) {
      if (type !== ARRIVAL) this.router.refuse(session, ref, 'room.closed');
    }
    this.inbox.recycle();
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
    if (options.tickHz === 0 && this.inbox.size === 0 && !this.isDraining) this.handle(session, type, ref, message);
    else if (member.waiting >= options.maxWaitingOfPlayer) this.router.refuse(session, ref, 'room.too_many_messages');
    else if (this.inbox.size >= options.maxWaiting) this.router.refuse(session, ref, 'room.busy');
    else {
      member.waiting += 1;
      this.inbox.push({ session, type, ref, message });
    }
    return true;
  }

  /** Lets a member come in before anything it says: at the next tick, or once the answer to its request is on its way. */
  expect(session: Session, options: object): void {
    this.inbox.push({ session, type: ARRIVAL, ref: 0, message: options });
    if (this.type.options.tickHz === 0) setImmediate(() => this.settle());
  }

  /** Handles what waits, as the next tick would. */
  settle(): void {
    this.owner.tap?.settled?.();
    this.drainSafely();
  }

  /** For the scheduler: one tick. */
  step(tick: Tick): void {
    this.drain();
    this.timersOfRoom?.advanceTo(tick.timeMs);
    for (const part of this.updaters) {
      if (this.isStopped) return;
      part.update?.(tick);
    }
    if (!this.isStopped) this.owner.tap?.stepped?.(tick);
  }

  /** For the scheduler: sends what has changed. */
  patch(tick: Tick): void {
    this.owner.patch(tick);
  }

  /** For the scheduler: a tick has thrown. */
  failed(error: unknown): void {
    this.owner.fail(error);
  }

  private start(): void {
    if (this.job === undefined && !this.isStopped && !this.isPaused) this.job = this.scheduler.add(this);
  }

  private drainSafely(): void {
    try {
      this.drain();
    } catch (error) {
      this.owner.fail(error);
    }
  }

  private drain(): void {
    if (this.inbox.size === 0 || this.isDraining) return;
    this.isDraining = true;
    try {
      for (const entry of this.inbox.take()) this.handleEntry(entry);
    } finally {
      this.inbox.recycle();
      this.isDraining = false;
    }
    // What came for a room without ticks while it was at work.
    if (this.type.options.tickHz === 0 && this.inbox.size > 0) setImmediate(() => this.settle());
  }

  private handleEntry({ session, type, ref, message }: RoomEntry): void {
    const member = this.owner.members.get(session);
    if (type === ARRIVAL) {
      if (member !== undefined) this.owner.arrive(member, message);
      return;
    }
    if (member === undefined || this.isStopped) {
      this.router.refuse(session, ref, this.isStopped ? 'room.closed' : 'room.not_joined');
      return;
    }
    member.waiting -= 1;
    this.handle(session, type, ref, message);
  }

  // A handler that throws is answered; the room goes on.
  private handle(session: Session, type: number, ref: number, message: object): void {
    const handler = this.type.handlers.get(type);
    const part = handler && this.parts[handler.part];
    if (part === undefined) return;
    try {
      const result = handler?.method.call(part, session, message);
      if (result instanceof Promise) throw lateAnswer(this.name, result);
      this.router.complete(session, type, ref, result);
    } catch (error) {
      this.router.reject(session, type, ref, error);
    }
  }
}

/** A room whose handler awaits would change between its ticks. */
function lateAnswer(name: string, result: Promise<unknown>): Error {
  result.catch(() => undefined);
  return new Error(`A handler of ${name} returned a promise; rooms are synchronous, services may await.`);
}
