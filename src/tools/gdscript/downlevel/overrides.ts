import type { Declaration } from './script.js';
import { readScript } from './script.js';

/** The hand-written parts of a Godot 3 script: declarations that replace the translated ones, or are added to them. */
export interface Overrides {
  readonly members: readonly Declaration[];
  /** The whole script is hand-written; nothing is translated. */
  readonly isWhole: boolean;
  /** Declarations that Godot 3 does not have: `name`, or `Inner.name`. */
  readonly removed: ReadonlySet<string>;
}

export const NO_OVERRIDES: Overrides = { members: [], isWhole: false, removed: new Set() };

/**
 * Reads an overrides file. Its first line may be `# The whole script.`, or `# Without: a, b.` for declarations that Godot 3
 * does not have.
 */
export function readOverrides(text: string, path: string): Overrides {
  const [first = ''] = text.split('\n');
  const without = /^# Without: (.*)\.$/.exec(first)?.[1]?.split(', ') ?? [];
  const rest = text.replace(/^# (?:Without: .*|The whole script\.)\n/, '\n');
  return { members: readScript(rest, path), isWhole: first === '# The whole script.', removed: new Set(without) };
}

/** The names removed from a class. */
export function removedBy({ removed }: Overrides, className: string): ReadonlySet<string> {
  const inner = className.split('.').slice(1).join('.');
  const prefix = inner === '' ? '' : `${inner}.`;
  return new Set([...removed].filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length)));
}

/** Declarations plus those of `overrides` that are not among them, each placed after the one it follows there. */
export function addedTo(declarations: readonly Declaration[], overrides: readonly Declaration[]): Declaration[] {
  const result = [...declarations];
  overrides.forEach((added, index) => {
    const isThere = result.some((each) => isSame(each, added));
    if (isThere) return;
    const previous = overrides[index - 1];
    const at = result.findIndex(({ kind, name }) => kind === previous?.kind && name === previous.name);
    const next = result.findIndex(({ kind }) => kind === 'func' || (kind === 'var' && added.kind !== 'var'));
    const isBehind = at >= 0 && previous?.kind === added.kind;
    if (isBehind || added.kind === 'func' || next < 0)
      result.splice(isBehind ? at + 1 : result.length, 0, { ...added, gap: gapOf(added) });
    else result.splice(next, 1, ...inFrontOf(result[next], added));
  });
  return result;
}

/** Text above the declaration it is inserted before, possibly the class's description, stays above both. */
function inFrontOf(next: Declaration | undefined, added: Declaration): Declaration[] {
  if (next === undefined) return [added];
  const gap = next.kind === 'func' ? [BLANK, BLANK] : [BLANK];
  return next.kind === 'func'
    ? [
        { ...added, gap: [] },
        { ...next, gap },
      ]
    : [
        { ...added, gap: next.gap },
        { ...next, gap },
      ];
}

/** True for two declarations of the same name; a variable in Godot 4 may be a signal in Godot 3. */
export function isSame(one: Declaration, other: Declaration): boolean {
  const isFunction = (each: Declaration): boolean => each.kind === 'func';
  return one.name === other.name && one.name !== '' && isFunction(one) === isFunction(other);
}

const BLANK = { number: 0, indent: '', tokens: [] };

function gapOf({ kind, head }: Declaration): Declaration['gap'] {
  if (kind !== 'func') return [];
  return head.indent === '' ? [BLANK, BLANK] : [BLANK];
}
