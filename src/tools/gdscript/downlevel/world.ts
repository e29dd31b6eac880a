import { textOf } from './tokens.js';
import { typePlaces } from './types.js';
import { readScript, wordAt, type Declaration } from './script.js';

/** A class of the addon, possibly an inner one, as other scripts see it. */
export interface ClassInfo {
  readonly base: string;
  readonly functions: ReadonlyMap<string, Declaration>;
  readonly properties: ReadonlyMap<string, Accessors>;
  readonly declarations: readonly Declaration[];
}

/** Which accessors a property defines itself. */
export interface Accessors {
  readonly get: boolean;
  readonly set: boolean;
}

/** Everything declared in the scripts of the Godot 4 addon. */
export interface World {
  /** By name; `Outer.Inner` for an inner class. */
  readonly classes: ReadonlyMap<string, ClassInfo>;
  readonly enums: ReadonlySet<string>;
  readonly innerClasses: ReadonlySet<string>;
  /** Every declared name. */
  readonly names: ReadonlySet<string>;
  /** Functions that await something and return a value, by name. */
  readonly coroutines: ReadonlySet<string>;
  /** Members that are dictionaries, which Godot 3 compares by identity. */
  readonly dictionaries: ReadonlySet<string>;
  /** Types of function results and variables by name; empty when two of the same name differ. */
  readonly results: ReadonlyMap<string, string>;
  readonly fields: ReadonlyMap<string, string>;
}

/** Reads all scripts of an addon: path to text. */
export function readWorld(scripts: ReadonlyMap<string, string>): World {
  const world = {
    classes: new Map<string, ClassInfo>(),
    enums: new Set<string>(),
    innerClasses: new Set<string>(),
    names: new Set<string>(),
    coroutines: new Set<string>(),
    dictionaries: new Set<string>(),
    results: new Map<string, string>(),
    fields: new Map<string, string>(),
  };
  for (const [path, text] of scripts) {
    const declarations = readScript(text, path);
    enter(world, classNameOf(declarations) ?? path, declarations);
  }
  return world;
}

/** The class name of a script. */
export function classNameOf(declarations: readonly Declaration[]): string | undefined {
  return declarations.find(({ kind }) => kind === 'class_name')?.name;
}

/** True for a function that awaits something. */
export function isCoroutine({ body }: Declaration): boolean {
  return body.some((line) => line.tokens.some(({ text }) => text === 'await'));
}

/** A property of a class or of its base classes. */
export function propertyOf(world: World, className: string, name: string): Accessors | undefined {
  const info = world.classes.get(className);
  if (info === undefined) return undefined;
  return info.properties.get(name) ?? propertyOf(world, info.base, name);
}

/** True when a class or one of its base classes has a function. */
export function hasFunction(world: World, className: string, name: string): boolean {
  const info = world.classes.get(className);
  return info !== undefined && (info.functions.has(name) || hasFunction(world, info.base, name));
}

interface Building {
  readonly classes: Map<string, ClassInfo>;
  readonly enums: Set<string>;
  readonly innerClasses: Set<string>;
  readonly names: Set<string>;
  readonly coroutines: Set<string>;
  readonly dictionaries: Set<string>;
  readonly results: Map<string, string>;
  readonly fields: Map<string, string>;
}

function enter(world: Building, name: string, declarations: readonly Declaration[]): void {
  const functions = new Map<string, Declaration>();
  const properties = new Map<string, Accessors>();
  for (const declaration of declarations) {
    world.names.add(declaration.name);
    enterEach(world, name, declaration);
    if (declaration.kind === 'func') functions.set(declaration.name, declaration);
    if (declaration.kind === 'var' && declaration.body.length > 0)
      properties.set(declaration.name, accessors(declaration));
  }
  const base = declarations.find(({ kind }) => kind === 'extends')?.head.tokens[1]?.text ?? '';
  world.classes.set(name, { base, functions, properties, declarations });
}

function enterEach(world: Building, outer: string, { kind, name, head, body, members }: Declaration): void {
  if (kind === 'enum') {
    world.enums.add(name);
    for (const token of head.tokens.slice(2)) if (token.kind === 'name') world.names.add(token.text);
  }
  if (kind === 'class') {
    world.innerClasses.add(name);
    enter(world, `${outer}.${name}`, members);
  }
  const returnsNothing = head.tokens.at(-2)?.text === 'void';
  if (kind === 'func' && !returnsNothing && body.some(({ tokens }) => tokens.some(({ text }) => text === 'await')))
    world.coroutines.add(name);
  const place = kind === 'func' || kind === 'var' ? typePlaces(head.tokens).at(-1) : undefined;
  const isOwn = place !== undefined && (kind === 'var' || head.tokens[place.colon]?.text === '->');
  const types = kind === 'func' ? world.results : world.fields;
  const type = isOwn ? textOf(head.tokens.slice(place.colon + 1, place.to)) : '';
  if (kind === 'func' || kind === 'var') types.set(name, (types.get(name) ?? type) === type ? type : '');
  const at = wordAt(head.tokens);
  if (kind === 'var' && head.tokens[at + 3]?.text === 'Dictionary') world.dictionaries.add(name);
}

function accessors({ body }: Declaration): Accessors {
  const words = body.map(({ tokens }) => tokens[0]?.text);
  return { get: words.includes('get'), set: words.includes('set') };
}
