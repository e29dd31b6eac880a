import { MonotonicClock } from '../time/monotonic-clock.js';
import type { Fence } from './fence.js';

interface HeldTimer {
  readonly callback: () => void;
  readonly dueMs: number;
  cancel: () => void;
}

/** Node's timers may be this early. */
const EARLY_MS = 1;

/**
 * The time in which the game is played: it stands while the node is frozen, and so does everything that waits in it. Ticks, seats that
 * are held, rooms' timers and matchmaking all go by this one clock, so none of them has to know of the fence.
 */
export class FreezingClock extends MonotonicClock {
  private readonly held = new Set<HeldTimer>();
  private stoodMs = 0;
  private lastMs = -Infinity;

  /** @param look asked before anything acts: closes the fence if the machine slept */
  constructor(
    private readonly clock: MonotonicClock,
    private readonly fence: Fence,
    private readonly look: () => void = () => undefined,
  ) {
    super();
  }

  override nowMs(): number {
    const nowMs = this.clock.nowMs();
    if (this.fence.isOpenAt(nowMs)) return (this.lastMs = nowMs - this.stoodMs);
    return Number.isFinite(this.lastMs) ? this.lastMs : (this.lastMs = nowMs - this.stoodMs);
  }

  override setTimer(callback: () => void, delayMs: number): () => void {
    const timer: HeldTimer = { callback, dueMs: this.nowMs() + Math.max(0, delayMs), cancel: () => undefined };
    this.arm(timer, delayMs);
    return () => {
      timer.cancel();
      this.held.delete(timer);
    };
  }

  /** The fence has closed, a moment ago: time stands since then. */
  freeze(): void {
    const closedMs = Math.min(this.fence.untilMs, this.clock.nowMs());
    this.lastMs = Math.max(this.lastMs, closedMs - this.stoodMs);
  }

  /** The fence is open again: time goes on where it stood. */
  thaw(): void {
    const nowMs = this.clock.nowMs();
    if (Number.isFinite(this.lastMs)) this.stoodMs = nowMs - this.lastMs;
    const held = [...this.held];
    this.held.clear();
    for (const timer of held) this.arm(timer, timer.dueMs - this.lastMs);
  }

  private arm(timer: HeldTimer, delayMs: number): void {
    timer.cancel = this.clock.setTimer(() => this.fire(timer), delayMs);
  }

  private fire(timer: HeldTimer): void {
    this.look();
    if (!this.fence.isOpenAt(this.clock.nowMs())) {
      this.held.add(timer);
      return;
    }
    const leftMs = timer.dueMs - this.nowMs();
    // It was set before the time stood still.
    if (leftMs > EARLY_MS) this.arm(timer, leftMs);
    else timer.callback();
  }
}
