import { oneOf } from '../../protocol/state/state-forms.js';
import { Synced, SyncedState } from '../../protocol/state/synced.decorator.js';

/** A player's mark. */
export type Mark = 'x' | 'o';

/** Whether a game goes on, and how it went. */
export type Phase = 'waiting' | 'playing' | 'x_won' | 'o_won' | 'draw';

/** All of a game; it is saved with its room, so nothing else has to be. */
@SyncedState()
export class TictactoeState {
  /** Nine cells, row by row: "x", "o", or "." where there is no mark. */
  @Synced('string') board = '.........';
  /** Whose turn it is. */
  @Synced(oneOf('x', 'o')) turn: Mark = 'x';
  /** Whether the game goes on, and how it went. */
  @Synced(oneOf('waiting', 'playing', 'x_won', 'o_won', 'draw')) phase: Phase = 'waiting';
  /** The session id of who plays x. */
  @Synced('string') x = '';
  /** The session id of who plays o; empty until somebody does. */
  @Synced('string') o = '';
}

const LINES = ['012', '345', '678', '036', '147', '258', '048', '246'];

/** Where a game is after a move of `mark`. */
export function phaseAfter(board: string, mark: Mark): Phase {
  if (LINES.some((line) => Array.from(line).every((cell) => board[Number(cell)] === mark))) return `${mark}_won`;
  return board.includes('.') ? 'playing' : 'draw';
}
