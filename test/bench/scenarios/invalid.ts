import { INVALID_MOVES, MOVES } from '../loads.js';
import { requestMeasurement } from '../cpu-measurement.js';
import type { Scenario } from '../scenario.js';
import { BATCH } from './request-batched.js';

/** Requests which the validation refuses, against a bare server that answers valid ones. */
function invalid(name: string, work: string, inFlight: number): Scenario {
  return {
    name,
    subjects: [
      { name: 'bare ws, valid', server: 'bare-ws', messages: MOVES },
      { name: 'Godwit', server: 'godwit', messages: INVALID_MOVES },
    ],
    rows: [
      {
        work,
        figure: 'cpuUs',
        unit: 'µs',
        subject: 'Godwit',
        against: 'bare ws, valid',
        compare: 'ratio',
        atMost: 1.2,
      },
    ],
    prepare: (trial) => requestMeasurement(trial, inFlight),
  };
}

/** Refusals where nothing can be gained by merging writes. */
export const invalidSingle = invalid('invalid-single', 'request refused by validation, one in flight', 1);

/** Refusals in batches. */
export const invalidBatched = invalid('invalid-batched', 'request refused by validation, 16 in flight', BATCH);
