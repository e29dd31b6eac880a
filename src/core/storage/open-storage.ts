import { resolve } from 'node:path';
import { Logger } from '@nestjs/common';
import pg from 'pg';
import type { GameConfig } from '../config/game-config.js';
import { hasFiles } from './embedded-folder.js';
import { EmbeddedServer } from './embedded-server.js';
import { FolderLock } from './folder-lock.js';

/** Connections, and how to close everything behind them. */
export interface OpenStorage {
  readonly pool: pg.Pool;
  /** Whether the database is in this process, which is then its only user. */
  readonly isEmbedded: boolean;
  readonly close: () => Promise<void>;
}

const logger = new Logger('Storage');

interface EmbeddedStorage extends OpenStorage {
  readonly lock: FolderLock;
}

/** Storage that {@link openEarly} has started to open, by folder, until it is taken. */
const begun = new Map<string, Promise<EmbeddedStorage>>();

/** PGlite's folder inside DATA_DIR. */
const EMBEDDED_FOLDER = 'database';

/**
 * Opens the database that `config` specifies, and connects once.
 * @throws Error, one sentence for the operator, when it cannot be reached or another process has the folder
 */
export async function openStorage(config: GameConfig): Promise<OpenStorage> {
  if (config.DATABASE_URL !== undefined) return openPostgres(config, config.DATABASE_URL);
  const folder = embeddedFolder(config);
  const early = begun.get(folder);
  begun.delete(folder);
  const storage = await (early ?? openEmbedded(config));
  storage.lock.keepProcess(true);
  return storage;
}

/**
 * Starts to open the embedded database, if `config` has one that exists, so that its thread starts while the application's
 * code is still loading; {@link openStorage} takes it over, or throws its error.
 */
export function openEarly(config: GameConfig): void {
  const folder = embeddedFolder(config);
  if (config.DATABASE_URL !== undefined || config.workerCount > 1 || begun.has(folder) || !hasFiles(folder)) return;
  const opening = openEmbedded(config);
  // An application without a feature that needs storage never takes it: this must not make it fail or keep it alive.
  opening.then(
    ({ lock }) => lock.keepProcess(false),
    () => undefined,
  );
  begun.set(folder, opening);
}

/** Locks DATA_DIR for this process. @throws Error, one sentence, when another process has it */
export async function lockDataFolder(config: GameConfig): Promise<FolderLock> {
  const lock = await FolderLock.take(config.DATA_DIR);
  if (lock) return lock;
  throw new Error(
    `Another process uses the database in DATA_DIR (${resolve(config.DATA_DIR)}); stop it, or set another DATA_DIR, or DATABASE_URL for several servers.`,
  );
}

/** The folder of PGlite's files. */
export function embeddedFolder(config: GameConfig): string {
  return resolve(config.DATA_DIR, EMBEDDED_FOLDER);
}

async function openEmbedded(config: GameConfig): Promise<EmbeddedStorage> {
  const lock = await lockDataFolder(config);
  const folder = embeddedFolder(config);
  if (!hasFiles(folder)) logger.log(`Making a database in ${folder}; this takes some seconds, once.`);
  const server = new EmbeddedServer(folder);
  try {
    await server.start();
  } catch (cause) {
    await lock.release();
    throw new Error(
      `The database in DATA_DIR (${folder}) cannot be opened: ${reasonOf(cause)}. Nothing in it was deleted: restore a dump (npm run db:restore), or move the folder away to begin with an empty database.`,
      { cause },
    );
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
  return { pool, isEmbedded: true, lock, close };
}

async function openPostgres(config: GameConfig, connectionString: string): Promise<OpenStorage> {
  const timeoutMs = config.STORAGE_TIMEOUT_MS;
  const pool = new pg.Pool({
    connectionString,
    // Keeps one connection open even when idle: it shows a restore that the database is in use.
    min: 1,
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
    throw new Error(`The database of DATABASE_URL cannot be used: ${reasonOf(cause)}.`, { cause });
  }
  return { pool, isEmbedded: false, close: () => endPool(pool, timeoutMs) };
}

/** The error of a connection attempt to several addresses has no message of its own. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return reasonOf(error.errors[0]);
  return error instanceof Error && error.message !== '' ? error.message.replace(/\.$/, '') : 'no connection';
}

/** Waits for calls in progress, which their own deadline ends. */
async function endPool(pool: pg.Pool, timeoutMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((done) => (timer = setTimeout(done, timeoutMs)));
  await Promise.race([pool.end(), late]);
  clearTimeout(timer);
}
