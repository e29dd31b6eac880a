import ts from 'typescript';
import type { EnumShape } from './step-type.js';
import type { Dialect } from '../dialect.js';
import { callCode } from './calls.js';
import {
  atom,
  fitted,
  LEVEL,
  literal,
  toFloat,
  within,
  type Code,
  type CodeScope,
  type Local,
} from './expression-code.js';
import { refuseMath, refuseName, refuseSyntax } from './outside.js';
import type { StepFile } from './step-files.js';
import { refuse } from './step-refusal.js';
import { BOOL, FLOAT, INT, isNumber, type StepType } from './step-type.js';
import type { StepWorld } from './step-world.js';

const { SyntaxKind } = ts;

const COMPARISONS: Readonly<Partial<Record<ts.SyntaxKind, string>>> = {
  [SyntaxKind.LessThanToken]: '<',
  [SyntaxKind.LessThanEqualsToken]: '<=',
  [SyntaxKind.GreaterThanToken]: '>',
  [SyntaxKind.GreaterThanEqualsToken]: '>=',
  [SyntaxKind.EqualsEqualsEqualsToken]: '==',
  [SyntaxKind.ExclamationEqualsEqualsToken]: '!=',
};

/** Above this length, a dividend is not written twice. */
const MAX_TWICE = 60;

/** Translates the expressions of one function. */
export class Expressions implements CodeScope {
  private readonly scopes: Map<string, Local>[] = [new Map<string, Local>()];

  constructor(
    readonly world: StepWorld,
    readonly file: StepFile,
    readonly dialect: Dialect,
  ) {}

  /** Runs `body` with an inner block's names. */
  inScope<T>(body: () => T): T {
    this.scopes.push(new Map());
    try {
      return body();
    } finally {
      this.scopes.pop();
    }
  }

  /** Declares a variable in the current block. */
  declare(name: string, local: Local): void {
    this.scopes.at(-1)?.set(name, local);
  }

  /** The variable of this name; undefined when there is none. */
  local(name: string): Local | undefined {
    return this.scopes.findLast((scope) => scope.has(name))?.get(name);
  }

  /** The name of something that another shared file may declare. */
  qualified(file: StepFile, gdName: string): string {
    return file === this.file ? gdName : `${file.className}.${gdName}`;
  }

  /** An expression of any type. */
  value(node: ts.Expression): Code {
    if (ts.isParenthesizedExpression(node)) return this.value(node.expression);
    if (ts.isNumericLiteral(node)) return literal(Number(node.text));
    if (node.kind === SyntaxKind.TrueKeyword) return atom('true', BOOL);
    if (node.kind === SyntaxKind.FalseKeyword) return atom('false', BOOL);
    if (ts.isIdentifier(node)) return this.named(node);
    if (ts.isPropertyAccessExpression(node)) return this.member(node);
    if (ts.isElementAccessExpression(node)) return this.item(node);
    if (ts.isNonNullExpression(node)) return this.nonNull(node);
    if (ts.isPrefixUnaryExpression(node)) return this.prefix(node);
    if (ts.isBinaryExpression(node)) return this.binary(node);
    if (ts.isConditionalExpression(node)) return this.choice(node);
    if (ts.isCallExpression(node)) return callCode(node, this);
    if (ts.isNewExpression(node)) return this.created(node);
    if (ts.isPostfixUnaryExpression(node))
      return refuse(node, '++ and -- have no value in GDScript', 'make it a statement');
    if (ts.isArrayLiteralExpression(node))
      return refuse(node, 'an array is made where it is declared', 'declare a variable for it: const a: number[] = []');
    return refuseSyntax(node);
  }

  /** An expression for a place of this type. */
  fitting(node: ts.Expression, type: StepType): Code {
    if (ts.isParenthesizedExpression(node)) return this.fitting(node.expression, type);
    if (ts.isConditionalExpression(node)) return this.choice(node, type);
    return fitted(this.value(node), type, node);
  }

