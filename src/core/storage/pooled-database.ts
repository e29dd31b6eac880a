import { drizzle } from 'drizzle-orm/node-postgres';
import type pg from 'pg';
import { GameError } from '../../protocol/game-error.js';
import { Database, type SqlClient } from './database.js';
import { isStorageFailure, StorageError, toStorageError } from './storage.errors.js';

/** Hears of every call that has ended. */
export interface CallObserver {
  /** The database answered, be it with a refusal; `work` may have thrown. */
  callAnswered(durationMs: number): void;
  /** It did not: storage.unavailable or storage.timeout. */
  callFailed(durationMs: number, failure: GameError): void;
}

/** The database behind a pool of connections, with one deadline over everything that a call does. */
export class PooledDatabase extends Database {
  private readonly calls = new Set<Promise<unknown>>();
  private isClosed = false;

  /**
   * @param timeoutMs the longest a call may take: waiting for a connection, connecting and all its queries
   * @param observer hears of every call
   */
  constructor(
    private readonly pool: pg.Pool,
    private readonly timeoutMs: number,
    private readonly observer?: CallObserver,
  ) {
    super();
    // A connection that breaks between two queries says so by an event, which would end the process if nobody listened.
    pool.on('error', () => undefined);
    pool.on('connect', (client) => client.on('error', () => undefined));
  }

  override async run<T>(work: (sql: SqlClient) => Promise<T>): Promise<T> {
    if (this.isClosed) throw new GameError(StorageError['storage.unavailable']);
    const call = this.observed(work);
    this.calls.add(call);
    try {
      return await call;
    } finally {
      this.calls.delete(call);
    }
  }

  override transaction<T>(work: (sql: SqlClient) => Promise<T>): Promise<T> {
    return this.run((sql) => sql.transaction(work));
  }

  /** Asks the database for nothing, unobserved. @throws GameError storage.unavailable or storage.timeout */
  async probe(): Promise<void> {
    try {
      await new Lease(this.pool, this.timeoutMs).use((client) => client.query('SELECT 1'));
    } catch (thrown) {
      throw toStorageError(thrown);
    }
  }

  /** Refuses new calls and waits for those under way, also for those that still wait for a connection. */
  async drain(): Promise<void> {
    this.isClosed = true;
    await Promise.allSettled(this.calls);
  }

  private async observed<T>(work: (sql: SqlClient) => Promise<T>): Promise<T> {
    const startMs = performance.now();
    try {
      const result = await new Lease(this.pool, this.timeoutMs).use((client) => work(drizzle(client)));
      this.observer?.callAnswered(performance.now() - startMs);
      return result;
    } catch (thrown) {
      const error = toStorageError(thrown);
      const durationMs = performance.now() - startMs;
      if (isStorageFailure(error)) this.observer?.callFailed(durationMs, error);
      else this.observer?.callAnswered(durationMs);
      throw error;
    }
  }
}

/** What comes when the time of a call is up. */
const LATE = Symbol('late');

/** One connection for one call; broken off when the call takes too long. */
class Lease {
  private readonly late: Promise<typeof LATE>;
  private readonly timer: NodeJS.Timeout;
  private isLate = false;

  constructor(
    private readonly pool: pg.Pool,
    timeoutMs: number,
  ) {
    let expire: (late: typeof LATE) => void = () => undefined;
    this.late = new Promise((resolve) => (expire = resolve));
    this.timer = setTimeout(() => {
      this.isLate = true;
      expire(LATE);
    }, timeoutMs);
  }

  /** Gives `work` the connection, and takes it back. @throws what `work` throws; GameError storage.timeout */
  async use<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const connecting = this.pool.connect();
    try {
      const client = inTime(await Promise.race([connecting, this.late]));
      return inTime(await Promise.race([work(client), this.late]));
    } finally {
      clearTimeout(this.timer);
      // A late call may still be at work on its connection, so that is closed, also when it comes only after the end.
      const { isLate } = this;
      connecting.then((client) => client.release(isLate)).catch(() => undefined);
    }
  }
}

// Made where the call waits, not in the timer: so its stack names who has called.
function inTime<T>(result: T | typeof LATE): T {
  if (result === LATE) throw new GameError(StorageError['storage.timeout']);
  return result;
}
