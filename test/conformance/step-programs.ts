import fc from 'fast-check';
import ts from 'typescript';
import * as stepMath from '../../src/core/prediction/step-math.shared.js';
import { GODOT4 } from '../../src/tools/gdscript/dialect.js';
import { stepFile, withStepMath } from '../../src/tools/gdscript/steps/step-files.js';
import { stepScripts, StepsRefused } from '../../src/tools/gdscript/steps/step-script.js';
import { StepWorld } from '../../src/tools/gdscript/steps/step-world.js';
import { stepContract } from './step-cases.js';
import { numbersOf, type StepCase } from './step-parity.js';

const MAX_DEPTH = 4;
const CALLS = 60;
const STEP_MATH_FILES = withStepMath([]);

/** The class that random programs change. */
const BODY = `import { acos, and, atan2, clamp, cos, div, exp, fround, hash32, hypot, imul, lerp, log, moveToward, or, pow, rotl, shift, sin, tan, toInt, u32, unitOf, wrapAngle, xor, type int } from 'godwit';
const HALF = 0.5;
const COUNT: int = 3;
const TABLE: readonly number[] = [1, 2e-5, 1 / 3, 1e300, 7];
export class Inner {
  z = 2;
}
export class Body {
  a = 0;
  b = 1;
  n: int = 0;
  on = false;
  inner = new Inner();
  list: number[] = [1, 2, 3];
}
`;

/** Writes a random program of the subset. */
class ProgramWriter {
  private count = 0;

  constructor(private readonly pick: (below: number) => number) {}

  program(): string {
    const helper = `function helper(body: Body, x: number, i: int): number {\n${this.block(['x'], ['i'], 2)}\nreturn ${this.float(['x'], ['i'], 2)};\n}\n`;
    const body = this.block(['seconds'], [], 0);
    return `${BODY}${helper}export function step(body: Body, seconds: number): void {\n${body}\nbody.a += helper(body, ${this.float(['seconds'], [], 2)}, ${this.int([], 2)});\nwhile (body.list.length > 6) body.list.pop();\n}\n`;
  }

  private one<T>(...choices: T[]): T {
    return choices[this.pick(choices.length)]!;
  }

  private literal(): string {
    return this.one('0', '1', '2.5', '0.1', '1e-7', '123456789.123456789', '3', '1e21', '0.30000000000000004', '7');
  }

  private float(vars: string[], ints: string[], depth: number): string {
    const at = (): string => this.float(vars, ints, depth + 1);
    const leaf = (): string => this.one(this.literal(), 'body.a', 'body.b', 'body.inner.z', 'HALF', ...vars);
    if (depth >= MAX_DEPTH) return leaf();
    switch (this.pick(14)) {
      case 0:
        return leaf();
      case 1:
        return `(${at()} ${this.one('+', '-', '*')} ${at()})`;
      case 2:
        return `(${at()} / ${this.one(leaf(), at())})`.replace(/\/ (0|1 \/ 0)\)$/, '/ 3)');
      case 3:
        return `(${at()} % ${this.one('body.b', '3', ...vars)})`;
      case 4:
        return `-${this.one('body.a', ...vars, ...ints)}`;
      case 5:
        return `Math.${this.one('abs', 'floor', 'ceil', 'trunc', 'sign', 'sqrt')}(${at()})`;
      case 6:
        return `Math.${this.one('min', 'max')}(${at()}, ${this.one(at(), '0.25', '-0')})`;
      case 7:
        return `(${this.bool(vars, ints, depth + 1)} ? ${at()} : ${at()})`;
      case 8:
        return `${this.one('sin', 'cos', 'tan', 'acos', 'exp', 'log', 'fround', 'wrapAngle')}(${at()})`;
      case 9:
        return `${this.one('atan2', 'hypot', 'div', 'pow')}(${at()}, ${at()})`;
      case 10:
        return `${this.one('lerp', 'clamp', 'moveToward')}(${at()}, ${at()}, ${at()})`;
      case 11:
        return `unitOf(${this.int(ints, depth + 1)})`;
      case 12:
        return `TABLE[and(${this.int(ints, depth + 1)}, 3)]!`;
      default:
        return `(${this.int(ints, depth + 1)} ${this.one('+', '*', '/')} ${this.one('body.b', '0.5', ...vars)})`;
    }
  }

  private int(ints: string[], depth: number): string {
    const at = (): string => this.int(ints, depth + 1);
    const leaf = (): string => this.one('1', '7', 'COUNT', 'body.list.length', 'u32(body.n)', ...ints);
    if (depth >= MAX_DEPTH) return leaf();
    switch (this.pick(8)) {
      case 0:
      case 1:
        return leaf();
      case 2:
        return `u32(${at()} ${this.one('+', '-')} ${at()})`;
      case 3:
        return `${this.one('xor', 'and', 'or', 'imul', 'rotl', 'hash32')}(${at()}, ${at()})`;
      case 4:
        return `shift(${at()}, ${this.one('3', '-3', 'COUNT')})`;
      case 5:
        return `toInt(body.a % 1000)`;
      case 6:
        return `(${at()} ${this.one('+', '-')} ${leaf()})`;
      default:
        return `u32(${leaf()} * ${this.one('3', 'COUNT')})`;
    }
  }

  private bool(vars: string[], ints: string[], depth: number): string {
    const at = (): string => this.bool(vars, ints, depth + 1);
    if (depth >= MAX_DEPTH) return this.one('true', 'body.on');
    switch (this.pick(5)) {
      case 0:
        return `(${at()} ${this.one('&&', '||')} ${at()})`;
      case 1:
        return `!${this.one('body.on', `(${at()})`)}`;
      case 2:
        return `${this.int(ints, depth + 1)} ${this.one('<', '===', '!==')} ${this.int(ints, depth + 1)}`;
      default:
        return `${this.float(vars, ints, depth + 1)} ${this.one('<', '<=', '>', '>=', '===', '!==')} ${this.float(vars, ints, depth + 1)}`;
    }
  }

  private block(vars: string[], ints: string[], depth: number): string {
    const [own, ownInts] = [[...vars], [...ints]];
    const lines = Array.from({ length: 1 + this.pick(4) }, () => this.statement(own, ownInts, depth));
    return lines.join('\n');
  }

  private statement(vars: string[], ints: string[], depth: number): string {
    const place = this.one('body.a', 'body.b', 'body.inner.z');
    const inner = (more: string[] = []): string => this.block(vars, [...ints, ...more], depth + 1);
    switch (this.pick(depth >= MAX_DEPTH - 1 ? 6 : 10)) {
      case 0:
        return `${place} = ${this.float(vars, ints, 1)};`;
      case 1:
        return `${place} ${this.one('+=', '-=', '*=', '/=', '%=')} ${this.one(this.float(vars, ints, 2), '3')};`.replace(
          '/= 0;',
          '/= 3;',
        );
      case 2: {
        const name = `v${this.count++}`;
        const line = `let ${name} = ${this.float(vars, ints, 1)};\n${name} += 1;\nbody.inner.z = ${name};`;
        vars.push(name);
        return line;
      }
      case 3:
        return `body.n = u32(${this.int(ints, 1)});`;
      case 4:
        return this.one(
          `body.list.push(${this.float(vars, ints, 2)});`,
          `body.list[0] = ${this.float(vars, ints, 2)};`,
          'if (body.list.length > 1) body.list.pop();',
        );
      case 5:
        return `body.on = ${this.bool(vars, ints, 1)};`;
      case 6:
        return `if (${this.bool(vars, ints, 1)}) {\n${inner()}\n} else {\n${inner()}\n}`;
      case 7: {
        const name = `i${this.count++}`;
        const [head, skip] = this.one(
          [`let ${name} = 0; ${name} < ${this.one('2', 'COUNT')}; ${name}++`, `${name} === 1`],
          [`let ${name} = 3; ${name} > 0; ${name} -= 2`, `${name} === 1`],
          [`let ${name} = 0; ${name} < 1; ${name} += 0.25`, `${name} < 0.5`],
        );
        const isFloat = head.includes('0.25');
        const body = isFloat ? this.block([...vars, name], ints, depth + 1) : inner([name]);
        return `for (${head}) {\nif (${skip} && ${this.bool(vars, ints, 3)}) ${this.one('continue', 'break')};\n${body}\n}`;
      }
      case 8: {
        const name = `w${this.count++}`;
        return `for (const ${name} of ${this.one('TABLE', 'TABLE')}) {\n${this.block([...vars, name], ints, depth + 1)}\n}`;
      }
      default:
        return `switch (and(${this.int(ints, 2)}, 3)) {\ncase 0: {\n${inner()}\nbreak;\n}\ncase 1:\ncase 2: {\n${inner()}\nbreak;\n}\ndefault: {\n${inner()}\n}\n}`;
    }
  }
}

