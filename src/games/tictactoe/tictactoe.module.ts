import { Module } from '@nestjs/common';
import { ResultLedgerModule } from '../../core/storage/ledger/result-ledger.js';
import { LeaderboardsModule } from '../../modules/leaderboards/leaderboards.module.js';
import { MatchmakingModule } from '../../modules/matchmaking/matchmaking.module.js';
import { PlayerStorageModule } from '../../modules/player-storage/player-storage.module.js';
import { TictactoeRecords, WINS_BOARD } from './tictactoe.records.js';
import { TictactoeRoom } from './tictactoe.room.js';

/** Tic-tac-toe: a queue for exactly two, a room, a leaderboard and a document for each player. */
@Module({
  imports: [
    MatchmakingModule.forQueues([{ name: 'tictactoe', roomType: 'tictactoe', minPlayers: 2, maxPlayers: 2 }]),
    LeaderboardsModule.forBoards([{ id: WINS_BOARD, order: 'descending', policy: 'sum' }]),
    PlayerStorageModule,
    ResultLedgerModule,
  ],
  providers: [TictactoeRoom, TictactoeRecords],
})
export class TictactoeModule {}
