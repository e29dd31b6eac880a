import { Logger } from '@nestjs/common';
import type pg from 'pg';
import type { StorageMonitor } from './storage-monitor.js';

const EVERY_MS = 5_000;

/** PostgreSQL's own rule for autovacuum: so many dead rows, and a share of the live ones. A table's long values are a table too. */
const DUE_TABLES = `
  SELECT c.oid::regclass::text AS name FROM pg_class c
  JOIN pg_stat_all_tables s ON s.relid = c.oid
  LEFT JOIN pg_stat_all_tables t ON t.relid = c.reltoastrelid
  WHERE c.relkind = 'r'
    AND (s.n_dead_tup > 50 + 0.2 * s.n_live_tup OR t.n_dead_tup > 50 + 0.2 * t.n_live_tup)`;

/** PostgreSQL's counts may be a second old otherwise. */
const COUNT_NOW = 'SELECT pg_stat_force_next_flush()';

/** Half a file of the log. */
const CHECKPOINT_AFTER_BYTES = 8_388_608;

const LOG_IS_LONG = `
  SELECT 1 FROM pg_control_checkpoint()
  WHERE pg_wal_lsn_diff(pg_current_wal_lsn(), redo_lsn) > ${CHECKPOINT_AFTER_BYTES}`;

/**
 * What PostgreSQL's own background processes do, of which PGlite has none: gives the space of dead rows back, table by
 * table, and writes checkpoints, behind which the log is used again. Without it, the folder grows with every change.
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

  /** Looks from now on, every few seconds, whether there is something to do. */
  start(): void {
    if (this.isStopped) return;
    this.timer = setTimeout(() => {
      // A database that nobody uses has nothing to tidy.
      if (this.monitor.answeredMs > this.lastRunMs) this.running = this.run();
      void this.running.then(() => this.start());
    }, EVERY_MS).unref();
  }

  /** Does what is due. Calls of the game come in between; what fails is tried again next time. */
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

  /** Ends with the work that is under way. */
  async stop(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.timer);
    await this.running;
  }
}
