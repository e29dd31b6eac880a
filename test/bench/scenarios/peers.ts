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

/** Godwit beside other makers' servers, whose packages only `npm run bench:peers` installs. */
export const peerScenarios: readonly Scenario[] = [beside(stateShared, 0.8, 0.5), beside(stateInterest, 0.5, 0.5)];
