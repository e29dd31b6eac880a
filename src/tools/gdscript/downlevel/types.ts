import { ENGINE_NAMES } from './engine-names.js';
import { wordAt } from './script.js';
import { closing, textOf, type Token } from './tokens.js';

/** Where a type is declared: `colon` is its `:` or `->`, and it ends before `to`. */
export interface TypePlace {
  readonly colon: number;
  readonly to: number;
}

/** Types with the same name in Godot 3. */
const SAME = new Set(
  `bool int float String Array Dictionary NodePath Node Object Vector2 Vector3 Color WeakRef Script GDScript SceneTree PackedScene
  Resource StreamPeerBuffer RegEx RegExMatch RandomNumberGenerator EditorPlugin EditorExportPlugin Control Container PanelContainer
  VBoxContainer HBoxContainer ColorRect Node2D Label HSlider Button InputEvent InputEventKey void`.split(/\s+/),
);

/** How a script's types are translated. */
export interface TypeNames {
  /** Of Godwit's scripts. */
  readonly enums: ReadonlySet<string>;
  readonly innerClasses: ReadonlySet<string>;
  /** The global classes that the script may name. */
  readonly classes: ReadonlySet<string>;
  /** The global classes that it must not name in a declaration. */
  readonly unnamed: ReadonlySet<string>;
}

/** All declared types of a statement, in order. */
export function typePlaces(tokens: readonly Token[]): TypePlace[] {
  const word = wordAt(tokens);
  const kind = tokens[word]?.text;
  if (kind === 'func' || kind === 'signal') return headTypes(tokens, word);
  const isDeclared = (kind === 'var' || kind === 'const' || kind === 'for') && tokens[word + 2]?.text === ':';
  // After a property's name, the colon starts its body.
  return isDeclared && tokens[word + 3]?.kind === 'name' ? [typeAt(tokens, word + 2)] : [];
}

function headTypes(tokens: readonly Token[], word: number): TypePlace[] {
  const found: TypePlace[] = [];
  const end = closing(tokens, word + 2);
  for (let at = word + 3; at < end; at++) {
    const text = tokens[at]?.text ?? '';
    const isParameter = text === ':' && (tokens[at - 2]?.text === '(' || tokens[at - 2]?.text === ',');
    if (isParameter) found.push(typeAt(tokens, at));
    else if (text === '(' || text === '[' || text === '{') at = closing(tokens, at);
  }
  if (tokens[end + 1]?.text === '->') found.push(typeAt(tokens, end + 1));
  return found;
}

/** The type after the colon, arrow or keyword at `colon`. */
export function typeAt(tokens: readonly Token[], colon: number): TypePlace {
  let at = colon + 2;
  while (tokens[at]?.text === '.') at += 2;
  if (tokens[at]?.text === '[') at = closing(tokens, at) + 1;
  return { colon, to: at };
}

/**
 * A type's name in Godot 3; empty if it must not be declared, undefined if it is unknown.
 * @param tokens of the type, without its colon
 */
export function typeName(tokens: readonly Token[], names: TypeNames): string | undefined {
  const first = tokens[0]?.text ?? '';
  if (first === 'Array' || first === 'Dictionary') return first;
  const last = tokens.at(-1)?.text ?? '';
  if (names.enums.has(last) || textOf(tokens) === 'Variant.Type' || first === 'Error') return 'int';
  if (tokens.length > 1) return '';
  if (first === 'Variant' || names.unnamed.has(first)) return '';
  const renamed = ENGINE_NAMES[first] ?? first;
  return SAME.has(first) || renamed !== first || names.classes.has(first) || names.innerClasses.has(first)
    ? renamed
    : undefined;
}
