import ts from 'typescript';
import { atom, fitted, LEVEL, toFloat, within, type Code, type CodeScope } from './expression-code.js';
import { refuseMath, refuseName, refuseSyntax } from './outside.js';
import { PRIMITIVES } from './primitives.js';
import { refuse } from './step-refusal.js';
import { FLOAT, INT, VOID, type StepType } from './step-type.js';

/** Functions of Math with one argument that GDScript has as well, exactly: its names for floats in Godot 4 and 3. */
const SAME: Readonly<Record<string, readonly [four: string, three: string]>> = {
  sqrt: ['sqrt', 'sqrt'],
  abs: ['absf', 'abs'],
  floor: ['floorf', 'floor'],
  ceil: ['ceilf', 'ceil'],
};

/** Those that step-math has written out. */
const WRITTEN: ReadonlySet<string> = new Set(['trunc', 'sign']);

/** A call of a shared function, of Math, or of a method of an array that has a value. */
export function callCode(node: ts.CallExpression, on: CodeScope): Code {
  if (node.questionDotToken) refuse(node, 'a value is never missing in a step', 'leave out the ?');
  if (node.typeArguments) refuse(node, 'a generic function has no equal in GDScript', 'leave out the types');
  const callee = node.expression;
  if (ts.isIdentifier(callee)) return functionCall(node, callee, on);
  if (!ts.isPropertyAccessExpression(callee)) return refuseSyntax(callee);
  const isOfMath = ts.isIdentifier(callee.expression) && callee.expression.text === 'Math';
  if (isOfMath && on.local('Math') === undefined) return mathCall(node, callee.name.text, on);
  if (ts.isIdentifier(callee.expression) && on.local(callee.expression.text) === undefined) {
    const name = callee.expression.text;
    if (on.world.find(on.file, name) === undefined) return refuseName(callee, name);
  }
  return methodCall(node, callee, on);
}

function functionCall(node: ts.CallExpression, callee: ts.Identifier, on: CodeScope): Code {
  const name = callee.text;
  if (on.local(name)) return refuse(node, 'a callback has no equal in a step', 'call a function of a shared file');
  const shape = on.world.find(on.file, name);
  if (shape === undefined) return refuseName(callee, name);
  if (shape.kind !== 'function') return refuse(node, `${name} is not a function`, 'use new for a class');
  if (node.arguments.length !== shape.parameters.length)
    return refuse(node, `${name} takes ${shape.parameters.length} arguments`, 'pass them all');
  const args = node.arguments.map((arg, index) => on.fitting(arg, shape.parameters[index]?.type ?? VOID));
  const inline = shape.file.isStepMath ? PRIMITIVES[shape.name]?.inline : undefined;
  if (inline) {
    const isCall = shape.name === 'fround';
    const code = inline(...args.map((arg) => (isCall ? arg.code : within(arg, LEVEL.atom))));
    return { code, level: isCall ? LEVEL.atom : 0, type: shape.returns };
  }
  const list = args.map(({ code }) => code).join(', ');
  return atom(`${on.qualified(shape.file, shape.gdName)}(${list})`, shape.returns);
}

function mathCall(node: ts.CallExpression, name: string, on: CodeScope): Code {
  const args = node.arguments.map((arg) => on.number(arg));
  const [first, second] = args;
  if ((name === 'min' || name === 'max') && first && second) {
    return args.slice(2).reduce((before, arg) => extreme(name, before, arg, on), extreme(name, first, second, on));
  }
  if (first === undefined || args.length > 1) return refuseMath(node, name);
  if (WRITTEN.has(name)) return on.mathCall(name, toFloat(first));
  const [four, three] = SAME[name] ?? refuseMath(node, name);
  if (name === 'abs' && first.type.kind === 'int' && first.literal === undefined)
    return atom(`${on.dialect.engine === 4 ? 'absi' : 'abs'}(${first.code})`, INT);
  return atom(`${on.dialect.engine === 4 ? four : three}(${toFloat(first).code})`, FLOAT);
}

/** Godot's own min and max differ for zeros, and those of Godot 3.2 lose bits. */
function extreme(name: 'min' | 'max', first: Code, second: Code, on: CodeScope): Code {
  if (
    first.type.kind === 'int' &&
    second.type.kind === 'int' &&
    !(first.literal !== undefined && second.literal !== undefined)
  )
    return atom(`${name}${on.dialect.engine === 4 ? 'i' : ''}(${first.code}, ${second.code})`, INT);
  const [left, right] = [toFloat(first), toFloat(second)];
  const [value, bound] = left.constant === undefined ? [left, right] : [right, left];
  // A bound other than zero has no second form; NaN fails the comparison and stays.
  if (value.isPath !== true || !bound.constant || value.constant !== undefined) return on.mathCall(name, left, right);
  const limit = within(bound, LEVEL.choice + 1);
  const code = `${limit} if ${within(bound, LEVEL.add)} ${name === 'min' ? '<' : '>'} ${value.code} else ${value.code}`;
  return { code, level: LEVEL.choice, type: FLOAT };
}

function methodCall(node: ts.CallExpression, callee: ts.PropertyAccessExpression, on: CodeScope): Code {
  const array = on.value(callee.expression);
  const name = callee.name.text;
  if (array.type.kind !== 'array')
    return refuse(node, 'objects of a step have no methods', 'call a function with the object');
  const path = within(array, LEVEL.atom);
  if ((name === 'push' || name === 'pop') && array.type.isReadonly)
    return refuse(node, 'the array is read only', 'declare it without readonly');
  if (name === 'push') return pushed(node, path, array.type.item, on);
  if (name === 'pop' && node.arguments.length === 0) return atom(`${path}.pop_back()`, array.type.item);
  return refuse(node, `${name} of arrays is not part of a step`, 'write a loop with an index, length, push and pop');
}

function pushed(node: ts.CallExpression, path: string, item: StepType, on: CodeScope): Code {
  const [value] = node.arguments;
  if (value === undefined || node.arguments.length > 1)
    return refuse(node, 'push takes one item', 'push them one by one');
  if (!ts.isExpressionStatement(node.parent))
    return refuse(node, 'push has no value in GDScript', 'read length after it');
  return atom(`${path}.append(${fitted(on.fitting(value, item), item, value).code})`, VOID);
}
