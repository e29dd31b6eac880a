import { annotationLines, exported, withIcon } from './annotations.js';
import { returnLater } from './coroutines.js';
import { docLines } from './docs.js';
import { inferredType } from './infer.js';
import { addedTo, isSame, removedBy, type Overrides } from './overrides.js';
import { refuse, type Scope } from './scope.js';
import { wordAt, type Declaration } from './script.js';
import { translate, translateLine } from './statements.js';
import { closing, code, readLines, ScriptError, textOf, type Line, type Token } from './tokens.js';
import { typePlaces } from './types.js';
import { isCoroutine } from './world.js';

/** The declarations of a script or an inner class in GDScript 3, replaced by those of `overrides` where present. */
export function translateMembers(
  declarations: readonly Declaration[],
  scope: Scope,
  overrides: Overrides,
): Declaration[] {
  const accessors: Declaration[] = [];
  const removed = removedBy(overrides, scope.className);
  const done = without(declarations, removed).map((declaration) => {
    const own = overrides.members.find((each) => isSame(each, declaration));
    const docs = orTold(scope, declaration.docs, () => docLines(annotationLines(declaration.docs, scope), scope));
    const gap = orTold(scope, declaration.gap, () => docLines(annotationLines(declaration.gap, scope), scope));
    if (own !== undefined && own.kind !== 'class')
      return { ...own, gap: hasComment(own.gap) ? own.gap : gap, docs: hasComment(own.docs) ? own.docs : docs };
    const inner = { ...overrides, members: own?.members ?? [] };
    const [translated, ...more] = orTold<[Declaration, ...Declaration[]]>(scope, [declaration], () =>
      translateMember({ ...declaration, gap, docs, head: withIcon(declaration.head, declaration.docs) }, scope, inner),
    );
    accessors.push(...more.filter(({ name }) => !overrides.members.some((each) => each.name === name)));
    return translated;
  });
  return addedTo(withAccessors(done, accessors), overrides.members);
}

/** The text above the first declaration belongs to the class, and stays even if the declaration is removed. */
function without(declarations: readonly Declaration[], removed: ReadonlySet<string>): Declaration[] {
  return declarations.flatMap((declaration, at) => {
    const previous = declarations[at - 1];
    if (removed.has(declaration.name)) return [];
    const isOrphan = previous !== undefined && removed.has(previous.name) && hasComment(previous.gap);
    return [isOrphan ? { ...declaration, gap: previous.gap } : declaration];
  });
}

function hasComment(lines: readonly Line[]): boolean {
  return lines.some(({ tokens }) => tokens.length > 0);
}

/** The result of `work`; if it fails, the error is reported with all the others at the end. */
function orTold<T>(scope: Scope, fallback: T, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ScriptError)) throw error;
    scope.problems.push(error);
    return fallback;
  }
}

function withAccessors(declarations: readonly Declaration[], accessors: readonly Declaration[]): Declaration[] {
  const isPublic = ({ kind, name }: Declaration): boolean => kind === 'func' && !name.startsWith('_');
  const last = declarations.findLastIndex(isPublic);
  const at = last >= 0 ? last + 1 : declarations.length;
  return [...declarations.slice(0, at), ...accessors, ...declarations.slice(at)];
}

function translateMember(
  declaration: Declaration,
  scope: Scope,
  overrides: Overrides,
): [Declaration, ...Declaration[]] {
  const { kind, head, name } = declaration;
  if (kind === 'class_name') return [declaration];
  if (kind === 'extends')
    return [
      {
        ...declaration,
        head: {
          ...head,
          tokens: head.tokens.map((token) => (token.text === 'RefCounted' ? { ...token, text: 'Reference' } : token)),
        },
      },
    ];
  if (kind === 'class') {
    const inside = { ...scope, className: `${scope.className}.${name}` };
    return [{ ...declaration, members: translateMembers(declaration.members, inside, overrides) }];
  }
  if (kind === 'func') return [translateFunction(declaration, scope)];
  if (kind === 'var') return translateVariable(declaration, scope);
  const own = { ...scope, locals: kind === 'signal' ? localsOf(declaration) : scope.locals };
  return [
    {
      ...declaration,
      head: translateLine(head, own),
      body: declaration.body.map((line) => translateLine(line, scope)),
    },
  ];
}

function translateFunction(declaration: Declaration, outer: Scope): Declaration {
  const { head } = declaration;
  const scope = { ...outer, locals: localsOf(declaration), isStatic: head.tokens[0]?.text === 'static' };
  const returnsFloat = head.tokens.at(-2)?.text === 'float' && head.tokens.at(-3)?.text === '->';
  const body = returnLater(declaration).map((line) =>
    inFunction(returnsFloat ? floatReturn(line, scope) : line, scope),
  );
  // A coroutine returns its state object, whatever its declared type.
  const open = wordAt(head.tokens) + 2;
  const tokens = isCoroutine(declaration)
    ? [...head.tokens.slice(0, closing(head.tokens, open) + 1), ...head.tokens.slice(-1)]
    : head.tokens;
  return { ...declaration, head: { ...head, tokens: translate(tokens, scope) }, body };
}

