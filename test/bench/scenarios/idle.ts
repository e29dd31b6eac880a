import { setTimeout as delay } from 'node:timers/promises';
import { MOVES } from '../loads.js';
import type { Figures, Measurement, Scenario } from '../scenario.js';
import type { Trial } from '../trial.js';

/** Connections opened, asked and closed first, so that a request's code is compiled too. */
const WARM_UP_CONNECTIONS = 300;
const SETTLE_MS = 300;
const BYTES_PER_KIB = 1024;

interface Accepted {
  cpuUs: number;
  elapsedMs: number;
  residentBytes: number;
  heapBytes: number;
}

/**
 * Opens many connections, looks at the server, and has every one of them answered before it closes them. What counts
 * is each connection after the first fifth: by then the code is compiled and the memory that was free is used up.
 */
class IdleMeasurement implements Measurement {
  private measured: Figures = {};

  constructor(private readonly trial: Trial) {}

  async slice(): Promise<void> {
    const { idleConnections } = this.trial.options;
    const some = Math.round(idleConnections / 5);
    const most = idleConnections - some;
    await this.trial.sample(true);
    const first = await this.openAndSample(some);
    const rest = await this.openAndSample(most);
    await this.askEveryOne();
    this.measured = {
      acceptCpuUs: rest.cpuUs / most,
      residentKib: (rest.residentBytes - first.residentBytes) / most / BYTES_PER_KIB,
      heapKib: (rest.heapBytes - first.heapBytes) / most / BYTES_PER_KIB,
      perSecond: (most / rest.elapsedMs) * 1000,
    };
  }

  figures(): Figures {
    return this.measured;
  }

  /** Has one request answered on every connection, then drops them. */
  async askEveryOne(): Promise<void> {
    await this.trial.load('requestOnce', { messages: this.trial.subject.messages });
    await this.trial.load('close', {});
    await delay(SETTLE_MS);
  }

  /** The CPU time of accepting `connections` more, and the memory that is in use afterwards. */
  private async openAndSample(connections: number): Promise<Accepted> {
    const before = await this.trial.sample();
    const { elapsedMs } = await this.trial.open(connections);
    await delay(SETTLE_MS);
    const opened = await this.trial.sample();
    const { residentBytes, heapBytes } = await this.trial.sample(true);
    return { cpuUs: opened.cpuUs - before.cpuUs, elapsedMs, residentBytes, heapBytes };
  }
}

/** Many connections at once: CPU to accept one, memory to keep one, and all of them still answered at the end. */
export const idle: Scenario = {
  name: 'idle',
  isOneSlice: true,
  subjects: [
    { name: 'bare ws', server: 'bare-ws', messages: MOVES },
    { name: 'Godwit', server: 'godwit', messages: MOVES },
  ],
  rows: [
    {
      work: 'idle connection, resident memory',
      figure: 'residentKib',
      unit: 'KiB',
      subject: 'Godwit',
      against: 'bare ws',
      compare: 'difference',
      atMost: 8,
    },
    {
      work: 'accepting a connection',
      figure: 'acceptCpuUs',
      unit: 'µs',
      subject: 'Godwit',
      against: 'bare ws',
      compare: 'ratio',
      atMost: 1.3,
    },
  ],
  prepare: async (trial) => {
    const measurement = new IdleMeasurement(trial);
    await trial.open(WARM_UP_CONNECTIONS);
    await measurement.askEveryOne();
    return measurement;
  },
};
