import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseConfig } from '../../src/core/config/load-config.js';
import { openEarly, openStorage } from '../../src/core/storage/open-storage.js';
import { dataFolder } from '../../src/testing/data-folder.js';

/** Opens the database as a server does at its start, and gives what is in its table. */
async function numbersIn(folder: string): Promise<number[]> {
  const storage = await openStorage(parseConfig({ DATA_DIR: folder }));
  try {
    await storage.pool.query('CREATE TABLE IF NOT EXISTS numbers (number int)');
    await storage.pool.query('INSERT INTO numbers SELECT count(*) FROM numbers');
    const { rows } = await storage.pool.query<{ number: number }>('SELECT number FROM numbers ORDER BY number');
    return rows.map(({ number }) => number);
  } finally {
    await storage.close();
  }
}

/** Every file of the database but its log, which each try to open it may add to. */
function filesOf(folder: string): string[] {
  const names = readdirSync(join(folder, 'database'), { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.startsWith('base')).sort();
}

describe('an embedded database at the start', () => {
  it('is the same again when a file that only the server put there is gone', async () => {
    const folder = await dataFolder();
    expect(await numbersIn(folder)).toEqual([0]);
    for (const name of readdirSync(join(folder, 'database')))
      if (name.startsWith('godwit')) rmSync(join(folder, 'database', name));

    expect(await numbersIn(folder)).toEqual([0, 1]);
  });

  it('is handed on where its opening began early, once, and a folder without one stays empty', async () => {
    const folder = await dataFolder();
    openEarly(parseConfig({ DATA_DIR: join(folder, 'empty') }));
    expect(existsSync(join(folder, 'empty'))).toBe(false);
    await numbersIn(folder);

    const config = parseConfig({ DATA_DIR: folder });
    openEarly(config);
    openEarly(config);
    expect(await numbersIn(folder)).toEqual([0, 1]);
    expect(await numbersIn(folder)).toEqual([0, 1, 2]);
  });

  it('tells what went wrong in an early opening to whoever takes it', async () => {
    const folder = await dataFolder();
    await numbersIn(folder);
    rmSync(join(folder, 'database', 'PG_VERSION'));
    openEarly(parseConfig({ DATA_DIR: folder }));
    await new Promise((done) => setTimeout(done, 50));

    await expect(numbersIn(folder)).rejects.toThrow('PG_VERSION is missing');
  });

  it.each([
    ['a copy without PG_VERSION', 'PG_VERSION is missing', (path: string) => rmSync(join(path, 'PG_VERSION'))],
    [
      'of another version',
      'initialized by PostgreSQL version 12',
      (path: string) => writeFileSync(join(path, 'PG_VERSION'), '12\n'),
    ],
    [
      'with a damaged control file',
      'database files are incompatible with server',
      (path: string) => writeFileSync(join(path, 'global/pg_control'), Buffer.alloc(8_192)),
    ],
    [
      'without its log',
      'could not locate a valid checkpoint record',
      (path: string) => {
        const log = readdirSync(join(path, 'pg_wal')).filter((name) => /^[0-9A-F]{24}$/.test(name));
        for (const name of log) writeFileSync(join(path, 'pg_wal', name), Buffer.alloc(1_048_576));
      },
    ],
  ])('that is %s is left as it is, and the reason is told', async (_what, reason, damage) => {
    const folder = await dataFolder();
    await numbersIn(folder);
    damage(join(folder, 'database'));
    const before = filesOf(folder);

    const failure = await numbersIn(folder).catch((error: unknown) => String(error));
    expect(failure).toContain(`The database in DATA_DIR (${join(folder, 'database')}) cannot be opened: `);
    expect(failure).toContain(reason);
    expect(failure).toContain('Nothing in it was deleted');
    expect(filesOf(folder)).toEqual(before);
  });

  it('is not made anew where a restore was interrupted, which has put it aside', async () => {
    const folder = await dataFolder();
    renameSync(join(folder, 'database'), join(folder, 'database-replaced'));

    await expect(numbersIn(folder)).rejects.toThrow(`a restore was interrupted`);
    renameSync(join(folder, 'database-replaced'), join(folder, 'database'));
    expect(await numbersIn(folder)).toEqual([0]);
  });

  it('is made where the last start was interrupted', async () => {
    const folder = await dataFolder();
    rmSync(join(folder, 'database'), { recursive: true });
    // What the interrupted start leaves.
    const unfinished = join(folder, 'database-unfinished');
    rmSync(unfinished, { recursive: true, force: true });
    writeFileSync(unfinished, 'half');

    expect(await numbersIn(folder)).toEqual([0]);
    expect(readdirSync(folder).filter((name) => name.startsWith('database'))).toEqual(['database']);
    expect(readFileSync(join(folder, 'database/PG_VERSION'), 'utf8')).toMatch(/^\d+/);
  });
});
