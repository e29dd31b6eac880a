import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { jest } from '@jest/globals';
import { Test, type TestingModule } from '@nestjs/testing';
import { sql } from 'drizzle-orm';
import { ConfigModule } from '../../src/core/config/config.module.js';
import { parseConfig } from '../../src/core/config/load-config.js';
import { ObservabilityModule } from '../../src/core/observability/observability.module.js';
import { Database } from '../../src/core/storage/database.js';
import { StorageModule } from '../../src/core/storage/storage.module.js';
import { dataFolder } from '../../src/testing/data-folder.js';
import { Postgres } from '../support/postgres.js';
import { temporaryFolder } from '../../src/testing/temporary-folder.js';

/** The embedded database may have to be made first. */
jest.setTimeout(60_000);

/** A migrations folder as drizzle-kit writes it: each migration makes one table named after it. */
function migrations(...times: number[]): URL {
  const folder = temporaryFolder('migrations');
  const entries = times.map((when, idx) => ({ idx, version: '7', when, tag: `t${when}`, breakpoints: true }));
  mkdirSync(join(folder, 'meta'));
  writeFileSync(join(folder, 'meta/_journal.json'), JSON.stringify({ version: '7', dialect: 'postgresql', entries }));
  for (const { tag } of entries) writeFileSync(join(folder, `${tag}.sql`), `CREATE TABLE fixture_${tag} (id int);`);
  return pathToFileURL(`${folder}/`);
}

const postgres = await Postgres.start();
const kinds: [string, () => Promise<Record<string, string>>][] = [
  ['PGlite', async () => ({ DATA_DIR: await dataFolder() })],
];
if (postgres) kinds.push(['PostgreSQL', () => Promise.resolve({ DATABASE_URL: postgres.url })]);

describe.each(kinds)('migrations on %s', (kind, environment) => {
  const started: TestingModule[] = [];
  let env: Record<string, string>;

  beforeAll(async () => (env = await environment()));
  afterEach(async () => {
    for (const server of started.splice(0)) await server.close();
  });

  async function start(folder: URL, feature = 'dice-game'): Promise<Database> {
    const imports = [ConfigModule.of(parseConfig(env)), ObservabilityModule, StorageModule.forFeature(feature, folder)];
    const server = await Test.createTestingModule({ imports }).compile();
    started.push(server);
    await server.init();
    return server.get(Database, { strict: false });
  }

  const tables = async (database: Database) => {
    const query = sql`SELECT tablename FROM pg_tables WHERE tablename LIKE 'fixture_t%' ORDER BY 1`;
    return (await database.run((client) => client.execute(query))).rows.map(({ tablename }) => tablename);
  };

  it('run at the start, and once only', async () => {
    expect(await tables(await start(migrations(1)))).toEqual(['fixture_t1']);
    await started.pop()?.close();
    expect(await tables(await start(migrations(1, 3)))).toEqual(['fixture_t1', 'fixture_t3']);
  });

  if (kind === 'PostgreSQL') {
    it('of two servers that start at once run once', async () => {
      const folder = migrations(5, 6);
      const [first] = await Promise.all([start(folder, 'twins'), start(folder, 'twins')]);
      expect(await tables(first)).toEqual(expect.arrayContaining(['fixture_t5', 'fixture_t6']));
    });
  }

  it('stop a server that is older than the database, which another may open then', async () => {
    await expect(start(migrations(1))).rejects.toThrow(/^The database is newer than this server: .*"dice-game"/);
    expect(await tables(await start(migrations(1, 3)))).toEqual(expect.arrayContaining(['fixture_t1', 'fixture_t3']));
  });

  if (kind === 'PostgreSQL') {
    it('stop a server with an old one that never ran', async () => {
      await expect(start(migrations(1, 2, 3))).rejects.toThrow(/^A migration of "dice-game" is older than one that/);
    });
  }
});
