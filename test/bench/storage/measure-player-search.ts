/// <reference types="jest" />
import { resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { migrateFeature } from '../../../src/core/storage/migrations.js';
import { PooledDatabase } from '../../../src/core/storage/pooled-database.js';
import {
  AccountSearchRepository,
  type AccountSelection,
} from '../../../src/modules/auth/accounts/account-search.repository.js';
import { Postgres } from '../../support/postgres.js';
import { median } from '../median.js';

const TIMEOUT_MS = 300_000;
const PAGE = 50;
const BANNED_EVERY = 1_000;
/** So many of them are online. */
const ONLINE_SHARE = 0.01;

/** How many players there are, and how often each search is timed. */
export interface SearchLoad {
  readonly accounts: number;
  readonly rounds: number;
}

/** Medians in milliseconds. */
export interface SearchTimes {
  readonly prefixMs: number;
  readonly emailMs: number;
  /** By the subject of an OpenID provider. */
  readonly linkedMs: number;
  /** All who are banned, or those of them whose name begins so, whichever takes longer. */
  readonly bannedMs: number;
  /** The same of all who are online: one in a hundred. */
  readonly onlineMs: number;
}

/** How long the console's search for players takes on a real PostgreSQL. Undefined where that is not installed. */
export async function measurePlayerSearch(load: SearchLoad): Promise<SearchTimes | undefined> {
  const postgres = await Postgres.start();
  if (!postgres) return undefined;
  const pool = new pg.Pool({ connectionString: postgres.url, max: 1 });
  try {
    return await measure(pool, load);
  } finally {
    await pool.end();
    await postgres.stop();
  }
}

async function measure(pool: pg.Pool, { accounts, rounds }: SearchLoad): Promise<SearchTimes> {
  await migrateFeature(pool, { name: 'auth', folder: pathToFileURL(resolve('src/modules/auth/migrations/')) });
  await pool.query(loadOf(accounts));
  await pool.query(`
    INSERT INTO auth_identities (id, account_id, kind, subject, created_at)
    SELECT gen_random_uuid(), id, 'email', lower(display_name) || '@example.org', created_at FROM auth_accounts`);
  await pool.query(`
    INSERT INTO auth_identities (id, account_id, kind, subject, created_at)
    SELECT gen_random_uuid(), id, 'openid', 'https://id.example|' || display_name, created_at FROM auth_accounts`);
  await pool.query('VACUUM ANALYZE auth_accounts');
  await pool.query('VACUUM ANALYZE auth_identities');
  const search = new AccountSearchRepository(new PooledDatabase(pool, TIMEOUT_MS));
  const player = (): string => `Player-${1 + Math.floor(Math.random() * accounts)}`;
  // As people search: by a few letters that many have, by many that one has.
  const lengths = [3, 7, 9, 12];
  const prefix = (round: number): string => player().slice(0, lengths[round % lengths.length]);
  const { rows } = await pool.query<{ id: string }>('SELECT id FROM auth_accounts ORDER BY random() LIMIT $1', [
    Math.round(accounts * ONLINE_SHARE),
  ]);
  const online = rows.map(({ id }) => id);
  const times = async (work: (round: number) => Promise<unknown>): Promise<number> => {
    const taken: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const beganMs = performance.now();
      await work(round);
      taken.push(performance.now() - beganMs);
    }
    return median(taken);
  };
  const narrowed = async (to: Pick<AccountSelection, 'isBanned' | 'ids'>): Promise<number> =>
    Math.max(
      await times(() => search.find({ ...to, limit: PAGE })),
      await times((round) => search.find({ ...to, prefix: prefix(round), limit: PAGE })),
    );
  return {
    prefixMs: await times((round) => search.find({ prefix: prefix(round), isBanned: false, limit: PAGE })),
    emailMs: await times(async () => {
      const email = `${player().toLowerCase()}@example.org`;
      if ((await search.bySubject(email, email)) === undefined) throw new Error(`${email} was not found`);
    }),
    linkedMs: await times(async () => {
      const subject = `https://id.example|${player()}`;
      if ((await search.bySubject('', subject)) === undefined) throw new Error(`${subject} was not found`);
    }),
    bannedMs: await narrowed({ isBanned: true }),
    onlineMs: await narrowed({ isBanned: false, ids: online }),
  };
}

function loadOf(accounts: number): string {
  return `
    INSERT INTO auth_accounts (id, display_name, created_at, banned_until)
    SELECT gen_random_uuid(), 'Player-' || n, now(), CASE WHEN n % ${BANNED_EVERY} = 0 THEN now() + interval '1 day' END
    FROM generate_series(1, ${accounts}) n`;
}
