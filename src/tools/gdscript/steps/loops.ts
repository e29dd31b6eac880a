import ts from 'typescript';
import type { Code, CodeScope } from './expression-code.js';
import { refuse, StepRefusal } from './step-refusal.js';
import { FLOAT, INT, type StepType } from './step-type.js';
import { indented } from './lines.js';

const { SyntaxKind } = ts;

/** What `break` and `continue` refer to. */
export interface Target {
  readonly kind: 'loop' | 'switch';
  /** What `continue` does before the next round. */
  readonly step: () => readonly string[];
}

/** What loops need of the statements around them. */
export interface LoopHost {
  readonly on: CodeScope;
  /** Declares a variable. @returns its name in GDScript */
  declare(node: ts.Identifier, type: StepType): string;
  /** The lines of a body. */
  body(node: ts.Statement, target: Target): string[];
  /** An expression as a statement. */
  effect(node: ts.Expression): string[];
  /** `: float`, as it follows a name. */
  suffix(type: StepType): string;
}

/** `for (let i = a; i < b; i += c)`: a `range` where nothing else changes the counter and the bound, else a `while`. */
export function forLoop(node: ts.ForStatement, on: LoopHost): string[] {
  return on.on.inScope(() => {
    const { counter, start } = counterOf(node);
    const { condition, incrementor } = node;
    if (condition === undefined || incrementor === undefined)
      return refuse(node, 'a for has a start, a condition and a step', 'use while');
    const type = counterType(node, on);
    const first = on.on.fitting(start, type);
    const range = type.kind === 'int' ? rangeOf(node, counter, on) : undefined;
    const gdName = on.declare(counter, type);
    if (range) {
      const step = range.step === 1 ? '' : `, ${range.step}`;
      const from = step === '' && first.literal === 0 ? '' : `${first.code}, `;
      const suffix = on.on.dialect.engine === 4 ? ': int' : '';
      const body = on.body(node.statement, { kind: 'loop', step: () => [] });
      return [`for ${gdName}${suffix} in range(${from}${range.end.code}${step}):`, ...indented(body)];
    }
    const step = on.effect(incrementor);
    const body = on.body(node.statement, { kind: 'loop', step: () => step });
    return [
      `var ${gdName}${on.suffix(type)} = ${first.code}`,
      `while ${on.on.condition(condition).code}:`,
      ...indented(body),
      ...(endsLeft(node.statement) ? [] : indented(step)),
    ];
  });
}

/** `for (const item of list)`. */
export function forOfLoop(node: ts.ForOfStatement, on: LoopHost): string[] {
  if (node.awaitModifier) refuse(node, 'a step cannot wait', 'do it before the step, and pass the result');
  const list = on.on.value(node.expression);
  if (list.type.kind !== 'array') return refuse(node.expression, 'this is not an array', 'walk over an array');
  const { item } = list.type;
  const declaration = ts.isVariableDeclarationList(node.initializer) ? node.initializer.declarations[0] : undefined;
  if (declaration === undefined || !ts.isIdentifier(declaration.name))
    return refuse(node.initializer, 'the item has no name of its own', 'use for (const item of list)');
  const { name } = declaration;
  return on.on.inScope(() => {
    const gdName = on.declare(name, item);
    const suffix = on.on.dialect.engine === 4 ? on.suffix(item) : '';
    const body = on.body(node.statement, { kind: 'loop', step: () => [] });
    return [`for ${gdName}${suffix} in ${list.code}:`, ...indented(body)];
  });
}

function counterOf(node: ts.ForStatement): { counter: ts.Identifier; start: ts.Expression; type?: ts.TypeNode } {
  const list = node.initializer;
  const declaration = list && ts.isVariableDeclarationList(list) ? list.declarations[0] : undefined;
  if (!list || !ts.isVariableDeclarationList(list) || list.declarations.length !== 1 || declaration === undefined)
    return refuse(node, 'a for declares one counter', 'write for (let i = 0; ...)');
  if (!ts.isIdentifier(declaration.name) || declaration.initializer === undefined)
    return refuse(node, 'the counter has no start', 'write for (let i = 0; ...)');
  return {
    counter: declaration.name,
    start: declaration.initializer,
    ...(declaration.type && { type: declaration.type }),
  };
}

