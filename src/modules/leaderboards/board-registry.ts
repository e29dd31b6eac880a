import { Injectable } from '@nestjs/common';
import { GameError } from '../../protocol/game-error.js';
import { checkBoard, type Board } from './board.js';
import { LeaderboardError } from './leaderboards.errors.js';
import { SeasonClock } from './season-clock.js';

/** A declared board and its calendar. */
export interface DeclaredBoard {
  readonly board: Board;
  readonly clock: SeasonClock;
}

/**
 * All leaderboards of this server. A board is declared in code, on every start and every node alike, by
 * `LeaderboardsModule.forBoards([...])` or by {@link declare}. Its scores stay in the database.
 */
@Injectable()
export class BoardRegistry {
  private readonly boards = new Map<string, DeclaredBoard>();

  /** Adds a board. @throws Error when it is invalid, or its id is taken */
  declare(board: Board): void {
    checkBoard(board);
    if (this.boards.has(board.id)) throw new Error(`Two leaderboards have the id "${board.id}".`);
    this.boards.set(board.id, { board, clock: new SeasonClock(board.resetAt) });
  }

  /** A board by its id. @throws GameError leaderboard.unknown_board */
  require(id: string): DeclaredBoard {
    const found = this.boards.get(id);
    if (!found) throw new GameError(LeaderboardError['leaderboard.unknown_board']);
    return found;
  }

  /** All boards, in order of declaration. */
  all(): DeclaredBoard[] {
    return [...this.boards.values()];
  }
}
