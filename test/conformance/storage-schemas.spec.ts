import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { jest } from '@jest/globals';
import { builtServer } from '../support/built-server.js';
import { schemaDrift } from '../support/schema-drift.js';
import { temporaryFolder } from '../../src/testing/temporary-folder.js';

jest.setTimeout(120_000);

const FIXTURE = 'test/e2e/storage-server';

/** Every folder with tables of its own. */
const features = ['src/modules', 'src/games']
  .flatMap((floor) => (existsSync(floor) ? readdirSync(floor).map((name) => `${floor}/${name}`) : []))
  .concat('src/core/storage/ledger')
  .filter((folder) => existsSync(join(folder, 'schema.ts')));

/** Every file below, by its path from `folder`. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
}

describe('schema.ts and migrations agree', () => {
  it.each([...features, FIXTURE])('in %s', async (folder) => {
    expect(await schemaDrift(join(folder, 'schema.ts'), join(folder, 'migrations'))).toBe('');
  });

  it('unless a column was added without a migration', async () => {
    const folder = temporaryFolder('schema');
    const schema = join(folder, 'schema.ts');
    const text = readFileSync(join(FIXTURE, 'schema.ts'), 'utf8').replace(
      'primaryKey() }',
      "primaryKey(), extra: integer('extra') }",
    );
    writeFileSync(
      schema,
      text.replace('drizzle-orm/pg-core', join(process.cwd(), 'node_modules/drizzle-orm/pg-core/index.js')),
    );

    expect(await schemaDrift(relative('.', schema), join(FIXTURE, 'migrations'))).toMatch(/ADD COLUMN "extra" integer/);
  });
});

describe('the compiled server', () => {
  it('has every migration', async () => {
    await builtServer();
    const wanted = features.map((folder) => [folder, filesIn(join(folder, 'migrations'))]);
    const found = features.map((folder) => [folder, filesIn(join(folder.replace('src', 'dist'), 'migrations'))]);

    expect(wanted.length).toBeGreaterThan(0);
    expect(found).toEqual(wanted);
  });
});
