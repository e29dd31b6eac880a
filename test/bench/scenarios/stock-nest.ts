import { MOVES } from '../loads.js';
import { requestMeasurement } from '../cpu-measurement.js';
import type { Scenario } from '../scenario.js';
import { BATCH } from './request-batched.js';

/** NestJS as it comes, with its ValidationPipe: the yardstick for what the gateway saves. */
export const stockNest: Scenario = {
  name: 'stock-nest',
  subjects: [
    { name: 'bare ws', server: 'bare-ws', messages: MOVES },
    { name: 'stock Nest', server: 'stock-nest', messages: MOVES },
    { name: 'Godwit', server: 'godwit', messages: MOVES },
  ],
  rows: [
    {
      work: 'against stock Nest with ValidationPipe, 16 in flight',
      figure: 'cpuUs',
      unit: 'µs',
      subject: 'Godwit',
      against: 'stock Nest',
      compare: 'ratio',
      atMost: 0.15,
    },
    {
      work: 'for comparison: stock Nest with ValidationPipe, 16 in flight',
      figure: 'cpuUs',
      unit: 'µs',
      subject: 'stock Nest',
      against: 'bare ws',
      compare: 'ratio',
    },
  ],
  prepare: (trial) => requestMeasurement(trial, BATCH),
};
