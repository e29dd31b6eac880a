import { setTimeout as delay } from 'node:timers/promises';
import type { Arrived } from '../load/orders.js';
import { median } from '../median.js';
import type { Figures, Measurement } from '../scenario.js';
import type { Trial } from '../trial.js';

const WARM_UP_TICKS = 120;
const TICK_MS = 50;
const QUIET_MS = 50;
/** Of a slice, so that paced work says something. */
const STRETCH = 4;

/** The server's CPU time per client and patch, the bytes of a patch as they arrive, and whether all of them arrive. */
export class StateMeasurement implements Measurement {
  private readonly cpuUsOfSlices: number[] = [];
  private sent = 0;
  private frames = 0;
  private bytes = 0;
  private elapsedMs = 0;
  private loadCpuUs = 0;

  /** @param leastArriving the share of the patches due that has to arrive: a server that leaves some out costs less */
  constructor(
    private readonly trial: Trial,
    private readonly leastArriving: number,
  ) {}

  /** Plays until the server's code is compiled. */
  async warmUp(): Promise<this> {
    await this.trial.play(WARM_UP_TICKS);
    return this;
  }

  async slice(): Promise<void> {
    const { trial } = this;
    const had = await trial.load('arrived', {});
    const startedAt = performance.now();
    const before = await trial.sample();
    const ticks = Math.ceil((STRETCH * trial.options.sliceMs) / TICK_MS);
    const { sent } = await trial.play(ticks);
    const after = await trial.sample();
    this.elapsedMs += performance.now() - startedAt;
    const { frames, bytes, loadCpuUs } = await this.allArrived();
    if (frames - had.frames < this.leastArriving * sent)
      throw new Error(`${trial.subject.name}: of ${sent} patches ${frames - had.frames} arrived`);
    this.cpuUsOfSlices.push((after.cpuUs - before.cpuUs) / sent);
    this.sent += sent;
    this.frames += frames - had.frames;
    this.bytes += bytes - had.bytes;
    this.loadCpuUs += loadCpuUs - had.loadCpuUs;
  }

  figures(): Figures {
    const { sent, frames, bytes } = this;
    const loadCpuShare = this.loadCpuUs / 1000 / this.elapsedMs;
    return { cpuUs: median(this.cpuUsOfSlices), bytes: bytes / frames, sent, received: frames, loadCpuShare };
  }

  /** What has arrived when nothing more does: a slice ends before its last patches are read. */
  private async allArrived(): Promise<Arrived> {
    let before = await this.trial.load('arrived', {});
    for (;;) {
      await delay(QUIET_MS);
      const after = await this.trial.load('arrived', {});
      if (after.frames === before.frames) return after;
      before = after;
    }
  }
}
