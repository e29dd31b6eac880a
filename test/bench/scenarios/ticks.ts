import type { LocalScenario } from '../scenario.js';
import { measureTicks } from '../storage/measure-ticks.js';

/** Whether ticks come late while the embedded database computes for a second. */
export const ticks: LocalScenario = {
  name: 'ticks',
  isOnce: true,
  rows: [
    {
      work: 'delay of a 33 ms tick, 99th percentile, while PGlite computes',
      figure: 'p99Ms',
      unit: 'ms',
      subject: 'one-second queries',
      against: 'no query',
      compare: 'difference',
      atMost: 2,
    },
  ],
  async measure() {
    const { quiet, busy } = await measureTicks();
    return { 'no query': { p99Ms: quiet.p99Ms }, 'one-second queries': { p99Ms: busy.p99Ms } };
  },
};
