import { AsyncLocalStorage } from 'node:async_hooks';
import { drizzle } from 'drizzle-orm/node-postgres';
import type pg from 'pg';
import { GameError } from '../../protocol/game-error.js';
import type { Fence } from '../cluster/fence.js';
import { Database, type SqlClient } from './database.js';
import { isStorageFailure, StorageError, toStorageError } from './storage.errors.js';

/** Is told about every call that has ended. */
export interface CallObserver {
  /** The database answered, possibly with an error; `work` may have thrown. */
  callAnswered(durationMs: number): void;
  /** It did not answer: storage.unavailable or storage.timeout. */
  callFailed(durationMs: number, failure: GameError): void;
}

/** A transaction that calls join. */
interface JointTransaction {
  readonly sql: SqlClient;
  isOpen: boolean;
}

/** The database behind a connection pool, with one deadline for everything a call does. */
export class PooledDatabase extends Database {
  private readonly calls = new Set<Promise<unknown>>();
  private readonly joint = new AsyncLocalStorage<JointTransaction>();
  private isClosed = false;

  /**
   * @param timeoutMs maximum duration of a call: waiting for a connection, connecting and all its queries
   * @param observer is told about every call
   * @param fence closed while this node may not act: no statement is begun then, nor a transaction committed, unless the node starts
   */
  constructor(
    private readonly pool: pg.Pool,
    private readonly timeoutMs: number,
    private readonly observer?: CallObserver,
    private readonly fence?: Fence,
  ) {
    super();
    // A connection that breaks between two queries emits an error event, which would end the process without a listener.
    pool.on('error', () => undefined);
    pool.on('connect', (client) => client.on('error', () => undefined));
  }

  override get isTogether(): boolean {
    return this.joint.getStore()?.isOpen === true;
  }

  override async run<T>(work: (sql: SqlClient) => Promise<T>): Promise<T> {
    const joint = this.joint.getStore();
    // A savepoint, as a query that fails would otherwise spoil the whole transaction.
    if (joint?.isOpen === true) return joint.sql.transaction(work);
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
    return this.run((sql) => (this.isTogether ? work(sql) : sql.transaction(work)));
  }

  override together<T>(work: (sql: SqlClient) => Promise<T>): Promise<T> {
    return this.transaction(async (sql) => {
      const joint = { sql, isOpen: true };
      try {
        return await this.joint.run(joint, work, sql);
      } finally {
        // Timers that were started within are still in its context.
        joint.isOpen = false;
      }
    });
  }

  /** Checks that the database answers, without observing the call. @throws GameError storage.unavailable or storage.timeout */
  async probe(): Promise<void> {
    try {
      await new Lease(this.pool, this.timeoutMs).use((client) => client.query('SELECT 1'));
    } catch (thrown) {
      throw toStorageError(thrown);
    }
  }

  /** Refuses new calls and waits for those in progress, including those still waiting for a connection. */
  async drain(): Promise<void> {
    this.isClosed = true;
    await Promise.allSettled(this.calls);
  }

  private fenced(client: pg.PoolClient): pg.PoolClient {
    const { fence } = this;
    if (fence === undefined) return client;
    const query = (...args: unknown[]): unknown => {
      if (!fence.isClosed || fence.isStarting || ROLLBACK.test(textOf(args[0]))) {
        return (client.query as (...args: unknown[]) => unknown)(...args);
      }
      return Promise.reject(new GameError('cluster.unavailable'));
    };
    return Object.create(client, { query: { value: query } }) as pg.PoolClient;
  }

  private async observed<T>(work: (sql: SqlClient) => Promise<T>): Promise<T> {
    const startMs = performance.now();
    try {
      const result = await new Lease(this.pool, this.timeoutMs).use((client) => work(drizzle(this.fenced(client))));
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

/** Ends a transaction without a trace, also where nothing else is allowed. */
const ROLLBACK = /^rollback/i;

function textOf(query: unknown): string {
  return typeof query === 'string' ? query : String((query as { text?: unknown } | undefined)?.text);
}

/** The result when a call runs out of time. */
const LATE = Symbol('late');

/** One connection for one call; cut when the call takes too long. */
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
      // A late call may still be using its connection, so that is closed, even if the call ends meanwhile.
      const { isLate } = this;
      connecting.then((client) => client.release(isLate)).catch(() => undefined);
    }
  }
}

// Created where the call waits, not in the timer, so that the stack shows the caller.
function inTime<T>(result: T | typeof LATE): T {
  if (result === LATE) throw new GameError(StorageError['storage.timeout']);
  return result;
}
