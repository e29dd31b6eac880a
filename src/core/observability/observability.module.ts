import { Global, Injectable, Module, type NestMiddleware, type OnApplicationBootstrap } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { isIllFormed, wellFormed } from '../../protocol/well-formed.js';
import { ErrorBook } from './error-book.js';
import { HealthController } from './health.controller.js';
import { GameErrorFilter } from './http-error.filter.js';
import { LogTail } from './log-tail.js';
import { MetricsRegistry } from './metrics-registry.js';
import { Readiness } from './readiness.js';

/** Replaces unpaired surrogates in a body's strings with U+FFFD, as in socket packets. */
@Injectable()
export class WellFormedBodyMiddleware implements NestMiddleware {
  /** Nest's hook. */
  use(request: { body?: unknown }, _response: unknown, next: () => void): void {
    if (isIllFormed(request.body)) request.body = wellFormed(request.body);
    next();
  }
}

/** The logger exists before the application does, so what it keeps is of the process. */
const LOG = [
  { provide: LogTail, useValue: LogTail.ofProcess },
  { provide: ErrorBook, useValue: ErrorBook.ofProcess },
];

/** What operators see: health and metrics; the gateway serves the metrics. */
@Global()
@Module({
  controllers: [HealthController],
  providers: [{ provide: APP_FILTER, useClass: GameErrorFilter }, MetricsRegistry, Readiness, ...LOG],
  exports: [MetricsRegistry, Readiness, LogTail, ErrorBook],
})
export class ObservabilityModule implements OnApplicationBootstrap {
  constructor(private readonly readiness: Readiness) {}

  /** The last hook at startup: anything that needs longer has blocked readiness by then. */
  onApplicationBootstrap(): void {
    this.readiness.unblock('starting');
  }
}
