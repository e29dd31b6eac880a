import { Global, Module, type DynamicModule, type FactoryProvider, type ModuleMetadata } from '@nestjs/common';
import { GameConfig } from './game-config.js';

/** How the configuration comes to be when something else of the application says it. */
export interface ConfigFactory extends Pick<ModuleMetadata, 'imports'>, Pick<FactoryProvider, 'inject'> {
  /** Gets what `inject` names. */
  readonly useFactory: (...injected: never[]) => GameConfig | Promise<GameConfig>;
}

/** Gives everyone the one validated {@link GameConfig}. */
@Global()
@Module({})
export class ConfigModule {
  /** @param config what {@link loadConfig} or {@link parseConfig} returned */
  static of(config: GameConfig): DynamicModule {
    return { module: ConfigModule, providers: [{ provide: GameConfig, useValue: config }], exports: [GameConfig] };
  }

  /** As {@link of}, for a configuration that is made of other providers. */
  static from({ imports = [], inject = [], useFactory }: ConfigFactory): DynamicModule {
    return {
      module: ConfigModule,
      imports,
      providers: [{ provide: GameConfig, inject, useFactory: useFactory as FactoryProvider['useFactory'] }],
      exports: [GameConfig],
    };
  }
}
