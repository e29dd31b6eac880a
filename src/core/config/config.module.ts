import { Global, Module, type DynamicModule, type FactoryProvider, type ModuleMetadata } from '@nestjs/common';
import { GameConfig } from './game-config.js';
import { featureConfig, noteVariables, type ConfigClass } from './load-config.js';

/** Creates the configuration from other providers of the application. */
export interface ConfigFactory extends Pick<ModuleMetadata, 'imports'>, Pick<FactoryProvider, 'inject'> {
  /** Receives the providers listed in `inject`. */
  readonly useFactory: (...injected: never[]) => GameConfig | Promise<GameConfig>;
}

/** Provides the validated {@link GameConfig} to everyone. */
@Global()
@Module({})
export class ConfigModule {
  /** @param config what {@link loadConfig} or {@link parseConfig} returned */
  static of(config: GameConfig): DynamicModule {
    return { module: ConfigModule, providers: [{ provide: GameConfig, useValue: config }], exports: [GameConfig] };
  }

  /** Like {@link of}, for a configuration created from other providers. */
  static from({ imports = [], inject = [], useFactory }: ConfigFactory): DynamicModule {
    return {
      module: ConfigModule,
      imports,
      providers: [{ provide: GameConfig, inject, useFactory: useFactory as FactoryProvider['useFactory'] }],
      exports: [GameConfig],
    };
  }

  /**
   * The environment variables of one feature. Import it in the feature's module, which can then inject `configClass`: each
   * field is a variable, validated by its class-validator decorators, with the field's value as its default.
   * @throws ConfigError at startup, naming the variable, its rule and its default
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
 * The config classes of all features that `root` imports, found statically, without starting anything.
 * @param root a module's class or a dynamic module
 */
export function configClassesOf(root: unknown): ConfigClass[] {
  const found = new Set<ConfigClass>();
  collect(root, found, new Set());
  return [...found];
}

/** Refuses an invalid variable of any feature of `root` before a container is built. @throws ConfigError */
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
