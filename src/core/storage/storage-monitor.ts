import { Injectable, Logger } from '@nestjs/common';
import type { GameError } from '../../protocol/game-error.js';
import { StorageMetrics } from '../observability/storage-metrics.js';
import type { CallObserver } from './pooled-database.js';
import { StorageError } from './storage.errors.js';

/** So often at most the log speaks of calls that took too long. */
const TIMEOUT_LINE_EVERY_MS = 60_000;

/** Tells operators how the database does: a metric for each call, a line for each outage, however many calls it costs. */
@Injectable()
export class StorageMonitor implements CallObserver {
  private readonly logger = new Logger('Storage');
  private outageSinceMs: number | undefined;
  private refusedInOutage = 0;
  private timeoutLineMs = -Infinity;

  constructor(private readonly metrics: StorageMetrics) {}

  /** A call has ended: the database answered it, be it with a refusal of its own. */
  callAnswered(durationMs: number): void {
    this.metrics.observeCall(durationMs);
    if (this.outageSinceMs === undefined) return;
    const seconds = ((performance.now() - this.outageSinceMs) / 1000).toFixed(1);
    this.logger.log(`The database answers again, after ${seconds} s and ${this.refusedInOutage} refused calls.`);
    this.outageSinceMs = undefined;
  }

  /** A call has ended without an answer of the database. */
  callFailed(durationMs: number, failure: GameError): void {
    this.metrics.observeCall(durationMs);
    this.metrics.countFailure(failure.code);
    if (failure.code === StorageError['storage.timeout']) this.noteTimeout();
    else this.noteOutage(failure);
  }

  private noteOutage(failure: GameError): void {
    if (this.outageSinceMs === undefined) {
      this.outageSinceMs = performance.now();
      this.refusedInOutage = 0;
      this.logger.error({ err: failure.cause }, 'The database cannot be reached; calls are refused until it answers.');
    }
    this.refusedInOutage += 1;
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
