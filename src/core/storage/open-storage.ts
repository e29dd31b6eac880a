import { resolve } from 'node:path';
import { Logger } from '@nestjs/common';
import pg from 'pg';
import type { GameConfig } from '../config/game-config.js';
import { isComplete } from './embedded-complete.js';
import { EmbeddedServer } from './embedded-server.js';
import { FolderLock } from './folder-lock.js';

/** Connections, and how to let everything behind them go. */
export interface OpenStorage {
  readonly pool: pg.Pool;
  readonly close: () => Promise<void>;
}

const logger = new Logger('Storage');

/** Folder of PGlite inside of DATA_DIR. */
const EMBEDDED_FOLDER = 'database';

/**
 * Opens the database that `config` names, and connects once.
 * @throws Error, one sentence for the operator, when it cannot be reached or another process has the folder
 */
export function openStorage(config: GameConfig): Promise<OpenStorage> {
  return config.DATABASE_URL === undefined ? openEmbedded(config) : openPostgres(config, config.DATABASE_URL);
}

/** Takes DATA_DIR for this process. @throws Error, one sentence, when another process has it */
export async function lockDataFolder(config: GameConfig): Promise<FolderLock> {
  const lock = await FolderLock.take(config.DATA_DIR);
  if (lock) return lock;
  throw new Error(
    `Another process uses the database in DATA_DIR (${resolve(config.DATA_DIR)}); stop it, or set another DATA_DIR, or DATABASE_URL for several servers.`,
  );
}

/** Where PGlite keeps its files. */
export function embeddedFolder(config: GameConfig): string {
  return resolve(config.DATA_DIR, EMBEDDED_FOLDER);
}

async function openEmbedded(config: GameConfig): Promise<OpenStorage> {
  const lock = await lockDataFolder(config);
  const folder = embeddedFolder(config);
  if (!isComplete(folder)) logger.log(`Making a database in ${folder}; this takes some seconds, once.`);
  const server = new EmbeddedServer(folder);
  try {
    await server.start();
  } catch (cause) {
    await lock.release();
    throw new Error(`The database in DATA_DIR (${resolve(config.DATA_DIR)}) cannot be opened.`, { cause });
  }
  const pool = new pg.Pool({
    user: 'postgres',
    database: 'postgres',
    ssl: false,
    max: 1,
    idleTimeoutMillis: 0,
    stream: () => server.openSocket(),
  });
  const close = async (): Promise<void> => {
    await endPool(pool, config.STORAGE_TIMEOUT_MS);
    await server.stop();
    await lock.release();
  };
  return { pool, close };
}

async function openPostgres(config: GameConfig, connectionString: string): Promise<OpenStorage> {
  const timeoutMs = config.STORAGE_TIMEOUT_MS;
  const pool = new pg.Pool({
    connectionString,
    max: config.DATABASE_POOL_SIZE,
    application_name: 'godwit',
    connectionTimeoutMillis: timeoutMs,
    statement_timeout: timeoutMs,
    idle_in_transaction_session_timeout: timeoutMs,
    keepAlive: true,
  });
  try {
    (await pool.connect()).release();
  } catch (cause) {
    await pool.end();
    const reason = cause instanceof Error && cause.message !== '' ? cause.message : 'no connection';
    throw new Error(`The database of DATABASE_URL cannot be used: ${reason}.`, { cause });
  }
  return { pool, close: () => endPool(pool, timeoutMs) };
}

/** Lets calls that are under way come to their end, which their own deadline brings. */
async function endPool(pool: pg.Pool, timeoutMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((done) => (timer = setTimeout(done, timeoutMs)));
  await Promise.race([pool.end(), late]);
  clearTimeout(timer);
}
