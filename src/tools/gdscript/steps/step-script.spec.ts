import type { Contract } from '../../../protocol/contract/contract.js';
import { GODOT3, GODOT4 } from '../dialect.js';
import { stepFile, withStepMath } from './step-files.js';
import { StepsRefused, stepScripts } from './step-script.js';
import { stepTable } from './step-table.js';
import { StepWorld } from './step-world.js';

const STEER = {
  name: 'TagSteer',
  module: 'tag',
  doc: '',
  type: 1000,
  direction: 'client',
  access: 'player',
  hash: '',
  fields: [
    { name: 'x', doc: '', wire: { form: 'f32' }, container: 'none', isOptional: false, isInteger: false },
    { name: 'seq', doc: '', wire: { form: 'u16' }, container: 'none', isOptional: false, isInteger: true },
    { name: 'name', doc: '', wire: { form: 'string' }, container: 'none', isOptional: false, isInteger: false },
  ],
} as const;

const contract: Contract = { format: 1, hash: '', messages: [STEER], structs: [], enums: [], errors: [] };

const IMPORTS = `import { sin, toInt, u32, type int } from 'godwit';
import type { TagSteerDto } from './tag.messages.js';
`;
const CLASSES = `export class Body {
  x = 0;
  n: int = 0;
  on = false;
  list: number[] = [];
}
enum Mode { Idle, Run }
function pure(body: Body): number { return body.x; }
const WALLS: readonly number[] = [1, 2];
`;

/** The script for Godot of a file with these lines after some imports and classes. */
function scriptOf(text: string, dialect = GODOT4): string {
  const file = stepFile('tag/tag.shared.ts', IMPORTS + CLASSES + text);
  return stepScripts(new StepWorld(withStepMath([file]), contract), dialect).get('tag/tag_shared.gd') ?? '';
}

/** The sentences about such a file. */
function sentencesOf(text: string): readonly string[] {
  try {
    scriptOf(text);
  } catch (error) {
    if (error instanceof StepsRefused) return error.sentences;
    throw error;
  }
  return [];
}

/** The sentences about a step with these statements. */
function refusalOf(body: string): string {
  return sentencesOf(`export function step(body: Body, input: TagSteerDto, seconds: number): void {\n${body}\n}`).join(
    '\n',
  );
}

