import { existsSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { jest } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { parseConfig } from '../../src/core/config/load-config.js';
import type { Database } from '../../src/core/storage/database.js';
import { migrateFeature } from '../../src/core/storage/migrations.js';
import { openStorage } from '../../src/core/storage/open-storage.js';
import { PooledDatabase } from '../../src/core/storage/pooled-database.js';
import { builtServer } from '../support/built-server.js';
import { dataFolder } from '../../src/testing/data-folder.js';
import { LoggedProcess } from '../../src/testing/logged-process.js';
import { Postgres } from '../support/postgres.js';
import { SHORT_LIVED } from '../support/server.js';
import { temporaryFolder } from '../../src/testing/temporary-folder.js';
import { saves } from './storage-server/schema.js';

jest.setTimeout(120_000);

const root = resolve(import.meta.dirname, '../..');
const PROGRAM = join(dirname(await builtServer()), 'tools/godwit.js');
const MIGRATIONS = pathToFileURL(`${join(root, 'test/e2e/storage-server/migrations')}/`);

type Environment = Readonly<Record<string, string>>;

/** Does what a server does with its database, from its start to its stop. */
async function serving<T>(env: Environment, work: (database: Database) => Promise<T>): Promise<T> {
  const storage = await openStorage(parseConfig(env));
  try {
    await migrateFeature(storage.pool, { name: 'fault-saves', folder: MIGRATIONS });
    return await work(new PooledDatabase(storage.pool, 5_000));
  } finally {
    await storage.close();
  }
}

function save(env: Environment, ...numbers: number[]): Promise<unknown> {
  const rows = numbers.map((number) => ({ number }));
  return serving(env, (database) => database.run((client) => client.insert(saves).values(rows)));
}

function stored(env: Environment): Promise<number[]> {
  return serving(env, async (database) => {
    const rows = await database.run((client) => client.select().from(saves).orderBy(saves.number));
    return rows.map(({ number }) => number);
  });
}

const postgres = await Postgres.start();

/** Runs one of the tools, as a project that has installed the package does. */
async function tool(name: 'db-dump' | 'db-restore', env: Environment, ...args: string[]): Promise<readonly string[]> {
  const path = [...(postgres ? [postgres.programs] : []), process.env.PATH ?? ''].join(delimiter);
  const tool = new LoggedProcess({
    name,
    command: process.execPath,
    args: [...SHORT_LIVED, PROGRAM, ...name.split('-'), ...args],
    cwd: root,
    env: { PATH: path, ...env },
  });
  const { code } = await tool.ended;
  return [String(code), ...tool.lines];
}

interface Kind {
  /** The variables of a database without a table. */
  readonly empty: () => Promise<Environment>;
}

let databases = 0;
const kinds: [string, Kind][] = [['PGlite', { empty: async () => ({ DATA_DIR: await dataFolder() }) }]];
if (postgres) {
  const empty = async (): Promise<Environment> => {
    const name = `backup_${++databases}`;
    const storage = await openStorage(parseConfig({ DATABASE_URL: postgres.url }));
    await storage.pool.query(`CREATE DATABASE ${name}`);
    await storage.close();
    return { DATABASE_URL: postgres.url.replace(/postgres$/, name) };
  };
  kinds.push(['PostgreSQL', { empty }]);
}

describe.each(kinds)('a dump of %s', (kind, { empty }) => {
  let env: Environment;
  const file = join(temporaryFolder('dump'), 'dump');

  beforeAll(async () => {
    env = await empty();
    await save(env, 1, 2);
    expect(await tool('db-dump', env, file)).toEqual(['0', expect.stringContaining(file)]);
  });

  it('is restored into an empty database, which the server takes as its own', async () => {
    const other = await empty();

    expect(await tool('db-restore', other, file)).toEqual(['0', expect.stringContaining(file)]);
    await save(other, 3);
    expect(await stored(other)).toEqual([1, 2, 3]);
  });

  it('is restored over tables only by force, and takes away what came after it', async () => {
    await serving(env, (database) =>
      database.run(async (client) => {
        await client.insert(saves).values({ number: 3 });
        await client.execute(sql`CREATE TABLE later (id int)`);
      }),
    );
    expect(await tool('db-restore', env, file)).toEqual(['1', expect.stringMatching(/has tables already; --force/)]);
    expect((await tool('db-restore', env, '--force', file))[0]).toBe('0');

    const found = await serving(env, (database) =>
      database.run(async (client) => ({
        numbers: (await client.select().from(saves).orderBy(saves.number)).map(({ number }) => number),
        later: (await client.execute(sql`SELECT to_regclass('later') AS later`)).rows,
      })),
    );
    expect(found).toEqual({ numbers: [1, 2], later: [{ later: null }] });
  });

  it('is not restored from a file that is none, and everything stays as it is', async () => {
    const none = join(temporaryFolder('dump'), 'none');
    writeFileSync(none, 'no dump at all');

    expect(await tool('db-restore', env, '--force', none)).toEqual(['1', expect.any(String)]);
    expect(await tool('db-restore', env, `${none}-missing`)).toEqual([
      '1',
      expect.stringMatching(/^There is no file /),
    ]);
    expect(await stored(env)).toEqual([1, 2]);
  });

  it('never overwrites a file', async () => {
    expect(await tool('db-dump', env, file)).toEqual(['1', expect.stringMatching(/exists already\.$/)]);
  });

  it('is not restored under a running server', async () => {
    const sentence = kind === 'PGlite' ? /^Another process uses the database/ : /^A server uses the database/;
    await serving(env, async () => {
      expect(await tool('db-restore', env, '--force', file)).toEqual(['1', expect.stringMatching(sentence)]);
    });
  });

  it(kind === 'PGlite' ? 'is not made under a running server' : 'is made beside a running server', async () => {
    const other = `${file}-2`;
    await serving(env, async () => {
      const code = (await tool('db-dump', env, other))[0];
      expect(code).toBe(kind === 'PGlite' ? '1' : '0');
    });
    expect(existsSync(other)).toBe(kind === 'PostgreSQL');
  });
});
