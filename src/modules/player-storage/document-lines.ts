import { GameError } from '../../protocol/game-error.js';
import { checkValue } from './document-value.js';
import { COLLECTION, KEY, MAX_BATCH } from './player-storage.messages.js';
import type { DocumentRow } from './player-storage.repository.js';
import type { DocumentDraft, PlayerStorage } from './player-storage.js';

const FIELDS = ['player', 'collection', 'key', 'value', 'isPublic', 'isProtected'];
const MAX_PLAYER_LENGTH = 128;

/** A document of one player. */
interface ReadLine {
  readonly player: string;
  readonly draft: DocumentDraft;
}

/** A document as one line of JSON. Its value stays the text that it is, so that no number of it changes. */
export function lineOf({ playerId, collection, key, value, isPublic, isProtected }: DocumentRow): string {
  return JSON.stringify({ player: playerId, collection, key, value, isPublic, isProtected });
}

/**
 * Writes documents from lines; all lines are checked before the first is written. Each batch of a player is written as a whole.
 * @throws GameError message.invalid, with the number of the first wrong line
 */
export async function importDocuments(
  storage: PlayerStorage,
  text: string,
): Promise<{ documents: number; players: number }> {
  const byPlayer = new Map<string, DocumentDraft[]>();
  const names = new Set<string>();
  let documents = 0;
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const { player, draft } = readLine(line, index + 1);
    const name = JSON.stringify([player, draft.collection, draft.key]);
    if (names.has(name)) throw wrong(index + 1, 'names a document for the second time');
    names.add(name);
    byPlayer.set(player, [...(byPlayer.get(player) ?? []), draft]);
    documents += 1;
  }
  for (const [player, drafts] of byPlayer)
    for (let from = 0; from < drafts.length; from += MAX_BATCH)
      await storage.write(player, drafts.slice(from, from + MAX_BATCH));
  return { documents, players: byPlayer.size };
}

function readLine(line: string, number: number): ReadLine {
  const fields = objectOf(line, number);
  const strange = Object.keys(fields).find((name) => !FIELDS.includes(name));
  if (strange !== undefined) throw wrong(number, `has a field "${strange}"`);
  const { player, collection, key, value, isPublic, isProtected } = fields;
  if (typeof player !== 'string' || player === '' || player.length > MAX_PLAYER_LENGTH)
    throw wrong(number, 'needs the id of a player');
  if (typeof collection !== 'string' || !COLLECTION.test(collection)) throw wrong(number, 'needs a collection');
  if (typeof key !== 'string' || !KEY.test(key)) throw wrong(number, 'needs a key');
  const written = typeof value === 'string' ? value : JSON.stringify(value ?? null);
  try {
    checkValue(written);
  } catch (error) {
    throw wrong(number, error instanceof Error ? error.message : 'has no value');
  }
  const flags = {
    ...(typeof isPublic === 'boolean' && { isPublic }),
    ...(typeof isProtected === 'boolean' && { isProtected }),
  };
  return { player, draft: { collection, key, value: written, ...flags } };
}

function objectOf(line: string, number: number): Readonly<Record<string, unknown>> {
  try {
    const value = JSON.parse(line) as unknown;
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // It is told below.
  }
  throw wrong(number, 'is no JSON object');
}

function wrong(line: number, why: string): GameError {
  const text = `line ${line} ${why}`;
  return new GameError('message.invalid', { details: [{ field: 'lines', rule: 'lines', text }] });
}
