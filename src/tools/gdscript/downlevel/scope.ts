import type { Cuts } from './references.js';
import { ScriptError, type Token } from './tokens.js';
import type { TypeNames } from './types.js';
import type { World } from './world.js';

/** The context of a statement. */
export interface Scope {
  /** The script's path, for errors. */
  readonly path: string;
  readonly world: World;
  /** The class that contains the statement; `Outer.Inner` for an inner one. */
  readonly className: string;
  readonly cuts: Cuts;
  readonly types: TypeNames;
  /** The function's own names, which shadow the class's. */
  readonly locals: ReadonlySet<string>;
  /** The property whose accessor contains it: there, its name means the stored value. */
  readonly property?: string;
  readonly isStatic: boolean;
  /** In documentation, whose examples name things from a game. */
  readonly isDoc?: boolean;
  /** What cannot be translated; reported together at the end. */
  readonly problems: ScriptError[];
  /** The folder that paths to a class are relative to. */
  readonly pathFromHere: (className: string) => string;
}

/** Stops the translation. */
export function refuse(scope: Scope, token: Token | undefined, sentence: string): never {
  throw new ScriptError(scope.path, token?.line ?? 0, sentence);
}

/** Replaces parts of a statement, last first, until nothing matches. */
export function rewrite(
  tokens: readonly Token[],
  match: (tokens: readonly Token[], at: number) => Change | undefined,
): readonly Token[] {
  let result = tokens;
  for (let at = tokens.length - 1; at >= 0; at--) {
    const change = match(result, at);
    if (change === undefined) continue;
    const [first, ...rest] = change.by;
    const before = result[change.from]?.before ?? '';
    const line = result[change.from]?.line ?? 0;
    const made = first === undefined ? [] : [{ ...first, before }, ...rest];
    const by = made.map((token) => (token.line === 0 ? { ...token, line } : token));
    result = [...result.slice(0, change.from), ...by, ...result.slice(change.to)];
    at = Math.min(change.from + by.length, result.length);
  }
  return result;
}

/** Replaces the tokens from `from` up to `to` by `by`. */
export interface Change {
  readonly from: number;
  readonly to: number;
  readonly by: readonly Token[];
}