/** A counter is an int, if its start and its steps are, and nothing else is declared. */
function counterType(node: ts.ForStatement, on: LoopHost): StepType {
  const { counter, start, type } = counterOf(node);
  if (type) return on.on.world.typeOf(type, on.on.file);
  if (on.on.value(start).type.kind !== 'int') return FLOAT;
  const step = stepOf(node.incrementor);
  return on.on.inScope(() => {
    on.on.declare(counter.text, { gdName: counter.text, type: INT, isFixed: false });
    return step === undefined || isInt(step, on) ? INT : FLOAT;
  });
}

function isInt(node: ts.Expression, on: LoopHost): boolean {
  try {
    return on.on.value(node).type.kind === 'int';
  } catch (error) {
    // It is refused where it is translated.
    if (error instanceof StepRefusal) return true;
    throw error;
  }
}

/** The `c` of `i += c`; undefined for `++` and `--`. */
function stepOf(node: ts.Expression | undefined): ts.Expression | undefined {
  return node && ts.isBinaryExpression(node) ? node.right : undefined;
}

/** Bound and step of a loop whose rounds are known before it starts. */
function rangeOf(node: ts.ForStatement, counter: ts.Identifier, on: LoopHost): { end: Code; step: number } | undefined {
  const { condition, incrementor } = node;
  if (!condition || !incrementor || isAssigned(node.statement, counter.text)) return undefined;
  if (!ts.isBinaryExpression(condition) || condition.operatorToken.kind !== SyntaxKind.LessThanToken) return undefined;
  if (!ts.isIdentifier(condition.left) || condition.left.text !== counter.text) return undefined;
  const step = literalStep(incrementor, counter);
  if (step === undefined) return undefined;
  const end = fixedBound(condition.right, on);
  return end && { end, step };
}

function literalStep(node: ts.Expression, counter: ts.Identifier): number | undefined {
  const isOf = (target: ts.Expression): boolean => ts.isIdentifier(target) && target.text === counter.text;
  if (ts.isPostfixUnaryExpression(node) || ts.isPrefixUnaryExpression(node))
    return node.operator === SyntaxKind.PlusPlusToken && isOf(node.operand) ? 1 : undefined;
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== SyntaxKind.PlusEqualsToken) return undefined;
  if (!isOf(node.left) || !ts.isNumericLiteral(node.right)) return undefined;
  const step = Number(node.right.text);
  return Number.isSafeInteger(step) && step > 0 ? step : undefined;
}

/** A bound that no round changes: a literal, a constant, a variable that nothing is assigned to, or a constant's length. */
function fixedBound(node: ts.Expression, on: LoopHost): Code | undefined {
  if (ts.isPropertyAccessExpression(node) && node.name.text === 'length' && ts.isIdentifier(node.expression)) {
    const isConstant = on.on.local(node.expression.text) === undefined;
    return isConstant ? on.on.value(node) : undefined;
  }
  if (!ts.isNumericLiteral(node) && !ts.isIdentifier(node)) return undefined;
  const local = ts.isIdentifier(node) ? on.on.local(node.text) : undefined;
  if (local && !local.isFixed) return undefined;
  const value = on.on.value(node);
  return value.type.kind === 'int' ? value : undefined;
}

function isAssigned(node: ts.Node, name: string): boolean {
  return assignedNames(node).has(name);
}

/** The names of variables that something is assigned to within a node. */
export function assignedNames(node: ts.Node, names = new Set<string>()): Set<string> {
  const target = ts.isBinaryExpression(node)
    ? isAssignment(node.operatorToken.kind) && node.left
    : (ts.isPostfixUnaryExpression(node) || ts.isPrefixUnaryExpression(node)) && node.operand;
  if (target && ts.isIdentifier(target)) names.add(target.text);
  node.forEachChild((child) => void assignedNames(child, names));
  return names;
}

function isAssignment(kind: ts.SyntaxKind): boolean {
  return kind >= SyntaxKind.FirstAssignment && kind <= SyntaxKind.LastAssignment;
}

/** Whether a body always leaves the loop or goes on before its end. */
function endsLeft(node: ts.Statement): boolean {
  const last = ts.isBlock(node) ? node.statements.at(-1) : node;
  return (
    last !== undefined && (ts.isReturnStatement(last) || ts.isBreakStatement(last) || ts.isContinueStatement(last))
  );
}
