import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GameConfig } from '../../core/config/game-config.js';
import { notEmpty, OWN_TABLES, REPLACE_ALL, SERVERS } from '../../core/storage/backup-queries.js';
import { openStorage } from '../../core/storage/open-storage.js';

/** Dumps PostgreSQL's tables to a file in pg_dump's custom format; servers may be running. @throws Error, one sentence */
export function dumpPostgres(url: string, file: string): void {
  run('pg_dump', ['--format=custom', '--no-owner', '--no-privileges', `--file=${file}`], url);
}

/**
 * Restores PostgreSQL's tables from such a file, all of them or none.
 * @param isForced whether to replace existing tables
 * @throws Error, one sentence, when a server is using the database, there are tables, or the file is not a dump
 */
export async function restorePostgres(config: GameConfig, url: string, file: string, isForced: boolean): Promise<void> {
  const storage = await openStorage(config);
  try {
    if (await finds(storage.pool, SERVERS))
      throw new Error('A server uses the database of DATABASE_URL; stop it first.');
    if (!isForced && (await finds(storage.pool, OWN_TABLES))) throw new Error(notEmpty('DATABASE_URL'));
  } finally {
    await storage.close();
  }
  const folder = mkdtempSync(join(tmpdir(), 'godwit-restore-'));
  try {
    const script = join(folder, 'restore.sql');
    run('pg_restore', ['--no-owner', '--no-privileges', `--file=${script}`, file]);
    const before = isForced ? [`--command=${REPLACE_ALL}`] : [];
    run(
      'psql',
      ['--no-psqlrc', '--quiet', '--single-transaction', '--set=ON_ERROR_STOP=1', ...before, `--file=${script}`],
      url,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function finds(
  pool: { query(text: string): Promise<{ rowCount: number | null }> },
  query: string,
): Promise<boolean> {
  return (await pool.query(query)).rowCount !== 0;
}

/** The password is passed in the environment, since every user of the machine can read a process's arguments. */
function run(program: string, args: readonly string[], url?: string): void {
  const env = { ...process.env };
  const target: string[] = [];
  if (url !== undefined) {
    const address = new URL(url);
    if (address.password !== '') env.PGPASSWORD = decodeURIComponent(address.password);
    address.password = '';
    target.push(`--dbname=${address.href}`);
  }
  const { status, stderr, error } = spawnSync(program, [...target, ...args], {
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  if (error)
    throw new Error(`${program} cannot be started; PostgreSQL's client programs must be in PATH.`, { cause: error });
  if (status !== 0) throw new Error(stderr.trim().split('\n').at(0) ?? `${program} failed.`);
}
