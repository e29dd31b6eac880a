import { MUTATIONS, RARE, TOGETHER } from './cluster-simulation/mutations.js';
import { Simulation, type SimulationSize } from './cluster-simulation/simulation.js';

/** More by hand: GODWIT_SIMULATION_SEEDS=20000 npm test -- cluster-simulation. A seed that failed: GODWIT_SIMULATION_FIRST=<seed>, and one. */
const SEEDS = Number(process.env.GODWIT_SIMULATION_SEEDS ?? 100);
const FIRST_SEED = Number(process.env.GODWIT_SIMULATION_FIRST ?? 1);
const SIZE: SimulationSize = { nodes: 5, rooms: 10, players: 16, faults: 5, members: 0 };
/** Seeds of one test. */
const PART = 50;
/** Seeds beyond the usual ones that have found a fault. */
const FOUND = [4819, 5171, 10844, 10878, 11448, 1_000_184, 1_000_338];
const MAX_FOUND = 5;
const SEEDS_PER_MUTATION = 20;

function sizeOf(seed: number): SimulationSize {
  return seed < TOGETHER ? SIZE : { ...SIZE, members: 4 };
}

/** What a failing test shows of a run. */
function report(seed: number, { journal }: Simulation): string {
  const end = journal.lines.findIndex((line) => line.includes('FAULT'));
  return [`seed ${seed}: ${journal.faults[0] ?? ''}`, ...journal.lines.slice(Math.max(0, end - 30), end + 2)].join(
    '\n  ',
  );
}

describe(Simulation.name, () => {
  const parts = Array.from({ length: Math.ceil(SEEDS / PART) }, (_, index) => {
    const first = FIRST_SEED + index * PART;
    return { first, end: Math.min(first + PART, FIRST_SEED + SEEDS) };
  });
  if (process.env.GODWIT_SIMULATION_FIRST === undefined) parts.push({ first: TOGETHER, end: TOGETHER + PART });

  it.each(parts)(
    'finds nothing wrong in runs of a cluster through faults, from seed $first on',
    async ({ first, end }) => {
      const found: string[] = [];
      for (let seed = first; seed < end && found.length < MAX_FOUND; seed += 1) {
        const simulation = new Simulation(seed, sizeOf(seed));
        if ((await simulation.run()).length > 0) found.push(report(seed, simulation));
      }
      expect(found.join('\n')).toBe('');
    },
  );

  it.each(FOUND)('finds nothing wrong any more in seed %d', async (seed) => {
    expect(await new Simulation(seed, sizeOf(seed)).run()).toEqual([]);
  });

  it('repeats exactly by its seed', async () => {
    const [one, other] = [new Simulation(7, SIZE), new Simulation(7, SIZE)];
    await one.run();
    await other.run();
    expect(one.journal.lines.length).toBeGreaterThan(100);
    expect(other.journal.lines).toEqual(one.journal.lines);
  });

  it.each(Object.entries(MUTATIONS))('finds it when %s', async (name, mutation) => {
    const first = RARE[name] ?? 1;
    let isFound = false;
    for (let seed = first; !isFound && seed < first + SEEDS_PER_MUTATION; seed += 1) {
      const simulation: Simulation = new Simulation(seed, sizeOf(seed), (node) => mutation(node, simulation));
      isFound = (await simulation.run()).length > 0;
    }
    expect(isFound).toBe(true);
  });
});
