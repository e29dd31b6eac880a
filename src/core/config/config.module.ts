import { Global, Module, type DynamicModule, type FactoryProvider, type ModuleMetadata } from '@nestjs/common';
import { GameConfig } from './game-config.js';
import { featureConfig, noteVariables, type ConfigClass } from './load-config.js';

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

  /**
   * The variables of one feature, in the imports of its module, which injects `configClass` then: each field is a
   * variable, checked by the rules of class-validator on it, with the field's value as its default.
   * @throws ConfigError at the start, naming the variable, its rule and its default
   */
  static forFeature(configClass: ConfigClass): DynamicModule {
    noteVariables(configClass);
    const useFactory = (config: GameConfig): object => featureConfig(config, configClass);
    return {
      module: FeatureConfigModule,
      providers: [{ provide: configClass, inject: [GameConfig], useFactory }],
      exports: [configClass],
    };
  }
}

/** The variables of one feature. */
@Module({})
class FeatureConfigModule {}

/**
 * The classes of variables of all features that `root` imports, as they stand there, without starting anything.
 * @param root a module's class or a dynamic module
 */
export function configClassesOf(root: unknown): ConfigClass[] {
  const found = new Set<ConfigClass>();
  collect(root, found, new Set());
  return [...found];
}

/** Refuses a wrong variable of any feature of `root` before a container is built. @throws ConfigError */
export function checkFeatureConfigs(root: unknown, config: GameConfig): void {
  for (const configClass of configClassesOf(root)) featureConfig(config, configClass);
}

function collect(part: unknown, found: Set<ConfigClass>, seen: Set<unknown>): void {
  const entry = isForwardReference(part) ? part.forwardRef() : part;
  if (seen.has(entry)) return;
  seen.add(entry);
  const { module, imports = [], providers = [] } = isDynamic(entry) ? entry : { module: entry };
  if (module === FeatureConfigModule) {
    for (const provider of providers) if ('provide' in provider) found.add(provider.provide as ConfigClass);
  }
  const own: unknown = typeof module === 'function' ? Reflect.getMetadata('imports', module) : undefined;
  for (const imported of [...imports, ...(Array.isArray(own) ? (own as unknown[]) : [])])
    collect(imported, found, seen);
}

function isDynamic(entry: unknown): entry is DynamicModule {
  return typeof entry === 'object' && entry !== null && 'module' in entry;
}

function isForwardReference(entry: unknown): entry is { forwardRef: () => unknown } {
  return typeof entry === 'object' && entry !== null && 'forwardRef' in entry;
}
