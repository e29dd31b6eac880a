import { Injectable, Module, type DynamicModule } from '@nestjs/common';
import type { GameConfig } from '../../../src/core/config/game-config.js';
import { coreModules } from '../../../src/core/core.modules.js';
import { StorageModule } from '../../../src/core/storage/storage.module.js';
import { OnMessage } from '../../../src/protocol/message.decorators.js';
import { HallModule } from '../hall.fixture.js';
import { SaveDto, SavesListDto, type SavesListedDto } from './saves.messages.js';
import { SavesRepository } from './saves.repository.js';

/** Answers the storage fault tests. */
@Injectable()
export class SavesService {
  constructor(private readonly saves: SavesRepository) {}

  /** Answered once the number is stored. */
  @OnMessage(SaveDto)
  save(_session: unknown, { number, delayMs }: SaveDto): Promise<void> {
    return this.saves.save(number, delayMs);
  }

  /** Everything that is stored. */
  @OnMessage(SavesListDto)
  async list(): Promise<SavesListedDto> {
    return { numbers: await this.saves.list() };
  }
}

@Module({
  imports: [StorageModule.forFeature('fault-saves', new URL('./migrations/', import.meta.url))],
  providers: [SavesRepository, SavesService],
})
class SavesModule {}

/** Stands in for the game's own AppModule: a hall that needs no database, and saves that do. */
@Module({})
export class AppModule {
  static of(config: GameConfig): DynamicModule {
    return { module: AppModule, imports: [...coreModules(config), HallModule, SavesModule] };
  }
}