describe(stepScripts.name, () => {
  it('says file, line, column, reason and remedy', () => {
    expect(refusalOf('  body.x = Math.round(seconds);')).toBe(
      'src/tag/tag.shared.ts:13:12: Math.round differs between engines: use Math.floor(x + 0.5).',
    );
  });

  it('tells of each declaration at once', () => {
    const text = 'export function a(): void { throw 1; }\nexport function b(): number { return NaN; }';

    expect(sentencesOf(text)).toHaveLength(2);
  });

  it.each([
    ["body.x = 'a'.length;", 'text is not part of a step: use a numeric enum'],
    ['let a: any = 1;', 'the type any says nothing about a value: declare number, int, boolean or a class'],
    ['let a: unknown = 1;', 'the type unknown says nothing about a value'],
    ['let a: number | boolean = 1;', 'a union of types has no equal in a step'],
    ['let a: bigint = 1n;', 'a bigint has no equal in Godot'],
    ['let a = null;', 'null has no equal in a step'],
    ['let a = undefined;', 'undefined has no equal in a step: give every value a start'],
    ['let a: number;', 'a variable without a start is not the same in Godot: initialise it'],
    ['var a = 1;', 'var is not bound to its block: use let or const'],
    ['let a: Array<number> = [];', 'a generic type has no equal in GDScript'],
    ['let a: boolean[] = [];', 'an array holds numbers or objects of a plain class'],
    ['let a = [1];', 'the array has no type: declare it: number[]'],
    ['if (body.x) return;', 'a condition is a boolean: in JavaScript, 0 and -0 are false: compare it'],
    ['const a = body.x || 1;', 'a condition is a boolean'],
    ['while (body.n) body.n -= 1;', 'a condition is a boolean'],
    ['body.on = !body.x;', 'a condition is a boolean'],
    ['body.x = body.x ?? 1;', '?? is for values that may be missing'],
    ['if (body.x == 1) return;', '== converts its operands: use ==='],
    ['if (body.x != 1) return;', '!= converts its operands: use !=='],
    ['body.x = body.x ** 2;', '** differs in its last bits: use pow of "godwit", or multiply'],
    ['body.x **= 2;', '** differs in its last bits'],
    ['body.n = body.n << 1;', '<< converts numbers to 32 bits: use shift(a, bits) of "godwit"'],
    ['body.n = body.n | 0;', '| converts numbers to 32 bits: use or(a, b) of "godwit", or toInt(x)'],
    ['body.n = ~body.n;', '~ converts numbers to 32 bits'],
    ['body.x = body.n = 1;', 'an assignment has no value in GDScript: make it a statement of its own'],
    ['body.x = body.n++;', '++ and -- have no value in GDScript: make it a statement'],
    ['body.x = (1, 2);', 'the comma operator has no equal in GDScript'],
    ['body.n = body.x;', 'a number that may have a fraction stands where an int is wanted: use toInt(...)'],
    ['body.n *= -1;', 'the result may not be an int: use toInt(...)'],
    ['body.n /= 2;', 'the result may not be an int'],
    ['body.x = body.list[body.x]!;', 'a number that may have a fraction stands where an int is wanted'],
    ['body.x = body.on;', 'a boolean stands where a number that may have a fraction is wanted'],
    ['body.x = body.on + 1;', 'this is not a number: use 1 and 0, or a condition'],
    ['if (body === body) return;', 'only two numbers, or two booleans, are compared'],
    ['body.x = body.x / 0;', 'this divides by zero: write Infinity'],
    ['body.x = NaN;', 'NaN is never a result of a step'],
    ['body.x = Math.hypot(1, 2);', 'Math.hypot differs between engines: use hypot of "godwit"'],
    ['body.x = Math.random();', 'Math.random differs between engines: use unitOf(hash32(input.seq, salt))'],
    ['body.x = Math.sin(1);', 'Math.sin differs between engines: use sin of "godwit"'],
    ['body.x = Date.now();', 'a step knows no time but its parameters: pass the seconds or the tick'],
    ['console.log(1);', 'a step prints nothing'],
    ['body.x = missing;', 'missing is not declared in a shared file: declare it here, or import it'],
    ['missing(1);', 'missing is not declared in a shared file'],
    ['body.x = sin();', 'sin takes 1 arguments: pass them all'],
    ['body.list.sort();', 'sort of arrays is not part of a step: write a loop'],
    ['body.list = body.list.map((a) => a);', 'map of arrays is not part of a step'],
    ['body.x = body.list.push(1);', 'push has no value in GDScript'],
    ['WALLS[0] = 1;', 'the array is read only'],
    ['input.x = 1;', 'only fields of plain classes are assigned to'],
    ['body.x = input.name.length;', 'name is optional, or holds what a step cannot use'],
    ['body.x = input.y;', 'there is no field y here'],
    ['const { x } = body;', 'destructuring has no equal in GDScript: read the fields one by one'],
    ['[body.x, body.n] = [1, 2];', 'destructuring has no equal in GDScript'],
    ['const f = () => 1;', 'a closure has no equal in a step'],
    ['const o = { x: 1 };', 'an object literal has no equal in a step: declare a class and use new'],
    ['const b = new Body(1);', 'a class of a step has no constructor'],
    ['const b = body as Body;', 'a type assertion has no equal in a step'],
    ['const b = body!;', '! is only for items of arrays'],
    ['body.x = body?.x;', 'a value is never missing in a step'],
    ['body.x = this.x;', 'this has no equal in a step'],
    ['try { return; } catch { return; }', 'try has no equal in GDScript'],
    ['throw 1;', 'throw has no equal in GDScript: return early'],
    ['do { body.x = 1; } while (body.on);', 'do ... while has no equal in GDScript'],
    ['for (const k in body) return;', 'for ... in walks over names: use for ... of'],
    ['for (;;) return;', 'a for declares one counter'],
    ['outer: while (true) break outer;', 'a label has no equal in GDScript'],
    ['for (const v of body.n) return;', 'this is not an array'],
    ['switch (body.n) { case Mode.Idle: body.x = 1; case Mode.Run: break; }', 'the case runs into the next one'],
    ['switch (body.n) { case 0: if (body.on) break; body.x = 1; break; }', 'a break inside a case has no equal'],
    ['body.x;', 'this statement does nothing: leave it out'],
    [
      'body.list[0] = pure(body);',
      'the call might change the place that is assigned to: put its result into a variable',
    ],
    ['WALLS.length = 1;', 'only fields of plain classes are assigned to'],
    ['function inner(): void {}', 'a declaration inside a function has no equal in GDScript'],
    ['return 1;', 'the function returns nothing'],
  ])('refuses the statement %s', (statement, sentence) => {
    expect(refusalOf(statement)).toContain(sentence);
  });

  it.each([
    ['let state = 1;', 'a module has no state: make it a const, or a field of the class that the step changes'],
    ['export const a = sin(1);', 'the value is not constant: use literals, other constants, and + - * / %'],
    ['export const list = [1];', 'a constant list is read only, and holds numbers: declare it: readonly number[]'],
    ['export const a = -0;', 'Godot takes a constant -0 for 0: write -0 where it is needed'],
    ['export const list: readonly number[] = [1, -0];', 'Godot takes a constant -0 for 0'],
    ['export const a: int = 1.5;', '1.5 is not an int: declare number'],
    ['export function f(a) { }', 'f does not say what it returns'],
    ['export function f(a): void { }', 'the parameter has no type: declare it'],
    ['export function f(a?: number): void { }', 'an optional parameter has no equal in a step: pass it always'],
    ['export function f(a = 1): void { }', 'an optional parameter has no equal in a step'],
    ['export function f(...a: number[]): void { }', 'rest parameters have no equal in a step'],
    ['export function f<T>(a: T): void { }', 'a generic function has no equal in GDScript'],
    ['export function* f(): void { }', 'a generator has no equal in a step'],
    ['export async function f(): void { }', 'a step cannot wait'],
    ['export function f(g: () => void): void { }', 'a callback has no equal in a step'],
    ['export class A extends Body {}', 'inheritance has no equal in a step'],
    ['export class A<T> {}', 'a generic class has no equal in GDScript'],
    ['export class A { go(): void {} }', 'a class of a step has fields only'],
    ['export class A { get x(): number { return 1; } }', 'a class of a step has fields only'],
    ['export class A { static x = 1; }', 'a field is public and belongs to the object'],
    ['export class A { @Dec() x = 1; }', 'a decorator has no equal in a step'],
    ['export class A { x?: number; }', 'an optional field has no equal in a step: give it a start'],
    ['export class A { x!: number; }', 'a field without a start is not the same in Godot: initialise it'],
    ["export class A { x = 'a'; }", 'text is not part of a step'],
    ['export class A { a = new A(); }', 'a A would contain itself'],
    ["export enum E { A = 'a' }", 'text is not part of a step'],
    ['export enum E { A = 0.5 }', 'an enum has whole numbers'],
    ['export interface I { x: number; }', 'an interface has no equal in a step: declare a class'],
    ['export type T = number;', 'a type alias has no equal in a step'],
    ['sin(1);', 'a file runs nothing when it is loaded'],
    ['export default 1;', 'a default export has no name'],
    ["import { readFileSync } from 'node:fs';", 'readFileSync does not come from a shared file'],
    ["import * as all from './other.shared.js';", 'this kind of import is not followed'],
    ["import { cosh } from 'godwit';", 'core/prediction/step-math.shared.ts does not declare cosh'],
    ["import type { GoneDto } from './x.js';\nexport function f(a: GoneDto): void {}", 'GoneDto is not a message'],
    [
      'export function fooBar(): void {}\nexport function foo_bar(): void {}',
      'would both be foo_bar in Godot: rename one',
    ],
  ])('refuses the declaration %s', (text, sentence) => {
    expect(sentencesOf(text).join('\n')).toContain(sentence);
  });

  it('refuses files that import each other, which Godot 3 cannot load', () => {
    const a = stepFile('tag/a.shared.ts', "import { B } from './b.shared.js';\nexport const A = 1;");
    const b = stepFile('tag/b.shared.ts', "import { A } from './a.shared.js';\nexport const B = 2;");

    expect(() => stepScripts(new StepWorld(withStepMath([a, b]), contract), GODOT3)).toThrow(
      'tag/b.shared.ts imports this file in turn, which Godot 3 cannot load: move what both use into a third file.',
    );
  });

  it('refuses two files that would be one class', () => {
    const files = ['a', 'b'].map((folder) => stepFile(`${folder}/tag.shared.ts`, 'export const A = 1;'));

    expect(() => stepScripts(new StepWorld(withStepMath(files), contract), GODOT4)).toThrow(
      'another file would be GodwitTagShared in Godot too: rename one.',
    );
  });

  it('divides ints as floats, and guards a divisor in Godot 3, where a division by zero ends the function', () => {
    const text = 'export function part(a: int, b: number): number { return a / 2 + a / b; }';

    expect(scriptOf(text)).toContain('return a / 2.0 + a / b\n');
    expect(scriptOf(text, GODOT3)).toContain(
      'return a / 2.0 + (a / b if b != 0.0 else GodwitStepMathShared.div(a * 1.0, b))\n',
    );
  });

  it('does the step of a for before each continue', () => {
    const text =
      'export function sum(body: Body): void { for (let i = 3; i > 0; i--) { if (i === 2) continue; body.x += i; } }';

    expect(scriptOf(text)).toContain(
      '\t\tif i == 2:\n\t\t\ti -= 1\n\t\t\tcontinue\n\t\tbody.x += i * 1.0\n\t\ti -= 1\n',
    );
  });

  it('writes long literals as a mantissa, which Godot reads exactly', () => {
    expect(scriptOf('export const THIRD = 1 / 3;')).toContain(
      'const THIRD: float = (6004799503160661 * 1.0 / (1 << 54))\n',
    );
  });
});

