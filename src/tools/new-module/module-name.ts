/** How many wire types a module owns. */
export const BLOCK_SIZE = 50;

const KEBAB_CASE = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
const MAX_LENGTH = 32;

/** Folders with such names become drawers for everything. */
const VAGUE = ['common', 'shared', 'utils', 'helpers', 'types', 'constants', 'base'];

/** Names that mean something else already. */
const TAKEN = ['protocol', 'core', 'modules', 'games', 'tools', 'generated'];

/** The features of the package, each with a section of its own in the contract and in Godot. */
export const BUNDLED = [
  ...['auth', 'chat', 'leaderboards', 'lobby', 'matchmaking', 'parties', 'player-storage', 'presence', 'relay'],
  ...['rooms', 'sessions', 'gateway', 'sync', 'simulation'],
];

/** The name of a module in the forms that its files need. */
export interface ModuleName {
  /** `player-storage`: the folder, the files and the name in the contract. */
  readonly kebab: string;
  /** `PlayerStorage`: what its classes begin with. */
  readonly pascal: string;
  /** `player_storage`: what Godot calls it. */
  readonly snake: string;
  /** `Player storage`: in sentences. */
  readonly words: string;
}

/**
 * Reads a module's name.
 * @throws Error with a sentence when it is none
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
