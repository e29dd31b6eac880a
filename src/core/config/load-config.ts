import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { plainToInstance } from 'class-transformer';
import { getMetadataStorage, validateSync } from 'class-validator';
import { GameConfig } from './game-config.js';
import { isSecret } from '../../protocol/secret.decorator.js';

/** A class of variables: each field is one, by its name, with its rules and its default. */
export type ConfigClass<T extends object = object> = new () => T;

/** Environment variables and their values. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A variable has an invalid value. The message is one sentence for the operator. */
export class ConfigError extends Error {}

/** Settings from code, by variable name; undefined leaves one unchanged. */
export type Settings = Readonly<Record<string, string | number | boolean | undefined>>;

/** The environment that each configuration was read from. */
const environments = new WeakMap<object, Environment>();

/** Where a variable's value comes from: the process's environment, the file `.env`, the settings in code, or its default. */
export type ValueSource = 'environment' | '.env' | 'code' | 'default';

/** Of each environment that {@link loadConfig} has put together: where a variable comes from that the process was not given. */
const origins = new WeakMap<Environment, ReadonlyMap<string, ValueSource>>();

/** Config classes of the core and of the imported features; only used to detect misspelt settings. */
const known = new Set<ConfigClass>([GameConfig]);

/**
 * Reads the environment, and `.env` next to package.json for variables that the environment does not set.
 * @param settings override both
 * @throws ConfigError naming the variable, its rule and its default.
 */
export function loadConfig(settings: Settings = {}): GameConfig {
  const given = new Set(Object.keys(process.env));
  if (existsSync('.env')) process.loadEnvFile('.env');
  const sources = new Map<string, ValueSource>();
  for (const name of Object.keys(process.env)) if (!given.has(name)) sources.set(name, '.env');
  const own = Object.entries(settings).filter(([, value]) => value !== undefined);
  const unknown = own.find(([name]) => ![...known].some((one) => variableNames(one).includes(name)));
  if (unknown) throw new ConfigError(`${unknown[0]} is no setting of Godwit; .env.example lists them all.`);
  for (const [name] of own) sources.set(name, 'code');
  const values = { ...process.env, ...Object.fromEntries(own.map(([name, value]) => [name, String(value)])) };
  origins.set(values, sources);
  return parseConfig(values);
}

/** Where the value of a variable comes from; of a feature's too. */
export function sourceOf(config: GameConfig, name: string): ValueSource {
  const environment = environments.get(config) ?? process.env;
  if ((environment[name]?.trim() ?? '') === '') return 'default';
  return origins.get(environment)?.get(name) ?? 'environment';
}

/** Whether a class is one of variables, of the core or of an imported feature. */
export function isConfigClass(type: unknown): type is ConfigClass {
  return known.has(type as ConfigClass);
}

/** Registers a feature's variables, so that {@link loadConfig} accepts them as settings. */
export function noteVariables(configClass: ConfigClass): void {
  known.add(configClass);
}

/**
 * A feature's variables, from the environment that `config` was read from; by default the process's environment.
 * @throws ConfigError as {@link parseConfig}
 */
export function featureConfig<T extends object>(config: GameConfig, configClass: ConfigClass<T>): T {
  return parseConfig(environments.get(config) ?? process.env, configClass);
}

/** Validates `environment` against {@link GameConfig}. An empty value means the default. */
export function parseConfig(environment: Environment): GameConfig;
/**
 * Validates `environment` against a config class. An empty value means the default.
 * @throws ConfigError for the first variable with an invalid value.
 */
export function parseConfig<T extends object>(environment: Environment, configClass: ConfigClass<T>): T;
export function parseConfig(environment: Environment, configClass: ConfigClass = GameConfig): object {
  const given: Record<string, string | undefined> = {};
  for (const name of variableNames(configClass)) {
    const value = environment[name]?.trim();
    if (value !== undefined && value !== '') given[name] = value;
  }
  // A server must not let strangers in just because a variable was forgotten.
  if (configClass === GameConfig && given.NODE_ENV === 'production') given.AUTH_REQUIRED ??= 'true';

  const config = plainToInstance(configClass, given, { exposeDefaultValues: true });
  const [error] = validateSync(config);
  if (error) {
    const rule = Object.values(error.constraints ?? {})
      .map((text) => text.replace(`${error.property} `, ''))
      .join(' and ');
    const fallback = Reflect.get(new configClass(), error.property) as unknown;
    throw new ConfigError(
      `${error.property} ${rule}, but is ${describeGiven(configClass, error.property, given)}; leave it unset for the default (${describeDefault(fallback)}).`,
    );
  }
  environments.set(config, environment);
  return config;
}

/** All variables of a class, in field order. Rules are read too, since fields without a default are not on instances. */
export function variableNames(configClass: ConfigClass = GameConfig): string[] {
  const rules = getMetadataStorage().getTargetValidationMetadatas(configClass, '', false, false);
  return [...new Set([...rules.map(({ propertyName }) => propertyName), ...Object.keys(new configClass())])];
}

/** Names of variables that may hold a password, marked as secret or not: a wrong value may be another variable's. */
const MAYBE_SECRET = /_(URL|TOKEN|SECRET|PASSWORD|KEY)$/;

/** The invalid value, unless it may be a secret. */
function describeGiven(configClass: ConfigClass, name: string, given: Environment): string {
  return isSecret(configClass, name) || MAYBE_SECRET.test(name) ? 'something else' : `"${given[name] ?? ''}"`;
}

function describeDefault(value: unknown): string {
  const isNothing = value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
  return isNothing ? 'none' : JSON.stringify(value);
}
