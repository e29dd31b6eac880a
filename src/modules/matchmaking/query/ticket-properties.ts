import { GameError } from '../../../protocol/game-error.js';
import { MatchmakingError } from '../matchmaking.errors.js';
import { isKeyword } from './query-parser.js';

/** Properties of a ticket or a room: `region` is `eu`, `skill` is 1200. */
export type TicketProperties = ReadonlyMap<string, string | number>;

/** Maximum number of properties per ticket. */
export const MAX_PROPERTIES = 16;
/** Maximum length of a string property. */
export const MAX_TEXT_LENGTH = 64;

const NAME = /^[A-Za-z_][A-Za-z0-9_]{0,31}$/;

/**
 * Copies properties into a map, in which no name is special.
 * @throws GameError when there are too many, or a name or value is one that no query could ask for
 */
export function readProperties(given: Readonly<Record<string, unknown>>): TicketProperties {
  const entries = Object.entries(given);
  if (entries.length > MAX_PROPERTIES) throw badProperties(`There may be ${MAX_PROPERTIES} properties at most.`);
  return new Map(entries.map(([name, value]) => [checkedName(name), checkedValue(value)]));
}

/** The error for invalid properties; its text does not quote them. */
export function badProperties(text: string): GameError {
  return new GameError(MatchmakingError['matchmaking.bad_properties'], { text });
}

function checkedName(name: string): string {
  if (NAME.test(name) && !isKeyword(name)) return name;
  throw badProperties('A name of a property is a word of at most 32 letters, digits and underscores.');
}

function checkedValue(value: unknown): string | number {
  if (typeof value === 'string' && value.length <= MAX_TEXT_LENGTH) return value.normalize('NFC');
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw badProperties(`A property is a finite number or a text of at most ${MAX_TEXT_LENGTH} characters.`);
}
