import { GameError } from '../../../protocol/game-error.js';
import { MatchmakingError } from '../matchmaking.errors.js';

/**
 * The refusal of a query: where it goes wrong and what would be right there, but nothing of the query itself.
 * @param at index of the character
 * @param expected what should stand there, in words
 */
export function badQuery(at: number, expected: string): GameError {
  const text = `At character ${at + 1}: expected ${expected}.`;
  return new GameError(MatchmakingError['matchmaking.bad_query'], {
    text,
    details: [{ field: 'query', rule: 'isQuery', text }],
  });
}
