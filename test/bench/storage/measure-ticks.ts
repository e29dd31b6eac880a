import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { parseConfig } from '../../../src/core/config/load-config.js';
import type { Database } from '../../../src/core/storage/database.js';
import { openStorage } from '../../../src/core/storage/open-storage.js';
import { PooledDatabase } from '../../../src/core/storage/pooled-database.js';

const TICK_MS = 1000 / 30;
const ROUNDS = 6;
const TICKS_PER_ROUND = 90;
const STORAGE_TIMEOUT_MS = 60_000;
/** Makes {@link computeOnce} take about a second. */
const ROWS = 3_000_000;

/** How late ticks came in one kind of round. */
export interface TickDelays {
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
  readonly queries: number;
}

/** How late a 33 ms tick comes, with and without a long query in the embedded database, in turns. */
export async function measureTicks(): Promise<{ quiet: TickDelays; busy: TickDelays }> {
  const folder = mkdtempSync(join(tmpdir(), 'godwit-tick-delay-'));
  try {
    const config = parseConfig({ DATA_DIR: folder, STORAGE_TIMEOUT_MS: String(STORAGE_TIMEOUT_MS) });
    const storage = await openStorage(config);
    const database = new PooledDatabase(storage.pool, STORAGE_TIMEOUT_MS);
    await computeOnce(database);
    const [quiet, busy] = await compare(database);
    await storage.close();
    return { quiet, busy };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Rounds in turns, so that whatever else the machine does touches both. */
async function compare(database: Database): Promise<[quiet: TickDelays, busy: TickDelays]> {
  const quiet: number[] = [];
  const busy: number[] = [];
  let queries = 0;
  for (let count = 0; count < ROUNDS; count++) {
    quiet.push(...(await tickDelays()));
    const round = new AbortController();
    const ticking = tickDelays().finally(() => round.abort());
    while (!round.signal.aborted) {
      await computeOnce(database);
      queries++;
    }
    busy.push(...(await ticking));
  }
  return [summary(quiet, 0), summary(busy, queries)];
}

/** The worst kind of query: it computes all the time. */
async function computeOnce(database: Database): Promise<void> {
  await database.run((client) =>
    client.execute(sql`SELECT count(*) FROM generate_series(1, ${sql.raw(String(ROWS))})`),
  );
}

/** How much later than planned each tick of one round came, in milliseconds. */
function tickDelays(): Promise<number[]> {
  const delays: number[] = [];
  const startMs = performance.now();
  return new Promise((resolve) => {
    const plan = (): void => {
      const dueMs = startMs + (delays.length + 1) * TICK_MS;
      setTimeout(
        () => {
          delays.push(Math.max(0, performance.now() - dueMs));
          if (delays.length === TICKS_PER_ROUND) resolve(delays);
          else plan();
        },
        Math.max(0, dueMs - performance.now()),
      );
    };
    plan();
  });
}

function summary(delays: readonly number[], queries: number): TickDelays {
  const sorted = [...delays].sort((a, b) => a - b);
  const at = (share: number): number =>
    Number((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN).toFixed(2));
  return { p50Ms: at(0.5), p99Ms: at(0.99), maxMs: at(1), queries };
}
