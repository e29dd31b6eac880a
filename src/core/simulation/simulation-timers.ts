import { GameError } from '../../protocol/game-error.js';
import { DueHeap, type Due } from '../time/due-heap.js';
import { defineErrors } from '../../protocol/error-codes.js';

/** What the simulation refuses. */
export const SimulationError = defineErrors({
  'room.too_many_timers': 'Too many timers wait in this room.',
});

/** How many timers one room may have. */
export const DEFAULT_MAX_TIMERS = 1_000;
/** Minimum delay, as in Node: a timer that kept setting itself with 0 would never let the tick end. */
const SHORTEST_MS = 1;

/** The data of a named timer, for example the id of the player it concerns. */
export type TimerData = string | number | boolean | null;

/** Runs when a named timer is due. */
export type TimerCallback = (data: TimerData) => void;

/** Handle of a timer, for {@link SimulationTimers.clear}. */
export interface TimerHandle {
  /** When it is due next, in the room's own time. */
  readonly dueMs: number;
}

/** A named timer as {@link SimulationTimers.save} writes it: plain data. */
export interface SavedTimer {
  readonly name: string;
  readonly data: TimerData;
  readonly dueMs: number;
  /** Absent for one that runs once. */
  readonly intervalMs?: number;
}

/** A timer that waits, for whoever looks. */
export interface WaitingTimer extends TimerHandle {
  readonly name: string | undefined;
  /** Undefined for one that runs once. */
  readonly intervalMs: number | undefined;
}

interface Timer extends Due, WaitingTimer {
  dueMs: number;
  readonly data: TimerData;
  readonly callback: (() => void) | undefined;
}

/**
 * Timers in a room's own time: they run inside its ticks, in due order, and end with the room. They are deterministic: the same
 * ticks run the same timers. While a callback runs, room time is exactly the time it was due.
 *
 * `after` and `every` set timers by name, and `on` registers the callback of a name; these timers survive save and restore. The
 * closures of `setTimeout` and `setInterval` cannot be saved: **they are gone after a restore**.
 */
export class SimulationTimers {
  private readonly timers = new DueHeap<Timer>();
  private readonly callbacks = new Map<string, TimerCallback>();
  private timeMs = 0;
  private timersSet = 0;

  /** @param maxTimers limit, beyond which setting a timer throws `room.too_many_timers` */
  constructor(private readonly maxTimers = DEFAULT_MAX_TIMERS) {}

  /** How many timers wait. */
  get size(): number {
    return this.timers.size;
  }

  /** Room time, as of the last advance. */
  get nowMs(): number {
    return this.timeMs;
  }

  /** When the next timer is due; undefined when none waits. */
  get nextDueMs(): number | undefined {
    return this.timers.top?.dueMs;
  }

  /** All timers that wait, in due order; those of `setTimeout` and `setInterval` have no name. */
  get waiting(): readonly WaitingTimer[] {
    return [...this.timers.values()].sort(byDue);
  }

  /** Runs `callback` once after `delayMs`. Does not survive a restore. */
  setTimeout(callback: () => void, delayMs: number): TimerHandle {
    return this.set(delayMs, undefined, undefined, null, callback);
  }

  /** Runs `callback` every `intervalMs`. Does not survive a restore. */
  setInterval(callback: () => void, intervalMs: number): TimerHandle {
    return this.set(intervalMs, intervalMs, undefined, null, callback);
  }

  /** Registers the callback for timers of this name, including those already set. */
  on(name: string, callback: TimerCallback): void {
    this.callbacks.set(name, callback);
  }

  /** Runs the callback of `name` with `data`, once after `delayMs`. Several timers may share a name. Survives a restore. */
  after(name: string, delayMs: number, data: TimerData = null): TimerHandle {
    return this.set(delayMs, undefined, name, data, undefined);
  }

  /** Runs the callback of `name` with `data` every `intervalMs`. Survives a restore. */
  every(name: string, intervalMs: number, data: TimerData = null): TimerHandle {
    return this.set(intervalMs, intervalMs, name, data, undefined);
  }

  /** Cancels a timer; does nothing if it has run or belongs to another room. */
  clear(handle: TimerHandle | undefined): void {
    // Only timers of this class have a place in the heap, and only those in this very heap are found at it.
    if (handle !== undefined && isTimer(handle)) this.timers.remove(handle);
  }

  /** Cancels all timers. */
  clearAll(): void {
    this.timers.clear();
  }

  /** Advances to `timeMs` and runs what is due until then. @throws what a callback throws */
  advanceTo(timeMs: number): void {
    if (!(timeMs >= this.timeMs)) throw new RangeError(`Time cannot go from ${this.timeMs} to ${timeMs} ms.`);
    for (let timer = this.timers.top; timer !== undefined && timer.dueMs <= timeMs; timer = this.timers.top) {
      this.timers.remove(timer);
      this.timeMs = timer.dueMs;
      if (timer.intervalMs !== undefined) this.wait(timer, timer.dueMs + timer.intervalMs);
      this.run(timer);
    }
    this.timeMs = timeMs;
  }

  /** The named timers as plain data, in due order. */
  save(): SavedTimer[] {
    const named = this.timers.values().filter(({ name }) => name !== undefined);
    return [...named].sort(byDue).map(({ name = '', data, dueMs, intervalMs }) => {
      return intervalMs === undefined ? { name, data, dueMs } : { name, data, dueMs, intervalMs };
    });
  }

  /** Replaces all timers by the saved ones and sets the time to `timeMs`, when they were saved. Runs none. */
  restore(saved: readonly SavedTimer[], timeMs: number): void {
    this.clearAll();
    this.timeMs = timeMs;
    for (const { name, data, dueMs, intervalMs } of saved) {
      const timer = this.set(Math.max(dueMs - timeMs, 0), intervalMs, name, data, undefined);
      // Not now + (due - now), which may round.
      if (dueMs > timeMs) this.move(timer, dueMs);
    }
  }

  private set(
    delayMs: number,
    intervalMs: number | undefined,
    name: string | undefined,
    data: TimerData,
    callback: (() => void) | undefined,
  ): Timer {
    if (!(delayMs >= 0 && delayMs < Infinity)) throw new RangeError(`A timer cannot wait for ${delayMs} ms.`);
    if (this.timers.size >= this.maxTimers) throw new GameError(SimulationError['room.too_many_timers']);
    const interval = intervalMs === undefined ? undefined : Math.max(intervalMs, SHORTEST_MS);
    const timer: Timer = { dueMs: 0, order: 0, heapIndex: -1, intervalMs: interval, name, data, callback };
    this.wait(timer, this.timeMs + Math.max(delayMs, SHORTEST_MS));
    return timer;
  }

  private wait(timer: Timer, dueMs: number): void {
    timer.dueMs = dueMs;
    timer.order = this.timersSet++;
    this.timers.push(timer);
  }

  private move(timer: Timer, dueMs: number): void {
    this.timers.remove(timer);
    this.wait(timer, dueMs);
  }

  private run({ callback, name = '', data }: Timer): void {
    if (callback !== undefined) {
      callback();
      return;
    }
    const bound = this.callbacks.get(name);
    if (bound === undefined)
      throw new Error(`The timer "${name}" is due, but no on("${name}", ...) says what it runs.`);
    bound(data);
  }
}

function byDue(a: Timer, b: Timer): number {
  return a.dueMs - b.dueMs || a.order - b.order;
}

function isTimer(handle: TimerHandle): handle is Timer {
  return 'heapIndex' in handle && 'order' in handle;
}
