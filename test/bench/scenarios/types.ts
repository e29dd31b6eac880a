import { requests } from '../loads.js';
import { requestMeasurement } from '../cpu-measurement.js';
import type { Row, Scenario, Subject } from '../scenario.js';
import { FURTHER_TYPES, FURTHER_TYPES_FIRST, requestTypes, SECOND_MODULE_FIRST } from '../wire.js';
import { BATCH } from './request-batched.js';

const STEP = 20;
/** Every type has code of its own, and with 60 of them each gets a 60th of the calls that let V8 optimise it. */
const WARM_UP_FACTOR = 8;

/** A server with `extra` more types in its module and `inSecondModule` in another; the load uses every one of them. */
function subject(name: string, extra: number, inSecondModule: number): Subject {
  const types = [
    ...requestTypes(FURTHER_TYPES_FIRST, FURTHER_TYPES + extra),
    ...requestTypes(SECOND_MODULE_FIRST, inSecondModule),
  ];
  return {
    name,
    server: 'godwit',
    env: { BENCH_FURTHER_TYPES: `${FURTHER_TYPES + extra}`, BENCH_SECOND_MODULE_TYPES: `${inSecondModule}` },
    messages: requests(types),
  };
}

function row(work: string, subject: string, against: string): Row {
  return { work, figure: 'cpuUs', unit: 'µs', subject, against, compare: 'ratio', atMost: 1.05 };
}

/** What further message types and another module cost, all of them in use, 16 requests in flight. */
export const types: Scenario = {
  name: 'types',
  subjects: [
    subject('20 types', 0, 0),
    subject('40 types', STEP, 0),
    subject('60 types', 2 * STEP, 0),
    subject('20 + 20 in a second module', 0, STEP),
  ],
  rows: [
    row('20 further message types', '40 types', '20 types'),
    row('and 20 more', '60 types', '40 types'),
    row('another module with 20 types', '20 + 20 in a second module', '20 types'),
  ],
  prepare: (trial) => requestMeasurement(trial, BATCH, WARM_UP_FACTOR * trial.options.warmUpMessages),
};
