import ts from 'typescript';
import { refuse } from './step-refusal.js';

const { SyntaxKind } = ts;

/** Syntax that is never translated: why, and what to write instead. */
const OUTSIDE: Readonly<Partial<Record<ts.SyntaxKind, readonly [reason: string, remedy: string]>>> = {
  [SyntaxKind.AnyKeyword]: ['the type any says nothing about a value', 'declare number, int, boolean or a class'],
  [SyntaxKind.UnknownKeyword]: [
    'the type unknown says nothing about a value',
    'declare number, int, boolean or a class',
  ],
  [SyntaxKind.UnionType]: ['a union of types has no equal in a step', 'use one type, or an enum'],
  [SyntaxKind.IntersectionType]: ['an intersection of types has no equal in a step', 'declare a class with all fields'],
  [SyntaxKind.BigIntKeyword]: ['a bigint has no equal in Godot', 'use int, with imul, u32 and the like for 32 bits'],
  [SyntaxKind.BigIntLiteral]: ['a bigint has no equal in Godot', 'use int, with imul, u32 and the like for 32 bits'],
  [SyntaxKind.StringKeyword]: ['text is not part of a step', 'use a numeric enum'],
  [SyntaxKind.StringLiteral]: ['text is not part of a step', 'use a numeric enum'],
  [SyntaxKind.NoSubstitutionTemplateLiteral]: ['text is not part of a step', 'use a numeric enum'],
  [SyntaxKind.TemplateExpression]: ['text is not part of a step', 'use a numeric enum'],
  [SyntaxKind.RegularExpressionLiteral]: ['text is not part of a step', 'use a numeric enum'],
  [SyntaxKind.NullKeyword]: ['null has no equal in a step', 'use a number or a boolean that says "none", such as -1'],
  [SyntaxKind.LiteralType]: ['a literal type has no equal in a step', 'use number, boolean or an enum'],
  [SyntaxKind.TupleType]: ['a tuple has no equal in a step', 'use a class'],
  [SyntaxKind.FunctionType]: ['a callback has no equal in a step', 'call a function that a shared file declares'],
  [SyntaxKind.TypeLiteral]: ['an object type has no equal in a step', 'declare a class'],
  [SyntaxKind.TypeOperator]: ['only arrays can be readonly here', 'write readonly number[]'],
  [SyntaxKind.InterfaceDeclaration]: ['an interface has no equal in a step', 'declare a class with initialised fields'],
  [SyntaxKind.TypeAliasDeclaration]: [
    'a type alias has no equal in a step',
    'name the type itself, or declare a class',
  ],
  [SyntaxKind.ModuleDeclaration]: ['a namespace has no equal in a step', 'use another shared file'],
  [SyntaxKind.ThisKeyword]: ['this has no equal in a step', 'pass the object as a parameter'],
  [SyntaxKind.SuperKeyword]: ['super has no equal in a step', 'call the function by its name'],
  [SyntaxKind.ArrowFunction]: ['a closure has no equal in a step', 'declare a function at the top of the file'],
  [SyntaxKind.FunctionExpression]: ['a closure has no equal in a step', 'declare a function at the top of the file'],
  [SyntaxKind.ClassExpression]: [
    'a class inside an expression has no equal in a step',
    'declare it at the top of the file',
  ],
  [SyntaxKind.ObjectLiteralExpression]: ['an object literal has no equal in a step', 'declare a class and use new'],
  [SyntaxKind.SpreadElement]: ['spread has no equal in a step', 'copy the items in a loop'],
  [SyntaxKind.AwaitExpression]: ['a step cannot wait', 'do it before the step, and pass the result'],
  [SyntaxKind.YieldExpression]: ['a generator has no equal in a step', 'use a loop'],
  [SyntaxKind.TypeOfExpression]: ['typeof has no equal in a step', 'declare the type'],
  [SyntaxKind.DeleteExpression]: ['delete has no equal in a step', 'set the field to a value that says "none"'],
  [SyntaxKind.VoidExpression]: ['void has no equal in a step', 'leave it out'],
  [SyntaxKind.AsExpression]: ['a type assertion has no equal in a step', 'declare the type of the variable'],
  [SyntaxKind.SatisfiesExpression]: ['satisfies has no equal in a step', 'declare the type of the variable'],
  [SyntaxKind.TypeAssertionExpression]: ['a type assertion has no equal in a step', 'declare the type of the variable'],
  [SyntaxKind.TaggedTemplateExpression]: ['text is not part of a step', 'use a numeric enum'],
  [SyntaxKind.TryStatement]: ['try has no equal in GDScript', 'test the condition before'],
  [SyntaxKind.ThrowStatement]: ['throw has no equal in GDScript', 'return early'],
  [SyntaxKind.DoStatement]: ['do ... while has no equal in GDScript', 'use while (true) with a break'],
  [SyntaxKind.ForInStatement]: ['for ... in walks over names', 'use for ... of'],
  [SyntaxKind.LabeledStatement]: ['a label has no equal in GDScript', 'put the inner loop into a function, and return'],
  [SyntaxKind.WithStatement]: ['with has no equal in GDScript', 'name the object'],
  [SyntaxKind.DebuggerStatement]: ['a debugger statement has no equal in a step', 'leave it out'],
  [SyntaxKind.ExportAssignment]: ['a default export has no name', 'export the declaration itself'],
  [SyntaxKind.ExportDeclaration]: ['exports by list are not followed', 'export the declaration itself'],
  [SyntaxKind.ImportEqualsDeclaration]: ['this kind of import is not followed', 'use import { ... } from'],
  [SyntaxKind.ObjectBindingPattern]: ['destructuring has no equal in GDScript', 'read the fields one by one'],
  [SyntaxKind.ArrayBindingPattern]: ['destructuring has no equal in GDScript', 'read the items one by one'],
  [SyntaxKind.NonNullExpression]: ['! is only for items of arrays', 'write it behind a[i] or pop() only'],
  [SyntaxKind.CommaToken]: ['the comma operator has no equal in GDScript', 'use two statements'],
  [SyntaxKind.AsteriskAsteriskToken]: ['** differs in its last bits', 'use pow of "godwit", or multiply'],
  [SyntaxKind.EqualsEqualsToken]: ['== converts its operands', 'use ==='],
  [SyntaxKind.ExclamationEqualsToken]: ['!= converts its operands', 'use !=='],
  [SyntaxKind.QuestionQuestionToken]: ['?? is for values that may be missing', 'give every value a start'],
  [SyntaxKind.InKeyword]: ['in has no equal in a step', 'compare numbers'],
  [SyntaxKind.InstanceOfKeyword]: ['instanceof has no equal in a step', 'use an enum field'],
  [SyntaxKind.AmpersandToken]: ['& converts numbers to 32 bits', 'use and(a, b) of "godwit"'],
  [SyntaxKind.BarToken]: [
    '| converts numbers to 32 bits',
    'use or(a, b) of "godwit", or toInt(x) to cut a fraction off',
  ],
  [SyntaxKind.CaretToken]: ['^ converts numbers to 32 bits', 'use xor(a, b) of "godwit"'],
  [SyntaxKind.TildeToken]: ['~ converts numbers to 32 bits', 'use xor(a, 4294967295) of "godwit"'],
  [SyntaxKind.LessThanLessThanToken]: ['<< converts numbers to 32 bits', 'use shift(a, bits) of "godwit"'],
  [SyntaxKind.GreaterThanGreaterThanToken]: ['>> converts numbers to 32 bits', 'use shift(a, -bits) of "godwit"'],
  [SyntaxKind.GreaterThanGreaterThanGreaterThanToken]: [
    '>>> converts numbers to 32 bits',
    'use shift(a, -bits) of "godwit"',
  ],
};

