import { readdirSync, statSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { parseConfig } from '../../src/core/config/load-config.js';
import { EmbeddedHousekeeping } from '../../src/core/storage/embedded-housekeeping.js';
import { openStorage, type OpenStorage } from '../../src/core/storage/open-storage.js';
import { dataFolder } from '../../src/testing/data-folder.js';

const KIBIBYTE = 1_024;
const MEBIBYTE = 1_048_576;
const DOCUMENTS = 3;
const DOCUMENT_BYTES = 5 * KIBIBYTE;
const ROUNDS = 12;
const WRITES_PER_ROUND = 300;
/** What the documents of one round take, old versions included. */
const ROUND_BYTES = WRITES_PER_ROUND * (DOCUMENT_BYTES + KIBIBYTE);

describe(EmbeddedHousekeeping.name, () => {
  let storage: OpenStorage;
  let folder: string;

  beforeAll(async () => {
    folder = await dataFolder();
    storage = await openStorage(parseConfig({ DATA_DIR: folder }));
    await storage.pool.query('CREATE TABLE documents (id int PRIMARY KEY, value text)');
    for (let id = 0; id < DOCUMENTS; id++) await storage.pool.query('INSERT INTO documents VALUES ($1, $2)', [id, '']);
  });

  afterAll(() => storage.close());

  async function rewrite(): Promise<void> {
    for (let write = 0; write < WRITES_PER_ROUND; write++) {
      const text = randomBytes(DOCUMENT_BYTES / 2).toString('hex');
      await storage.pool.query('UPDATE documents SET value = $2 WHERE id = $1', [write % DOCUMENTS, text]);
    }
  }

  async function tableBytes(): Promise<number> {
    const { rows } = await storage.pool.query<{ bytes: string }>("SELECT pg_total_relation_size('documents') AS bytes");
    return Number(rows[0]?.bytes);
  }

  function folderBytes(): number {
    return readdirSync(join(folder, 'database'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
  }

  it('keeps the size of a database whose documents are rewritten again and again', async () => {
    const housekeeping = new EmbeddedHousekeeping(storage.pool, { answeredMs: 0 });
    const before = folderBytes();
    for (let round = 0; round < ROUNDS; round++) {
      await rewrite();
      await housekeeping.run();
    }

    // Without it the table alone would have all the rounds, and the log three times as much.
    expect(await tableBytes()).toBeLessThan(2 * ROUND_BYTES);
    // The log is two files of 16 MiB, used again and again, where a new database has one.
    expect(folderBytes() - before).toBeLessThan(2 * ROUND_BYTES + 33 * MEBIBYTE);
    expect(folderBytes()).toBeLessThan(3 * before);
  });

  it('takes nothing away', async () => {
    const { rows } = await storage.pool.query('SELECT id, length(value)::int AS length FROM documents ORDER BY id');
    expect(rows).toEqual([0, 1, 2].map((id) => ({ id, length: DOCUMENT_BYTES })));
  });
});
