import { Injectable, Logger } from '@nestjs/common';
import type { GameError } from '../../protocol/game-error.js';
import { Readiness } from '../observability/readiness.js';
import type { CallObserver, PooledDatabase } from './pooled-database.js';
import { StorageMetrics } from './storage-metrics.js';
import { isStorageFailure, StorageError } from './storage.errors.js';

/** Minimum interval between log lines about slow calls. */
const TIMEOUT_LINE_EVERY_MS = 60_000;

/** The readiness obstacle while the database is unavailable. */
const OBSTACLE = 'database';

/**
 * Reports the state of the database to operators: a metric for each call, one log line per outage however many calls it
 * affects, and a server that is not ready while it lasts.
 */
@Injectable()
export class StorageMonitor implements CallObserver {
  private readonly logger = new Logger('Storage');
  /** When it last answered a call, by performance.now(). */
  answeredMs = -Infinity;
  private outageSinceMs: number | undefined;
  private refusedInOutage = 0;
  private timeoutLineMs = -Infinity;

  constructor(
    private readonly metrics: StorageMetrics,
    private readonly readiness: Readiness,
  ) {}

  /** Whether the database was unreachable at the last call or probe. */
  get isAway(): boolean {
    return this.outageSinceMs !== undefined;
  }

  /** A call has ended: the database answered it, possibly with an error of its own. */
  callAnswered(durationMs: number): void {
    this.metrics.observeCall(durationMs);
    this.answeredMs = performance.now();
    this.endOutage();
  }

  /** A probe has ended, with an answer or a failure; it did not affect any caller. */
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

  /** A call has ended without an answer from the database. */
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

  /** One slow query is not an outage, and others may succeed meanwhile, so there is no line for its end. */
  private noteTimeout(): void {
    const nowMs = performance.now();
    if (nowMs - this.timeoutLineMs < TIMEOUT_LINE_EVERY_MS) return;
    this.timeoutLineMs = nowMs;
    this.logger.warn(
      'A call of the database took longer than STORAGE_TIMEOUT_MS and was refused; the metric godwit_storage_failures_total counts the next ones.',
    );
  }
}

/** Maximum time without any call to the database. */
const EVERY_MS = 2_000;

/**
 * Probes the database when nobody else uses it, so that an outage, and its end, are noticed before a player is affected. An
 * embedded database runs in this process and is only probed after a failure.
 */
export class StorageProbe {
  private timer: NodeJS.Timeout | undefined;
  private isStopped = false;

  /** @param isRemote whether it is reached over a network */
  constructor(
    private readonly database: PooledDatabase,
    private readonly monitor: StorageMonitor,
    private readonly isRemote: boolean,
  ) {}

  /** Starts probing. */
  start(): void {
    if (this.isStopped) return;
    this.timer = setTimeout(() => void this.run(), EVERY_MS).unref();
  }

  /** Stops probing. */
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
      // A busy database that answers others is not down.
      if (isStorageFailure(error) && this.monitor.answeredMs < startMs && !this.isStopped) this.monitor.probed(error);
    }
  }
}
