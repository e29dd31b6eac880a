/** Number of wire types per module. */
export const BLOCK_SIZE = 50;

const KEBAB_CASE = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
const MAX_LENGTH = 32;

/** Folders with such names collect unrelated code. */
const VAGUE = ['common', 'shared', 'utils', 'helpers', 'types', 'constants', 'base'];

/** Names that already mean something else. */
const TAKEN = ['protocol', 'core', 'modules', 'games', 'tools', 'generated'];

/** The bundled features, each a module of its own in the contract and in Godot. */
export const BUNDLED = [
  ...[
    'admin',
    'auth',
    'chat',
    'leaderboards',
    'lobby',
    'matchmaking',
    'parties',
    'player-storage',
    'presence',
    'relay',
  ],
  ...['rooms', 'sessions', 'gateway', 'sync', 'simulation'],
];

/** A module's name in the forms that its files need. */
export interface ModuleName {
  /** `player-storage`: the folder, the files and the name in the contract. */
  readonly kebab: string;
  /** `PlayerStorage`: the prefix of its classes. */
  readonly pascal: string;
  /** `player_storage`: its name in Godot. */
  readonly snake: string;
  /** `Player storage`: in sentences. */
  readonly words: string;
}

/**
 * Reads a module's name.
 * @throws Error with a sentence when it is invalid
 */
export function parseModuleName(name: string): ModuleName {
  if (!KEBAB_CASE.test(name) || name.length > MAX_LENGTH) {
    throw new Error(
      `"${name}" is no name for a module: use up to ${MAX_LENGTH} lower-case letters, digits and single dashes, a letter first, such as dice or player-storage.`,
    );
  }
  if (VAGUE.includes(name)) throw new Error(`"${name}" does not say what the module is for; choose another name.`);
  if (TAKEN.includes(name)) throw new Error(`"${name}" is the name of another part of the server; choose another.`);
  const words = name.split('-');
  return {
    kebab: name,
    pascal: words.map(capitalized).join(''),
    snake: words.join('_'),
    words: capitalized(words.join(' ')),
  };
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
