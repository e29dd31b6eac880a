import { Module, type DynamicModule } from '@nestjs/common';
import type { GameConfig } from './core/config/game-config.js';
import { ListedClasses } from './core/contract/declarations.js';
import { contractSteps } from './core/contract/generated/contract-steps.js';
import { coreModules } from './core/core.modules.js';
import { ArenaModule } from './games/arena/arena.module.js';
import { LabsModule } from './games/labs/labs.module.js';
import { TictactoeModule } from './games/tictactoe/tictactoe.module.js';
import { AdminModule } from './modules/admin/admin.module.js';
import { AuthModule } from './modules/auth/auth.module.js';
import { ChatModule } from './modules/chat/chat.module.js';
import { LeaderboardsModule } from './modules/leaderboards/leaderboards.module.js';
import { LobbyModule } from './modules/lobby/lobby.module.js';
import { quickMatch } from './modules/matchmaking/game-queue.js';
import { MatchmakingModule } from './modules/matchmaking/matchmaking.module.js';
import { PartiesModule } from './modules/parties/parties.module.js';
import { PlayerStorageModule } from './modules/player-storage/player-storage.module.js';
import { PresenceModule } from './modules/presence/presence.module.js';
import { RelayHostLeft } from './modules/relay/relay.messages.js';
import { RelayModule } from './modules/relay/relay.module.js';
import { RELAY_ROOM } from './modules/relay/relay.room.js';

/** Players in a quick match of a relayed game: the host's machine serves them all. */
const RELAY_PLAYERS = 8;

/** Features: one folder and one line each. */
const FEATURES = [
  AuthModule,
  ChatModule.forRoot({ isStored: true }),
  LobbyModule,
  MatchmakingModule,
  PartiesModule,
  PresenceModule,
  PlayerStorageModule,
  LeaderboardsModule,
  RelayModule,
  MatchmakingModule.forQueues([
    {
      ...quickMatch({ name: 'relay', roomType: RELAY_ROOM, maxPlayers: RELAY_PLAYERS }),
      // Quick-match rooms have no owner: a game of strangers does not end because one of them leaves.
      roomOptions: () => ({ onHostLeft: RelayHostLeft.Migrate }),
    },
  ]),
  ArenaModule,
  LabsModule,
  TictactoeModule,
  AdminModule,
];

/** The whole server. */
@Module({})
export class AppModule {
  /** @param config the validated environment */
  static of(config: GameConfig): DynamicModule {
    return {
      module: AppModule,
      imports: [...coreModules(config), ...FEATURES],
      providers: [{ provide: ListedClasses, useValue: new ListedClasses([], [], {}, contractSteps) }],
    };
  }
}
