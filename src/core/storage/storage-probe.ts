import type { PooledDatabase } from './pooled-database.js';
import { isStorageFailure } from './storage.errors.js';
import type { StorageMonitor } from './storage-monitor.js';

/** How long the database may go unasked. */
const EVERY_MS = 2_000;

/**
 * Asks the database when nobody else does, so that an outage is known before a player runs into it, and so is its end. An
 * embedded database is in this process and asked only after it has failed.
 */
export class StorageProbe {
  private timer: NodeJS.Timeout | undefined;
  private isStopped = false;

  /** @param isRemote whether a network lies between */
  constructor(
    private readonly database: PooledDatabase,
    private readonly monitor: StorageMonitor,
    private readonly isRemote: boolean,
  ) {}

  /** Asks from now on. */
  start(): void {
    if (this.isStopped) return;
    this.timer = setTimeout(() => void this.run(), EVERY_MS).unref();
  }

  /** Asks no more. */
  stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
  }

  private async run(): Promise<void> {
    const sinceMs = performance.now() - EVERY_MS;
    const isUnknown = this.monitor.isAway || (this.isRemote && this.monitor.answeredMs < sinceMs);
    if (isUnknown) await this.ask();
    this.start();
  }

  private async ask(): Promise<void> {
    const startMs = performance.now();
    try {
      await this.database.probe();
      this.monitor.probed();
    } catch (error) {
      // A busy database, which answers others, is not away.
      if (isStorageFailure(error) && this.monitor.answeredMs < startMs && !this.isStopped) this.monitor.probed(error);
    }
  }
}
