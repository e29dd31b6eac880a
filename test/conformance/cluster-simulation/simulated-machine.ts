import { MonotonicClock } from '../../../src/core/time/monotonic-clock.js';
import type { SeededRandom, VirtualTime } from './virtual-time.js';

/** Timers up to this long settle no promises. */
const QUIET_MS = 40;

type Stop = 'running' | 'paused' | 'asleep' | 'dead';

/** What one process runs on: its clocks, and whether it runs at all. */
export class SimulatedMachine extends MonotonicClock {
  private stop: Stop = 'running';
  private readonly backlog: (() => void)[] = [];
  private wallAheadMs = 0;
  private sleptMs = 0;
  private stoppedAtMs = 0;
  private isWaking = false;

  constructor(
    private readonly time: VirtualTime,
    private readonly random: SeededRandom,
  ) {
    super();
  }

  get isDead(): boolean {
    return this.stop === 'dead';
  }

  /** Whether it runs; not right after it slept, before it has compared its clocks: whatever acts does that first. */
  get isRunning(): boolean {
    return this.stop === 'running' && !this.isWaking;
  }

  /** It stands while the machine sleeps, but goes on over SIGSTOP. */
  override nowMs(): number {
    const realMs = this.stop === 'asleep' ? this.stoppedAtMs : this.time.nowMs;
    return realMs - this.sleptMs - 1_700_000_000_000;
  }

  wallMs(): number {
    this.isWaking = false;
    return this.time.nowMs + this.wallAheadMs;
  }

  override setTimer(callback: () => void, delayMs: number): () => void {
    let isCancelled = false;
    const dueMs = this.nowMs() + Math.max(0, delayMs);
    const fire = (): void => {
      if (isCancelled) return;
      const leftMs = dueMs - this.nowMs();
      if (leftMs > 0.001) this.time.after(leftMs, () => this.receive(fire));
      else callback();
      // Checks and beats come often, and start things at most.
      if (delayMs > QUIET_MS) this.time.touch();
    };
    this.time.after(delayMs, () => this.receive(fire));
    return () => (isCancelled = true);
  }

  /** Something arrives at the process, now or when it runs again. */
  receive(work: () => void): void {
    if (this.stop === 'running') {
      work();
    } else if (this.stop !== 'dead') this.backlog.push(work);
  }

  /** Resolves later, if the process still runs then. */
  pause(ms: number): Promise<void> {
    return new Promise((resolve) => this.setTimer(resolve, ms));
  }

  setWall(aheadMs: number): void {
    this.wallAheadMs = aheadMs;
  }

  halt(how: 'paused' | 'asleep'): void {
    if (this.stop !== 'running') return;
    this.stop = how;
    this.stoppedAtMs = this.time.nowMs;
  }

  goOn(): void {
    if (this.stop === 'running' || this.stop === 'dead') return;
    this.isWaking = this.stop === 'asleep';
    if (this.isWaking) this.sleptMs += this.time.nowMs - this.stoppedAtMs;
    this.stop = 'running';
    for (const work of this.random.shuffled(this.backlog.splice(0))) this.time.after(0, () => this.receive(work));
  }

  die(): void {
    this.stop = 'dead';
    this.backlog.length = 0;
  }
}
