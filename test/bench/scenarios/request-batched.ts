import { MOVES } from '../loads.js';
import { requestMeasurement } from '../cpu-measurement.js';
import type { Scenario } from '../scenario.js';

/** How many requests each connection keeps unanswered in the batched scenarios. */
export const BATCH = 16;

/** A validated request with its reply, 16 in flight per connection. */
export const requestBatched: Scenario = {
  name: 'request-batched',
  subjects: [
    { name: 'bare ws', server: 'bare-ws', messages: MOVES },
    { name: 'Godwit', server: 'godwit', messages: MOVES },
  ],
  rows: [
    {
      work: 'validated request with reply, 16 in flight',
      figure: 'cpuUs',
      unit: 'µs',
      subject: 'Godwit',
      against: 'bare ws',
      compare: 'ratio',
      atMost: 0.45,
    },
  ],
  prepare: (trial) => requestMeasurement(trial, BATCH),
};
