import { describeWithEngine } from '../godot/engines.js';
import { outsidePrograms, scrambledPrograms } from './outside-programs.js';
import { stepContract } from './step-cases.js';
import { runParity, writeParityProject, type StepCase } from './step-parity.js';
import { refusalsOf } from './step-programs.js';
import { stepFile, withStepMath } from '../../src/tools/gdscript/steps/step-files.js';

const COUNT = Number(process.env.STEP_PROGRAMS ?? 40);
const SEED = Number(process.env.STEP_SEED ?? Date.now() % 1_000_000);

/** File, line, column, the reason and a remedy. */
const SENTENCE = /^src\/programs\/tried\.shared\.ts:(\d+):\d+: .+: .+\.$/;

/** A sentence that does not say where, why and what instead; undefined if all do. */
function badSentence(text: string, sentences: readonly string[]): string | undefined {
  const lines = text.split('\n').length;
  return sentences.find((sentence) => !(Number(SENTENCE.exec(sentence)?.[1] ?? Infinity) <= lines));
}

describe('Random programs outside the subset', () => {
  it('are refused, each with file, line, column, the reason and a remedy', () => {
    for (const text of outsidePrograms(COUNT, SEED)) {
      const sentences = refusalsOf(text);
      const isRefused = sentences.length > 0 && badSentence(text, sentences) === undefined;
      expect({ seed: SEED, sentences, text: isRefused ? '' : text }).toEqual({ seed: SEED, sentences, text: '' });
    }
  });

  it('never break the translator, whatever is left out or exchanged', () => {
    for (const text of scrambledPrograms(COUNT, SEED)) {
      const bad = badSentence(text, refusalsOf(text));
      expect({ seed: SEED, bad, text: bad === undefined ? '' : text }).toEqual({
        seed: SEED,
        bad: undefined,
        text: '',
      });
    }
  });
});

describeWithEngine('godot4', 'Scrambled programs that are not refused', (engine) => {
  it('are scripts that Godot can parse', async () => {
    const texts = scrambledPrograms(COUNT, SEED).filter(
      (text) => refusalsOf(text).length === 0 && text.includes('helper'),
    );
    const none = new Float64Array();
    const cases = texts.slice(0, 30).map((text, index): StepCase => {
      const file = stepFile(`programs/p${index}.shared.ts`, text);
      return { name: `program ${index}`, file, call: 'helper', numbers: none, results: none };
    });
    const files = withStepMath(cases.map(({ file }) => file));
    const project = writeParityProject(engine, { files, contract: stepContract, cases, isStrict: false });

    expect({ seed: SEED, complaints: await runParity(engine, project, cases) }).toEqual({ seed: SEED, complaints: [] });
  });
});
