import { mathCases, stepCases, stepContract, stepFiles } from '../conformance/step-cases.js';
import { runParity, writeParityProject, type StepCase } from '../conformance/step-parity.js';
import { programCase, samplePrograms } from '../conformance/step-programs.js';
import { describeWithEngine, type EngineName } from './engines.js';

/** Random programs; any number of them can be tried again with the seed of a failure. */
const PROGRAMS = Number(process.env.STEP_PROGRAMS ?? 8);
const SEED = Number(process.env.STEP_SEED ?? Date.now() % 1_000_000);
/** Eight take a minute on a busy machine; each more has as much time again. */
const PREPARE_MS = 180_000 + PROGRAMS * 10_000;
/** What the names of their cases begin with. */
const PROGRAM = 'program ';
const isProgram = ({ name }: StepCase): boolean => name.startsWith(PROGRAM);

let cases: readonly StepCase[] | undefined;
/** What Node makes of them is worked out once for all engines. */
const allCases = (): readonly StepCase[] =>
  (cases ??= [...mathCases(), ...stepCases(), ...samplePrograms(PROGRAMS, SEED).map(programCase)]);

for (const name of ['godot4', 'godot36', 'godot32'] satisfies EngineName[]) {
  describeWithEngine(name, 'Shared steps', (engine) => {
    let told: readonly string[];

    beforeAll(async () => {
      const programs = allCases().filter(isProgram);
      const files = [...stepFiles, ...programs.map(({ file }) => file)];
      const project = writeParityProject(engine, { files, contract: stepContract, cases: allCases() });
      told = await runParity(engine, project, allCases());
    }, PREPARE_MS);

    it('have the same bits as in Node: every function of step-math, and steps that use everything', () => {
      const written = allCases().filter((each) => !isProgram(each));

      expect(written.filter(({ step, results }) => step && results.some(Number.isNaN))).toEqual([]);
      expect(told.filter((line) => !line.startsWith(PROGRAM))).toEqual([]);
    });

    it('have the same bits as in Node: random programs of the subset', () => {
      expect({ seed: SEED, differences: told.filter((line) => line.startsWith(PROGRAM)) }).toEqual({
        seed: SEED,
        differences: [],
      });
    });
  });
}
