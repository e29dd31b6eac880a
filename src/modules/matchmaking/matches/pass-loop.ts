import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { MonotonicClock } from '../../../core/simulation/monotonic-clock.js';
import type { MatchResult } from '../search/match-result.js';
import { MatchResults } from './match-results.js';
import { Matchmaker } from '../search/matchmaker.js';

/** From the first ticket to the first pass, and from the end of all passes to the next ones. */
const PASS_INTERVAL_MS = 200;
/** A queue rests at least so long between two passes, also when others keep the loop at work. */
const MIN_REST_MS = 100;
/** How long passes work at a stretch, and how long they leave the process to ticks and messages then. */
const SLICE_MS = 2;
const PAUSE_MS = 8;
/** As many results are carried out at a stretch. */
const SLICE_RESULTS = 8;

/** A pass over one queue that is not at its end. */
interface RunningPass {
  readonly queue: string;
  readonly steps: Generator<MatchResult | undefined, void>;
}

/**
 * Runs the matchmaker's passes while somebody waits, in slices, so that they take a fifth of the process' time at most and
 * no tick is late by more than a slice. Queues take turns step by step: a crowded one does not hold up the others.
 */
@Injectable()
export class PassLoop implements OnApplicationShutdown {
  private readonly logger = new Logger(PassLoop.name);
  private readonly dueMs = new Map<string, number>();
  private running: RunningPass[] = [];
  private expiryDueMs = 0;
  private cancelTimer: (() => void) | undefined;
  private isOver = false;

  constructor(
    private readonly matchmaker: Matchmaker,
    private readonly results: MatchResults,
    private readonly clock: MonotonicClock,
  ) {}

  /** Whether a pass runs or will. */
  get isAwake(): boolean {
    return this.cancelTimer !== undefined;
  }

  /** Somebody waits. */
  wake(): void {
    if (!this.isAwake) this.schedule(PASS_INTERVAL_MS);
  }

  /** Carries a result out, now and without the caller's waiting for it. */
  deliver(result: MatchResult): void {
    this.results.carryOut(result).then(
      () => {
        // Who did not get a seat waits again.
        if (this.matchmaker.size > 0) this.wake();
      },
      (error: unknown) => this.logger.error({ err: error }, 'A result of the matchmaker could not be carried out.'),
    );
  }

  /** Nest's hook. */
  onApplicationShutdown(): void {
    this.isOver = true;
    this.cancelTimer?.();
    this.cancelTimer = undefined;
  }

  private schedule(delayMs: number): void {
    if (this.isOver) return;
    this.cancelTimer = this.clock.setTimer(() => this.work(), delayMs);
  }

  private work(): void {
    try {
      this.expire();
      this.begin();
      this.runSlice();
    } catch (error) {
      this.logger.error({ err: error }, 'A pass of the matchmaker failed.');
      this.running = [];
    }
    this.cancelTimer = undefined;
    if (this.running.length > 0) this.schedule(PAUSE_MS);
    else if (this.matchmaker.size > 0) this.schedule(PASS_INTERVAL_MS);
  }

  private expire(): void {
    const nowMs = this.clock.nowMs();
    if (nowMs < this.expiryDueMs) return;
    this.expiryDueMs = nowMs + PASS_INTERVAL_MS;
    for (const dissolved of this.matchmaker.expire(nowMs)) this.deliver(dissolved);
  }

  private begin(): void {
    const nowMs = this.clock.nowMs();
    for (const queue of this.matchmaker.busyQueues()) {
      const isRunning = this.running.some((pass) => pass.queue === queue);
      if (isRunning || nowMs < (this.dueMs.get(queue) ?? 0)) continue;
      this.running.push({ queue, steps: this.matchmaker.steps(queue, nowMs) });
    }
  }

  private runSlice(): void {
    const endMs = this.clock.nowMs() + SLICE_MS;
    for (let results = 0; results < SLICE_RESULTS && this.clock.nowMs() < endMs;) {
      const pass = this.running.shift();
      if (pass === undefined) return;
      const { done, value } = pass.steps.next();
      if (done === true) this.dueMs.set(pass.queue, this.clock.nowMs() + MIN_REST_MS);
      else this.running.push(pass);
      if (value === undefined) continue;
      results++;
      this.deliver(value);
    }
  }
}
