import ts from 'typescript';
import { topLevelNodes } from './declarations.js';
import type { ClassShape, ConstantShape, Declared, EnumShape, FunctionShape } from './step-type.js';
import type { Dialect } from '../dialect.js';
import { classCode, inOrder } from './class-code.js';
import { docsOf, functionCode } from './function-code.js';
import { floatText } from './number-text.js';
import { refuseSyntax } from './outside.js';
import type { StepFile } from './step-files.js';
import { LocalNames } from './step-names.js';
import { refuse, refusalText, StepRefusal } from './step-refusal.js';
import type { StepWorld } from './step-world.js';

/** Thrown with one sentence for each place that cannot be translated. */
export class StepsRefused extends Error {
  constructor(readonly sentences: readonly string[]) {
    super(sentences.join('\n'));
  }
}

/**
 * The scripts of all shared files: path below `generated/` to text.
 * @throws StepsRefused when something is outside the subset
 */
export function stepScripts(world: StepWorld, dialect: Dialect): Map<string, string> {
  const sentences: string[] = [];
  const scripts = new Map<string, string>();
  for (const file of world.files) {
    const script = new StepScript(file, world, dialect);
    const text = script.text();
    if (scripts.has(file.script) || world.files.some((other) => other !== file && other.className === file.className))
      sentences.push(`${file.place}:1:1: another file would be ${file.className} in Godot too: rename one.`);
    sentences.push(...script.refusals.map((refusal) => refusalText(refusal, file.place)));
    scripts.set(file.script, text);
  }
  if (sentences.length > 0) throw new StepsRefused(sentences);
  return scripts;
}

/** Translates one file; each declaration is refused on its own. */
class StepScript {
  readonly refusals: StepRefusal[] = [];

  constructor(
    private readonly file: StepFile,
    readonly world: StepWorld,
    readonly dialect: Dialect,
  ) {}

  text(): string {
    this.tried(() => this.world.checkImports(this.file));
    for (const statement of this.file.source.statements) this.tried(() => checkStatement(statement, this.file));
    const declared = [...topLevelNodes(this.file.source).keys()].flatMap((name) => {
      const found = this.tried(() => this.world.find(this.file, name));
      return found ? [found] : [];
    });
    this.tried(() => checkNames(declared));
    const { className } = this.file;
    const { reference, engine } = this.dialect;
    const head = [`class_name ${className}`, `extends ${reference}`];
    const sections = [
      [
        ...(engine === 4 ? head : head.reverse()),
        `## The rules of [code]${this.file.path}[/code]: the same numbers to the last bit as on the server.`,
        '##',
        '## Generated from the shared file; do not edit.',
      ],
      ...this.constants(declared),
      ...this.blocks(declared),
    ];
    return `${sections.map((lines) => lines.join('\n')).join('\n')}\n`;
  }

  private constants(declared: readonly Declared[]): string[][] {
    const lines = declared.flatMap((shape) => {
      if (shape.kind === 'constant') return this.tried(() => constantLines(shape, this.dialect)) ?? [];
      return shape.kind === 'enum' ? enumLines(shape) : [];
    });
    return lines.length === 0 ? [] : [['', ...lines]];
  }

  private blocks(declared: readonly Declared[]): string[][] {
    const taken = declared.map(({ gdName }) => gdName);
    const classes = declared.filter((shape): shape is ClassShape => shape.kind === 'class');
    const ordered = this.tried(() => inOrder(classes)) ?? [];
    const functions = declared.filter((shape): shape is FunctionShape => shape.kind === 'function');
    const blocks = [
      ...ordered.map((shape) => this.tried(() => classCode(shape, this)) ?? []),
      ...functions.map((shape) => this.tried(() => functionCode(shape, new LocalNames(taken), this)) ?? []),
    ];
    return blocks.map((lines) => ['', '', ...lines]);
  }

  private tried<T>(make: () => T): T | undefined {
    try {
      return make();
    } catch (error) {
      if (!(error instanceof StepRefusal)) throw error;
      if (!this.refusals.some(({ node }) => node === error.node)) this.refusals.push(error);
      return undefined;
    }
  }
}

function checkStatement(node: ts.Statement, { isStepMath }: StepFile): void {
  // Where int comes from.
  if (isStepMath && ts.isTypeAliasDeclaration(node)) return;
  if (ts.isImportDeclaration(node) || ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node)) return;
  if (ts.isEnumDeclaration(node) || node.kind === ts.SyntaxKind.EmptyStatement) return;
  if (!ts.isVariableStatement(node)) {
    if (ts.isExpressionStatement(node)) refuse(node, 'a file runs nothing when it is loaded', 'put it into a function');
    refuseSyntax(node);
  }
  for (const { name } of node.declarationList.declarations) if (!ts.isIdentifier(name)) refuseSyntax(name);
}

/** Names that are different in TypeScript may be one in GDScript. */
function checkNames(declared: readonly Declared[]): void {
  const seen = new Map<string, Declared>();
  for (const shape of declared) {
    const other = seen.get(shape.gdName);
    if (other)
      refuse(shape.node, `${other.name} and ${shape.name} would both be ${shape.gdName} in Godot`, 'rename one');
    seen.set(shape.gdName, shape);
    if (shape.kind !== 'class') continue;
    const fields = new Map<string, string>();
    for (const [name, { gdName, start }] of shape.members) {
      if (fields.has(gdName)) refuse(start.parent, `two fields would both be ${gdName} in Godot`, 'rename one');
      fields.set(gdName, name);
    }
  }
}

function constantLines({ gdName, type, value, node }: ConstantShape, dialect: Dialect): string[] {
  const docs = docsOf(node.parent.parent);
  if (typeof value === 'boolean') return [...docs, `const ${gdName}: bool = ${value}`];
  if (typeof value === 'number') return [...docs, `const ${gdName}: ${type.kind} = ${numberText(value, type.kind)}`];
  const item = type.kind === 'array' ? type.item.kind : 'float';
  const items = value.map((each) => numberText(each, item)).join(', ');
  return [...docs, `const ${gdName}: ${dialect.listType(item)} = [${items}]`];
}

function numberText(value: number, kind: string): string {
  return kind === 'int' ? String(value) : floatText(value);
}

function enumLines({ gdName, members, node }: EnumShape): string[] {
  const values = [...members.values()].map((member) => `${member.gdName} = ${member.value}`);
  return [...docsOf(node), `enum ${gdName} { ${values.join(', ')} }`];
}
