import { Injectable, Logger } from '@nestjs/common';
import type { GameError } from '../../protocol/game-error.js';
import { Readiness } from '../observability/readiness.js';
import type { CallObserver, PooledDatabase } from './pooled-database.js';
import { StorageMetrics } from './storage-metrics.js';
import { isStorageFailure, StorageError } from './storage.errors.js';

/** So often at most the log speaks of calls that took too long. */
const TIMEOUT_LINE_EVERY_MS = 60_000;

/** What stands against new players while the database is away. */
const OBSTACLE = 'database';

/**
 * Tells operators how the database does: a metric for each call, a line for each outage, however many calls it costs, and
 * a server that is not ready while it lasts.
 */
@Injectable()
export class StorageMonitor implements CallObserver {
  private readonly logger = new Logger('Storage');
  /** When it last answered a call, of performance.now(). */
  answeredMs = -Infinity;
  private outageSinceMs: number | undefined;
  private refusedInOutage = 0;
  private timeoutLineMs = -Infinity;

  constructor(
    private readonly metrics: StorageMetrics,
    private readonly readiness: Readiness,
  ) {}

  /** Whether the database cannot be reached, as far as the last call or probe knows. */
  get isAway(): boolean {
    return this.outageSinceMs !== undefined;
  }

  /** A call has ended: the database answered it, be it with a refusal of its own. */
  callAnswered(durationMs: number): void {
    this.metrics.observeCall(durationMs);
    this.answeredMs = performance.now();
    this.endOutage();
  }

  /** A probe has ended, with what stopped it or with an answer; nobody was refused by it. */
  probed(failure?: GameError): void {
    if (failure) this.beginOutage(failure);
    else this.endOutage();
  }

  private endOutage(): void {
    if (this.outageSinceMs === undefined) return;
    const seconds = ((performance.now() - this.outageSinceMs) / 1000).toFixed(1);
    this.logger.log(`The database answers again, after ${seconds} s and ${this.refusedInOutage} refused calls.`);
    this.outageSinceMs = undefined;
    this.readiness.unblock(OBSTACLE);
  }

  /** A call has ended without an answer of the database. */
  callFailed(durationMs: number, failure: GameError): void {
    this.metrics.observeCall(durationMs);
    this.metrics.countFailure(failure.code);
    if (failure.code === StorageError['storage.timeout']) this.noteTimeout();
    else this.beginOutage(failure);
    if (this.isAway) this.refusedInOutage += 1;
  }

  private beginOutage(failure: GameError): void {
    if (this.outageSinceMs !== undefined) return;
    this.outageSinceMs = performance.now();
    this.refusedInOutage = 0;
    this.readiness.block(OBSTACLE);
    this.logger.error(
      { err: failure.cause ?? failure },
      'The database cannot be reached; calls are refused until it answers, and the server is not ready.',
    );
  }

  /** One slow query is no outage, and others may be answered meanwhile, so that no line can say when it is over. */
  private noteTimeout(): void {
    const nowMs = performance.now();
    if (nowMs - this.timeoutLineMs < TIMEOUT_LINE_EVERY_MS) return;
    this.timeoutLineMs = nowMs;
    this.logger.warn(
      'A call of the database took longer than STORAGE_TIMEOUT_MS and was refused; the metric godwit_storage_failures_total counts the next ones.',
    );
  }
}

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
