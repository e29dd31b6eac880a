import { posix } from 'node:path';
import { translateMembers } from './members.js';
import { isSame, NO_OVERRIDES, readOverrides, type Overrides } from './overrides.js';
import { cutCycles, referencesOf, type Cuts, type References } from './references.js';
import type { Scope } from './scope.js';
import { printScript, readScript, type Declaration } from './script.js';
import type { ScriptError } from './tokens.js';
import { classNameOf, readWorld, type World } from './world.js';

/** The scripts of an addon: path to text. */
export type Scripts = ReadonlyMap<string, string>;

/** The inputs for the Godot 3 addon. */
export interface Sources {
  /** All scripts of the Godot 4 addon, including generated ones. */
  readonly godot4: Scripts;
  /** The generated scripts for Godot 3, which are created elsewhere. */
  readonly generated: Scripts;
  /** File name to hand-written parts, see {@link Overrides}. */
  readonly overrides: Scripts;
  /** Files of Godot 4 that Godot 3 does not have. */
  readonly without: (file: string) => boolean;
  /** The path of a script that only Godot 3 has. */
  readonly pathOfOwn: (file: string) => string;
}

interface Script {
  readonly path: string;
  readonly declarations: readonly Declaration[];
  readonly overrides: Overrides;
}

/** Translates the Godot 4 addon to Godot 3. @returns path to text, without the generated scripts */
export function downlevel(sources: Sources): Map<string, string> {
  const world = readWorld(sources.godot4);
  const scripts = readScripts(sources);
  const classes = new Map<string, string>();
  const nameOf = (script: Script): string =>
    classNameOf([...script.declarations, ...script.overrides.members]) ?? script.path;
  for (const script of scripts) classes.set(nameOf(script), script.path);
  const generated = [...sources.generated].map(([path, text]) => ({ path, declarations: readScript(text, path) }));
  for (const { path, declarations } of generated) classes.set(classNameOf(declarations) ?? path, path);
  const references = new Map<string, References>();
  const names = new Set([...classes.keys()].filter((name) => !name.endsWith('.gd')));
  for (const { path, declarations } of generated)
    references.set(classNameOf(declarations) ?? path, referencesOf(declarations, names, true));
  for (const script of scripts) references.set(nameOf(script), allReferences(script, names));
  const cuts = cutCycles(references, (name) => classes.get(name) ?? name);
  const problems: ScriptError[] = [];
  const written = scripts.map((script): [string, string] => {
    const scope = scopeOf(script, nameOf(script), { world, classes, cuts, names, problems });
    return [script.path, write(script, scope)];
  });
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join('\n'));
  return new Map(written);
}

function readScripts({ godot4, overrides, without, pathOfOwn }: Sources): Script[] {
  const scripts: Script[] = [];
  const left = new Set(overrides.keys());
  for (const [path, text] of godot4) {
    const file = posix.basename(path);
    if (path.startsWith('generated/') || without(file)) continue;
    const own = overrides.get(file);
    left.delete(file);
    scripts.push({
      path,
      declarations: readScript(text, path),
      overrides: own === undefined ? NO_OVERRIDES : readOverrides(own, `overrides/${file}`),
    });
  }
  for (const file of left) {
    const own = readOverrides(overrides.get(file) ?? '', `overrides/${file}`);
    if (!own.isWhole) throw new Error(`overrides/${file}: there is no script of this name in the addon for Godot 4.`);
    scripts.push({ path: pathOfOwn(file), declarations: [], overrides: own });
  }
  return scripts;
}

function allReferences({ declarations, overrides }: Script, names: ReadonlySet<string>): References {
  const own = referencesOf(overrides.members, names, true);
  const replaced = overrides.members.filter(({ kind }) => kind !== 'class');
  const isTranslated = (declaration: Declaration): boolean =>
    !overrides.isWhole &&
    !replaced.some((each) => isSame(each, declaration)) &&
    !overrides.removed.has(declaration.name);
  const rest = referencesOf(declarations.filter(isTranslated), names);
  return { ...rest, fixed: new Map([...rest.fixed, ...own.fixed]) };
}

interface Surroundings {
  readonly world: World;
  readonly classes: ReadonlyMap<string, string>;
  readonly cuts: ReadonlyMap<string, Cuts>;
  readonly names: ReadonlySet<string>;
  readonly problems: ScriptError[];
}

function scopeOf({ path }: Script, className: string, { world, classes, cuts, names, problems }: Surroundings): Scope {
  const own = cuts.get(className) ?? { values: new Set<string>(), types: new Set<string>() };
  return {
    path,
    world,
    className,
    cuts: own,
    types: {
      enums: world.enums,
      innerClasses: world.innerClasses,
      classes: names,
      unnamed: new Set([...own.types, ...[...world.classes.keys()].filter((name) => !names.has(name))]),
    },
    locals: new Set(),
    isStatic: false,
    problems,
    pathFromHere: (name) => posix.relative(posix.dirname(path), classes.get(name) ?? name),
  };
}

function write({ declarations, overrides }: Script, scope: Scope): string {
  if (overrides.isWhole) return printScript(overrides.members).trimStart();
  return printScript(translateMembers(declarations, scope, overrides));
}
