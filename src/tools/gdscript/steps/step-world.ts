import ts from 'typescript';
import { topLevelNodes } from './declarations.js';
import type { ClassShape, ConstantShape, Declared, EnumShape, FieldShape, FunctionShape } from './step-type.js';
import type { Contract } from '../../../protocol/contract/contract.js';
import { constantValue } from './constant-value.js';
import { messageType } from './message-type.js';
import { refuseSyntax } from './outside.js';
import { importedFile, STEP_MATH, type StepFile } from './step-files.js';
import { stepClass, stepConstant, stepMember } from './step-names.js';
import { refuse } from './step-refusal.js';
import { BOOL, FLOAT, INT, VOID, type StepType } from './step-type.js';

/** Where a name comes from: a shared file, or the class of a message. */
type Imported = { readonly file: StepFile; readonly name: string } | { readonly message: string };

/** What the names in shared files mean, and their types. */
export class StepWorld {
  private readonly declared = new Map<ts.Node, Declared>();
  private readonly imports = new Map<StepFile, ReadonlyMap<string, Imported>>();

  /**
   * @param files all shared files
   * @param contract has the messages that steps take
   */
  constructor(
    readonly files: readonly StepFile[],
    private readonly contract: Contract,
  ) {}

  /** What a name at the top of a file, or imported into it, means. */
  find(file: StepFile, name: string): Declared | undefined {
    const node = topLevelNodes(file.source).get(name);
    if (node !== undefined) return this.declaration(file, name, node);
    const from = this.importsOf(file).get(name);
    return from && 'file' in from ? this.find(from.file, from.name) : undefined;
  }

  /** A function of step-math. */
  mathFunction(name: string): FunctionShape {
    const file = this.files.find(({ isStepMath }) => isStepMath);
    const shape = file && this.find(file, name);
    if (shape?.kind !== 'function') throw new Error(`${STEP_MATH} has no function ${name}.`);
    return shape;
  }

  /** The type that an annotation names. */
  typeOf(node: ts.TypeNode, file: StepFile): StepType {
    if (node.kind === ts.SyntaxKind.NumberKeyword) return FLOAT;
    if (node.kind === ts.SyntaxKind.BooleanKeyword) return BOOL;
    if (node.kind === ts.SyntaxKind.VoidKeyword) return VOID;
    if (ts.isParenthesizedTypeNode(node)) return this.typeOf(node.type, file);
    if (ts.isArrayTypeNode(node)) return this.arrayOf(node.elementType, file, false);
    if (ts.isTypeOperatorNode(node) && node.operator === ts.SyntaxKind.ReadonlyKeyword && ts.isArrayTypeNode(node.type))
      return this.arrayOf(node.type.elementType, file, true);
    if (ts.isTypeReferenceNode(node)) return this.namedType(node, file);
    return refuseSyntax(node);
  }

  /** Every imported name is known, and comes from where it may; no file imports itself through others. */
  checkImports(file: StepFile): void {
    this.importsOf(file);
    for (const node of file.source.statements) {
      const shared = ts.isImportDeclaration(node) && importedFile(node, file, this.files);
      if (shared && this.leadsTo(shared, file, new Set()))
        refuse(
          node,
          `${shared.path} imports this file in turn, which Godot 3 cannot load`,
          'move what both use into a third file',
        );
    }
  }

  private leadsTo(from: StepFile, to: StepFile, seen: Set<StepFile>): boolean {
    if (from === to) return true;
    if (seen.has(from)) return false;
    seen.add(from);
    return from.source.statements.some((node) => {
      const next = ts.isImportDeclaration(node) && importedFile(node, from, this.files);
      return next && this.leadsTo(next, to, seen);
    });
  }

  private arrayOf(node: ts.TypeNode, file: StepFile, isReadonly: boolean): StepType {
    const item = this.typeOf(node, file);
    if (item.kind !== 'float' && item.kind !== 'int' && item.kind !== 'class')
      refuse(node, 'an array holds numbers or objects of a plain class', 'declare a class for its items');
    return { kind: 'array', item, isReadonly };
  }

  private namedType(node: ts.TypeReferenceNode, file: StepFile): StepType {
    if (node.typeArguments !== undefined || !ts.isIdentifier(node.typeName))
      return refuse(node, 'a generic type has no equal in GDScript', 'name one class, or write number[]');
    const name = node.typeName.text;
    const from = this.importsOf(file).get(name);
    if (from && 'message' in from) return messageType(from.message, this.contract, node);
    if (name === 'int' && (file.isStepMath || (from && 'file' in from && from.file.isStepMath))) return INT;
    const found = this.find(file, name);
    if (found?.kind === 'class') return { kind: 'class', shape: found };
    if (found?.kind === 'enum') return INT;
    const remedy = name === 'int' ? 'import { type int } of step-math' : 'import it, or declare a class here';
    return refuse(node, `the type ${name} is not declared in a shared file`, remedy);
  }

