import { Module } from '@nestjs/common';
import { ConfigModule } from '../../core/config/config.module.js';
import { StorageModule } from '../../core/storage/storage.module.js';
import { PlayerStorageConfig } from './player-storage.config.js';
import { PlayerStorageRepository } from './player-storage.repository.js';
import { PlayerStorageHandlers } from './player-storage.handlers.js';
import { PlayerStorage } from './player-storage.js';
import { PlayerStorageSection } from './player-storage.section.js';

/** Documents of players, such as saved games and settings. Server code injects {@link PlayerStorage}. */
@Module({
  imports: [
    ConfigModule.forFeature(PlayerStorageConfig),
    StorageModule.forFeature('player-storage', new URL('./migrations/', import.meta.url)),
  ],
  providers: [PlayerStorageRepository, PlayerStorage, PlayerStorageHandlers, PlayerStorageSection],
  exports: [PlayerStorage],
})
export class PlayerStorageModule {}
