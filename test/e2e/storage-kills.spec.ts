import { jest } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { dataFolder } from '../../src/testing/data-folder.js';
import { Postgres } from '../support/postgres.js';
import { startStorageServer } from '../support/storage-server.js';
import { TestClient } from '../../src/testing/test-client.js';
import { SavesType } from './storage-server/saves.messages.js';

const ACK = 3;
/** Sent at once in each life; some of them are answered before the kill. */
const SAVES = 100;
/** Sent right before the kill; the last of them takes so long that it is always under way. */
const LAST_SAVES = 25;
const LAST_DELAY_MS = 3_000;
const ALL_SAVES = SAVES + LAST_SAVES;

/** A busy machine may take ten seconds for each life. */
jest.setTimeout(300_000);

/** Saves numbers from `first` on, and kills the server in the middle. @returns the numbers that it acknowledged */
async function killWhileSaving(
  env: Record<string, string>,
  first: number,
  kept: ReadonlySet<number>,
): Promise<number[]> {
  const server = await startStorageServer(env);
  const client = await TestClient.connect(server.url);
  // Every life first proves what the lives before were promised.
  expect(await missing(client, kept)).toEqual([]);
  save(client, first, SAVES);
  const enough = first + ((first * 7) % 60);
  await client.waitFor(({ type, ref }) => type === ACK && ref === enough, `the answer to ${enough}`);
  save(client, first + SAVES, LAST_SAVES, LAST_DELAY_MS);
  await server.kill();
  await client.closed;
  return client.packets.flatMap(({ type, ref }) => (type === ACK && ref !== undefined ? [ref] : []));
}

function save(client: TestClient, first: number, count: number, lastDelayMs = 0): void {
  for (let number = first; number < first + count; number++) {
    const delayMs = number === first + count - 1 ? lastDelayMs : 0;
    client.sendRaw(JSON.stringify({ type: SavesType.Save, ref: number, message: { number, delayMs } }));
  }
}

async function missing(client: TestClient, kept: ReadonlySet<number>): Promise<number[]> {
  const { message } = await client.request(SavesType.List);
  const stored = new Set(message?.numbers as number[]);
  return [...kept].filter((number) => !stored.has(number));
}

const postgres = await Postgres.start();
/** A life costs seconds, so that only CI dies as often as the promise says. */
const isThorough = process.env.CI === 'true';
// What PostgreSQL has acknowledged is PostgreSQL's affair; there, fewer deaths show that the client's side keeps its word.
const kinds: [kind: string, kills: number, env: Record<string, string>][] = [['PGlite', isThorough ? 20 : 6, {}]];
if (postgres) kinds.push(['PostgreSQL', isThorough ? 5 : 2, { DATABASE_URL: postgres.url }]);

describe.each(kinds)('a server on %s', (kind, kills, database) => {
  it(`that is killed ${kills} times in the middle of saves has every number that it acknowledged`, async () => {
    const env = { ...database, DATA_DIR: await dataFolder() };
    const kept = new Set<number>();
    for (let life = 0; life < kills; life++) {
      const acknowledged = await killWhileSaving(env, 1 + life * ALL_SAVES, kept);
      expect(acknowledged.length).toBeGreaterThan(0);
      expect(acknowledged.length).toBeLessThan(ALL_SAVES);
      for (const number of acknowledged) kept.add(number);
    }
    const server = await startStorageServer(env);
    const client = await TestClient.connect(server.url);

    expect(await missing(client, kept)).toEqual([]);
    expect(kept.size).toBeGreaterThan(kills * 10);
    if (kind === 'PGlite') {
      // The dead left their locks, which stopped nobody.
      expect(readdirSync(env.DATA_DIR).filter((name) => name.endsWith('.lock'))).toHaveLength(1);
    }
    client.close();
    expect(await server.stop()).toEqual({ code: 0, signal: null });
  });
});
