import { Module, type DynamicModule, type ModuleMetadata } from '@nestjs/common';
import type { MessageClass } from '../protocol/message.decorators.js';
import type { SyncedClass } from '../protocol/state/state-forms.js';
import { checkFeatureConfigs, ConfigModule, type ConfigFactory } from './config/config.module.js';
import { GameConfig } from './config/game-config.js';
import { loadConfig, type Settings } from './config/load-config.js';
import { ListedClasses } from './contract/declarations.js';
import { CORE_MODULES, OwnRoutesModule } from './core.modules.js';

/** Modules as `@Module({ imports })` takes them. */
type Imports = NonNullable<ModuleMetadata['imports']>;

/** What {@link GodwitModule.forRoot} takes. */
export interface GodwitOptions {
  /**
   * Settings that differ from the environment, by the names of its variables: `{ WS_PATH: '/game' }`; or the whole
   * configuration, from {@link loadConfig} or {@link parseConfig}. Without it the environment and `.env` say everything.
   */
  readonly config?: GameConfig | Settings;
  /** Bundled modules, `ChatModule` of `godwit/chat` for one, and modules of the game. They may as well stand beside this one. */
  readonly features?: Imports;
}

/** What {@link GodwitModule.forRootAsync} takes: `useFactory` returns the configuration, from {@link parseConfig}. */
export interface GodwitAsyncOptions extends ConfigFactory {
  /** As in {@link GodwitOptions}. */
  readonly features?: Imports;
}

/** What {@link GodwitModule.forFeature} takes. */
export interface GodwitFeature {
  /** Message classes of which no provider takes one that is declared in the same folder: those that are only sent. */
  readonly messages?: readonly MessageClass[];
  /** Classes marked `@SyncedState()` that lie in another folder than their room and the messages that are taken. */
  readonly states?: readonly SyncedClass[];
}

/** The game server as a module of a Nest application; its sockets need `app.useWebSocketAdapter(new GodwitWsAdapter(app))`. */
@Module({})
export class GodwitModule {
  /** @throws ConfigError, one sentence, when a setting has a value that the server cannot work with */
  static forRoot({ config, features = [] }: GodwitOptions = {}): DynamicModule {
    const checked = config instanceof GameConfig ? config : loadConfig(config);
    checkFeatureConfigs({ module: GodwitModule, imports: features }, checked);
    return { module: GodwitModule, imports: [ConfigModule.of(checked), OwnRoutesModule, ...CORE_MODULES, ...features] };
  }

  /** As {@link forRoot}, for a configuration that is made of other providers, such as Nest's own ConfigService. */
  static forRootAsync({ features = [], ...factory }: GodwitAsyncOptions): DynamicModule {
    return {
      module: GodwitModule,
      imports: [ConfigModule.from(factory), OwnRoutesModule, ...CORE_MODULES, ...features],
    };
  }

  /**
   * In the imports of the module that they belong to. A module whose messages lie in one folder, with a handler for one of
   * them, lists nothing.
   */
  static forFeature({ messages = [], states = [] }: GodwitFeature): DynamicModule {
    const listed = new ListedClasses(messages, states);
    return { module: GodwitFeatureModule, providers: [{ provide: ListedClasses, useValue: listed }] };
  }
}

/** What one module lists. */
@Module({})
class GodwitFeatureModule {}
