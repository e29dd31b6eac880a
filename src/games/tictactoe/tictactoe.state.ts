import { oneOf } from '../../protocol/state/state-forms.js';
import { Synced, SyncedState } from '../../protocol/state/synced.decorator.js';

/** A player's mark. */
export type Mark = 'x' | 'o';

/** Whether a game is still on, and how it ended. */
export type Phase = 'waiting' | 'playing' | 'x_won' | 'o_won' | 'draw';

/** The whole state of a game; it is saved with its room, so nothing else needs saving. */
@SyncedState()
export class TictactoeState {
  /** Nine cells, row by row: "x", "o", or "." for an empty one. */
  @Synced('string') board = '.........';
  /** Whose turn it is. */
  @Synced(oneOf('x', 'o')) turn: Mark = 'x';
  /** Whether the game is still on, and how it ended. */
  @Synced(oneOf('waiting', 'playing', 'x_won', 'o_won', 'draw')) phase: Phase = 'waiting';
  /** The session id of the player with x. */
  @Synced('string') x = '';
  /** The session id of the player with o; empty until there is one. */
  @Synced('string') o = '';
}

const LINES = ['012', '345', '678', '036', '147', '258', '048', '246'];

/** The phase after a move of `mark`. */
export function phaseAfter(board: string, mark: Mark): Phase {
  if (LINES.some((line) => Array.from(line).every((cell) => board[Number(cell)] === mark))) return `${mark}_won`;
  return board.includes('.') ? 'playing' : 'draw';
}
