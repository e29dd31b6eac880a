import { ENGINE_CLASSES } from './engine-classes.js';
import { BUNDLED_MODULES, FEATURE_CLASSES } from './hand-written.js';

/** Names that GDScript or every Object already has; a generated member with such a name gets a trailing underscore. */
const TAKEN: ReadonlySet<string> = new Set(
  [
    'and as assert await bool break breakpoint call class class_name const continue elif else emit enum export extends',
    'false float for func if in int is load match namespace new not null onready or pass preload print return self',
    'setget signal static super switch trait true tool type typeof use var void when while yield',
    // The functions of GDScript 3, whose names members must not have.
    'abs acos asin atan atan2 bytes2var cartesian2polar ceil char clamp convert cos cosh db2linear decimals dectime',
    'deg2rad dict2inst ease exp floor fmod fposmod funcref get_stack hash inst2dict instance_from_id inverse_lerp',
    'is_equal_approx is_inf is_instance_valid is_nan is_zero_approx len lerp lerp_angle linear2db load log max min',
    'move_toward nearest_po2 ord parse_json polar2cartesian posmod pow preload print_debug print_stack printerr printraw',
    'prints printt push_error push_warning rad2deg rand_range rand_seed randf randi randomize range range_lerp round seed',
    'sign sin sinh smoothstep sqrt step_decimals stepify str str2var tan tanh to_json type_exists validate_json var2bytes',
    'var2str weakref wrapf wrapi',
    'connect disconnect free get set has_method is_class get_class notification to_string script init name owner',
    'get_script set_script get_meta set_meta has_meta emit_signal is_connected reference unreference Array Color Dictionary String Variant Vector2 Vector3',
  ]
    .join(' ')
    .split(' '),
);

/** Members of the addon's own base class of messages. */
const TAKEN_IN_STRUCTS: ReadonlySet<string> = new Set(
  'fields check write read to_fields read_fields values head stream reader writer'.split(' '),
);

/** `sentAtMs` and `ChatSay` become `sent_at_ms` and `chat_say`. */
export function snakeCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .replace(/[-.]/g, '_')
    .toLowerCase();
}

/** `sentAtMs`, `chat.not_member` and `sent-at` become `SENT_AT_MS`, `CHAT_NOT_MEMBER` and `SENT_AT`. */
export function constantCase(name: string): string {
  return snakeCase(name).toUpperCase();
}

/** `player-storage` becomes `PlayerStorage`. */
export function pascalCase(name: string): string {
  return name
    .split(/[-_]/)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');
}

/** A member's name in GDScript. */
export function memberName(name: string): string {
  const free = freeName(name);
  return TAKEN_IN_STRUCTS.has(free) ? `${free}_` : free;
}

/**
 * The class's name. All classes of a Godot project share one namespace with the engine's and the game's own: those of the
 * protocol and of bundled modules get the product's name as a prefix, followed by the module's if the addon has a
 * hand-written class of that name. A game's messages keep the names their author gave them; a name that the engine already
 * has, such as `Input`, gets its module's name as a prefix.
 */
export function classNameOf({ name, module }: { readonly name: string; readonly module: string }): string {
  if (module === 'protocol') return `Godwit${name}`;
  if (BUNDLED_MODULES.has(module))
    return FEATURE_CLASSES.has(name) ? `Godwit${pascalCase(module)}${name}` : `Godwit${name}`;
  return ENGINE_CLASSES.has(name) ? `${pascalCase(module)}${name}` : name;
}

/**
 * A message's name within its module: `ChatSay` of chat is `say`; likewise `LeaderboardTop` of leaderboards is `top`,
 * `PartyJoin` of parties `join` and `StorageWrite` of player-storage `write`.
 */
export function shortName({ name, module }: { readonly name: string; readonly module: string }): string {
  const whole = pascalCase(module);
  const last = pascalCase(module.slice(module.lastIndexOf('-') + 1));
  const prefixes = [whole, last].flatMap((noun) => [noun, noun.replace(/ies$/, 'y'), noun.replace(/s$/, '')]);
  const prefix = prefixes.find((noun) => name.startsWith(noun) && name.length > noun.length) ?? '';
  return freeName(name.slice(prefix.length));
}

function freeName(name: string): string {
  const snake = snakeCase(name);
  return TAKEN.has(snake) ? `${snake}_` : snake;
}

/** A GDScript string literal. */
export function quote(text: string): string {
  return JSON.stringify(text);
}

/** Doc comment lines for `text`, each at most about 118 characters. */
export function docLines(text: string, indent = ''): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').filter((part) => part !== '')) {
    if (line !== '' && indent.length + line.length + word.length > 110) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  if (line !== '') lines.push(line);
  return lines.map((each) => `${indent}## ${each}`);
}
