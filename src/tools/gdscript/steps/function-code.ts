import ts from 'typescript';
import type { FunctionShape } from './step-type.js';
import type { Dialect } from '../dialect.js';
import { docLines } from '../gd-names.js';
import { Expressions } from './expressions.js';
import { assignedNames } from './loops.js';
import { PRIMITIVES } from './primitives.js';
import { Statements } from './statements.js';
import { indented, typeText } from './lines.js';
import { refuse } from './step-refusal.js';
import type { LocalNames } from './step-names.js';
import type { StepType } from './step-type.js';
import type { StepWorld } from './step-world.js';

/** What the code of a declaration is made with. */
export interface CodeContext {
  readonly world: StepWorld;
  readonly dialect: Dialect;
}

/** The lines of a function. */
export function functionCode(shape: FunctionShape, names: LocalNames, { world, dialect }: CodeContext): string[] {
  const { node, file, returns } = shape;
  const on = new Expressions(world, file, dialect);
  const { body } = node;
  if (body === undefined) return refuse(node, 'the function has no body', 'write one');
  const statements = new Statements(on, names, returns, assignedNames(body));
  const primitive = file.isStepMath ? PRIMITIVES[shape.name] : undefined;
  const used = usedNames(body);
  const parameters = node.parameters.map((parameter, index) => {
    const type = shape.parameters[index]?.type;
    if (!ts.isIdentifier(parameter.name) || type === undefined) return '';
    const name = statements.declare(parameter.name, type);
    // An unused parameter is a warning.
    const isUsed = primitive !== undefined || used.has(parameter.name.text);
    return `${isUsed ? '' : '_'}${name}${statements.suffix(type)}`;
  });
  const lines = primitive ? [...primitive.body(dialect)] : statements.block(body.statements);
  return [
    ...docsOf(node),
    `static func ${shape.gdName}(${parameters.join(', ')}) -> ${typeText(returns, on)}:`,
    ...indented(lines),
    ...(primitive === undefined ? indented(missingReturn(body, returns, on)) : []),
  ];
}

/** The doc comment of a declaration, as Godot shows it. */
export function docsOf(node: ts.Node): string[] {
  const comment = ts.getJSDocCommentsAndTags(node).find(ts.isJSDoc);
  const text = ts.getTextOfJSDocComment(comment?.comment) ?? '';
  const plain = text
    .replace(/\{@link ([^}]+)\}/g, '$1')
    .replace(/`([^`]*)`/g, '[code]$1[/code]')
    .replace(/\s+/g, ' ')
    .trim();
  return plain === '' ? [] : docLines(plain);
}

/** GDScript does not see that an endless loop always returns. */
function missingReturn(body: ts.Block, returns: StepType, on: Expressions): string[] {
  if (returns.kind === 'void' || returnsAlways(body)) return [];
  if (returns.kind === 'class') return [`return ${typeText(returns, on)}.new()`];
  if (returns.kind === 'array') return ['return []'];
  return [`return ${returns.kind === 'bool' ? 'false' : returns.kind === 'int' ? '0' : '0.0'}`];
}

function returnsAlways(node: ts.Statement | undefined): boolean {
  if (node === undefined) return false;
  if (ts.isReturnStatement(node)) return true;
  if (ts.isBlock(node)) return returnsAlways(node.statements.at(-1));
  if (ts.isIfStatement(node)) return returnsAlways(node.thenStatement) && returnsAlways(node.elseStatement);
  if (!ts.isSwitchStatement(node)) return false;
  const { clauses } = node.caseBlock;
  const last = clauses.at(-1);
  const isClosed = last !== undefined && ts.isDefaultClause(last);
  return isClosed && clauses.every(({ statements }) => statements.length === 0 || returnsAlways(statements.at(-1)));
}

function usedNames(node: ts.Node, names = new Set<string>()): Set<string> {
  if (ts.isIdentifier(node)) names.add(node.text);
  node.forEachChild((child) => void usedNames(child, names));
  return names;
}
