import { once } from 'node:events';
import { pathToFileURL } from 'node:url';

/** What a process of `godwit dev` should load and run. */
export interface DevOrder {
  /** The file of the root module. */
  readonly appModule: string;
  /** The file of the program that starts the server. */
  readonly main: string;
  /** The folder of the Godwit core that both of them import. */
  readonly core: string;
  /** Opened only when the server starts, since the previous server has the port until then. */
  readonly inspector: Inspector | undefined;
}

/** Where to listen for a debugger; by default Node's own address. */
export interface Inspector {
  readonly host?: string;
  readonly port?: number;
  /** Whether to wait for a debugger before starting. */
  readonly waits: boolean;
}

/** The packages that take longest to load, and do not change with the source being edited. */
const PACKAGES = [
  ...['@nestjs/core', '@nestjs/platform-express', '@nestjs/platform-ws', '@nestjs/websockets'],
  ...['argon2', 'class-transformer', 'class-validator', 'cron', 'drizzle-orm/node-postgres', 'drizzle-orm/pg-core'],
  ...['lru-cache', 'obscenity', 'pg', 'pino', 'prom-client', 'reflect-metadata', 'ws'],
];

/** Whether it is Node's `--inspect`, `--inspect-brk` or `--inspect-wait`, with or without an address. */
export function isInspect(argument: string): boolean {
  return /^--inspect(-brk|-wait)?(=|$)/.test(argument);
}

/** Where Node would listen for a debugger with these arguments. */
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
 * Loads the packages, so that a process started ahead of time only has the game's own code left to load, and waits for its
 * order. Ends when the process that started it ends.
 */
export async function nextOrder(): Promise<DevOrder> {
  const given = once(process, 'message');
  // A project need not have all of them.
  await Promise.allSettled(PACKAGES.map((name) => import(name)));
  const [order] = (await given) as [DevOrder];
  return order;
}

/** Imports a file from the core in `order`; a process must only load one copy of the core. */
export function importCore<T>({ core }: DevOrder, file: string): Promise<T> {
  return import(pathToFileURL(`${core}/${file}`).href) as Promise<T>;
}

/** Starts to open the database while everything else is still loading; errors are reported by the start itself. */
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
