import { MOVES, requests } from '../loads.js';
import { requestMeasurement } from '../cpu-measurement.js';
import type { Row, Scenario, Subject } from '../scenario.js';
import { BenchType } from '../wire.js';
import { BATCH } from './request-batched.js';

const SUBJECTS: readonly Subject[] = [
  { name: 'without guard', server: 'godwit', messages: MOVES },
  { name: 'with guard', server: 'godwit', messages: requests([BenchType.GuardedMove]) },
];

function guarded(name: string, work: string, inFlight: number): Scenario {
  const row: Row = {
    work,
    figure: 'cpuUs',
    unit: 'µs',
    subject: 'with guard',
    against: 'without guard',
    compare: 'ratio',
    atMost: 2,
  };
  return {
    name,
    subjects: SUBJECTS,
    rows: [row],
    prepare: (trial) => requestMeasurement(trial, inFlight),
  };
}

/** What one `@UseGuards` costs where the writes are merged: the harder comparison, since the rest is cheap. */
export const guardedBatched = guarded('guarded-batched', 'route with one guard, 16 in flight', BATCH);

/** The same, one request in flight. */
export const guardedSingle = guarded('guarded-single', 'route with one guard, one in flight', 1);
