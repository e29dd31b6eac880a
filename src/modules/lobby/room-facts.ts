import type { RoomMetadata } from '../../core/rooms/api/room-settings.js';
import { displayNameOf } from '../../protocol/display-name.js';
import { GameError } from '../../protocol/game-error.js';

const MAX_ENTRIES = 16;
const MAX_LETTERS = 64;
/** Must not begin with "_": every JavaScript object has a `__proto__`. */
const NAME = /^[A-Za-z0-9][\w.-]{0,31}$/;

/** Metadata from a client. @throws GameError message.invalid when it is too large, or not what lists can show */
export function readFacts(raw: object | undefined): RoomMetadata {
  const entries: [string, unknown][] = Object.entries(raw ?? {});
  if (entries.length > MAX_ENTRIES) throw refusal('maxEntries', `at most ${MAX_ENTRIES} values`);
  return Object.fromEntries(entries.map(([name, value]) => [name, readFact(name, value)]));
}

function readFact(name: string, value: unknown): string | number | boolean {
  if (!NAME.test(name)) throw refusal('name', 'names of 1 to 32 letters, digits, "_", "." and "-"');
  if (typeof value === 'string' && value.length <= MAX_LETTERS) return readText(name, value);
  if (typeof value === 'boolean' || Number.isFinite(value)) return value as boolean | number;
  throw refusal('value', `numbers, booleans and texts of at most ${MAX_LETTERS} characters`);
}

/** Strings are compared, so they are normalised to one form; a room's name is shown to others. */
function readText(name: string, text: string): string {
  if (name !== 'name') return text.normalize('NFC');
  const shown = displayNameOf(text, MAX_LETTERS);
  if (shown === undefined) throw refusal('displayName', 'a name of visible characters on one line');
  return shown;
}

function refusal(rule: string, wanted: string): GameError {
  return new GameError('message.invalid', {
    details: [{ field: 'metadata', rule, text: `metadata must have ${wanted}` }],
  });
}
