import { performance } from 'node:perf_hooks';
import { setImmediate as turn } from 'node:timers/promises';

/** How long work goes on before ticks and messages have their turn. */
const SLICE_MS = 1;

/** Work that is done in slices, so that no tick waits for it. */
export class Pace {
  private sliceMs = performance.now();
  private doneMs = 0;

  /** What the work has taken so far, in milliseconds. */
  get spentMs(): number {
    return this.doneMs + performance.now() - this.sliceMs;
  }

  /** Lets others have their turn, if it is time. Call it every few hundred steps. */
  async rest(): Promise<void> {
    const nowMs = performance.now();
    if (nowMs - this.sliceMs < SLICE_MS) return;
    this.doneMs += nowMs - this.sliceMs;
    await turn();
    this.sliceMs = performance.now();
  }
}
