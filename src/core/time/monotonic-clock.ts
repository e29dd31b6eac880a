import { Injectable } from '@nestjs/common';
import { setLongTimeout } from './long-timeout.js';
import { DueHeap, type Due } from './due-heap.js';

/**
 * Time that only moves forward, in milliseconds from an arbitrary start, and one-shot timers on it. Not wall time: it says
 * nothing about dates, and setting the system's clock does not move it.
 */
export abstract class MonotonicClock {
  /** Milliseconds since some start, with fractions. */
  abstract nowMs(): number;

  /** Calls `callback` once, not before `delayMs` have passed but for a fraction of a millisecond, and never after Infinity; the returned function cancels that. */
  abstract setTimer(callback: () => void, delayMs: number): () => void;
}

/** The process' own clock. Its timers are as fine as Node's, a millisecond, and do not keep the process alive. */
@Injectable()
export class SystemClock extends MonotonicClock {
  override nowMs(): number {
    return performance.now();
  }

  override setTimer(callback: () => void, delayMs: number): () => void {
    if (delayMs <= 0) {
      // Node makes a millisecond out of a timeout of 0; an immediate only lets the sockets be read in between.
      const immediate = setImmediate(callback);
      return () => clearImmediate(immediate);
    }
    return setLongTimeout(callback, delayMs);
  }
}

/** A second is 30 ticks of a thirtieth also where their sum is a little more. */
const ROUNDING_MS = 1e-6;

interface ManualTimer extends Due {
  readonly callback: () => void;
}

/** A clock for tests: it stands still until it is advanced, and then runs what is due in order, at exactly its time. */
export class ManualClock extends MonotonicClock {
  private readonly timers = new DueHeap<ManualTimer>();
  private timeMs: number;
  private timersSet = 0;
  private isAdvancing = false;

  /** @param startMs the time it stands at */
  constructor(startMs = 0) {
    super();
    this.timeMs = startMs;
  }

  /** How many timers wait. */
  get pendingTimers(): number {
    return this.timers.size;
  }

  override nowMs(): number {
    return this.timeMs;
  }

  override setTimer(callback: () => void, delayMs: number): () => void {
    const dueMs = this.timeMs + Math.max(0, delayMs);
    const timer: ManualTimer = { callback, dueMs, order: this.timersSet++, heapIndex: -1 };
    this.timers.push(timer);
    return () => void this.timers.remove(timer);
  }

  /**
   * Lets time pass and runs the timers that come due, those set meanwhile included. Called by something that a timer
   * runs, it only moves the time: so a test makes a step slow.
   */
  advance(ms: number): void {
    if (!(ms >= 0)) throw new RangeError(`A clock cannot be advanced by ${ms} ms.`);
    if (this.isAdvancing) {
      this.timeMs += ms;
      return;
    }
    this.isAdvancing = true;
    try {
      this.runUntil(this.timeMs + ms);
    } finally {
      this.isAdvancing = false;
    }
  }

  /** The time passes in one leap, as on a stalled machine: timers that come due run late, all at the new time. */
  leap(ms: number): void {
    if (!(ms >= 0)) throw new RangeError(`A clock cannot leap by ${ms} ms.`);
    this.timeMs += ms;
    this.advance(0);
  }

  private runUntil(endMs: number): void {
    const lastMs = endMs + ROUNDING_MS;
    for (let timer = this.timers.top; timer !== undefined && timer.dueMs <= lastMs; timer = this.timers.top) {
      this.timers.remove(timer);
      this.timeMs = Math.max(this.timeMs, Math.min(timer.dueMs, endMs));
      timer.callback();
    }
    this.timeMs = Math.max(this.timeMs, endMs);
  }
}
