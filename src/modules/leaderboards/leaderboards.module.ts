import { Module, type DynamicModule } from '@nestjs/common';
import { StorageModule } from '../../core/storage/storage.module.js';
import { BoardRegistry } from './board-registry.js';
import type { Board } from './board.js';
import { Leaderboards } from './leaderboards.js';
import { LeaderboardsSection } from './leaderboards.section.js';
import { LeaderboardHandlers } from './leaderboard.handlers.js';
import { RankingRepository } from './ranking.repository.js';
import { ScoreRepository } from './score.repository.js';
import { SeasonEnd } from './season-end.js';
import { SeasonRepository } from './season.repository.js';

/** Leaderboards with seasons. Server code injects {@link Leaderboards}. */
@Module({
  imports: [StorageModule.forFeature('leaderboards', new URL('./migrations/', import.meta.url))],
  providers: [
    ...[BoardRegistry, Leaderboards, LeaderboardHandlers, SeasonEnd, LeaderboardsSection],
    ...[RankingRepository, ScoreRepository, SeasonRepository],
  ],
  exports: [BoardRegistry, Leaderboards],
})
export class LeaderboardsModule {
  /**
   * Declares boards, in the imports of the module that they belong to.
   * @throws Error at startup, when a board is invalid or its id is taken
   */
  static forBoards(boards: readonly Board[]): DynamicModule {
    const declared = {
      provide: `leaderboards.declared.${boards.map(({ id }) => id).join()}`,
      inject: [BoardRegistry],
      useFactory: (registry: BoardRegistry): void => boards.forEach((board) => registry.declare(board)),
    };
    return {
      module: DeclaredBoards,
      imports: [LeaderboardsModule],
      providers: [declared],
      exports: [LeaderboardsModule],
    };
  }
}

/** The boards of one module. */
@Module({})
class DeclaredBoards {}
