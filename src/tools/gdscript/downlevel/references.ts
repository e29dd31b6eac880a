import type { Declaration } from './script.js';
import { ScriptError, type Line, type Token } from './tokens.js';
import { typePlaces } from './types.js';

/** The classes that a script names, each with the line of its first mention. */
export interface References {
  /** References that cannot be replaced: base classes, `is` checks, and everything in scripts that are not translated. */
  readonly fixed: Map<string, number>;
  readonly values: Map<string, number>;
  readonly types: Map<string, number>;
}

/** Which classes a script must not name: Godot 3 does not load scripts with cyclic references. */
export interface Cuts {
  readonly values: ReadonlySet<string>;
  readonly types: ReadonlySet<string>;
}

/** The references from `declarations` to `classes`. @param isFixed for a script that is not translated */
export function referencesOf(
  declarations: readonly Declaration[],
  classes: ReadonlySet<string>,
  isFixed = false,
): References {
  const found: References = { fixed: new Map(), values: new Map(), types: new Map() };
  const enter = (line: Line): void => {
    const types = typePlaces(line.tokens);
    line.tokens.forEach((token, at) => {
      if (token.kind !== 'name' || !classes.has(token.text) || line.tokens[at - 1]?.text === '.') return;
      const before = line.tokens[at - 1]?.text ?? '';
      const isType = types.some(({ colon, to }) => at > colon && at < to);
      const kind = isFixed || isUncut(line.tokens, at, before) ? 'fixed' : isType ? 'types' : 'values';
      if (before !== 'class_name' && !found[kind].has(token.text)) found[kind].set(token.text, token.line);
    });
  };
  for (const each of declarations) {
    [each.head, ...each.body].forEach(enter);
    for (const kind of ['fixed', 'values', 'types'] as const)
      for (const [name, line] of referencesOf(each.members, classes, isFixed)[kind]) found[kind].set(name, line);
  }
  return found;
}

function isUncut(tokens: readonly Token[], at: number, before: string): boolean {
  const isAsked = before === 'is' || before === 'as' || (before === 'not' && tokens[at - 2]?.text === 'is');
  return before === 'extends' || isAsked;
}

/** Decides for all scripts at once, with as few cuts as the order of names allows. @param scripts class to its references */
export function cutCycles(
  scripts: ReadonlyMap<string, References>,
  pathOf: (name: string) => string,
): Map<string, Cuts> {
  const names = [...scripts.keys()].sort();
  const cuts = new Map(names.map((name) => [name, { values: new Set<string>(), types: new Set<string>() }]));
  const graph = new Map(names.map((name) => [name, new Set<string>()]));
  for (const { from, to, kind, line } of edgesOf(scripts, names)) {
    if (from !== to && !leadsTo(graph, to, from)) graph.get(from)?.add(to);
    else if (kind !== 'fixed') cuts.get(from)?.[kind].add(to);
    else if (from !== to)
      throw new ScriptError(pathOf(from), line, `${to} leads back to ${from}, which Godot 3 can't load.`);
  }
  return cuts;
}

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly kind: keyof References;
  readonly line: number;
}

/** Uncuttable references first, types last, since cutting those loses nothing. */
function edgesOf(scripts: ReadonlyMap<string, References>, names: readonly string[]): Edge[] {
  return (['fixed', 'values', 'types'] as const).flatMap((kind) =>
    names.flatMap((from) => [...(scripts.get(from)?.[kind] ?? [])].map(([to, line]) => ({ from, to, kind, line }))),
  );
}

function leadsTo(graph: ReadonlyMap<string, ReadonlySet<string>>, from: string, to: string): boolean {
  const seen = new Set<string>();
  const open = [from];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at === to) return true;
    if (seen.has(at)) continue;
    seen.add(at);
    open.push(...(graph.get(at) ?? []));
  }
  return false;
}