const stepProgram: fc.Arbitrary<string> = fc
  .gen()
  .map((gen) => new ProgramWriter((below) => gen(fc.nat, { max: below - 1 })).program());

/** Random programs of the subset. Those that divide by a constant zero are left out: they are refused. */
export function samplePrograms(count: number, seed: number): string[] {
  const texts: string[] = [];
  for (let round = 0; texts.length < count; round++) {
    // Outside fast-check, which would look for another program for ever.
    const drawn = fc.sample(stepProgram, { numRuns: count, seed: seed + round });
    texts.push(...drawn.filter((text) => !dividesByZero(text)));
  }
  return texts.slice(0, count);
}

/** A program with what Node makes of it. */
export function programCase(text: string, index: number): StepCase {
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, useDefineForClassFields: false },
  });
  const exports: { Body?: new () => object; step?: (body: object, seconds: number) => void } = {};
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the program was made up here
  const run = new Function('exports', 'require', outputText) as (exports: object, require: () => object) => void;
  run(exports, () => stepMath);
  const { Body, step } = exports;
  if (!Body || !step) throw new Error('The program exports no step.');
  const body = new Body();
  const numbers = Float64Array.from({ length: CALLS }, (_, at) => ((at * 37) % 23) / 7 - 1.5);
  const results: number[] = [];
  for (const seconds of numbers) {
    step(body, seconds);
    results.push(...numbersOf(body));
  }
  const file = stepFile(`programs/p${index}.shared.ts`, text);
  const named = { name: `program ${index}`, file, call: 'step', step: { body: 'Body' } };
  return { ...named, numbers, results: Float64Array.from(results) };
}

/** Whether a program is refused for a division by a constant that is zero. Any other refusal is an error of the tool. */
function dividesByZero(text: string): boolean {
  const sentences = refusalsOf(text);
  if (!sentences.every((sentence) => sentence.includes('divides by zero')))
    throw new Error(`A program of the subset is refused:\n${sentences.join('\n')}\n${text}`);
  return sentences.length > 0;
}

/** Why a program is refused; empty if it is translated. @throws whatever else the translator throws */
export function refusalsOf(text: string): readonly string[] {
  const world = new StepWorld([...STEP_MATH_FILES, stepFile('programs/tried.shared.ts', text)], stepContract);
  try {
    stepScripts(world, GODOT4);
    return [];
  } catch (error) {
    if (error instanceof StepsRefused) return error.sentences;
    throw error;
  }
}
