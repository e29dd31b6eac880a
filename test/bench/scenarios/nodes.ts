import type { Row, Scenario, Subject } from '../scenario.js';
import { INPUTS, MOVES } from '../loads.js';
import { inputs } from './inputs.js';
import { requestBatched } from './request-batched.js';
import { stateInterest } from './state.js';

const ALONE: Record<string, string> = { BENCH_CLUSTER: '1' };

function ratio(work: string, subject: string, against: string, atMost: number): Row {
  return { work, figure: 'cpuUs', unit: 'µs', subject, against, compare: 'ratio', atMost };
}

/** Requests and inputs at a node of a cluster, against the same server alone: what the fence costs. */
function fenced(name: string, work: string, { prepare }: Scenario, messages: Subject['messages']): Scenario {
  return {
    name,
    subjects: [
      { name: 'one node', server: 'godwit', messages },
      { name: 'with REDIS_URL', server: 'godwit', env: ALONE, messages },
    ],
    rows: [ratio(`${work} with REDIS_URL, against without`, 'with REDIS_URL', 'one node', 1.05)],
    prepare,
  };
}

/** A request with its reply at a node of a cluster. */
export const fencedRequests = fenced(
  'fenced-requests',
  'validated request with reply, 16 in flight,',
  requestBatched,
  MOVES,
);

/** Players' inputs at a node of a cluster. */
export const fencedInputs = fenced('fenced-inputs', 'input without reply', inputs, INPUTS);

/** Players' inputs that come in at another node than their sessions are at, against the same where they are. */
export const forwardedInputs: Scenario = {
  name: 'forwarded-inputs',
  subjects: [
    { name: 'local', server: 'godwit', env: ALONE, messages: INPUTS },
    { name: 'forwarded', server: 'entry', env: { BENCH_HOME: 'servers/godwit' }, messages: INPUTS },
  ],
  rows: [ratio('input by way of another node, both processes, against local', 'forwarded', 'local', 1.35)],
  prepare: inputs.prepare,
};

const plan = { BENCH_STATE: 'interest' };
const entry = { ...plan, BENCH_HOME: 'servers/state-godwit' };

/** Patches to clients of another node, against the same to one's own. */
export const forwardedPatches: Scenario = {
  name: 'forwarded-patches',
  subjects: [
    { name: 'local', server: 'state-godwit', env: { ...plan, ...ALONE }, messages: INPUTS },
    { name: 'forwarded', server: 'entry', env: entry, messages: INPUTS },
    { name: 'home', server: 'entry', env: { ...entry, BENCH_SAMPLE: 'home' }, messages: INPUTS },
  ],
  rows: [
    ratio('patch of the nearest 20 by way of another node, both processes, against local', 'forwarded', 'local', 1.35),
    ratio('the same, of the process of the room', 'home', 'local', 1.0),
  ],
  prepare: stateInterest.prepare,
};