/** Godot 3 returns values unchanged, including an int where a float is declared. */
function floatReturn(line: Line, scope: Scope): Line {
  const [word, ...value] = line.tokens;
  if (word?.text !== 'return' || inferredType(value, scope) === 'float') return line;
  return {
    ...line,
    tokens: [word, ...code(`1.0 * ${value.length === 1 ? textOf(value) : `(${textOf(value)})`}`, ' ')],
  };
}

function inFunction(line: Line, scope: Scope): Line {
  if (!(line.tokens[0]?.text ?? '').startsWith('@')) return translateLine(line, scope);
  return annotationLines([line], scope)[0] ?? line;
}

function localsOf({ head, body }: Declaration): ReadonlySet<string> {
  const open = wordAt(head.tokens) + 2;
  const end = closing(head.tokens, open);
  const parameters = head.tokens.filter(
    (_, at) => at > open && at < end && /^[(,]$/.test(head.tokens[at - 1]?.text ?? ''),
  );
  const inside = body.flatMap(({ tokens }) =>
    /^(var|for|const)$/.test(tokens[0]?.text ?? '') ? tokens.slice(1, 2) : [],
  );
  return new Set([...parameters, ...inside].map(({ text }) => text));
}

/** A variable, and the functions that its accessors become. */
function translateVariable(declaration: Declaration, scope: Scope): [Declaration, ...Declaration[]] {
  const { head, body, name } = declaration;
  if (body.length === 0)
    return [{ ...declaration, head: { ...head, tokens: translate(exported(head.tokens, scope), scope) } }];
  const colon = head.tokens.findLastIndex(({ text }) => text === ':');
  const tokens = translate(exported(head.tokens.slice(0, colon), scope), { ...scope, property: name });
  const accessors = accessorsOf(declaration, scope);
  const named = (prefix: string): string => accessors.find((each) => each.name === `${prefix}_${name}`)?.name ?? '';
  const setget = `setget ${named('set')}${named('get') === '' ? '' : `, ${named('get')}`}`;
  return [{ ...declaration, head: { ...head, tokens: [...tokens, ...code(setget, ' ')] }, body: [] }, ...accessors];
}

function accessorsOf(property: Declaration, scope: Scope): Declaration[] {
  const { head, body, name } = property;
  const margin = `${head.indent}\t`;
  const heads = body.flatMap((line, at) => (line.indent === margin && line.tokens.length > 0 ? [at] : []));
  const colon = head.tokens.findLastIndex(({ text }) => text === ':');
  // A space is put before it, as everywhere before a type.
  const type = typePlaces(head.tokens.slice(0, colon)).map((place) => head.tokens.slice(place.colon + 1, place.to))[0];
  return heads.map((from, index) => {
    const first = body[from]?.tokens ?? [];
    const opening = first[0]?.text === 'get' ? getter(name, type) : setter(name, type, first, scope);
    const lines = body.slice(from + 1, heads[index + 1]);
    return translateFunction(accessor(property, opening, lines, scope), { ...scope, property: name });
  });
}

function accessor({ name, head }: Declaration, tokens: Token[], lines: readonly Line[], scope: Scope): Declaration {
  const blank = { number: 0, indent: '', tokens: [] };
  return {
    kind: 'func',
    name: tokens[1]?.text ?? '',
    gap: head.indent === '' ? [blank, blank] : [blank],
    docs: readLines(`## See ${name}.`, scope.path).map((line) => ({ ...line, indent: head.indent })),
    head: { number: head.number, indent: head.indent, tokens },
    body: lines.map((line) => ({ ...line, indent: line.indent.replace('\t', '') })),
    members: [],
  };
}

function getter(name: string, type: readonly Token[] | undefined): Token[] {
  const returned = type === undefined ? [] : [...code('->', ' '), ...type];
  return [...code(`func get_${name}()`), ...returned, ...code(':')];
}

function setter(name: string, type: readonly Token[] | undefined, head: readonly Token[], scope: Scope): Token[] {
  const value = head[2];
  if (head[0]?.text !== 'set' || value === undefined)
    refuse(scope, head[0], 'a property has get: and set(value): only.');
  const declared = type === undefined ? [] : [...code(':'), ...type];
  return [...code(`func set_${name}(${value.text}`), ...declared, ...code(') -> void:')];
}
