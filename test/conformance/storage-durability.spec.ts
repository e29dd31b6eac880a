import { fsyncSync } from 'node:fs';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { PGlite } from '@electric-sql/pglite';
import { durableParameters, EmbeddedFolder } from '../../src/core/storage/embedded-folder.js';
import { dataFolder } from '../../src/testing/data-folder.js';

jest.setTimeout(60_000);

describe(EmbeddedFolder.name, () => {
  it('has every commit wait for the disk, and nothing that only reads', async () => {
    let syncs = 0;
    const folder = new EmbeddedFolder(join(await dataFolder(), 'database'), (descriptor) => {
      syncs++;
      fsyncSync(descriptor);
    });
    const startParams = durableParameters(PGlite.defaultStartParams);
    const database = await PGlite.create({ fs: folder, startParams });
    const syncsOf = async (query: string): Promise<number> => {
      const before = syncs;
      await database.query(query);
      return syncs - before;
    };
    await database.query('CREATE TABLE durable (id int)');

    expect(await syncsOf('INSERT INTO durable VALUES (1)')).toBeGreaterThan(0);
    expect(await syncsOf('INSERT INTO durable VALUES (2)')).toBeGreaterThan(0);
    expect(await syncsOf('SELECT * FROM durable WHERE id = 1')).toBe(0);
    await database.close();
  });

  it('tells PostgreSQL of a disk that fails, which then acknowledges nothing', async () => {
    let isBroken = false;
    const folder = new EmbeddedFolder(join(await dataFolder(), 'database'), (descriptor) => {
      if (isBroken) throw new Error('The disk is full.');
      fsyncSync(descriptor);
    });
    const database = await PGlite.create({ fs: folder, startParams: durableParameters(PGlite.defaultStartParams) });
    await database.query('CREATE TABLE durable (id int)');
    isBroken = true;

    await expect(database.query('INSERT INTO durable VALUES (1)')).rejects.toThrow();
    await database.close().catch(() => undefined);
  });
});
