import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { temporaryFolder } from '../../src/testing/temporary-folder.js';
import type { Contract } from '../../src/protocol/contract/contract.js';
import { GODOT3, GODOT4 } from '../../src/tools/gdscript/dialect.js';
import type { FunctionShape } from '../../src/tools/gdscript/steps/step-type.js';
import type { StepFile } from '../../src/tools/gdscript/steps/step-files.js';
import { stepScripts } from '../../src/tools/gdscript/steps/step-script.js';
import { StepWorld } from '../../src/tools/gdscript/steps/step-world.js';
import { classFile } from '../../src/tools/gdscript/field-code.js';
import { registerClasses } from '../../src/tools/gdscript/class-registry.js';
import type { Engine } from '../godot/engines.js';
import { makeStrict } from '../godot/strict-warnings.js';
import { runScript, writeAddonProject } from './addon-project.js';

/** One function or step, with the numbers it is given, one call after another. */
export interface StepCase {
  readonly name: string;
  readonly file: StepFile;
  /** Its name in TypeScript. */
  readonly call: string;
  /** The doubles of all calls. */
  readonly numbers: Float64Array;
  /** What Node makes of them. */
  readonly results: Float64Array;
  /** The numbers of a step's body before the first call, if they are not those of a new one. */
  readonly start?: readonly number[];
  /** The classes of a step; a function has none. */
  readonly step?: { readonly body: string; readonly input?: string };
}

/** What Node writes for NaN, whose bits differ between processors. */
const NAN_BITS = 0x7ff8000000000000n;
/** The addon's folder of generated scripts. */
const GENERATED = 'addons/godwit/generated';

/** Calls a function with each row of numbers. */
export function functionResults(
  call: (...args: number[]) => number | boolean,
  numbers: Float64Array,
  argCount: number,
): Float64Array {
  const results = new Float64Array(numbers.length / argCount);
  for (let row = 0; row < results.length; row++)
    results[row] = Number(call(...numbers.subarray(row * argCount, (row + 1) * argCount)));
  return results;
}

/** All numbers of a body, as `numbers()` in Godot: depth first, a list with its length. */
export function numbersOf(value: unknown): number[] {
  if (typeof value === 'number' || typeof value === 'boolean') return [Number(value)];
  if (Array.isArray(value)) return [value.length, ...value.flatMap(numbersOf)];
  return Object.values(value as object).flatMap(numbersOf);
}

/** A project of an engine with the shared files' scripts and the cases. */
export function writeParityProject(
  engine: Engine,
  {
    files,
    contract,
    cases,
    isStrict = true,
  }: { files: readonly StepFile[]; contract: Contract; cases: readonly StepCase[]; isStrict?: boolean },
): string {
  const project = temporaryFolder('steps');
  writeAddonProject(engine, project, { contract, from: 'step-godot' });
  const world = new StepWorld(files, contract);
  for (const [path, text] of stepScripts(world, engine.major >= 4 ? GODOT4 : GODOT3)) {
    const target = join(project, GENERATED, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
  if (engine.major < 4) {
    const settings = join(project, 'project.godot');
    writeFileSync(settings, registerClasses(readFileSync(settings, 'utf8'), project));
  }
  if (isStrict) makeStrict(engine, project);
  const entries = cases.map((each, index) => {
    const file = `case-${index}.bin`;
    writeFileSync(join(project, file), Buffer.from(each.numbers.buffer));
    return { ...entryOf(each, world, contract), name: each.name, file };
  });
  writeFileSync(join(project, 'cases.json'), JSON.stringify(entries));
  return project;
}

/** Runs all cases in an engine. @returns its complaints, and a sentence for each case whose bits differ */
export async function runParity(engine: Engine, project: string, cases: readonly StepCase[]): Promise<string[]> {
  const complaints = await runScript(engine, project, 'parity.gd', {});
  const differences = cases.map((each, index) => {
    const file = join(project, `case-${index}.bin.out`);
    return existsSync(file) ? firstDifference(each, readFileSync(file)) : `${each.name}: no results`;
  });
  return [...complaints.slice(0, 20), ...differences.filter((line) => line !== undefined)];
}

/** The hash of a case's results, for engines that cannot write files. */
export function hashOf(each: StepCase): string {
  return createHash('sha256').update(bytesOf(each.results)).digest('hex');
}

function entryOf({ file, call, step, start }: StepCase, world: StepWorld, contract: Contract): object {
  const shape = world.find(file, call);
  if (shape?.kind !== 'function') throw new Error(`${call} is no function of ${file.path}.`);
  const base = { script: `${GENERATED}/${file.script}`, call: shape.gdName };
  if (step === undefined)
    return { ...base, kind: 'function', parameters: shape.parameters.map(({ type }) => type.kind) };
  const input = contract.messages.find(({ name }) => name === step.input);
  const fields = shape.parameters.flatMap(({ type }) => (type.kind === 'message' ? [...type.fields] : []));
  return {
    ...base,
    kind: 'step',
    body: step.body,
    start: start ?? [],
    bodies: `${GENERATED}/${bodyScript(shape)}`,
    input: input ? `${GENERATED}/${classFile(input)}` : '',
    fields: fields.map(([, field]) => ({
      name: field.gdName,
      type: field.type?.kind === 'message' ? 'vector' : (field.type?.kind ?? ''),
    })),
  };
}

/** The script that has the body's class. */
function bodyScript({ parameters, file }: FunctionShape): string {
  const [body] = parameters;
  return body?.type.kind === 'class' ? body.type.shape.file.script : file.script;
}

function firstDifference({ name, results, numbers, step }: StepCase, bytes: Buffer): string | undefined {
  const wanted = bytesOf(results);
  if (wanted.equals(bytes)) return undefined;
  for (let at = 0; at < wanted.length; at += 8) {
    if (at + 8 <= bytes.length && wanted.compare(bytes, at, at + 8, at, at + 8) === 0) continue;
    const found = at + 8 <= bytes.length ? bytes.readDoubleLE(at) : 'nothing';
    const perResult = numbers.length / results.length;
    const row = step ? '' : ` of ${numbers.subarray((at / 8) * perResult, (at / 8 + 1) * perResult).join(', ')}`;
    return `${name}: result ${at / 8}${row} is ${found}, in Node ${wanted.readDoubleLE(at)}`;
  }
  return `${name}: ${bytes.length} bytes, in Node ${wanted.length}`;
}

function bytesOf(results: Float64Array): Buffer {
  const bytes = Buffer.from(results.buffer.slice(0));
  results.forEach((value, index) => {
    if (Number.isNaN(value)) bytes.writeBigUInt64LE(NAN_BITS, index * 8);
  });
  return bytes;
}