  private declaration(file: StepFile, name: string, node: ts.Node): Declared {
    const known = this.declared.get(node);
    if (known) return known;
    const made = this.read(file, name, node);
    this.declared.set(node, made);
    return made;
  }

  private read(file: StepFile, name: string, node: ts.Node): Declared {
    if (ts.isFunctionDeclaration(node)) return this.readFunction(file, name, node);
    if (ts.isClassDeclaration(node)) return this.readClass(file, name, node);
    if (ts.isEnumDeclaration(node)) return this.readEnum(file, name, node);
    if (ts.isVariableDeclaration(node)) return this.readConstant(file, name, node);
    return refuseSyntax(node);
  }

  private readFunction(file: StepFile, name: string, node: ts.FunctionDeclaration): FunctionShape {
    if (node.asteriskToken) refuse(node, 'a generator has no equal in a step', 'use a loop');
    if (node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword))
      refuse(node, 'a step cannot wait', 'do it before the step, and pass the result');
    if (node.typeParameters) refuse(node, 'a generic function has no equal in GDScript', 'declare the types');
    if (node.type === undefined)
      return refuse(node.name ?? node, `${name} does not say what it returns`, 'declare it, such as ": void"');
    const parameters = node.parameters.map((parameter) => ({
      name: parameter.name.getText(),
      type: this.parameterType(parameter, file),
    }));
    const returns = this.typeOf(node.type, file);
    return { kind: 'function', file, name, gdName: stepMember(name), node, parameters, returns };
  }

  private parameterType(node: ts.ParameterDeclaration, file: StepFile): StepType {
    if (!ts.isIdentifier(node.name)) refuseSyntax(node.name);
    if (node.questionToken ?? node.initializer)
      refuse(node, 'an optional parameter has no equal in a step', 'pass it always');
    if (node.dotDotDotToken) refuse(node, 'rest parameters have no equal in a step', 'pass an array');
    if (node.type === undefined) return refuse(node, 'the parameter has no type', 'declare it');
    return this.typeOf(node.type, file);
  }

  private readClass(file: StepFile, name: string, node: ts.ClassDeclaration): ClassShape {
    if (node.heritageClauses) refuse(node, 'inheritance has no equal in a step', 'hold the other object in a field');
    if (node.typeParameters) refuse(node, 'a generic class has no equal in GDScript', 'declare the types');
    if (ts.getDecorators(node)) refuse(node, 'a decorator has no equal in a step', 'leave it out');
    let members: ReadonlyMap<string, FieldShape> | undefined;
    const read = (): ReadonlyMap<string, FieldShape> =>
      new Map(node.members.map((member) => this.readField(file, member)));
    return {
      ...{ kind: 'class', file, name, gdName: stepClass(name), node },
      get members() {
        return (members ??= read());
      },
    };
  }

  private readField(file: StepFile, node: ts.ClassElement): [string, FieldShape] {
    if (!ts.isPropertyDeclaration(node))
      return refuse(node, 'a class of a step has fields only', 'declare a function that takes the object');
    if (ts.getDecorators(node)) refuse(node, 'a decorator has no equal in a step', 'leave it out');
    if (node.modifiers?.some(({ kind }) => kind !== ts.SyntaxKind.ReadonlyKeyword))
      refuse(node, 'a field is public and belongs to the object', 'leave out the modifier, or declare a constant');
    if (!ts.isIdentifier(node.name)) return refuse(node.name, 'a field has a plain name', 'name it');
    if (node.questionToken) refuse(node, 'an optional field has no equal in a step', 'give it a start');
    if (node.initializer === undefined)
      return refuse(node, 'a field without a start is not the same in Godot', 'initialise it');
    const type = node.type ? this.typeOf(node.type, file) : this.typeOfStart(node.initializer, file);
    return [node.name.text, { gdName: stepMember(node.name.text), type, start: node.initializer }];
  }

  /** The type of a field that is only initialised: a number is a float unless it is declared as an int. */
  private typeOfStart(start: ts.Expression, file: StepFile): StepType {
    if (start.kind === ts.SyntaxKind.TrueKeyword || start.kind === ts.SyntaxKind.FalseKeyword) return BOOL;
    if (ts.isNewExpression(start) && ts.isIdentifier(start.expression)) {
      const found = this.find(file, start.expression.text);
      if (found?.kind === 'class') return { kind: 'class', shape: found };
    }
    if (ts.isArrayLiteralExpression(start)) return refuse(start, 'the array has no type', 'declare it: number[]');
    if (ts.isPropertyAccessExpression(start) && ts.isIdentifier(start.expression)) {
      if (this.find(file, start.expression.text)?.kind === 'enum') return INT;
    }
    constantValue(start, file, this);
    return FLOAT;
  }

  private readEnum(file: StepFile, name: string, node: ts.EnumDeclaration): EnumShape {
    const members = new Map<string, { gdName: string; value: number }>();
    let next = 0;
    for (const member of node.members) {
      if (!ts.isIdentifier(member.name)) return refuse(member, 'an enum has plain names', 'name the value');
      const value = member.initializer ? constantValue(member.initializer, file, this) : next;
      if (typeof value !== 'number' || !Number.isSafeInteger(value) || Object.is(value, -0))
        return refuse(member, 'an enum has whole numbers', 'leave out the value');
      next = value + 1;
      members.set(member.name.text, { gdName: stepConstant(member.name.text), value });
    }
    return { kind: 'enum', file, name, gdName: stepClass(name), node, members };
  }

  private readConstant(file: StepFile, name: string, node: ts.VariableDeclaration): ConstantShape {
    if ((node.parent.flags & ts.NodeFlags.Const) === 0)
      refuse(node, 'a module has no state', 'make it a const, or a field of the class that the step changes');
    const { initializer: start, type: annotation } = node;
    if (start === undefined) return refuse(node, 'a constant has a value', 'initialise it');
    const named = { kind: 'constant', file, name, gdName: stepConstant(name), node } as const;
    if (ts.isArrayLiteralExpression(start)) {
      const type = annotation ? this.typeOf(annotation, file) : FLOAT;
      if (type.kind !== 'array' || !type.isReadonly || type.item.kind === 'class')
        return refuse(node, 'a constant list is read only, and holds numbers', 'declare it: readonly number[]');
      const value = start.elements.map((item) => this.numberValue(item, type.item, file));
      return { ...named, type, value };
    }
    const value = constantValue(start, file, this);
    const type = annotation ? this.typeOf(annotation, file) : typeof value === 'boolean' ? BOOL : FLOAT;
    if (type.kind === 'bool' && typeof value === 'boolean') return { ...named, type, value };
    return { ...named, type, value: this.numberValue(start, type, file) };
  }

  private numberValue(node: ts.Expression, type: StepType, file: StepFile): number {
    const value = constantValue(node, file, this);
    if (Object.is(value, -0)) refuse(node, 'Godot takes a constant -0 for 0', 'write -0 where it is needed');
    if (typeof value !== 'number' || (type.kind !== 'float' && type.kind !== 'int'))
      return refuse(node, 'the value is not of the declared type', 'declare the type that it has');
    if (type.kind === 'int' && (!Number.isSafeInteger(value) || Object.is(value, -0)))
      return refuse(node, `${value} is not an int`, 'declare number');
    return value;
  }

  private importsOf(file: StepFile): ReadonlyMap<string, Imported> {
    const known = this.imports.get(file);
    if (known) return known;
    const found = new Map<string, Imported>();
    for (const node of file.source.statements) if (ts.isImportDeclaration(node)) this.readImport(file, node, found);
    this.imports.set(file, found);
    return found;
  }

  private readImport(file: StepFile, node: ts.ImportDeclaration, into: Map<string, Imported>): void {
    const { importClause: clause } = node;
    const bindings = clause?.namedBindings;
    if (!clause || clause.name || !bindings || !ts.isNamedImports(bindings))
      return refuse(node, 'this kind of import is not followed', 'use import { ... } from');
    for (const element of bindings.elements) {
      const name = (element.propertyName ?? element.name).text;
      const shared = importedFile(node, file, this.files, name);
      if (shared === undefined && clause.phaseModifier !== ts.SyntaxKind.TypeKeyword && !element.isTypeOnly)
        refuse(
          element,
          `${name} does not come from a shared file`,
          'import from *.shared.ts files, and messages by import type',
        );
      if (shared && name !== 'int' && this.find(shared, name) === undefined)
        refuse(element, `${shared.path} does not declare ${name}`, 'import what it exports');
      into.set(element.name.text, shared ? { file: shared, name } : { message: name });
    }
  }
}
