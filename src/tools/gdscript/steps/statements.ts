import ts from 'typescript';
import { LEVEL, toFloat, within, type Code, type CodeScope } from './expression-code.js';
import { forLoop, forOfLoop, type LoopHost, type Target } from './loops.js';
import { indented, orPass, typeText } from './lines.js';
import { refuseSyntax } from './outside.js';
import type { LocalNames } from './step-names.js';
import { refuse } from './step-refusal.js';
import { FLOAT, INT, isNumber, type StepType } from './step-type.js';

const { SyntaxKind } = ts;

/** Compound assignments that GDScript has with the same meaning, and their operations. */
const COMPOUND: Readonly<Partial<Record<ts.SyntaxKind, ts.SyntaxKind>>> = {
  [SyntaxKind.PlusEqualsToken]: SyntaxKind.PlusToken,
  [SyntaxKind.MinusEqualsToken]: SyntaxKind.MinusToken,
  [SyntaxKind.AsteriskEqualsToken]: SyntaxKind.AsteriskToken,
  [SyntaxKind.SlashEqualsToken]: SyntaxKind.SlashToken,
  [SyntaxKind.PercentEqualsToken]: SyntaxKind.PercentToken,
};

/** Translates the statements of one function. */
export class Statements implements LoopHost {
  private readonly targets: Target[] = [];

  constructor(
    readonly on: CodeScope,
    readonly names: LocalNames,
    private readonly returns: StepType,
    private readonly assigned: ReadonlySet<string>,
  ) {}

  /** The lines of a block, not indented. */
  block(statements: readonly ts.Statement[]): string[] {
    return this.on.inScope(() => orPass(statements.flatMap((statement) => this.statement(statement))));
  }

  /** The lines of the body of a loop or a condition, which may be one statement. */
  body(node: ts.Statement, target?: Target): string[] {
    if (target) this.targets.push(target);
    const lines = this.block(ts.isBlock(node) ? node.statements : [node]);
    if (target) this.targets.pop();
    return lines;
  }

