import { refuse, type Scope } from './scope.js';
import { argumentsOf, closing, code, textOf, type Line, type Token } from './tokens.js';

/** Annotations on lines of their own: `@tool` to `tool`, `@warning_ignore("x")` to a comment. Export groups are dropped. */
export function annotationLines(lines: readonly Line[], scope: Scope): Line[] {
  return lines.flatMap((line) => {
    const [first] = line.tokens;
    if (!first?.text.startsWith('@')) return [line];
    if (first.text === '@tool') return [{ ...line, tokens: code('tool') }];
    // In Godot 3, the icon follows the class name.
    if (first.text === '@icon' || /^@export_(group|category|subgroup)$/.test(first.text)) return [];
    if (first.text !== '@warning_ignore') refuse(scope, first, `${first.text} is no annotation that is known.`);
    const what = argumentsOf(line.tokens, 1).map((each) => (each[0]?.text ?? '').slice(1, -1));
    return [{ ...line, tokens: code(`# warning-ignore:${what.join(',')}`) }];
  });
}

/** The head of a class with the icon from the annotation above it: `class_name X, "x.svg"`. */
export function withIcon(head: Line, docs: readonly Line[]): Line {
  const icon = docs.find(({ tokens }) => tokens[0]?.text === '@icon');
  const path = icon === undefined ? undefined : argumentsOf(icon.tokens, 1)[0];
  return path === undefined ? head : { ...head, tokens: [...head.tokens, ...code(','), ...code(textOf(path), ' ')] };
}

/** `@export_range(1, 2) var x: int` to `export(int, 1, 2) var x: int`. */
export function exported(tokens: readonly Token[], scope: Scope): readonly Token[] {
  const [first] = tokens;
  if (!first?.text.startsWith('@')) return tokens;
  const end = tokens[1]?.text === '(' ? closing(tokens, 1) + 1 : 1;
  const rest = tokens.slice(end);
  const type = rest[2]?.text === ':' ? rest[3] : undefined;
  const given = end === 1 ? [] : argumentsOf(tokens, 1);
  const range = given.filter(
    ([token], at) => token?.kind === 'number' && (at < 2 || token.text !== '1' || type?.text === 'float'),
  );
  if (!/^@export(_range|_node_path)?$/.test(first.text) || type === undefined)
    refuse(scope, first, `${first.text} of a variable without a type, or of a kind that is not known.`);
  return [
    ...code(`export(${[type.text, ...range.map(textOf)].join(', ')})`),
    ...rest.map((token, at) => (at === 0 ? { ...token, before: ' ' } : token)),
  ];
}
