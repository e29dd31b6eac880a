import { IsBoolean, IsOptional, IsString } from 'class-validator';
import type { GameConfig } from '../../core/config/game-config.js';
import { Flag, WholeNumber } from '../../core/config/variables.js';
import { Secret } from '../../protocol/secret.decorator.js';
import { SECRET_ADVICE, weaknessOf } from '../../core/credentials/server-secret.js';

/** The variables of the admin console. */
export class AdminConfig {
  /**
   * Whether the console is served at /admin: in development it is unless set to false, in production only if set to true.
   * Production then needs ADMIN_SECRET, and either an https PUBLIC_URL or ADMIN_PORT.
   */
  @IsOptional()
  @Flag()
  @IsBoolean()
  readonly ADMIN?: boolean;

  /** Port of its own for the console; the game's port then knows no /admin. By default the game's port serves it. */
  @IsOptional()
  @WholeNumber(1, 65_535)
  readonly ADMIN_PORT?: number;

  /** Address on which ADMIN_PORT listens. Without an https PUBLIC_URL, production takes only a loopback address. */
  @IsString()
  readonly ADMIN_HOST: string = '127.0.0.1';

  /**
   * The key of the administrators' second factors and of links that make accounts, at least 32 random bytes, such as the output
   * of `openssl rand -base64 32`. Required in production; elsewhere one is generated and kept in DATA_DIR. Changing it makes all
   * second factors invalid.
   */
  @IsOptional()
  @IsString()
  @Secret()
  readonly ADMIN_SECRET?: string;

  /** How long the audit log is kept, in days. */
  @WholeNumber(1, 36_500)
  readonly ADMIN_AUDIT_DAYS: number = 400;

  /**
   * Whether the console has the playground, where administrators with the right to it send messages to the game as test players:
   * it has unless set to false, in production only if set to true.
   */
  @IsOptional()
  @Flag()
  @IsBoolean()
  readonly ADMIN_PLAYGROUND?: boolean;
}

const LOOPBACK_HOSTS = ['127.0.0.1', '::1', 'localhost'];

/** Whether an address, or the name of a host, is this machine as it sees itself. */
export function isLoopback(host: string): boolean {
  return LOOPBACK_HOSTS.includes(host.replace(/^\[|\]$/g, '')) || /^127(\.\d{1,3}){3}$/.test(host);
}

/** Whether the console is served. */
export function isServed({ ADMIN }: AdminConfig, { NODE_ENV }: GameConfig): boolean {
  return ADMIN ?? NODE_ENV === 'development';
}

/** Whether the console has the playground. */
export function hasPlayground({ ADMIN_PLAYGROUND }: AdminConfig, { NODE_ENV }: GameConfig): boolean {
  return ADMIN_PLAYGROUND ?? NODE_ENV !== 'production';
}

/** The console's address as browsers know it, behind a proxy; undefined without one. */
export function publicOrigin({ PUBLIC_URL }: GameConfig): URL | undefined {
  const url = PUBLIC_URL === undefined ? undefined : new URL(PUBLIC_URL);
  return url?.protocol === 'https:' ? url : undefined;
}

/** @throws Error, one sentence, when the console would not be safe in production as it is set up */
export function refuseUnsafe(own: AdminConfig, config: GameConfig): void {
  if (config.NODE_ENV !== 'production' || !isServed(own, config)) return;
  const { ADMIN_SECRET: secret, ADMIN_PORT: port, ADMIN_HOST: host } = own;
  const weakness = secret === undefined ? 'is missing, and the console needs one in production' : weaknessOf(secret);
  if (weakness !== undefined) throw new Error(`ADMIN_SECRET ${weakness}: ${SECRET_ADVICE}.`);
  if (publicOrigin(config) !== undefined || (port !== undefined && isLoopback(host))) return;
  throw new Error(
    'ADMIN is true, but the console would be reached without encryption: set PUBLIC_URL to the https:// address of the proxy ' +
      'in front of this server, or ADMIN_PORT to a port that only this machine reaches (ADMIN_HOST is 127.0.0.1).',
  );
}
