import type { INestApplication } from '@nestjs/common';
import type { GameConfig } from './game-config.js';
import { ConfigError } from './load-config.js';

/** What Node says of a port that could not be opened. */
interface ListenFailure {
  readonly code?: string;
  readonly port?: number;
  readonly address?: string;
  /** In place of the address, when it is a name that nobody knows. */
  readonly hostname?: string;
}

/**
 * What to do about a port that could not be opened.
 * @param port the variable with the port's number
 * @param host the variable with the address
 * @returns a ConfigError with one sentence; `error` itself when it has another cause
 */
export function listenError(error: unknown, port: string, host: string): unknown {
  const { code, port: number, address, hostname } = error as ListenFailure;
  switch (code) {
    case 'EADDRINUSE':
      return new ConfigError(
        `Port ${number} is already in use: stop the program that has it, or set ${port} to another.`,
      );
    case 'EACCES':
      return new ConfigError(`Port ${number} may not be opened by this user: set ${port} to one from 1024 on.`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new ConfigError(`${host} is ${address ?? hostname}, which is no address of this machine.`);
    default:
      return error;
  }
}

/**
 * Opens the game's port.
 * @param port what the port's number is set by
 * @returns the address for clients, such as `ws://localhost:1234/`
 * @throws ConfigError when the port cannot be opened
 */
export async function listen(
  app: INestApplication,
  { PORT, HOST, WS_PATH }: Pick<GameConfig, 'PORT' | 'HOST' | 'WS_PATH'>,
  port = 'PORT',
): Promise<string> {
  try {
    await (HOST === '' ? app.listen(PORT) : app.listen(PORT, HOST));
  } catch (error) {
    throw listenError(error, port, 'HOST');
  }
  return (await app.getUrl()).replace(/^http/, 'ws').replace('[::1]', 'localhost') + WS_PATH;
}
