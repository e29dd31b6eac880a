import { gameSteps, type GameSteps } from '../conformance/game-step-cases.js';
import { runParity, writeParityProject } from '../conformance/step-parity.js';
import { describeWithEngine, type EngineName } from './engines.js';

let steps: GameSteps;

beforeAll(async () => {
  // What Node makes of them is worked out once for all engines.
  steps = await gameSteps();
});

it('The steps of the games are found, and get about', () => {
  const names = steps.cases.map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining(['games/arena/arena.shared.ts play', 'games/arena/arena.shared.ts fly']),
  );
  for (const { results } of steps.cases) {
    expect(results.every(Number.isFinite)).toBe(true);
    expect(new Set(results).size).toBeGreaterThan(1000);
  }
});

for (const name of ['godot4', 'godot36', 'godot32'] satisfies EngineName[]) {
  describeWithEngine(name, 'Steps of the games', (engine) => {
    it('have the same bits as in Node', async () => {
      const project = writeParityProject(engine, steps);

      expect(await runParity(engine, project, steps.cases)).toEqual([]);
    });
  });
}
