import { jest } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { bigint, customType, integer, jsonb, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { parseConfig } from '../../src/core/config/load-config.js';
import type { Database } from '../../src/core/storage/database.js';
import { openStorage, type OpenStorage } from '../../src/core/storage/open-storage.js';
import { PooledDatabase } from '../../src/core/storage/pooled-database.js';
import { violatedConstraint } from '../../src/core/storage/storage.errors.js';
import { dataFolder } from '../../src/testing/data-folder.js';
import { Postgres } from '../support/postgres.js';

/** The embedded database may have to be made first. */
jest.setTimeout(60_000);

const TIMEOUT_MS = 2_000;
/** Of a timer that is due a hundred times a second, while a query takes tenths of one: were it in the way, there would be none. */
const FEW_TICKS = 2;

const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' });
const things = pgTable(
  'conformance_things',
  {
    id: integer('id').primaryKey(),
    name: text('name').notNull(),
    big: bigint('big', { mode: 'bigint' }),
    data: jsonb('data'),
    raw: bytes('raw'),
  },
  (table) => [unique('conformance_things_name').on(table.name)],
);

const HOSTILE = `Robert'); DROP TABLE conformance_things;-- $1 \\ "x" <b>\u{1f40d}</b> \u0001 %s {{1}}`;

const postgres = await Postgres.start();
const databases: [string, Record<string, string>][] = [['PGlite', {}]];
if (postgres) databases.push(['PostgreSQL', { DATABASE_URL: postgres.url }]);

describe.each(databases)('the database on %s', (_name, env) => {
  let storage: OpenStorage | undefined;
  let database: Database;

  beforeAll(async () => {
    const config = parseConfig({ ...env, DATA_DIR: await dataFolder(), STORAGE_TIMEOUT_MS: String(TIMEOUT_MS) });
    storage = await openStorage(config);
    database = new PooledDatabase(storage.pool, TIMEOUT_MS);
    // The embedded one may still be on its way up.
    const patient = new PooledDatabase(storage.pool, 60_000);
    await patient.run((client) =>
      client.execute(
        sql`CREATE TABLE conformance_things (id int PRIMARY KEY, name text NOT NULL CONSTRAINT conformance_things_name UNIQUE, big bigint, data jsonb, raw bytea)`,
      ),
    );
  });

  beforeEach(() => database.run((client) => client.delete(things)));
  afterAll(() => storage?.close());

  const ids = async () =>
    (await database.run((client) => client.select({ id: things.id }).from(things).orderBy(things.id))).map((r) => r.id);

  it('gives back what it was given, of every kind', async () => {
    const row = {
      id: 1,
      name: HOSTILE,
      big: 9_223_372_036_854_775_807n,
      data: { a: [1, null, { b: HOSTILE.replaceAll('\u0001', '') }], big: 'é'.repeat(500_000) },
      raw: Buffer.from([0, 1, 39, 92, 255]),
    };
    await database.run((client) => client.insert(things).values(row));

    expect(await database.run((client) => client.select().from(things))).toEqual([row]);
  });

  it('stores a value of some megabytes', async () => {
    const name = 'x'.repeat(3_000_000);
    await database.run((client) => client.insert(things).values({ id: 1, name: 'a', data: name }));

    const [row] = await database.run((client) => client.select({ data: things.data }).from(things));
    expect(row?.data === name).toBe(true);
  });

  it('keeps all of a transaction or nothing', async () => {
    const failing = database.transaction(async (client) => {
      await client.insert(things).values({ id: 1, name: 'a' });
      throw new Error('on purpose');
    });
    await expect(failing).rejects.toThrow('on purpose');
    await database.transaction(async (client) => {
      await client.insert(things).values({ id: 2, name: 'b' });
      await client.insert(things).values({ id: 3, name: 'c' });
    });

    expect(await ids()).toEqual([2, 3]);
  });

  it('names the constraint that was broken, without the wrapper that repeats parameters, and works on', async () => {
    await database.run((client) => client.insert(things).values({ id: 1, name: 's3cret' }));
    const error: unknown = await database
      .transaction((client) => client.insert(things).values({ id: 2, name: 's3cret' }))
      .catch((caught: unknown) => caught);

    expect(violatedConstraint(error)).toBe('conformance_things_name');
    expect(String(error)).not.toContain('s3cret');
    expect(await ids()).toEqual([1]);
  });

  it('lets a query that is refused be followed by others in one call', async () => {
    const result = await database.run(async (client) => {
      await expect(client.execute(sql`SELECT 1 / 0`)).rejects.toMatchObject({ cause: { code: '22012' } });
      return client.execute(sql`SELECT 1 AS one`);
    });
    expect(result.rows).toEqual([{ one: 1 }]);
  });

  it('loses no update of many at once', async () => {
    await database.run((client) => client.insert(things).values({ id: 1, name: 'a', big: 0n }));
    const add = () => database.run((client) => client.update(things).set({ big: sql`${things.big} + 1` }));
    await Promise.all(Array.from({ length: 100 }, add));

    const [row] = await database.run((client) => client.select({ big: things.big }).from(things));
    expect(row?.big).toBe(100n);
  });

  it('shows nobody what a transaction has not committed', async () => {
    let seen: Promise<number[]> | undefined;
    await database.transaction(async (client) => {
      await client.insert(things).values({ id: 1, name: 'a' });
      seen = ids();
      // On PostgreSQL it is answered now, by another connection; PGlite's one connection answers after the end.
      if (env.DATABASE_URL !== undefined) expect(await seen).toEqual([]);
    });
    if (env.DATABASE_URL === undefined) expect(await seen).toEqual([1]);
  });

  it('breaks off what takes too long with storage.timeout, undoes it, and works again without help', async () => {
    async function askSlowly(): Promise<void> {
      await database.transaction(async (client) => {
        await client.insert(things).values({ id: 1, name: 'a' });
        await client.execute(sql`SELECT pg_sleep(30)`);
      });
    }
    const refusal = { code: 'storage.timeout', stack: expect.stringContaining('askSlowly') as string };
    await expect(askSlowly()).rejects.toMatchObject(refusal);

    expect(await eventually(ids)).toEqual([]);
  });

  it('breaks off a transaction whose own work hangs, and keeps nothing of it', async () => {
    const hanging = database.transaction(async (client) => {
      await client.insert(things).values({ id: 1, name: 'a' });
      await new Promise(() => undefined);
    });
    await expect(hanging).rejects.toMatchObject({ code: 'storage.timeout' });

    expect(await eventually(ids)).toEqual([]);
  });

  it('holds up no timer while a query is at work', async () => {
    let ticks = 0;
    const timer = setInterval(() => ticks++, 10);
    const sleeping = database.run((client) => client.execute(sql`SELECT pg_sleep(1)`));
    await sleeping.finally(() => clearInterval(timer));

    expect(ticks).toBeGreaterThan(FEW_TICKS);
  });

  it('holds up no timer while a query computes', async () => {
    let ticks = 0;
    const timer = setInterval(() => ticks++, 10);
    const computing = database.run((client) => client.execute(sql`SELECT count(*) FROM generate_series(1, 1000000)`));
    await computing.finally(() => clearInterval(timer));

    expect(ticks).toBeGreaterThan(FEW_TICKS);
  });
});

/** Tries until the database answers. */
async function eventually<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt === 10) throw error;
    }
  }
}