  /** A condition. */
  condition(node: ts.Expression): Code {
    const value = this.value(node);
    if (value.type.kind === 'bool') return value;
    return refuse(node, 'a condition is a boolean: in JavaScript, 0 and -0 are false', 'compare it, such as x !== 0');
  }

  /** A number, of either kind. */
  number(node: ts.Expression): Code {
    const value = this.value(node);
    return isNumber(value.type) ? value : refuse(node, 'this is not a number', 'use 1 and 0, or a condition');
  }

  /** The quotient of two numbers, which is a float. */
  divided(left: Code, right: Code, node: ts.Node): Code {
    if (right.constant === 0) return refuse(node, 'this divides by zero', 'write Infinity');
    const divisor = toFloat(right);
    const plain = `${within(left.literal === undefined ? left : toFloat(left), LEVEL.multiply)} / ${within(divisor, LEVEL.multiply + 1)}`;
    if (this.dialect.engine === 4 || right.constant !== undefined)
      return { code: plain, level: LEVEL.multiply, type: FLOAT };
    // In Godot 3, a division by zero ends the function.
    const dividend = toFloat(left);
    const safe = this.mathCall('div', dividend, divisor);
    if (right.isPath !== true || right.type.kind !== 'float' || left.code.length > MAX_TWICE) return safe;
    return { code: `${plain} if ${right.code} != 0.0 else ${safe.code}`, level: LEVEL.choice, type: FLOAT };
  }

  /** A call of a function of step-math with arguments of its types. */
  mathCall(name: string, ...args: Code[]): Code {
    const shape = this.world.mathFunction(name);
    const list = args.map(({ code }) => code).join(', ');
    return atom(`${this.qualified(shape.file, shape.gdName)}(${list})`, shape.returns);
  }

  /** The sum, difference, product, quotient or remainder of two numbers. */
  calculated(kind: ts.SyntaxKind, left: Code, right: Code, node: ts.Node): Code {
    if (left.literal !== undefined && right.literal !== undefined) {
      const folded = foldedValue(kind, left.literal, right.literal);
      if (Number.isNaN(folded)) return refuse(node, 'the value is NaN', 'write a number, or Infinity');
      return literal(folded);
    }
    // Godot would work it out when it loads the script, and keep one constant for 0 and -0.
    const [a = NaN, b = NaN] = [left.constant, right.constant];
    if (Object.is(foldedValue(kind, a, b), -0)) return literal(-0);
    if (kind === SyntaxKind.SlashToken) return this.divided(left, right, node);
    if (kind === SyntaxKind.PercentToken) return atom(`fmod(${toFloat(left).code}, ${toFloat(right).code})`, FLOAT);
    const areInts = left.type.kind === 'int' && right.type.kind === 'int';
    if (kind === SyntaxKind.AsteriskToken) {
      // 0 * -1 is -0 in JavaScript, so a product is an int only when one side is surely positive.
      const isInt = areInts && ((left.constant ?? 0) > 0 || (right.constant ?? 0) > 0);
      return joined('*', LEVEL.multiply, isInt ? [left, right, INT] : [toFloat(left), floatBeside(right), FLOAT]);
    }
    const sign = kind === SyntaxKind.PlusToken ? '+' : '-';
    return joined(sign, LEVEL.add, areInts ? [left, right, INT] : [floatBeside(left), floatBeside(right), FLOAT]);
  }

  /** The value of an element access: an item of an array. */
  item(node: ts.ElementAccessExpression): Code {
    if (node.questionDotToken) refuse(node, 'a value is never missing in a step', 'leave out the ?');
    const array = this.value(node.expression);
    if (array.type.kind !== 'array') return refuse(node, 'this is not an array', 'read a field by its name');
    const index = this.fitting(node.argumentExpression, INT);
    const isPath = array.isPath === true && (index.isPath === true || index.literal !== undefined);
    return { ...atom(`${within(array, LEVEL.atom)}[${index.code}]`, array.type.item), isPath };
  }