  /** The lines of one statement. */
  statement(node: ts.Statement): string[] {
    if (ts.isVariableStatement(node)) return this.variables(node.declarationList);
    if (ts.isExpressionStatement(node)) return this.effect(node.expression);
    if (ts.isIfStatement(node)) return this.condition(node);
    if (ts.isReturnStatement(node)) return this.returned(node);
    if (ts.isWhileStatement(node)) return this.whileLoop(node);
    if (ts.isForStatement(node)) return forLoop(node, this);
    if (ts.isForOfStatement(node)) return forOfLoop(node, this);
    if (ts.isSwitchStatement(node)) return this.choice(node);
    if (ts.isBreakStatement(node)) return this.left(node);
    if (ts.isContinueStatement(node)) return this.continued(node);
    if (ts.isBlock(node)) return this.on.inScope(() => node.statements.flatMap((inner) => this.statement(inner)));
    if (node.kind === SyntaxKind.EmptyStatement) return [];
    if (ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node) || ts.isEnumDeclaration(node))
      return refuse(node, 'a declaration inside a function has no equal in GDScript', 'put it at the top of the file');
    return refuseSyntax(node);
  }

  /** Whether nothing is assigned to a variable of this name in the function. */
  isFixed(name: string): boolean {
    return !this.assigned.has(name);
  }

  /** Declares a variable. @returns its name in GDScript */
  declare(node: ts.Identifier, type: StepType): string {
    const gdName = this.names.name(node.text);
    this.on.declare(node.text, { gdName, type, isFixed: this.isFixed(node.text) });
    return gdName;
  }

  /** `: float`, as it follows a name. */
  suffix(type: StepType): string {
    return `: ${typeText(type, this.on)}`;
  }

  /** An expression as a statement: an assignment or a call. */
  effect(node: ts.Expression): string[] {
    if (ts.isParenthesizedExpression(node)) return this.effect(node.expression);
    if (ts.isCallExpression(node)) return [this.on.value(node).code];
    if (ts.isPostfixUnaryExpression(node) || ts.isPrefixUnaryExpression(node)) return [this.counted(node)];
    if (!ts.isBinaryExpression(node)) return refuse(node, 'this statement does nothing', 'leave it out');
    const { kind } = node.operatorToken;
    if (kind === SyntaxKind.EqualsToken) {
      const target = this.target(node.left);
      this.checkOrder(node);
      return [`${target.code} = ${this.assignedValue(node.right, target.type)}`];
    }
    const operation = COMPOUND[kind];
    if (operation === undefined) return refuseSyntax(node, kind);
    this.checkOrder(node);
    const isInt = this.target(node.left).type.kind === 'int';
    const right = isInt ? this.on.fitting(node.right, INT) : this.on.number(node.right);
    return [this.compound(node.left, operation, right, node, this.callsShared(node.right))];
  }

  /** JavaScript finds the place before it works out the value, Godot afterwards. */
  private checkOrder({ left, right }: ts.BinaryExpression): void {
    if (!this.callsShared(right)) return;
    const owner = ts.isPropertyAccessExpression(left) ? left.expression : undefined;
    if (ts.isIdentifier(left) || (owner && ts.isIdentifier(owner))) return;
    refuse(right, 'the call might change the place that is assigned to', 'put its result into a variable first');
  }

  /** Whether a function that may change objects is called. */
  private callsShared(node: ts.Node): boolean {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
      const shape = this.on.world.find(this.on.file, node.expression.text);
      if (shape?.kind === 'function' && !shape.file.isStepMath) return true;
    }
    return node.getChildren().some((child) => this.callsShared(child));
  }

  private assignedValue(node: ts.Expression, type: StepType): string {
    if (ts.isArrayLiteralExpression(node))
      return refuse(node, 'an array is made where it is declared', 'declare a variable for it, or pop its items');
    return this.on.fitting(node, type).code;
  }

  private counted(node: ts.PostfixUnaryExpression | ts.PrefixUnaryExpression): string {
    const one: Code = { code: '1', level: LEVEL.atom, type: INT, literal: 1, constant: 1 };
    if (node.operator === SyntaxKind.PlusPlusToken) return this.compound(node.operand, SyntaxKind.PlusToken, one, node);
    if (node.operator === SyntaxKind.MinusMinusToken)
      return this.compound(node.operand, SyntaxKind.MinusToken, one, node);
    return refuse(node, 'this statement does nothing', 'leave it out');
  }

  private compound(
    left: ts.Expression,
    operation: ts.SyntaxKind,
    right: Code,
    node: ts.Node,
    isWritten = false,
  ): string {
    const target = this.target(left);
    if (!isNumber(target.type)) refuse(node, 'only numbers are calculated with', 'use =');
    const result = this.on.calculated(operation, target, right, node);
    if (target.type.kind === 'int' && result.type.kind !== 'int')
      refuse(node, 'the result may not be an int', 'use toInt(...) of "godwit", or declare the variable as a number');
    if (
      !isWritten &&
      (operation === SyntaxKind.PlusToken ||
        operation === SyntaxKind.MinusToken ||
        operation === SyntaxKind.AsteriskToken)
    ) {
      const sign = operation === SyntaxKind.PlusToken ? '+' : operation === SyntaxKind.MinusToken ? '-' : '*';
      return `${target.code} ${sign}= ${target.type.kind === 'float' ? toFloat(right).code : right.code}`;
    }
    // Godot reads the place of a += after the call that may change it.
    if (target.isPath !== true) refuse(left, 'the place would be worked out twice', 'put the index into a variable');
    return `${target.code} = ${result.code}`;
  }

  /** What is assigned to. */
  private target(node: ts.Expression): Code {
    if (ts.isParenthesizedExpression(node)) return this.target(node.expression);
    if (ts.isNonNullExpression(node)) return this.target(node.expression);
    if (ts.isIdentifier(node)) {
      if (this.on.local(node.text)) return this.on.value(node);
      return refuse(node, 'a module has no state', 'change a variable of the function, or a field of an object');
    }
    if (ts.isArrayLiteralExpression(node) || ts.isObjectLiteralExpression(node))
      return refuse(node, 'destructuring has no equal in GDScript', 'assign one by one');
    if (ts.isElementAccessExpression(node)) {
      const array = this.on.value(node.expression);
      if (array.type.kind === 'array' && array.type.isReadonly)
        refuse(node, 'the array is read only', 'declare it without readonly');
      return this.on.value(node);
    }
    if (!ts.isPropertyAccessExpression(node))
      return refuse(node, 'this cannot be assigned to', 'use a variable or a field');
    const owner = this.on.value(node.expression);
    if (owner.type.kind !== 'class')
      refuse(node, 'only fields of plain classes are assigned to', 'change the object that you own');
    return this.on.value(node);
  }

  private variables(list: ts.VariableDeclarationList): string[] {
    if ((list.flags & ts.NodeFlags.BlockScoped) === 0)
      refuse(list, 'var is not bound to its block', 'use let or const');
    return list.declarations.map((node) => this.variable(node));
  }

  private variable(node: ts.VariableDeclaration): string {
    if (!ts.isIdentifier(node.name)) return refuseSyntax(node.name);
    const { initializer: start } = node;
    if (start === undefined)
      return refuse(node, 'a variable without a start is not the same in Godot', 'initialise it');
    const declared = node.type && this.on.world.typeOf(node.type, this.on.file);
    if (ts.isArrayLiteralExpression(start)) return this.array(node.name, start, declared);
    const value = declared ? this.on.fitting(start, declared) : this.on.value(start);
    if (value.type.kind === 'void') refuse(start, 'this call returns nothing', 'make it a statement');
    const type = declared ?? (value.literal === undefined ? value.type : FLOAT);
    const code = type.kind === 'float' ? toFloat(value).code : value.code;
    return `var ${this.declare(node.name, type)}${this.suffix(type)} = ${code}`;
  }

  private array(name: ts.Identifier, start: ts.ArrayLiteralExpression, type: StepType | undefined): string {
    if (type?.kind !== 'array') return refuse(name, 'the array has no type', 'declare it: number[]');
    const items = start.elements.map((item) => this.on.fitting(item, type.item).code);
    return `var ${this.declare(name, type)}${this.suffix(type)} = [${items.join(', ')}]`;
  }

  private condition(node: ts.IfStatement): string[] {
    const lines = [`if ${this.on.condition(node.expression).code}:`, ...indented(this.body(node.thenStatement))];
    const other = node.elseStatement;
    if (other === undefined) return lines;
    if (!ts.isIfStatement(other)) return [...lines, 'else:', ...indented(this.body(other))];
    const [first = '', ...rest] = this.condition(other);
    return [...lines, `el${first}`, ...rest];
  }

  private returned(node: ts.ReturnStatement): string[] {
    if (node.expression === undefined) return ['return'];
    if (this.returns.kind === 'void') refuse(node, 'the function returns nothing', 'declare what it returns');
    if (ts.isArrayLiteralExpression(node.expression))
      return refuse(node, 'an array is made where it is declared', 'declare a variable for it');
    return [`return ${this.on.fitting(node.expression, this.returns).code}`];
  }

  private whileLoop(node: ts.WhileStatement): string[] {
    const condition = this.on.condition(node.expression).code;
    return [`while ${condition}:`, ...indented(this.body(node.statement, { kind: 'loop', step: () => [] }))];
  }

  private left(node: ts.BreakStatement): string[] {
    if (node.label) refuse(node, 'a label has no equal in GDScript', 'put the inner loop into a function, and return');
    if (this.targets.at(-1)?.kind === 'switch')
      return refuse(
        node,
        'a break inside a case has no equal in GDScript',
        'end the case with it, and use if and else before',
      );
    return ['break'];
  }

  private continued(node: ts.ContinueStatement): string[] {
    if (node.label) refuse(node, 'a label has no equal in GDScript', 'put the inner loop into a function, and return');
    const loop = this.targets.findLast(({ kind }) => kind === 'loop');
    return [...(loop?.step() ?? []), 'continue'];
  }

  private choice(node: ts.SwitchStatement): string[] {
    const subject = this.on.fitting(node.expression, INT);
    const name = this.names.name('chosen');
    const lines = [`var ${name}: int = ${subject.code}`];
    let labels: string[] = [];
    let word = 'if';
    for (const [index, clause] of node.caseBlock.clauses.entries()) {
      const isLast = index === node.caseBlock.clauses.length - 1;
      if (ts.isDefaultClause(clause)) {
        if (!isLast || labels.length > 0)
          refuse(clause, 'default stands elsewhere than alone at the end', 'move it there');
        const body = this.clause(clause, isLast);
        lines.push(...(word === 'if' ? body : ['else:', ...indented(body)]));
        continue;
      }
      labels.push(`${name} == ${within(this.on.fitting(clause.expression, INT), LEVEL.compare + 1)}`);
      if (clause.statements.length === 0 && !isLast) continue;
      lines.push(`${word} ${labels.join(' or ')}:`, ...indented(this.clause(clause, isLast)));
      labels = [];
      word = 'elif';
    }
    return lines;
  }

  private clause(clause: ts.CaseOrDefaultClause, isLast: boolean): string[] {
    const [only] = clause.statements;
    const all = clause.statements.length === 1 && only && ts.isBlock(only) ? only.statements : clause.statements;
    const end = all.at(-1) ?? clause.statements.at(-1);
    const isBroken = end !== undefined && ts.isBreakStatement(end);
    const isLeft = end !== undefined && (ts.isReturnStatement(end) || ts.isContinueStatement(end));
    if (!isLast && !isBroken && !isLeft)
      refuse(clause, 'the case runs into the next one', 'end it with break, return or continue');
    this.targets.push({ kind: 'switch', step: () => [] });
    const lines = this.block(isBroken ? all.slice(0, -1) : all);
    this.targets.pop();
    return lines;
  }
}
