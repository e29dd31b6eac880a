import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { plainToInstance } from 'class-transformer';
import { getMetadataStorage, validateSync } from 'class-validator';
import { GameConfig } from './game-config.js';

/** A class of variables: each field is one, by its name, with its rules and its default. */
export type ConfigClass<T extends object = object> = new () => T;

/** Variables and what they are set to. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A variable has a value that the server cannot work with. The message is one sentence for the operator. */
export class ConfigError extends Error {}

/** Settings by the names of their variables, as a program has them; undefined leaves one as it is. */
export type Settings = Readonly<Record<string, string | number | boolean | undefined>>;

/** What each configuration was read from. */
const environments = new WeakMap<object, Environment>();

/** Classes of variables of the core and of the features that were imported; only to know a misspelt setting. */
const known = new Set<ConfigClass>([GameConfig]);

/**
 * Reads the environment, and `.env` beside package.json for what the environment does not set.
 * @param settings go before both
 * @throws ConfigError naming the variable, its rule and its default.
 */
export function loadConfig(settings: Settings = {}): GameConfig {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const own = Object.entries(settings).filter(([, value]) => value !== undefined);
  const unknown = own.find(([name]) => ![...known].some((one) => variableNames(one).includes(name)));
  if (unknown) throw new ConfigError(`${unknown[0]} is no setting of Godwit; .env.example lists them all.`);
  return parseConfig({ ...process.env, ...Object.fromEntries(own.map(([name, value]) => [name, String(value)])) });
}

/** A feature has these variables: {@link loadConfig} takes them among its settings. */
export function noteVariables(configClass: ConfigClass): void {
  known.add(configClass);
}

/**
 * The variables of a feature, from what `config` was read from; the environment of the process for one that was not read.
 * @throws ConfigError as {@link parseConfig}
 */
export function featureConfig<T extends object>(config: GameConfig, configClass: ConfigClass<T>): T {
  return parseConfig(environments.get(config) ?? process.env, configClass);
}

/** Checks `environment` against {@link GameConfig}. An empty value means the default. */
export function parseConfig(environment: Environment): GameConfig;
/**
 * Checks `environment` against a class of variables. An empty value means the default.
 * @throws ConfigError for the first variable with a wrong value.
 */
export function parseConfig<T extends object>(environment: Environment, configClass: ConfigClass<T>): T;
export function parseConfig(environment: Environment, configClass: ConfigClass = GameConfig): object {
  const given: Record<string, string | undefined> = {};
  for (const name of variableNames(configClass)) {
    const value = environment[name]?.trim();
    if (value !== undefined && value !== '') given[name] = value;
  }
  // An unattended server must not let strangers in because a variable was forgotten.
  if (configClass === GameConfig && given.NODE_ENV === 'production') given.AUTH_REQUIRED ??= 'true';

  const config = plainToInstance(configClass, given, { exposeDefaultValues: true });
  const [error] = validateSync(config);
  if (error) {
    const rule = Object.values(error.constraints ?? {})
      .map((text) => text.replace(`${error.property} `, ''))
      .join(' and ');
    const fallback = Reflect.get(new configClass(), error.property) as unknown;
    throw new ConfigError(
      `${error.property} ${rule}, but is ${describeGiven(error.property, given)}; leave it unset for the default (${describeDefault(fallback)}).`,
    );
  }
  environments.set(config, environment);
  return config;
}

/** Every variable of a class, in the order of its fields; one without a default has rules. */
export function variableNames(configClass: ConfigClass = GameConfig): string[] {
  const rules = getMetadataStorage().getTargetValidationMetadatas(configClass, '', false, false);
  return [...new Set([...rules.map(({ propertyName }) => propertyName), ...Object.keys(new configClass())])];
}

/** The wrong value, unless it may hold a password. */
function describeGiven(name: string, given: Environment): string {
  return /_(URL|TOKEN|SECRET|PASSWORD|KEY)$/.test(name) ? 'something else' : `"${given[name] ?? ''}"`;
}

function describeDefault(value: unknown): string {
  const isNothing = value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
  return isNothing ? 'none' : JSON.stringify(value);
}
