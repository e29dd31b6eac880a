import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildContract } from '../../src/protocol/contract/build-contract.js';
import type { Contract } from '../../src/protocol/contract/contract.js';
import { MessageCatalogue } from '../../src/protocol/message-catalogue.js';
import { declaredMessages } from '../../src/protocol/message.decorators.js';
import '../../src/protocol/protocol.messages.js';
import { topLevelNodes } from '../../src/tools/gdscript/steps/declarations.js';
import { readStepFiles, type StepFile } from '../../src/tools/gdscript/steps/step-files.js';
import type { FunctionShape, StepType } from '../../src/tools/gdscript/steps/step-type.js';
import { StepWorld } from '../../src/tools/gdscript/steps/step-world.js';
import { Numbers, STEP_COUNT } from './step-cases.js';
import { numbersOf, type StepCase } from './step-parity.js';

const SOURCE = resolve(import.meta.dirname, '../../src');
/** An input goes on for so many ticks in the mean, so that walls are reached. */
const HELD_TICKS = 20;

type Step = (body: object, ...args: unknown[]) => void;
type Exports = Readonly<Record<string, unknown>>;

/** The steps of this repository's games, their shared files, and the contract with their inputs. */
export interface GameSteps {
  readonly files: readonly StepFile[];
  readonly contract: Contract;
  readonly cases: readonly StepCase[];
}

/** Every exported step of the games: `step(body, seconds)` or `step(body, input, seconds)`. */
export async function gameSteps(count = STEP_COUNT): Promise<GameSteps> {
  const files = readStepFiles(SOURCE);
  const games = files.filter(({ path }) => path.startsWith('games/'));
  for (const { path } of games) {
    const messages = join(SOURCE, path.replace('.shared.ts', '.messages.ts'));
    if (existsSync(messages)) await import(messages);
  }
  const contract = buildContract(new MessageCatalogue(declaredMessages()));
  const world = new StepWorld(files, contract);
  const cases: StepCase[] = [];
  for (const file of games) {
    const exported = (await import(join(SOURCE, file.path))) as Exports;
    for (const name of topLevelNodes(file.source).keys()) {
      const shape = typeof exported[name] === 'function' ? world.find(file, name) : undefined;
      if (shape?.kind === 'function' && isStep(shape)) cases.push(caseOf(file, name, { shape, exported, count }));
    }
  }
  return { files, contract, cases };
}

function isStep({ parameters }: FunctionShape): boolean {
  const kinds = parameters.map(({ type }) => type.kind).join();
  return kinds === 'class,float' || kinds === 'class,message,float';
}

function caseOf(
  file: StepFile,
  call: string,
  { shape, exported, count }: { shape: FunctionShape; exported: Exports; count: number },
): StepCase {
  const random = new Numbers(call.length);
  const [bodyType, inputType] = shape.parameters.map(({ type }) => type);
  const bodyClass = bodyType?.kind === 'class' ? bodyType.shape.name : '';
  const body = new (exported[bodyClass] as new () => Record<string, unknown>)();
  // What nobody steers starts somewhere, and moves.
  if (inputType?.kind !== 'message')
    for (const name of Object.keys(body)) body[name] = Math.floor(random.unit() * 2000) - 1000;
  const start = numbersOf(body);
  const [numbers, results]: [number[], number[]] = [[], []];
  let input: Record<string, number | boolean> = {};
  for (let at = 0; at < count; at++) {
    if (at % 1000 === 0 || random.unit() < 1 / HELD_TICKS) input = inputOf(inputType, random);
    const seconds = random.unit() < 0.9 ? 1 / 30 : random.one([1 / 60, 0.05, 0]);
    const args = inputType?.kind === 'message' ? [input, seconds] : [seconds];
    (exported[call] as Step)(body, ...args);
    numbers.push(...Object.values(args.length > 1 ? input : {}).map(Number), seconds);
    results.push(...numbersOf(body));
  }
  return {
    ...{ name: `${file.path} ${call}`, file, call, start },
    ...{ numbers: Float64Array.from(numbers), results: Float64Array.from(results) },
    step: { body: bodyClass, ...(inputType?.kind === 'message' && { input: inputType.name }) },
  };
}

/** What a client may send, and what lies beyond. */
function inputOf(type: StepType | undefined, random: Numbers): Record<string, number | boolean> {
  if (type?.kind !== 'message') return {};
  const values = [...type.fields].map(([name, field]): [string, number | boolean] => {
    if (field.type?.kind === 'bool') return [name, random.unit() < 0.3];
    if (field.type?.kind === 'int') return [name, Math.floor(random.unit() * 65_536)];
    const odd = random.unit() < 0.15;
    return [name, odd ? random.one([0, -0, 1, -1, 1e6, -1e6, 5e-324, 6.2832]) : random.unit() * 2 - 1];
  });
  return Object.fromEntries(values);
}