/** The compound assignments of operators that are outside. */
const COMPOUND: Readonly<Partial<Record<ts.SyntaxKind, ts.SyntaxKind>>> = {
  [SyntaxKind.AsteriskAsteriskEqualsToken]: SyntaxKind.AsteriskAsteriskToken,
  [SyntaxKind.AmpersandEqualsToken]: SyntaxKind.AmpersandToken,
  [SyntaxKind.BarEqualsToken]: SyntaxKind.BarToken,
  [SyntaxKind.CaretEqualsToken]: SyntaxKind.CaretToken,
  [SyntaxKind.LessThanLessThanEqualsToken]: SyntaxKind.LessThanLessThanToken,
  [SyntaxKind.GreaterThanGreaterThanEqualsToken]: SyntaxKind.GreaterThanGreaterThanToken,
  [SyntaxKind.GreaterThanGreaterThanGreaterThanEqualsToken]: SyntaxKind.GreaterThanGreaterThanGreaterThanToken,
  [SyntaxKind.QuestionQuestionEqualsToken]: SyntaxKind.QuestionQuestionToken,
};

/** Functions and constants of Math that are not translated, and what to use instead. */
const OF_MATH: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    'sin cos tan asin acos atan atan2 exp log pow hypot fround imul'
      .split(' ')
      .map((name) => [name, `use ${name} of "godwit"`]),
  ),
  round: 'use Math.floor(x + 0.5)',
  random: 'use unitOf(hash32(input.seq, salt)) of "godwit", where salt is a field of the state',
  log2: 'use log(x) / log(2) of "godwit"',
  log10: 'use log(x) / log(10) of "godwit"',
  cbrt: 'use pow(x, 1 / 3) of "godwit"',
  E: 'use exp(1) of "godwit"',
};

/** What else looks like it could be used. */
const GLOBALS: Readonly<Record<string, readonly [reason: string, remedy: string]>> = {
  undefined: ['undefined has no equal in a step', 'give every value a start'],
  NaN: ['NaN is never a result of a step', 'test before you divide, or use div of "godwit"'],
  Number: ['Number has no equal in a step', 'use toInt of "godwit" for whole numbers, or a constant'],
  Date: ['a step knows no time but its parameters', 'pass the seconds or the tick'],
  performance: ['a step knows no time but its parameters', 'pass the seconds or the tick'],
  console: ['a step prints nothing', 'print before or after the step'],
  Vector2: ["Godot's vectors have 32-bit floats", 'keep x and y as numbers'],
  Vector3: ["Godot's vectors have 32-bit floats", 'keep x, y and z as numbers'],
  Array: ['Array has no equal in a step', 'write number[] and []'],
};

/** Refuses syntax with a remedy of its own, or as unknown. */
export function refuseSyntax(node: ts.Node, kind = node.kind): never {
  const [reason, remedy] = OUTSIDE[COMPOUND[kind] ?? kind] ?? [
    `${SyntaxKind[kind]} is not part of a step`,
    'see the table in core/prediction/README.md',
  ];
  return refuse(node, reason, remedy);
}

/** Refuses a member of Math. */
export function refuseMath(node: ts.Node, name: string): never {
  return refuse(node, `Math.${name} differs between engines`, OF_MATH[name] ?? 'see the functions of "godwit"');
}

/** Refuses a name that no shared file declares. */
export function refuseName(node: ts.Node, name: string): never {
  const [reason, remedy] = Object.hasOwn(GLOBALS, name)
    ? (GLOBALS[name] ?? ['', ''])
    : [`${name} is not declared in a shared file`, 'declare it here, or import it from a *.shared.ts file'];
  return refuse(node, reason, remedy);
}
