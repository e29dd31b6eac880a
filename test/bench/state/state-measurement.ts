import { median } from '../median.js';
import type { Figures, Measurement } from '../scenario.js';
import type { Trial } from '../trial.js';

const WARM_UP_TICKS = 120;
const TICK_MS = 50;
/** Of a slice, so that paced work says something. */
const STRETCH = 4;

/** The server's CPU time per client and patch, and the bytes of a patch. */
export class StateMeasurement implements Measurement {
  private readonly cpuUsOfSlices: number[] = [];
  private sent = 0;
  private bytes = 0;

  constructor(private readonly trial: Trial) {}

  /** Plays until the server's code is compiled. */
  async warmUp(): Promise<this> {
    await this.trial.play(WARM_UP_TICKS);
    return this;
  }

  async slice(): Promise<void> {
    const before = await this.trial.sample();
    const ticks = Math.ceil((STRETCH * this.trial.options.sliceMs) / TICK_MS);
    const { sent, bytes } = await this.trial.play(ticks);
    const after = await this.trial.sample();
    this.cpuUsOfSlices.push((after.cpuUs - before.cpuUs) / sent);
    this.sent += sent;
    this.bytes += bytes;
  }

  figures(): Figures {
    return { cpuUs: median(this.cpuUsOfSlices), bytes: this.bytes / this.sent, sent: this.sent };
  }
}
