import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { MonotonicClock } from '../../core/simulation/monotonic-clock.js';
import type { MatchResult } from './match-result.js';
import { MatchResults } from './match-results.js';
import { Matchmaker } from './matchmaker.js';

/** From the end of a pass, or from the first ticket, to the next pass. */
const PASS_INTERVAL_MS = 200;
/** How long a pass works at a stretch, and how long it leaves the process to ticks and messages then. */
const SLICE_MS = 2;
const PAUSE_MS = 8;
/** As many results are carried out at a stretch. */
const SLICE_RESULTS = 8;

/**
 * Runs the matchmaker's passes while somebody waits, in slices, so that they take a fifth of the process' time at most and
 * no tick is late by more than a slice.
 */
@Injectable()
export class PassLoop implements OnApplicationShutdown {
  private readonly logger = new Logger(PassLoop.name);
  private pass: Generator<MatchResult | undefined, void> | undefined;
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
      this.runSlice();
    } catch (error) {
      this.logger.error({ err: error }, 'A pass of the matchmaker failed.');
      this.pass = undefined;
    }
    this.cancelTimer = undefined;
    if (this.pass) this.schedule(PAUSE_MS);
    else if (this.matchmaker.size > 0) this.schedule(PASS_INTERVAL_MS);
  }

  private runSlice(): void {
    this.pass ??= this.matchmaker.steps(this.clock.nowMs());
    const endMs = this.clock.nowMs() + SLICE_MS;
    for (let results = 0; results < SLICE_RESULTS && this.clock.nowMs() < endMs;) {
      const { done, value } = this.pass.next();
      if (done === true) {
        this.pass = undefined;
        return;
      }
      if (value === undefined) continue;
      results++;
      this.deliver(value);
    }
  }
}
