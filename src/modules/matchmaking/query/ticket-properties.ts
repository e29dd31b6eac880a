import { GameError } from '../../../protocol/game-error.js';
import { MatchmakingError } from '../matchmaking.errors.js';
import { isKeyword } from './query-parser.js';

/** What a ticket or a room says about itself: `region` is `eu`, `skill` is 1200. */
export type TicketProperties = ReadonlyMap<string, string | number>;

/** As many properties as a ticket may have. */
export const MAX_PROPERTIES = 16;
/** As long as a property's text may be. */
export const MAX_TEXT_LENGTH = 64;

const NAME = /^[A-Za-z_][A-Za-z0-9_]{0,31}$/;

/**
 * Takes properties over into a map, where no name is special.
 * @throws GameError when there are too many, or a name or value is none that a query could ask for
 */
export function readProperties(given: Readonly<Record<string, unknown>>): TicketProperties {
  const entries = Object.entries(given);
  if (entries.length > MAX_PROPERTIES) throw badProperties(`There may be ${MAX_PROPERTIES} properties at most.`);
  return new Map(entries.map(([name, value]) => [checkedName(name), checkedValue(value)]));
}

/** The refusal of properties, in words that repeat nothing of them. */
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
