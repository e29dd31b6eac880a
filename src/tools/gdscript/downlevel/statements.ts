import { awaits, connects, defers, emits, helped, listeners, numbers, settings, type Rule } from './calls.js';
import { inferredType } from './infer.js';
import { casts, engineNames, equality, literals, ownClasses, properties, ternaries, trailingCommas } from './names.js';
import { refuse, type Scope } from './scope.js';
import { wordAt } from './script.js';
import { closing, code, textOf, type Line, type Token } from './tokens.js';
import { typeName, typePlaces } from './types.js';

/** Applied to every statement, in this order. */
const RULES: readonly Rule[] = [
  casts, equality, literals, trailingCommas, declaredTypes, inferredTypes, classConstants, ownClasses, properties, emits, connects,
  defers, listeners, helped, settings, engineNames, awaits, numbers, ternaries,
]; // prettier-ignore

/** Constructors that return the type they are named after. */
const TYPED = new Set(
  'int String Vector2 Vector3 Color PoolByteArray PoolStringArray PackedByteArray PackedStringArray'.split(' '),
);

/** A statement, or the head of a declaration, in GDScript 3. */
export function translate(tokens: readonly Token[], scope: Scope): readonly Token[] {
  const at = tokens.findIndex(({ kind }) => kind === 'comment');
  const comment = at < 0 || at < tokens.length - 1 ? undefined : tokens[at];
  const statement = comment === undefined ? tokens : tokens.slice(0, -1);
  const done = RULES.reduce((so, rule) => rule(so, scope), statement);
  return comment === undefined ? done : [...done, { ...comment, text: docComment(comment.text) }];
}

/** A line of a function. */
export function translateLine(line: Line, scope: Scope): Line {
  return { ...line, tokens: translate(line.tokens, scope) };
}

function declaredTypes(tokens: readonly Token[], scope: Scope): readonly Token[] {
  const kind = tokens[wordAt(tokens)]?.text;
  let result = tokens;
  for (const { colon, to } of typePlaces(tokens).reverse()) {
    const given = tokens.slice(colon + 1, to);
    const name = typeName(given, scope.types);
    if (name === undefined) refuse(scope, given[0], `it is not known what the type ${textOf(given)} is in Godot 3.`);
    const isKept = name !== '' && kind !== 'for' && kind !== 'signal';
    const by = isKept ? [...tokens.slice(colon, colon + 1), ...code(name, ' ')] : [];
    result = [...result.slice(0, colon), ...by, ...result.slice(to)];
  }
  return result;
}

/** `:=` stays where the type is visible on the line; otherwise the type is declared, as far as it is known. */
function inferredTypes(tokens: readonly Token[], scope: Scope): readonly Token[] {
  const at = wordAt(tokens) + 2;
  if (tokens[at]?.text !== ':=' || tokens[at - 2]?.text === 'const') return tokens;
  const value = tokens.slice(at + 1);
  const [first, second] = value;
  const isLiteral =
    value.length === 1 &&
    (first?.kind === 'number' || first?.kind === 'string' || /^(true|false)$/.test(first?.text ?? ''));
  const isList = '[{'.includes(first?.text ?? '?') && closing(value, 0) === value.length - 1;
  const isMade = second?.text === '(' && TYPED.has(first?.text ?? '') && closing(value, 1) === value.length - 1;
  const isNew =
    value[2]?.text === 'new' && closing(value, 3) === value.length - 1 && !scope.cuts.values.has(first?.text ?? '');
  if (isLiteral || isList || isMade || isNew) return tokens;
  const type = inferredType(value, scope);
  const declared = type === '' ? [] : [{ ...code(':')[0], before: '' } as Token, ...code(type, ' ')];
  return tokens.flatMap((token, index) =>
    index === at ? [...declared, { ...token, text: '=', before: ' ' }] : [token],
  );
}

/** `const A := Class.B`: in Godot 3 a class is not a constant, but a script is. */
function classConstants(tokens: readonly Token[], scope: Scope): readonly Token[] {
  const [word, , sign, first] = tokens;
  if (word?.text !== 'const' || first === undefined || !scope.world.classes.has(first.text)) return tokens;
  const script = code(`preload("${scope.pathFromHere(first.text)}")`, ' ');
  return tokens.flatMap((token) => (token === sign ? [{ ...token, text: '=' }] : token === first ? script : [token]));
}

/** A comment without the markup that Godot 3 does not support: `[param x]` to `x`, `[method x]` to `x()`. */
export function docComment(text: string): string {
  if (!text.startsWith('##')) return text;
  return text
    .replace(/\[(?:method|annotation) ([^\]]+)\]/g, (_, name: string) => `${plain(name)}()`)
    .replace(/\[(?:param|member|signal|constant|enum) ([^\]]+)\]/g, (_, name: string) => plain(name))
    .replace(/\[code\](.*?)\[\/code\]/g, (_, code: string) =>
      code.replace(/&"/g, '"').replace(/^for (\w+): \w+ in/, 'for $1 in'),
    )
    .replace(/\[\/?(?:b|i)\]/g, '')
    .replace(/\[([A-Z]\w*)\]/g, '$1')
    .trimEnd();
}

function plain(name: string): string {
  return name.replace(/^(?:@\w+|Callable)\./, '');
}
