import { Global, Module, type DynamicModule } from '@nestjs/common';
import { GameConfig } from './game-config.js';

/** Gives everyone the one validated {@link GameConfig}. */
@Global()
@Module({})
export class ConfigModule {
  /** @param config what {@link loadConfig} or {@link parseConfig} returned */
  static of(config: GameConfig): DynamicModule {
    return { module: ConfigModule, providers: [{ provide: GameConfig, useValue: config }], exports: [GameConfig] };
  }
}
