import { mathCases, stepCases, stepContract, stepFiles } from '../conformance/step-cases.js';
import { runParity, writeParityProject, type StepCase } from '../conformance/step-parity.js';
import { describeWithEngine, type EngineName } from './engines.js';

let cases: readonly StepCase[] | undefined;
/** What Node makes of them is worked out once for all engines. */
const allCases = (): readonly StepCase[] => (cases ??= [...mathCases(), ...stepCases()]);

for (const name of ['godot4', 'godot36', 'godot32'] satisfies EngineName[]) {
  describeWithEngine(name, 'Shared steps', (engine) => {
    it('have the same bits as in Node: every function of step-math, and steps that use everything', async () => {
      const project = writeParityProject(engine, { files: stepFiles, contract: stepContract, cases: allCases() });

      expect(allCases().filter(({ step, results }) => step && results.some(Number.isNaN))).toEqual([]);
      expect(await runParity(engine, project, allCases())).toEqual([]);
    });
  });
}
