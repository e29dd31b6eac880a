import { once } from 'node:events';
import { pathToFileURL } from 'node:url';

/** What a process of `godwit dev` is to load and run. */
export interface DevOrder {
  /** The file of the root module. */
  readonly appModule: string;
  /** The file of the program that starts the server. */
  readonly main: string;
  /** The folder of Godwit's own core that the two import. */
  readonly core: string;
  /** Opened once the server starts, since the server before it has the port until then. */
  readonly inspector: Inspector | undefined;
}

/** Where a debugger is listened for; Node's own address where it is not said. */
export interface Inspector {
  readonly host?: string;
  readonly port?: number;
  /** Whether the server starts only when a debugger is there. */
  readonly waits: boolean;
}

/** What loads longest, and does not change with the source that is being written. */
const PACKAGES = [
  ...['@nestjs/core', '@nestjs/platform-express', '@nestjs/platform-ws', '@nestjs/websockets'],
  ...['argon2', 'class-transformer', 'class-validator', 'cron', 'drizzle-orm/node-postgres', 'drizzle-orm/pg-core'],
  ...['lru-cache', 'obscenity', 'pg', 'pino', 'prom-client', 'reflect-metadata', 'ws'],
];

/** Whether it is Node's `--inspect`, `--inspect-brk` or `--inspect-wait`, with or without an address. */
export function isInspect(argument: string): boolean {
  return /^--inspect(-brk|-wait)?(=|$)/.test(argument);
}

/** What Node would listen for at its start, from the arguments that it would get. */
export function inspectorOf(nodeArguments: readonly string[]): Inspector | undefined {
  const argument = nodeArguments.find(isInspect);
  if (argument === undefined) return undefined;
  const [flag, address = ''] = argument.split('=', 2);
  const [, host = '', port = ''] = /^(?:(.+?)(?::|$))??(\d*)$/.exec(address) ?? [];
  return {
    ...(host !== '' && { host }),
    ...(port !== '' && { port: Number(port) }),
    waits: flag !== '--inspect',
  };
}

/**
 * Loads the packages, so that a process which is started ahead has only the game's own code left to load, and waits for
 * the order. Ends with the process that started it.
 */
export async function nextOrder(): Promise<DevOrder> {
  const given = once(process, 'message');
  // A project need not have all of them.
  await Promise.allSettled(PACKAGES.map((name) => import(name)));
  const [order] = (await given) as [DevOrder];
  return order;
}

/** Imports a file below the core of `order`, of which a process must have one copy only. */
export function importCore<T>({ core }: DevOrder, file: string): Promise<T> {
  return import(pathToFileURL(`${core}/${file}`).href) as Promise<T>;
}

/** Lets the database open while the rest is still being loaded; what is wrong is told by the start itself. */
export async function openDatabaseEarly(order: DevOrder): Promise<void> {
  type Config = typeof import('../../core/config/load-config.js');
  type Storage = typeof import('../../core/storage/open-storage.js');
  const { loadConfig } = await importCore<Config>(order, 'config/load-config.js');
  const { openEarly } = await importCore<Storage>(order, 'storage/open-storage.js');
  try {
    openEarly(loadConfig());
  } catch {
    return;
  }
}
