import { sql } from 'drizzle-orm';
import type pg from 'pg';
import { Fence } from '../cluster/fence.js';
import { PooledDatabase } from './pooled-database.js';

class Client {
  constructor(private readonly told: string[]) {}

  query(text: string | { text: string }): Promise<unknown> {
    this.told.push(typeof text === 'string' ? text : text.text);
    return Promise.resolve({ rows: [] });
  }

  release(): void {
    // There is only this one.
  }
}

/** A database that notes what it is told. */
function fixture() {
  const told: string[] = [];
  const fence = new Fence();
  const client = new Client(told);
  const pool = { on: () => undefined, connect: () => Promise.resolve(client) };
  return { told, fence, database: new PooledDatabase(pool as unknown as pg.Pool, 5_000, undefined, fence) };
}

describe(PooledDatabase.name, () => {
  it('begins no statement at a node that may not act', async () => {
    const { told, fence, database } = fixture();
    fence.untilMs = 0;

    await expect(database.run((client) => client.execute(sql`SELECT 1`))).rejects.toMatchObject({
      code: 'cluster.unavailable',
    });
    expect(told).toEqual([]);
    fence.untilMs = Infinity;
    await database.run((client) => client.execute(sql`SELECT 2`));
    expect(told).toEqual(['SELECT 2']);
  });

  it('makes tables ready for a node that starts, however long its start stands still', async () => {
    const { told, fence, database } = fixture();
    fence.isStarting = true;
    fence.untilMs = 0;

    await database.transaction((client) => client.execute(sql`CREATE TABLE one (id integer)`));
    expect(told).toEqual(['begin', 'CREATE TABLE one (id integer)', 'commit']);
  });

  it('commits nothing of a node that may no longer act, and leaves no transaction open', async () => {
    const { told, fence, database } = fixture();

    const written = database.transaction(async (client) => {
      await client.execute(sql`UPDATE 1`);
      fence.untilMs = 0;
    });

    await expect(written).rejects.toMatchObject({ code: 'cluster.unavailable' });
    expect(told).toEqual(['begin', 'UPDATE 1', 'rollback']);
  });
});
