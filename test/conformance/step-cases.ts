import { readFileSync } from 'node:fs';
import 'reflect-metadata';
import * as stepMath from '../../src/core/prediction/step-math.shared.js';
import { buildContract } from '../../src/protocol/contract/build-contract.js';
import type { Contract } from '../../src/protocol/contract/contract.js';
import { declaredMessages } from '../../src/protocol/message.decorators.js';
import { MessageCatalogue } from '../../src/protocol/message-catalogue.js';
import '../../src/protocol/protocol.messages.js';
import { stepFile, STEP_MATH, withStepMath, type StepFile } from '../../src/tools/gdscript/steps/step-files.js';
import { StepWorld } from '../../src/tools/gdscript/steps/step-world.js';
import { functionResults, numbersOf, type StepCase } from './step-parity.js';
import { EVERYTHING_TYPE } from './steps/everything.messages.js';
import { Everything, fly, Mode, step } from './steps/everything.shared.js';
import { Spot } from './steps/other.shared.js';

/** Calls of each step, and of each function of step-math. */
export const STEP_COUNT = 100_000;
export const CALL_COUNT = 20_000;

const LAST_PROTOCOL_TYPE = 19;

/** The messages of the protocol, and the input of the step that uses everything. */
export const stepContract: Contract = buildContract(
  new MessageCatalogue(declaredMessages().filter(({ type }) => type <= LAST_PROTOCOL_TYPE || type === EVERYTHING_TYPE)),
);

/** The shared files of the tests, and step-math. */
export const stepFiles: StepFile[] = withStepMath(
  ['everything', 'other'].map((name) =>
    stepFile(
      `conformance/${name}.shared.ts`,
      readFileSync(`${import.meta.dirname}/steps/${name}.shared.ts`, 'utf8').replaceAll(
        '../../../src/core/',
        '../core/',
      ),
    ),
  ),
);

/** Numbers that others are forgotten beside. */
const ODD = [
  ...[0, -0, 1, -1, 0.5, -0.5, 2, -2, 5e-324, -5e-324, 2.2250738585072014e-308, 1e-310, -1e-310],
  ...[
    Number.MAX_VALUE,
    -Number.MAX_VALUE,
    Number.EPSILON,
    Infinity,
    -Infinity,
    NaN,
    Math.PI,
    Math.PI / 2,
    -Math.PI / 2,
  ],
  ...[
    1e6,
    1e15,
    2 ** 53,
    2 ** 53 + 2,
    -(2 ** 53),
    1e22,
    1e300,
    709.782712893384,
    709.79,
    -745.13,
    -745.2,
    0.4375,
    0.6875,
  ],
];
const ODD_INTS = [
  0,
  1,
  2,
  -1,
  31,
  32,
  -31,
  -32,
  33,
  255,
  2 ** 31,
  2 ** 31 - 1,
  2 ** 32 - 1,
  2 ** 32,
  -(2 ** 31),
  2 ** 53 - 1,
];

/** A seeded source of numbers, the same in each run. */
export class Numbers {
  constructor(private state: number) {}

  /** 0 to 1. */
  unit(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296 + this.low() / 2 ** 53;
  }

  /** One of these. */
  one<T>(list: readonly T[]): T {
    return list[Math.floor(this.unit() * list.length)]!;
  }

  /** Any number: odd ones, ones of a usual size, and ones of any size. */
  any(): number {
    const kind = this.unit();
    if (kind < 0.2) return this.one(ODD);
    if (kind < 0.7) return (this.unit() - 0.5) * 20;
    return (this.unit() - 0.5) * 10 ** (this.unit() * 600 - 300);
  }

  /** Any integer. */
  int(): number {
    if (this.unit() < 0.3) return this.one(ODD_INTS);
    return Math.floor((this.unit() - 0.5) * 2 ** (this.unit() * 53)) + 0;
  }

  private low(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    return (Math.imul(this.state ^ (this.state >>> 13), 0x5bd1e995) >>> 11) & 0x1fffff;
  }
}

/** Every function of step-math, with arguments of all kinds. */
export function mathCases(count = CALL_COUNT): StepCase[] {
  const world = new StepWorld(stepFiles, stepContract);
  const file = stepFiles.find(({ path }) => path === STEP_MATH)!;
  return Object.entries(stepMath).flatMap(([name, call], index) => {
    const shape = world.find(file, name);
    if (typeof call !== 'function' || shape?.kind !== 'function') return [];
    const random = new Numbers(index + 1);
    const types = shape.parameters.map(({ type }) => type.kind);
    const numbers = Float64Array.from({ length: count * types.length }, (_, at) =>
      types[at % types.length] === 'int' ? random.int() : random.any(),
    );
    const results = functionResults(call, numbers, types.length);
    return [{ name: `step-math ${name}`, file, call: name, numbers, results }];
  });
}

/** The steps of the tests, each from the state before. */
export function stepCases(count = STEP_COUNT): StepCase[] {
  return [everythingCase(count), flyCase(count)];
}

function everythingCase(count: number): StepCase {
  const random = new Numbers(2026);
  const body = new Everything();
  const [numbers, results]: [number[], number[]] = [[], []];
  for (let at = 0; at < count; at++) {
    const axis = (): number =>
      random.unit() < 0.1 ? random.one([0, -0, 1, -1, 1e6, -1e6, 5e-324]) : random.unit() * 2 - 1;
    const input = {
      seq: at % 65_536,
      x: axis(),
      y: axis(),
      isDashing: random.unit() < 0.2,
      mode: random.one([Mode.Idle, Mode.Run, Mode.Fly]),
      aim: { x: Math.fround(axis()), y: Math.fround(axis()) },
    };
    const seconds = random.one([1 / 30, 1 / 60, 0.05, 0]);
    step(body, input, seconds);
    numbers.push(input.seq, input.x, input.y, Number(input.isDashing), input.mode, input.aim.x, input.aim.y, seconds);
    results.push(...numbersOf(body));
  }
  return {
    ...{ name: 'everything', file: stepFiles.find(({ path }) => path.includes('everything'))!, call: 'step' },
    numbers: Float64Array.from(numbers),
    results: Float64Array.from(results),
    step: { body: 'Everything', input: 'EverythingSteer' },
  };
}

function flyCase(count: number): StepCase {
  const random = new Numbers(7);
  const body = new Spot();
  const [numbers, results]: [number[], number[]] = [[], []];
  for (let at = 0; at < count; at++) {
    const seconds = random.unit() * 10;
    fly(body, seconds);
    numbers.push(seconds);
    results.push(...numbersOf(body));
  }
  return {
    ...{ name: 'fly', file: stepFiles.find(({ path }) => path.includes('everything'))!, call: 'fly' },
    numbers: Float64Array.from(numbers),
    results: Float64Array.from(results),
    step: { body: 'Spot' },
  };
}
