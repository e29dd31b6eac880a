import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { parseConfig } from '../../../src/core/config/load-config.js';
import { ClientTurns } from '../../../src/core/gateway/client-turns.js';
import type { Database } from '../../../src/core/storage/database.js';
import { openStorage } from '../../../src/core/storage/open-storage.js';
import { PooledDatabase } from '../../../src/core/storage/pooled-database.js';
import { median } from '../median.js';
import type { LocalScenario } from '../scenario.js';

const STORAGE_TIMEOUT_MS = 60_000;
/** How many works the other address keeps waiting. */
const FLOOD = 200;
const WRITES_PER_ROUND = 40;
/** A player writes now and then. */
const PAUSE_MS = 10;
const ROUNDS = 5;
const FLOODER = '192.0.2.1';
const PLAYER = '192.0.2.2';

/** How much longer a player's write takes while another address floods the embedded database with the same. */
export const fairness: LocalScenario = {
  name: 'fairness',
  isOnce: true,
  rows: [
    {
      work: 'a write while another address floods the database',
      figure: 'writeMs',
      unit: 'ms',
      subject: 'flooded',
      against: 'quiet',
      compare: 'ratio',
      atMost: 2,
    },
  ],
  async measure() {
    const folder = mkdtempSync(join(tmpdir(), 'godwit-fairness-'));
    try {
      const config = parseConfig({ DATA_DIR: folder, STORAGE_TIMEOUT_MS: String(STORAGE_TIMEOUT_MS) });
      const storage = await openStorage(config);
      const database = new PooledDatabase(storage.pool, STORAGE_TIMEOUT_MS);
      await database.run((client) => client.execute(sql`CREATE TABLE notes (id int PRIMARY KEY, text text)`));
      const figures = await compare(database, new ClientTurns(config));
      await storage.close();
      return figures;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

type Result = Record<'quiet' | 'flooded', { writeMs: number }>;

/** Rounds in turns, so that whatever else the machine does touches both. */
async function compare(database: Database, turns: ClientTurns): Promise<Result> {
  const times: Record<keyof Result, number[]> = { quiet: [], flooded: [] };
  await writeTimes(database, turns);
  for (let round = 0; round < ROUNDS; round++) {
    times.quiet.push(...(await writeTimes(database, turns)));
    const flood = new AbortController();
    const flooders = Array.from({ length: FLOOD }, async (_, id) => {
      while (!flood.signal.aborted) await turns.run(FLOODER, () => write(database, id + 1));
    });
    times.flooded.push(...(await writeTimes(database, turns)));
    flood.abort();
    await Promise.all(flooders);
  }
  return { quiet: { writeMs: median(times.quiet) }, flooded: { writeMs: median(times.flooded) } };
}

async function writeTimes(database: Database, turns: ClientTurns): Promise<number[]> {
  const times: number[] = [];
  for (let writes = 0; writes < WRITES_PER_ROUND; writes++) {
    await delay(PAUSE_MS);
    const startMs = performance.now();
    await turns.run(PLAYER, () => write(database, 0));
    times.push(performance.now() - startMs);
  }
  return times;
}

function write(database: Database, id: number): Promise<unknown> {
  return database.run((client) =>
    client.execute(sql`INSERT INTO notes VALUES (${id}, 'a') ON CONFLICT (id) DO UPDATE SET text = notes.text || 'a'`),
  );
}
