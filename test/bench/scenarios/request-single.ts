import { MOVES } from '../loads.js';
import { requestMeasurement } from '../cpu-measurement.js';
import type { Scenario } from '../scenario.js';

/** A validated request with its reply, the next one only after the answer. */
export const requestSingle: Scenario = {
  name: 'request-single',
  subjects: [
    { name: 'bare ws', server: 'bare-ws', messages: MOVES },
    { name: 'Godwit', server: 'godwit', messages: MOVES },
  ],
  rows: [
    {
      work: 'the same, one in flight',
      figure: 'cpuUs',
      unit: 'µs',
      subject: 'Godwit',
      against: 'bare ws',
      compare: 'ratio',
      atMost: 1.1,
    },
  ],
  prepare: (trial) => requestMeasurement(trial, 1),
};