  private named(node: ts.Identifier): Code {
    const local = this.local(node.text);
    if (local) return { ...atom(local.gdName, local.type), isPath: true };
    if (node.text === 'Infinity') return literal(Infinity);
    const found = this.world.find(this.file, node.text);
    if (found?.kind !== 'constant')
      return found ? refuse(node, `${node.text} is not a value`, 'call it, or use new') : refuseName(node, node.text);
    const code = { ...atom(this.qualified(found.file, found.gdName), found.type), isPath: true };
    return typeof found.value === 'number' ? { ...code, constant: found.value } : code;
  }

  private member(node: ts.PropertyAccessExpression): Code {
    if (node.questionDotToken) refuse(node, 'a value is never missing in a step', 'leave out the ?');
    const name = node.name.text;
    if (ts.isIdentifier(node.expression) && this.local(node.expression.text) === undefined) {
      const owner = node.expression.text;
      if (owner === 'Math') return name === 'PI' ? literal(Math.PI) : refuseMath(node, name);
      const found = this.world.find(this.file, owner);
      if (found?.kind === 'enum') return this.enumValue(found, node);
    }
    const owner = this.value(node.expression);
    if (owner.type.kind === 'array') {
      if (name === 'length') return atom(`${within(owner, LEVEL.atom)}.size()`, INT);
      return refuse(node, `${name} of arrays is not part of a step`, 'use an index, length, push, pop and loops');
    }
    const fields =
      owner.type.kind === 'class'
        ? owner.type.shape.members
        : owner.type.kind === 'message'
          ? owner.type.fields
          : undefined;
    const field = fields?.get(name);
    if (field === undefined) return refuse(node, `there is no field ${name} here`, 'declare it in the class');
    if (field.type === undefined)
      return refuse(
        node,
        `${name} is optional, or holds what a step cannot use`,
        'make it a required number or boolean',
      );
    return { ...atom(`${within(owner, LEVEL.atom)}.${field.gdName}`, field.type), isPath: owner.isPath === true };
  }

  private enumValue(shape: EnumShape, node: ts.PropertyAccessExpression): Code {
    const member = shape.members.get(node.name.text);
    if (member === undefined) return refuse(node, `${shape.name} has no ${node.name.text}`, 'declare it');
    const code = `${this.qualified(shape.file, shape.gdName)}.${member.gdName}`;
    return { ...atom(code, INT), constant: member.value, isPath: true };
  }

  private nonNull(node: ts.NonNullExpression): Code {
    const inner = node.expression;
    const isPop =
      ts.isCallExpression(inner) &&
      ts.isPropertyAccessExpression(inner.expression) &&
      inner.expression.name.text === 'pop';
    return ts.isElementAccessExpression(inner) || isPop ? this.value(inner) : refuseSyntax(node);
  }

  private prefix(node: ts.PrefixUnaryExpression): Code {
    if (node.operator === SyntaxKind.ExclamationToken)
      return { code: `not ${within(this.condition(node.operand), LEVEL.atom)}`, level: LEVEL.not, type: BOOL };
    if (node.operator === SyntaxKind.TildeToken) return refuseSyntax(node, node.operator);
    if (node.operator !== SyntaxKind.MinusToken && node.operator !== SyntaxKind.PlusToken)
      return refuse(node, '++ and -- have no value in GDScript', 'make it a statement');
    const value = this.number(node.operand);
    if (node.operator === SyntaxKind.PlusToken) return value;
    if (value.literal !== undefined || value.constant === 0) return literal(-(value.literal ?? 0));
    // -0 is not an int.
    const float = toFloat(value);
    return { code: `-${within(float, LEVEL.atom)}`, level: LEVEL.negate, type: FLOAT };
  }

