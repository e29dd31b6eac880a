import { Module, type DynamicModule, type ModuleMetadata, type Provider } from '@nestjs/common';
import type { ContractDocs } from '../protocol/contract/build-contract.js';
import type { MessageClass } from '../protocol/message.decorators.js';
import type { SyncedClass } from '../protocol/state/state-forms.js';
import { checkFeatureConfigs, ConfigModule, type ConfigFactory } from './config/config.module.js';
import { GameConfig } from './config/game-config.js';
import { loadConfig, type Settings } from './config/load-config.js';
import { ListedClasses } from './contract/declarations.js';
import { CORE_MODULES, OwnRoutesModule } from './core.modules.js';

/** Modules as `@Module({ imports })` takes them. */
type Imports = NonNullable<ModuleMetadata['imports']>;

/** Options of {@link GodwitModule.forRoot}. */
export interface GodwitOptions {
  /**
   * Settings that override the environment, by variable name: `{ WS_PATH: '/game' }`; or a complete configuration, from
   * {@link loadConfig} or {@link parseConfig}. By default everything comes from the environment and `.env`.
   */
  readonly config?: GameConfig | Settings;
  /** Bundled modules, such as `ChatModule` of `godwit/chat`, and the game's own. They may also be imported next to this one. */
  readonly features?: Imports;
  /**
   * The doc comments of the game's own messages, for the server's protocol page, `/contract` and `/asyncapi.yaml`: what
   * `godwit generate` writes to `src/generated/contract-docs.ts`.
   */
  readonly docs?: ContractDocs;
}

/** Options of {@link GodwitModule.forRootAsync}: `useFactory` returns the configuration, from {@link parseConfig}. */
export interface GodwitAsyncOptions extends ConfigFactory {
  /** As in {@link GodwitOptions}. */
  readonly features?: Imports;
  /** As in {@link GodwitOptions}. */
  readonly docs?: ContractDocs;
}

/** Options of {@link GodwitModule.forFeature}. */
export interface GodwitFeature {
  /** Message classes in folders where no provider handles a message: those that are only sent. */
  readonly messages?: readonly MessageClass[];
  /** Classes marked `@SyncedState()` that are in another folder than their room and the handled messages. */
  readonly states?: readonly SyncedClass[];
}

/** The game server as a module of a Nest application; its sockets need `app.useWebSocketAdapter(new GodwitWsAdapter(app))`. */
@Module({})
export class GodwitModule {
  /** @throws ConfigError, one sentence, when a setting has an invalid value */
  static forRoot({ config, features = [], docs }: GodwitOptions = {}): DynamicModule {
    const checked = config instanceof GameConfig ? config : loadConfig(config);
    checkFeatureConfigs({ module: GodwitModule, imports: features }, checked);
    return {
      module: GodwitModule,
      imports: [ConfigModule.of(checked), OwnRoutesModule, ...CORE_MODULES, ...features],
      providers: [listed([], [], docs)],
    };
  }

  /** Like {@link forRoot}, for a configuration created from other providers, such as Nest's own ConfigService. */
  static forRootAsync({ features = [], docs, ...factory }: GodwitAsyncOptions): DynamicModule {
    return {
      module: GodwitModule,
      imports: [ConfigModule.from(factory), OwnRoutesModule, ...CORE_MODULES, ...features],
      providers: [listed([], [], docs)],
    };
  }

  /**
   * Imported by the module they belong to. A module that has all its messages in one folder, with a handler for at least one
   * of them, does not need this.
   */
  static forFeature({ messages = [], states = [] }: GodwitFeature): DynamicModule {
    return { module: GodwitFeatureModule, providers: [listed(messages, states)] };
  }
}

function listed(...parts: ConstructorParameters<typeof ListedClasses>): Provider {
  return { provide: ListedClasses, useValue: new ListedClasses(...parts) };
}

/** The listed classes of one module. */
@Module({})
class GodwitFeatureModule {}
