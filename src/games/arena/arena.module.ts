import { Module } from '@nestjs/common';
import { MatchmakingModule } from '../../modules/matchmaking/matchmaking.module.js';
import { quickMatch } from '../../modules/matchmaking/game-queue.js';
import { ArenaRoom } from './arena.room.js';

/** Players in a quick match; rooms that players create themselves may have more. */
const QUICK_PLAYERS = 16;
const QUICK_BOTS = 8;

/** The demo game, with a queue for players who just want to play. */
@Module({
  imports: [
    MatchmakingModule.forQueues([
      {
        ...quickMatch({ roomType: 'arena', maxPlayers: QUICK_PLAYERS }),
        roomOptions: () => ({ bots: QUICK_BOTS }),
        roomSettings: { isPrivate: false },
      },
    ]),
  ],
  providers: [ArenaRoom],
})
export class ArenaModule {}
