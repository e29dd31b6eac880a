import type { MonotonicClock } from '../time/monotonic-clock.js';
import type { Membership } from './membership.js';

/**
 * How far this node may believe its store. One that has forgotten something says "missing" of records that others have; so nobody
 * believes it before having said its own records again, nor takes what was not given before everybody has had the time to.
 */
export class StoreTrust {
  private runId = '';
  private hasSaid = false;
  private settlesAtMs = Infinity;

  constructor(
    private readonly membership: Membership,
    private readonly clock: MonotonicClock,
  ) {}

  /** The next call reaches the store that was noted last, and no later one. */
  get isCurrent(): boolean {
    return this.runId !== '' && this.runId === this.membership.runId;
  }

  /** All own records were said to this store: a refusal by it can be believed. */
  get isAgreed(): boolean {
    return this.hasSaid && this.isCurrent;
  }

  /** All others have had a whole lease to say theirs, too, and who has not is frozen: what is missing there does not exist. */
  get isSettled(): boolean {
    return this.isAgreed && this.isGraceOver;
  }

  /** Whether the grace of this store is over. */
  get isGraceOver(): boolean {
    return this.isCurrent && this.clock.nowMs() >= this.settlesAtMs;
  }

  /** The store may have forgotten something. @param graceMs how long the others may take to say their records again */
  noteChange(graceMs: number): void {
    this.runId = '';
    this.hasSaid = false;
    this.settlesAtMs = this.clock.nowMs() + graceMs;
  }

  /** The store that this is about. */
  noteRun(runId: string): void {
    this.runId = runId;
  }

  /** All own records were said. */
  agree(): void {
    this.hasSaid = true;
  }
}
