import type ts from 'typescript';
import type { TypeContext } from './lines.js';
import type { StepFile } from './step-files.js';
import type { StepWorld } from './step-world.js';
import { floatText } from './number-text.js';
import { refuse } from './step-refusal.js';
import { describeType, FLOAT, isSame, type StepType } from './step-type.js';

/** How strongly an expression in GDScript holds together; what holds less is put into parentheses. */
export const LEVEL = {
  choice: 1,
  or: 2,
  and: 3,
  not: 4,
  compare: 5,
  add: 7,
  multiply: 8,
  negate: 9,
  atom: 10,
} as const;

/** A translated expression. */
export interface Code {
  readonly code: string;
  readonly level: number;
  readonly type: StepType;
  /** The value of a literal, which is an int or a float as its place demands. */
  readonly literal?: number;
  /** The value of a literal or of a named constant. */
  readonly constant?: number;
  /** Whether it is a name or a path of members, so that it may be written twice. */
  readonly isPath?: boolean;
}

/** A variable of a function. */
export interface Local {
  readonly gdName: string;
  readonly type: StepType;
  /** Whether nothing is assigned to it after its declaration. */
  readonly isFixed: boolean;
}

/** Translates expressions, and knows the variables of the block that they are in. */
export interface CodeScope extends TypeContext {
  readonly world: StepWorld;
  readonly file: StepFile;
  /** Runs `body` with an inner block's names. */
  inScope<T>(body: () => T): T;
  /** Declares a variable in the current block. */
  declare(name: string, local: Local): void;
  /** The variable of this name; undefined when there is none. */
  local(name: string): Local | undefined;
  /** An expression of any type. */
  value(node: ts.Expression): Code;
  /** An expression for a place of this type. */
  fitting(node: ts.Expression, type: StepType): Code;
  /** A condition. */
  condition(node: ts.Expression): Code;
  /** A number, of either kind. */
  number(node: ts.Expression): Code;
  /** A call of a function of step-math with arguments of its types. */
  mathCall(name: string, ...args: Code[]): Code;
  /** The sum, difference, product, quotient or remainder of two numbers. */
  calculated(kind: ts.SyntaxKind, left: Code, right: Code, node: ts.Node): Code;
}

/** An expression that needs no parentheses. */
export function atom(code: string, type: StepType): Code {
  return { code, level: LEVEL.atom, type };
}

/** A number that is written down. */
export function literal(value: number): Code {
  const isInt = Number.isSafeInteger(value) && !Object.is(value, -0);
  const code = isInt ? String(value) : valueText(value);
  const level = code.startsWith('-') ? LEVEL.negate : LEVEL.atom;
  return { code, level, type: isInt ? { kind: 'int' } : FLOAT, literal: value, constant: value };
}

/** Godot keeps one constant for 0 and -0 in each function, so -0 is worked out there. */
function valueText(value: number): string {
  return Object.is(value, -0) ? 'GodwitStepMathShared.div(-1.0, INF)' : floatText(value);
}

/** The code, in parentheses if it holds less than `level`. */
export function within({ code, level }: Code, wanted: number): string {
  return level < wanted ? `(${code})` : code;
}

/** The same value as a float. */
export function toFloat(value: Code): Code {
  if (value.literal !== undefined) {
    const code = valueText(value.literal);
    return { ...value, code, level: code.startsWith('-') ? LEVEL.negate : LEVEL.atom, type: FLOAT };
  }
  if (value.type.kind !== 'int') return value;
  // float(x) of a constant loses bits in Godot 3.2.
  return {
    ...value,
    code: `${within(value, LEVEL.multiply)} * 1.0`,
    level: LEVEL.multiply,
    type: FLOAT,
    isPath: false,
  };
}

/** The value for a place of this type. Refuses any other. */
export function fitted(value: Code, type: StepType, node: ts.Node): Code {
  if (type.kind === 'float' && (value.type.kind === 'float' || value.type.kind === 'int')) return toFloat(value);
  if (isSame(type, value.type)) return value;
  const remedy =
    type.kind === 'int' && value.type.kind === 'float'
      ? 'use toInt(...) of "godwit", or declare the variable as a number'
      : 'change one of the two';
  return refuse(node, `${describeType(value.type)} stands where ${describeType(type)} is wanted`, remedy);
}

/** The code without parentheses around all of it. */
export function bare({ code }: Code): string {
  return code;
}
