import type { Row, Scenario, Subject } from '../scenario.js';
import { StateMeasurement } from '../state/state-measurement.js';
import { plans } from '../state/walkers.js';
import { INPUTS } from '../loads.js';

const SUBPROTOCOL = 'godwit.binary.v1';
const HAS_BINARY: ReadonlySet<Subject['server']> = new Set(['state-godwit', 'entry']);
/** Where everything moves every patch has something to say; few may be left out, for clients that lag. */
const MIN_ARRIVING = 0.98;

function subject(name: string, server: Subject['server'], plan: string): Subject {
  return { name, server, env: { BENCH_STATE: plan }, messages: INPUTS };
}

async function prepare(trial: Parameters<Scenario['prepare']>[0]): Promise<StateMeasurement> {
  const plan = plans[trial.subject.env?.BENCH_STATE ?? ''];
  if (plan === undefined) throw new Error('a subject without a plan');
  await trial.open(plan.rooms * plan.players, HAS_BINARY.has(trial.subject.server) ? SUBPROTOCOL : undefined);
  return new StateMeasurement(trial, plan.moving === 1 ? MIN_ARRIVING : 0).warmUp();
}

function cpu(work: string, against: string, atMost: number): Row {
  return { work, figure: 'cpuUs', unit: 'µs', subject: 'Godwit', against, compare: 'ratio', atMost };
}

function bytes(work: string, atMost: number): Row {
  const names = { subject: 'Godwit', against: 'bare loop' };
  return { work, figure: 'bytes', unit: 'bytes', ...names, compare: 'amount', atMost };
}

/** Everyone in a room sees the same: against a loop that writes one prepared frame to all. */
export const stateShared: Scenario = {
  name: 'state-shared',
  subjects: [subject('bare loop', 'state-bare', 'shared'), subject('Godwit', 'state-godwit', 'shared')],
  rows: [
    cpu('patch of 100 moving entities, 10 rooms × 100 players, per client', 'bare loop', 1.1),
    bytes('its bytes, frame header included', 602),
  ],
  prepare,
};

/** Everyone sees its nearest 20: against a loop that makes and writes a frame for each. */
export const stateInterest: Scenario = {
  name: 'state-interest',
  subjects: [subject('bare loop', 'state-bare', 'interest'), subject('Godwit', 'state-godwit', 'interest')],
  rows: [
    cpu('patch of the nearest 20 of 100, 5 rooms × 100 players, per client', 'bare loop', 1.2),
    bytes('its bytes, frame header included', 123),
  ],
  prepare,
};

/** One large world of which little changes: the cost per player must not grow with the world. */
export const stateWorld: Scenario = {
  name: 'state-world',
  subjects: [subject('1,000 entities', 'state-godwit', 'world-1000'), subject('Godwit', 'state-godwit', 'world-10000')],
  rows: [
    cpu('patch in a world of 10,000, 200 players with interest, per client, against 1,000', '1,000 entities', 1.3),
    {
      ...cpu('the same; 62 µs are 25 % of a core at 20 Hz', '1,000 entities', 62),
      compare: 'amount',
    },
  ],
  prepare,
};
