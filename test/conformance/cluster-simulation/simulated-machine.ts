import { MonotonicClock } from '../../../src/core/time/monotonic-clock.js';
import type { SeededRandom, VirtualTime } from './virtual-time.js';

/** Timers up to this long settle no promises. */
const QUIET_MS = 40;

/** What waits for the process to run again; what is of one lane keeps its order. */
interface Arrival {
  readonly work: () => void;
  readonly lane: string | undefined;
}

type Stop = 'running' | 'paused' | 'asleep' | 'dead';

/** What one process runs on: its clocks, and whether it runs at all. */
export class SimulatedMachine extends MonotonicClock {
  private stop: Stop = 'running';
  private readonly backlog: Arrival[] = [];
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

  /** Whether it stands, and nothing that arrives is handled. */
  get isHalted(): boolean {
    return this.stop === 'paused' || this.stop === 'asleep';
  }

  /** Something arrives at the process, now or when it runs again. @param lane what keeps its order, such as a connection */
  receive(work: () => void, lane?: string): void {
    if (this.stop === 'running') {
      work();
    } else if (this.stop !== 'dead') this.backlog.push({ work, lane });
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
    for (const { work, lane } of this.inOrder(this.backlog.splice(0))) {
      this.time.after(0, () => this.receive(work, lane));
    }
  }

  private inOrder(backlog: readonly Arrival[]): Arrival[] {
    const lanes = new Map<string, Arrival[]>();
    for (const arrival of backlog) {
      if (arrival.lane !== undefined) lanes.set(arrival.lane, [...(lanes.get(arrival.lane) ?? []), arrival]);
    }
    return this.random.shuffled(backlog).map((arrival) => lanes.get(arrival.lane ?? '')?.shift() ?? arrival);
  }

  die(): void {
    this.stop = 'dead';
    this.backlog.length = 0;
  }
}
