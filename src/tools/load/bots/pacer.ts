import { DueHeap, type Due } from '../../../core/time/due-heap.js';

/** Timers fire up to a millisecond late, and the loop has other work: until here that is the generator's own, not the server's. */
const TIMER_MS = 2;
/** A beat may come this early: a timer for the rest would be late by more. */
const EARLY_MS = 0.5;

/** Something that happens at a time. */
class Beat implements Due {
  order = 0;
  heapIndex = -1;
  isOver = false;

  constructor(
    public dueMs: number,
    readonly run: (dueMs: number) => void,
    /** 0 for something that happens once. */
    readonly everyMs: number,
  ) {}
}

/** Milliseconds of `performance.now()` at which something begins that is due at `dueMs`, for measuring it. */
export function beginOf(dueMs: number, nowMs: number): number {
  return nowMs - dueMs > TIMER_MS ? dueMs : nowMs;
}

/** When bots do what they do, all of a thread with one timer. What is late is not left out. */
export class Pacer {
  private readonly queue = new DueHeap<Beat>();
  private timer: NodeJS.Timeout | undefined;
  private timerDueMs = Infinity;

  /** Runs something once. Returns what prevents it. */
  at(dueMs: number, run: (dueMs: number) => void): () => void {
    return this.add(new Beat(dueMs, run, 0));
  }

  /** Runs something at `firstMs` and every `everyMs` from then on. Returns what ends it. */
  every(firstMs: number, everyMs: number, run: (dueMs: number) => void): () => void {
    return this.add(new Beat(firstMs, run, everyMs));
  }

  /** Forgets everything. */
  stop(): void {
    this.queue.clear();
    clearTimeout(this.timer);
  }

  private add(beat: Beat): () => void {
    this.queue.push(beat);
    this.arm();
    return () => {
      beat.isOver = true;
      this.queue.remove(beat);
    };
  }

  private readonly turn = (): void => {
    this.timerDueMs = Infinity;
    const turnMs = performance.now() + EARLY_MS;
    for (let beat = this.queue.top; beat !== undefined && beat.dueMs <= turnMs; beat = this.queue.top) {
      this.queue.remove(beat);
      const { dueMs } = beat;
      beat.run(dueMs);
      if (beat.everyMs === 0 || beat.isOver) continue;
      beat.dueMs = dueMs + beat.everyMs;
      this.queue.push(beat);
    }
    this.arm();
  };

  private arm(): void {
    const { top } = this.queue;
    if (top === undefined || top.dueMs >= this.timerDueMs) return;
    clearTimeout(this.timer);
    this.timerDueMs = top.dueMs;
    this.timer = setTimeout(this.turn, Math.max(0, top.dueMs - performance.now()));
  }
}
