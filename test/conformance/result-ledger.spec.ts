import { setTimeout as delay } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { integer, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { parseConfig } from '../../src/core/config/load-config.js';
import { ResultLedger } from '../../src/core/storage/ledger/result-ledger.js';
import { migrateFeature } from '../../src/core/storage/migrations.js';
import { openStorage, type OpenStorage } from '../../src/core/storage/open-storage.js';
import { PooledDatabase } from '../../src/core/storage/pooled-database.js';
import { dataFolder } from '../../src/testing/data-folder.js';
import { Postgres } from '../support/postgres.js';

/** The embedded database may have to be made first. */
jest.setTimeout(120_000);

const TIMEOUT_MS = 20_000;

const prizes = pgTable('ledger_prizes', { id: integer('id').notNull(), name: text('name').notNull() }, (table) => [
  unique('ledger_prizes_id').on(table.id),
]);

const postgres = await Postgres.start();
const databases: [string, Record<string, string>][] = [['PGlite', {}]];
if (postgres) databases.push(['PostgreSQL', { DATABASE_URL: postgres.url }]);

describe.each(databases)('ResultLedger on %s', (_name, env) => {
  let storage: OpenStorage;
  let database: PooledDatabase;
  let ledger: ResultLedger;

  beforeAll(async () => {
    storage = await openStorage(parseConfig({ ...env, DATA_DIR: await dataFolder() }));
    database = new PooledDatabase(storage.pool, TIMEOUT_MS);
    ledger = new ResultLedger(database);
    const folder = new URL('../../src/core/storage/ledger/migrations/', import.meta.url);
    await migrateFeature(storage.pool, { name: 'ledger', folder });
    await database.run((client) =>
      client.execute(
        sql`CREATE TABLE ledger_prizes (id int NOT NULL CONSTRAINT ledger_prizes_id UNIQUE, name text NOT NULL)`,
      ),
    );
  });

  beforeEach(async () => {
    await database.run((client) => client.delete(prizes));
    await ledger.prune(new Date(Date.now() + 60_000));
  });

  afterAll(() => storage.close());

  /** What a service does that knows nothing of the ledger. */
  const award = async (id: number, name = 'gold'): Promise<string> => {
    await database.transaction((client) => client.insert(prizes).values({ id, name }));
    return name;
  };
  const awarded = async (): Promise<number[]> =>
    (await database.run((client) => client.select().from(prizes).orderBy(prizes.id))).map(({ id }) => id);

  it('pays a result once, however often the room comes back from before it was paid', async () => {
    expect(await ledger.once('room', 'round 1', () => award(1))).toBe('gold');
    // Another server takes the room over from a checkpoint, and the round ends again.
    const other = new ResultLedger(new PooledDatabase(storage.pool, TIMEOUT_MS));
    expect(await other.once('room', 'round 1', () => award(2))).toBeUndefined();
    expect(await ledger.once('room', 'round 2', () => award(3))).toBe('gold');
    expect(await ledger.once('other room', 'round 1', () => award(4))).toBe('gold');

    expect(await awarded()).toEqual([1, 3, 4]);
  });

  it('pays once when two ask at once', async () => {
    const asked = [1, 2, 3, 4].map((id) => ledger.once('room', 'round 1', () => award(id)));
    const paid = (await Promise.all(asked)).filter((name) => name !== undefined);

    expect(paid).toEqual(['gold']);
    expect(await awarded()).toHaveLength(1);
  });

  it('notes nothing when the work throws, and undoes all of it, so that it can be paid later', async () => {
    const failing = ledger.once('room', 'round 1', async () => {
      await award(1);
      await award(2);
      throw new Error('The bank is closed.');
    });

    await expect(failing).rejects.toThrow('The bank is closed.');
    expect(await awarded()).toEqual([]);
    expect(await ledger.once('room', 'round 1', () => award(1))).toBe('gold');
  });

  it('lets the work go on after a call that failed, which has undone itself', async () => {
    await award(1, 'taken');
    await ledger.once('room', 'round 1', async () => {
      await award(2);
      await expect(award(1)).rejects.toThrow();
      await database.run((client) => client.insert(prizes).values({ id: 3, name: 'gold' }));
    });

    expect(await awarded()).toEqual([1, 2, 3]);
  });

  it('leaves alone what the work has started without waiting for it', async () => {
    let late: Promise<unknown> = Promise.resolve();
    expect(database.isTogether).toBe(false);
    await ledger.once('room', 'round 1', async () => {
      expect(database.isTogether).toBe(true);
      await award(1);
      late = delay(200).then(() => award(2));
    });
    await late;

    expect(await awarded()).toEqual([1, 2]);
  });

  it('forgets what was paid long ago', async () => {
    await ledger.once('room', 'round 1', () => award(1));
    await ledger.prune(new Date(Date.now() - 60_000));
    expect(await ledger.once('room', 'round 1', () => award(2))).toBeUndefined();
    await ledger.prune(new Date(Date.now() + 60_000));
    expect(await ledger.once('room', 'round 1', () => award(2))).toBe('gold');
  });
});
