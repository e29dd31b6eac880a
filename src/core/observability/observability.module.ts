import { Global, Module, type MiddlewareConsumer, type NestModule, type OnApplicationBootstrap } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { GameErrorFilter, HttpErrorFilter } from './http-error.filter.js';
import { HealthController } from './health.controller.js';
import { MetricsRegistry } from './metrics-registry.js';
import { Readiness } from './readiness.js';
import { WellFormedBodyMiddleware } from './well-formed-body.middleware.js';

/** What operators see: health, and what is measured; the gateway serves the metrics. */
@Global()
@Module({
  controllers: [HealthController],
  providers: [{ provide: APP_FILTER, useClass: GameErrorFilter }, MetricsRegistry, Readiness],
  exports: [MetricsRegistry, Readiness],
})
export class ObservabilityModule implements NestModule, OnApplicationBootstrap {
  constructor(private readonly readiness: Readiness) {}

  /** Nest's hook: what stands before every controller. */
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(WellFormedBodyMiddleware).forRoutes('{*path}');
  }

  /** The last of the boot: whoever must wait longer has blocked readiness by then. */
  onApplicationBootstrap(): void {
    this.readiness.unblock('starting');
  }
}

/** In a server that is Godwit's alone, whatever goes wrong over HTTP is answered in Godwit's form. */
@Module({ providers: [{ provide: APP_FILTER, useClass: HttpErrorFilter }] })
export class WholeServerErrorsModule {}
