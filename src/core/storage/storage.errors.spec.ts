import { Socket } from 'node:net';
import pg from 'pg';
import { toStorageError } from './storage.errors.js';

/** A connection that never opens. */
class Silence extends Socket {
  override connect(): this {
    return this;
  }
}

describe(toStorageError.name, () => {
  it('says storage.timeout where no connection became free in time, and storage.unavailable where none came about', async () => {
    const pool = new pg.Pool({ max: 1, connectionTimeoutMillis: 10, stream: () => new Silence() });
    const failures = [pool.connect(), pool.connect()].map((one) => one.catch((error: unknown) => error));
    const told = (await Promise.all(failures)).map(toStorageError);

    expect(told).toMatchObject([{ code: 'storage.unavailable' }, { code: 'storage.timeout' }]);
    await pool.end();
  });
});
