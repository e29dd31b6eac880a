import { Module, type DynamicModule } from '@nestjs/common';
import type { GameConfig } from '../../../src/core/config/game-config.js';
import { coreModules } from '../../../src/core/core.modules.js';
import { Tally, TentRoom, VaultDoor, VaultRoom } from './vault.js';

/** The vaults in place of the game's own modules; it needs no database. */
@Module({ providers: [Tally, VaultRoom, TentRoom, VaultDoor] })
export class AppModule {
  static of(config: GameConfig): DynamicModule {
    return { module: AppModule, imports: coreModules(config) };
  }
}
