import ts from 'typescript';
import { refuseMath, refuseName, refuseSyntax } from './outside.js';
import type { StepFile } from './step-files.js';
import type { Names } from './step-type.js';
import { refuse } from './step-refusal.js';

const { SyntaxKind } = ts;

const OPERATIONS: Readonly<Partial<Record<ts.SyntaxKind, (a: number, b: number) => number>>> = {
  [SyntaxKind.PlusToken]: (a, b) => a + b,
  [SyntaxKind.MinusToken]: (a, b) => a - b,
  [SyntaxKind.AsteriskToken]: (a, b) => a * b,
  [SyntaxKind.SlashToken]: (a, b) => a / b,
  [SyntaxKind.PercentToken]: (a, b) => a % b,
};

/** The value of a constant expression: it is worked out here, so Godot reads the result. */
export function constantValue(node: ts.Expression, file: StepFile, world: Names): number | boolean {
  const value = valueOf(node, file, world);
  if (typeof value === 'number' && Number.isNaN(value))
    refuse(node, 'the constant is NaN', 'write a number, or Infinity');
  return value;
}

function valueOf(node: ts.Expression, file: StepFile, world: Names): number | boolean {
  if (ts.isParenthesizedExpression(node)) return valueOf(node.expression, file, world);
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (node.kind === SyntaxKind.TrueKeyword) return true;
  if (node.kind === SyntaxKind.FalseKeyword) return false;
  if (ts.isPrefixUnaryExpression(node) && node.operator === SyntaxKind.MinusToken)
    return -numberOf(node.operand, file, world);
  if (ts.isBinaryExpression(node)) {
    const operation = OPERATIONS[node.operatorToken.kind];
    if (operation === undefined) return notConstant(node);
    return operation(numberOf(node.left, file, world), numberOf(node.right, file, world));
  }
  if (ts.isIdentifier(node)) return namedValue(node, file, world);
  if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression)) return memberValue(node, file, world);
  return ts.isCallExpression(node) ? notConstant(node) : refuseSyntax(node);
}

function numberOf(node: ts.Expression, file: StepFile, world: Names): number {
  const value = valueOf(node, file, world);
  return typeof value === 'number' ? value : refuse(node, 'a boolean is not a number', 'use 1 and 0');
}

function namedValue(node: ts.Identifier, file: StepFile, world: Names): number | boolean {
  if (node.text === 'Infinity') return Infinity;
  const found = world.find(file, node.text);
  if (found === undefined) return refuseName(node, node.text);
  return found.kind === 'constant' && typeof found.value !== 'object' ? found.value : notConstant(node);
}

function memberValue(node: ts.PropertyAccessExpression, file: StepFile, world: Names): number {
  const owner = node.expression.getText();
  if (owner === 'Math') return node.name.text === 'PI' ? Math.PI : refuseMath(node, node.name.text);
  const found = world.find(file, owner);
  const member = found?.kind === 'enum' ? found.members.get(node.name.text) : undefined;
  return member === undefined ? notConstant(node) : member.value;
}

function notConstant(node: ts.Node): never {
  return refuse(node, 'the value is not constant', 'use literals, other constants, and + - * / %');
}
