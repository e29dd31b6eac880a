import { Logger } from '@nestjs/common';
import type pg from 'pg';
import type { StorageMonitor } from './storage-monitor.js';

const EVERY_MS = 5_000;

/** PostgreSQL's own rule for autovacuum: a number of dead rows plus a share of the live ones. TOAST tables count as tables. */
const DUE_TABLES = `
  SELECT c.oid::regclass::text AS name FROM pg_class c
  JOIN pg_stat_all_tables s ON s.relid = c.oid
  LEFT JOIN pg_stat_all_tables t ON t.relid = c.reltoastrelid
  WHERE c.relkind = 'r'
    AND (s.n_dead_tup > 50 + 0.2 * s.n_live_tup OR t.n_dead_tup > 50 + 0.2 * t.n_live_tup)`;

/** Otherwise PostgreSQL's statistics may be a second old. */
const COUNT_NOW = 'SELECT pg_stat_force_next_flush()';

/** Half a WAL file. */
const CHECKPOINT_AFTER_BYTES = 8_388_608;

const LOG_IS_LONG = `
  SELECT 1 FROM pg_control_checkpoint()
  WHERE pg_wal_lsn_diff(pg_current_wal_lsn(), redo_lsn) > ${CHECKPOINT_AFTER_BYTES}`;

/**
 * Does the work of PostgreSQL's background processes, which PGlite does not have: vacuums table by table, and writes
 * checkpoints, after which the WAL is reused. Without it, the folder grows with every change.
 */
export class EmbeddedHousekeeping {
  private readonly logger = new Logger('Storage');
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private lastRunMs = -Infinity;
  private isStopped = false;

  constructor(
    private readonly pool: Pick<pg.Pool, 'query'>,
    private readonly monitor: Pick<StorageMonitor, 'answeredMs'>,
  ) {}

  /** Checks from now on, every few seconds, whether anything needs doing. */
  start(): void {
    if (this.isStopped) return;
    this.timer = setTimeout(() => {
      // A database that nobody has used since needs nothing.
      if (this.monitor.answeredMs > this.lastRunMs) this.running = this.run();
      void this.running.then(() => this.start());
    }, EVERY_MS).unref();
  }

  /** Does whatever is due. The game's calls can run in between; what fails is retried next time. */
  async run(): Promise<void> {
    this.lastRunMs = performance.now();
    try {
      await this.pool.query(COUNT_NOW);
      const { rows } = await this.pool.query<{ name: string }>(DUE_TABLES);
      for (const { name } of rows) if (!this.isStopped) await this.pool.query(`VACUUM ${name}`);
      const { rowCount } = await this.pool.query(LOG_IS_LONG);
      if (rowCount !== 0 && !this.isStopped) await this.pool.query('CHECKPOINT');
    } catch (error) {
      if (!this.isStopped) this.logger.warn({ err: error }, 'The space of deleted data could not be given back.');
    }
  }

  /** Stops, after the work in progress. */
  async stop(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.timer);
    await this.running;
  }
}
