import { Module } from '@nestjs/common';
import { ResultLedgerModule } from '../../core/storage/ledger/result-ledger.js';
import { LeaderboardsModule } from '../../modules/leaderboards/leaderboards.module.js';
import { quickMatch } from '../../modules/matchmaking/game-queue.js';
import { MatchmakingModule } from '../../modules/matchmaking/matchmaking.module.js';
import { ArenaRoom } from './arena.room.js';
import { WEEKLY } from './arena.round.js';

const QUICK_PLAYERS = 16;

/** The demo game, with a queue for players who just want to play, and the board of the best rounds of a week. */
@Module({
  imports: [
    MatchmakingModule.forQueues([
      { ...quickMatch({ roomType: 'arena', maxPlayers: QUICK_PLAYERS }), roomSettings: { isPrivate: false } },
    ]),
    ResultLedgerModule,
    LeaderboardsModule.forBoards([{ id: WEEKLY, order: 'descending', policy: 'best', resetAt: '0 0 * * 1' }]),
  ],
  providers: [ArenaRoom],
})
export class ArenaModule {}
