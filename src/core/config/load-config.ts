import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { GameConfig } from './game-config.js';

/** A variable has a value that the server cannot work with. The message is one sentence for the operator. */
export class ConfigError extends Error {}

/** Settings by the names of their variables, as a program has them; undefined leaves one as it is. */
export type Settings = Readonly<Record<string, string | number | boolean | undefined>>;

/**
 * Reads the environment, and `.env` beside package.json for what the environment does not set.
 * @param settings go before both
 * @throws ConfigError naming the variable, its rule and its default.
 */
export function loadConfig(settings: Settings = {}): GameConfig {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const own = Object.entries(settings).filter(([, value]) => value !== undefined);
  const unknown = own.find(([name]) => !variableNames().includes(name));
  if (unknown) throw new ConfigError(`${unknown[0]} is no setting of Godwit; .env.example lists them all.`);
  return parseConfig({ ...process.env, ...Object.fromEntries(own.map(([name, value]) => [name, String(value)])) });
}

/**
 * Checks `environment` against {@link GameConfig}. An empty value means the default.
 * @throws ConfigError for the first variable with a wrong value.
 */
export function parseConfig(environment: Readonly<Record<string, string | undefined>>): GameConfig {
  const defaults = new GameConfig();
  const given: Record<string, string | undefined> = {};
  for (const name of variableNames()) {
    const value = environment[name]?.trim();
    if (value !== undefined && value !== '') given[name] = value;
  }
  // An unattended server must not let strangers in because a variable was forgotten.
  if (given.NODE_ENV === 'production') given.AUTH_REQUIRED ??= 'true';

  const config = plainToInstance(GameConfig, given, { exposeDefaultValues: true });
  const [error] = validateSync(config);
  if (error) {
    const rule = Object.values(error.constraints ?? {})
      .map((text) => text.replace(`${error.property} `, ''))
      .join(' and ');
    const fallback = Reflect.get(defaults, error.property) as unknown;
    throw new ConfigError(
      `${error.property} ${rule}, but is ${describeGiven(error.property, given)}; leave it unset for the default (${describeDefault(fallback)}).`,
    );
  }
  return config;
}

/** Variables without a default. */
const OPTIONAL = [
  ...['DATABASE_URL', 'REDIS_URL', 'AUTH_SECRET', 'METRICS_TOKEN', 'SMTP_URL', 'PUBLIC_URL'],
  ...['OIDC_ISSUER', 'OIDC_AUDIENCE', 'OIDC_JWKS_URL'],
];

/** Every variable the server reads. */
export function variableNames(): string[] {
  return [...Object.keys(new GameConfig()), ...OPTIONAL];
}

/** The wrong value, unless it may hold a password. */
function describeGiven(name: string, given: Readonly<Record<string, string | undefined>>): string {
  return /_(URL|TOKEN)$/.test(name) ? 'something else' : `"${given[name] ?? ''}"`;
}

function describeDefault(value: unknown): string {
  const isNothing = value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
  return isNothing ? 'none' : JSON.stringify(value);
}
