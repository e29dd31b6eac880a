/** So many steps are made up for at once at most. */
export const DEFAULT_MAX_CATCH_UP = 5;

/**
 * Turns the time that has passed into whole steps of one length (Fiedler, "Fix Your Timestep!", 2004). Instead of adding up
 * the rest, it counts steps from a fixed start: no rounding error grows, so it does not drift in months. After a stall at
 * most `maxCatchUp` steps are owed; the others are dropped and counted, or a slow simulation would fall ever further behind.
 */
export class FixedStep {
  private dropped = 0;
  private current = 0;

  /**
   * @param stepMs length of a step
   * @param startMs when step 0 was; step n is due at `startMs + n * stepMs`
   * @param maxCatchUp most steps that {@link take} returns
   */
  constructor(
    readonly stepMs: number,
    private readonly startMs: number,
    private readonly maxCatchUp = DEFAULT_MAX_CATCH_UP,
  ) {
    if (!(stepMs > 0 && stepMs < Infinity)) throw new RangeError(`A step cannot last ${stepMs} ms.`);
    if (!(maxCatchUp >= 1)) throw new RangeError('At least one step must be allowed at a time.');
  }

  /** The number of the step that was last taken, or dropped. */
  get index(): number {
    return this.current;
  }

  /** Steps that were due and never taken. */
  get droppedSteps(): number {
    return this.dropped;
  }

  /** When the next step is due. */
  get nextDueMs(): number {
    return this.dueMs(this.current + 1);
  }

  /** How many steps to make now. */
  take(nowMs: number): number {
    if (nowMs < this.nextDueMs) return 0;
    const last = this.indexAt(nowMs);
    const owed = last - this.current;
    this.current = last;
    if (owed <= this.maxCatchUp) return owed;
    this.dropped += owed - this.maxCatchUp;
    return this.maxCatchUp;
  }

  /** Goes to the last step at or before `nowMs`: nothing before is owed, and nothing is counted as dropped. */
  skipTo(nowMs: number): void {
    this.current = this.indexAt(nowMs);
  }

  /** The last step that is due at `nowMs`. */
  indexAt(nowMs: number): number {
    let index = Math.floor((nowMs - this.startMs) / this.stepMs);
    // The division may round across a step; dueMs is what counts.
    while (this.dueMs(index + 1) <= nowMs) index += 1;
    while (this.dueMs(index) > nowMs) index -= 1;
    return index;
  }

  private dueMs(index: number): number {
    return this.startMs + index * this.stepMs;
  }
}
