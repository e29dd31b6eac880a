import { Module, type DynamicModule, type ModuleMetadata, type Provider } from '@nestjs/common';
import type { ContractDocs, ContractSteps } from '../protocol/contract/build-contract.js';
import type { MessageClass } from '../protocol/message.decorators.js';
import type { SyncedClass } from '../protocol/state/state-forms.js';
import { checkFeatureConfigs, ConfigModule, type ConfigFactory } from './config/config.module.js';
import { GameConfig } from './config/game-config.js';
import { loadConfig, type Settings } from './config/load-config.js';
import { ListedClasses } from './contract/declarations.js';
import { CORE_MODULES, OwnRoutesModule } from './core.modules.js';

/** Modules as `@Module({ imports })` takes them. */
type Imports = NonNullable<ModuleMetadata['imports']>;

/** What the source of a game says that its compiled code no longer does: `godwit generate` writes it to `src/generated/contract.ts`. */
export interface GeneratedContract {
  /** The doc comments of the game's own messages, for the server's protocol page, `/contract` and `/asyncapi.yaml`. */
  readonly docs: ContractDocs;
  /**
   * The hashes of the functions, classes, enums and constants of its `*.shared.ts` files, by key: a client that was made from
   * others is told which, and does not predict by them.
   */
  readonly steps: ContractSteps;
}

/** Options of {@link GodwitModule.forRoot}; `...generated` of `src/generated/contract.ts` are some of them. */
export interface GodwitOptions extends Partial<GeneratedContract> {
  /**
   * Settings that override the environment, by variable name: `{ WS_PATH: '/game' }`; or a complete configuration, from
   * {@link loadConfig} or {@link parseConfig}. By default everything comes from the environment and `.env`.
   */
  readonly config?: GameConfig | Settings;
  /** Bundled modules, such as `ChatModule` of `godwit/chat`, and the game's own. They may also be imported next to this one. */
  readonly features?: Imports;
}

/** Options of {@link GodwitModule.forRootAsync}: `useFactory` returns the configuration, from {@link parseConfig}. */
export interface GodwitAsyncOptions extends ConfigFactory, Partial<GeneratedContract> {
  /** As in {@link GodwitOptions}. */
  readonly features?: Imports;
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
  static forRoot({ config, features = [], docs, steps }: GodwitOptions = {}): DynamicModule {
    const checked = config instanceof GameConfig ? config : loadConfig(config);
    checkFeatureConfigs({ module: GodwitModule, imports: features }, checked);
    return {
      module: GodwitModule,
      imports: [ConfigModule.of(checked), OwnRoutesModule, ...CORE_MODULES, ...features],
      providers: [listed([], [], docs, steps)],
    };
  }

  /** Like {@link forRoot}, for a configuration created from other providers, such as Nest's own ConfigService. */
  static forRootAsync({ features = [], docs, steps, ...factory }: GodwitAsyncOptions): DynamicModule {
    return {
      module: GodwitModule,
      imports: [ConfigModule.from(factory), OwnRoutesModule, ...CORE_MODULES, ...features],
      providers: [listed([], [], docs, steps)],
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