  private binary(node: ts.BinaryExpression): Code {
    const { kind } = node.operatorToken;
    if (kind === SyntaxKind.AmpersandAmpersandToken || kind === SyntaxKind.BarBarToken) return this.logical(node);
    const comparison = COMPARISONS[kind];
    if (comparison !== undefined) return this.compared(node, comparison);
    switch (kind) {
      case SyntaxKind.PlusToken:
      case SyntaxKind.MinusToken:
      case SyntaxKind.AsteriskToken:
      case SyntaxKind.SlashToken:
      case SyntaxKind.PercentToken:
        return this.calculated(kind, this.number(node.left), this.number(node.right), node);
      default:
        break;
    }
    if (kind >= SyntaxKind.FirstAssignment && kind <= SyntaxKind.LastAssignment)
      return refuse(node, 'an assignment has no value in GDScript', 'make it a statement of its own');
    return refuseSyntax(node, kind);
  }

  private logical(node: ts.BinaryExpression): Code {
    const isAnd = node.operatorToken.kind === SyntaxKind.AmpersandAmpersandToken;
    const [word, level] = isAnd ? (['and', LEVEL.and] as const) : (['or', LEVEL.or] as const);
    const left = within(this.condition(node.left), level);
    return { code: `${left} ${word} ${within(this.condition(node.right), level + 1)}`, level, type: BOOL };
  }

  private compared(node: ts.BinaryExpression, operator: string): Code {
    const [left, right] = [this.value(node.left), this.value(node.right)];
    const areNumbers = isNumber(left.type) && isNumber(right.type);
    const areFlags = left.type.kind === 'bool' && right.type.kind === 'bool' && operator.includes('=');
    if (!areNumbers && !(areFlags && operator.length === 2 && !'<>'.includes(operator.charAt(0))))
      return refuse(node, 'only two numbers, or two booleans, are compared', 'compare a field, such as an id');
    const areInts = left.type.kind === 'int' && right.type.kind === 'int';
    const sides = [left, right].map((side) =>
      within(areNumbers && !areInts ? floatBeside(side) : side, LEVEL.compare + 1),
    );
    return { code: sides.join(` ${operator} `), level: LEVEL.compare, type: BOOL };
  }

  private choice(node: ts.ConditionalExpression, wanted?: StepType): Code {
    const condition = within(this.condition(node.condition), LEVEL.choice + 1);
    const type = wanted ?? this.typeOfChoice(node);
    const yes = within(this.fitting(node.whenTrue, type), LEVEL.choice + 1);
    const no = within(this.fitting(node.whenFalse, type), LEVEL.choice + 1);
    return { code: `${yes} if ${condition} else ${no}`, level: LEVEL.choice, type };
  }

  /** Two literals are floats, unless the place demands ints. */
  private typeOfChoice(node: ts.ConditionalExpression): StepType {
    const [yes, no] = [this.value(node.whenTrue), this.value(node.whenFalse)];
    const areInts = yes.type.kind === 'int' && no.type.kind === 'int';
    const areLiterals = yes.literal !== undefined && no.literal !== undefined;
    return isNumber(yes.type) && (!areInts || areLiterals) ? FLOAT : yes.type;
  }

  private created(node: ts.NewExpression): Code {
    const name = ts.isIdentifier(node.expression) ? node.expression.text : '';
    const found = this.world.find(this.file, name);
    if (found?.kind !== 'class') return refuseName(node, name === '' ? 'this class' : name);
    if (node.arguments !== undefined && node.arguments.length > 0)
      refuse(node, 'a class of a step has no constructor', 'set its fields after new');
    return atom(`${this.qualified(found.file, found.gdName)}.new()`, { kind: 'class', shape: found });
  }
}

/** A literal next to a float is a float; an int stays, since Godot converts it exactly. */
function floatBeside(value: Code): Code {
  return value.literal === undefined ? value : toFloat(value);
}

function joined(operator: string, level: number, [left, right, type]: [Code, Code, StepType]): Code {
  return { code: `${within(left, level)} ${operator} ${within(right, level + 1)}`, level, type };
}

function foldedValue(kind: ts.SyntaxKind, a: number, b: number): number {
  if (kind === SyntaxKind.PlusToken) return a + b;
  if (kind === SyntaxKind.MinusToken) return a - b;
  if (kind === SyntaxKind.AsteriskToken) return a * b;
  return kind === SyntaxKind.SlashToken ? a / b : a % b;
}
