import { replayStates, type ReplayReport } from '../conformance/state-engine.js';
import { spoiltPackets, stateRun, type StateRun } from '../conformance/state-runs.js';
import { describeWithEngine, type EngineName } from './engines.js';

/** Single floats in text, and what Godot 3 writes of them, agree to so many decimals. */
const DECIMALS = 2;

for (const name of ['godot4', 'godot36', 'godot32'] satisfies EngineName[]) {
  describeWithEngine(name, 'The mirror of a state', (engine) => {
    const runs = [1, 2, 3, 4].flatMap((seed) => [stateRun(seed, true), stateRun(seed, false)]);
    const spoilt = [spoiltPackets(2, true), spoiltPackets(4, false)];
    let report: ReplayReport;

    beforeAll(async () => {
      report = await replayStates(engine, runs, spoilt);
    });

    it('loads without a complaint, and no spoilt packet makes one', () => {
      expect(report.broken).toEqual([]);
      expect(report.complaints).toEqual([]);
    });

    it('has the hash of the TypeScript mirror after each step, and misses what that misses', () => {
      const expected = runs.map(({ steps }) => steps.map(({ faults, hash, ack }) => ({ faults, hash, ack })));

      expect(report.runs.map(({ steps }) => steps)).toEqual(expected);
    });

    it('shows the same values', () => {
      expect(report.runs.map(({ state }) => state)).toEqual(runs.map(({ state }: StateRun) => near(state)));
    });

    it('tells every change, and nothing else, also when it gets everything anew', () => {
      expect(report.runs.map(({ told }) => told)).toEqual(runs.map(() => ({ idle: 0, missed: 0 })));
    });

    it('is whole again after the next full patch, whatever came before', () => {
      expect(report.unrecovered).toEqual([0, 0]);
    });
  });
}

function near(value: unknown): unknown {
  if (typeof value === 'number' && !Number.isInteger(value)) return expect.closeTo(value, DECIMALS);
  if (Array.isArray(value)) return value.map(near);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, near(inner)]));
}