describe(stepTable.name, () => {
  const body = stepFile(
    'tag/tag.shared.ts',
    'export class RunnerBody { x = 0; }\nexport function run(body: RunnerBody): void {}\nexport function fly(body: RunnerBody, seconds: number): void {}',
  );
  const field = { name: 'body', doc: '', kind: 'object', class: 'RunnerBody', container: 'none', to: 'owner' } as const;
  const tableOf = (step: string, dialect = GODOT4, more: Partial<Contract> = {}): string[] => {
    const runner = { name: 'Runner', module: 'tag', doc: '', fields: [{ ...field, step }] };
    const predicted = { ...contract, syncedClasses: [runner], ...more };
    return stepTable({ contract: predicted, dialect, steps: new StepWorld(withStepMath([body]), predicted) });
  };

  it('gives the addon the step of a predicted field', () => {
    expect(tableOf('run').slice(2)).toEqual([
      'func get_step(entity: GodwitEntity) -> GodwitStep:',
      '\tif entity is GodwitRunner:',
      '\t\treturn GodwitStep.new("body", GodwitTagShared, &"run", GodwitTagShared.RunnerBody)',
      '\treturn null',
    ]);
    expect(tableOf('run', GODOT3)).toContain(
      '\t\treturn GodwitStep.new("body", GodwitTagShared, "run", GodwitTagShared.RunnerBody)',
    );
  });

  it('says what the step consists of, where the server has its hashes', () => {
    const steps = [{ key: 'tag/tag.shared.ts#run', hash: '01234567' }];

    expect(tableOf('run', GODOT4, { steps }).slice(-1 - 4, -1)).toEqual([
      '\t\treturn GodwitStep.new("body", GodwitTagShared, &"run", GodwitTagShared.RunnerBody, [',
      '\t\t\t"tag/tag.shared.ts#run",',
      '\t\t\t"tag/tag.shared.ts#RunnerBody",',
      '\t\t])',
    ]);
  });

  it('tells it of a step without an input', () => {
    expect(tableOf('fly')).toContain(
      '\t\treturn GodwitStep.new("body", GodwitTagShared, &"fly", GodwitTagShared.RunnerBody, [], false)',
    );
  });

  it('refuses a step that no shared file declares', () => {
    expect(() => tableOf('walk')).toThrow(
      'Runner.body is predicted by walk, which no *.shared.ts file declares with a RunnerBody as its first parameter.',
    );
    expect(() => tableOf('')).toThrow('Runner.body is predicted by a function without a name, which no *.shared.ts');
  });
});
