import type { MessageSpec } from './load/orders.js';
import { answerTo, BenchType, ERROR_TYPE } from './wire.js';

/** Valid requests of the given types. */
export function requests(types: number[]): MessageSpec {
  return { types, wantsAnswer: true, isValid: true, answerTypes: types.map(answerTo) };
}

/** The 80-byte move, answered by a message of the same size. */
export const MOVES = requests([BenchType.Move]);

/** Moves with `dx` out of range, to which the server answers with an error. */
export const INVALID_MOVES: MessageSpec = { ...MOVES, isValid: false, answerTypes: [ERROR_TYPE] };

/** Moves without a `ref`, which nobody answers. */
export const INPUTS: MessageSpec = { types: [BenchType.Input], wantsAnswer: false, isValid: true, answerTypes: [] };
