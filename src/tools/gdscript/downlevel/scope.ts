import type { Cuts } from './references.js';
import { ScriptError, type Token } from './tokens.js';
import type { TypeNames } from './types.js';
import type { World } from './world.js';

/** Where a statement stands. */
export interface Scope {
  /** Of the script, as errors call it. */
  readonly path: string;
  readonly world: World;
  /** The class that the statement is in; of an inner one `Outer.Inner`. */
  readonly className: string;
  readonly cuts: Cuts;
  readonly types: TypeNames;
  /** Names of the function's own, which hide the class's. */
  readonly locals: ReadonlySet<string>;
  /** The property whose accessor it is in: there its name means what is kept. */
  readonly property?: string;
  readonly isStatic: boolean;
  /** In the documentation, whose examples name what a game has. */
  readonly isDoc?: boolean;
  /** What can't be translated; told together in the end. */
  readonly problems: ScriptError[];
  /** The folder that paths of a class are written relative to it. */
  readonly pathFromHere: (className: string) => string;
}

/** Stops the translation. */
export function refuse(scope: Scope, token: Token | undefined, sentence: string): never {
  throw new ScriptError(scope.path, token?.line ?? 0, sentence);
}

/** Replaces parts of a statement, its last first, until nothing matches. */
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

/** `by` in place of the tokens from `from` up to `to`. */
export interface Change {
  readonly from: number;
  readonly to: number;
  readonly by: readonly Token[];
}
