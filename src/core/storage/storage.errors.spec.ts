import { Socket } from 'node:net';
import pg from 'pg';
import { toStorageError } from './storage.errors.js';

/** A connection that never comes about. */
class Silence extends Socket {
  override connect(): this {
    return this;
  }
}

describe(toStorageError.name, () => {
  it('says storage.timeout of a connection that was not there in time', async () => {
    const pool = new pg.Pool({ connectionTimeoutMillis: 10, stream: () => new Silence() });
    const failure: unknown = await pool.connect().catch((error: unknown) => error);

    expect(failure).toBeInstanceOf(Error);
    expect(toStorageError(failure)).toMatchObject({ code: 'storage.timeout', cause: failure });
    await pool.end();
  });
});
