import type { Row, Scenario, Subject } from '../scenario.js';
import { stateInterest, stateShared } from './state.js';

/** What of Colyseus a scenario is measured with: positions as Godwit's, in 16 bits, and as most games have them. */
function colyseus(name: string, numbers: 'quantized' | 'float32', like: Scenario): Subject {
  const [{ env, messages }] = like.subjects as [Subject];
  return { name, server: 'state-colyseus', env: { ...env, BENCH_COLYSEUS_NUMBERS: numbers }, messages };
}

/** A state scenario with Colyseus beside. */
function beside(like: Scenario, cpuAtMost: number, bytesAtMost: number): Scenario {
  const name = `peers-${like.name}`;
  const [cpu, bytes] = like.rows as [Row, Row];
  const rows = ['Colyseus, 16 bits', 'Colyseus, float32'].flatMap((against): Row[] => [
    { ...cpu, against, atMost: cpuAtMost },
    { ...bytes, against, compare: 'ratio', atMost: bytesAtMost },
  ]);
  return {
    ...like,
    name,
    subjects: [
      ...like.subjects,
      colyseus('Colyseus, 16 bits', 'quantized', like),
      colyseus('Colyseus, float32', 'float32', like),
    ],
    rows: [cpu, ...rows],
  };
}

/** The same once more against Colyseus with the search that a game has to bring, which Colyseus has not. */
function besideOwnSearch(scenario: Scenario, cpuAtMost: number): Scenario {
  const name = 'Colyseus, 16 bits, own search';
  const [cpu] = scenario.rows as [Row];
  const like = scenario.subjects.find((each) => each.name === 'Colyseus, 16 bits');
  if (like === undefined) throw new Error('a scenario without Colyseus');
  return {
    ...scenario,
    subjects: [...scenario.subjects, { ...like, name, env: { ...like.env, BENCH_COLYSEUS_SEARCH: 'plain' } }],
    rows: [...scenario.rows, { ...cpu, against: name, atMost: cpuAtMost }],
  };
}

/** Godwit beside other makers' servers, whose packages only `npm run bench:peers` installs. */
export const peerScenarios: readonly Scenario[] = [
  beside(stateShared, 0.8, 0.5),
  besideOwnSearch(beside(stateInterest, 0.5, 0.5), 0.5),
];
