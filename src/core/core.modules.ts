import { Module, type DynamicModule, type MiddlewareConsumer, type NestModule, type Type } from '@nestjs/common';
import { APP_FILTER, ModulesContainer } from '@nestjs/core';
import { ClusterModule } from './cluster/cluster.module.js';
import { ConfigModule } from './config/config.module.js';
import type { GameConfig } from './config/game-config.js';
import { ContractModule } from './contract/contract.module.js';
import { EventsModule } from './events/events.module.js';
import { GatewayModule } from './gateway/gateway.module.js';
import { HttpLimits } from './gateway/http-limits.js';
import { HttpErrorFilter, isGodwitController } from './observability/http-error.filter.js';
import { ObservabilityModule, WellFormedBodyMiddleware } from './observability/observability.module.js';
import { RecordingModule } from './recording/recording.module.js';
import { RoomsModule } from './rooms/rooms.module.js';
import { SessionsModule } from './sessions/sessions.module.js';
import { SimulationModule } from './simulation/simulation.module.js';
import { SnapshotsModule } from './snapshots/snapshots.module.js';
import { SyncModule } from './sync/sync.module.js';

/** What every game needs, besides its configuration. */
export const CORE_MODULES: readonly Type[] = [
  ObservabilityModule,
  EventsModule,
  ClusterModule,
  ContractModule,
  SessionsModule,
  GatewayModule,
  SimulationModule,
  SyncModule,
  RoomsModule,
  SnapshotsModule,
  RecordingModule,
];

/** For a standalone server: every HTTP request passes the rate limits, and all errors are answered in Godwit's form. */
@Module({ providers: [{ provide: APP_FILTER, useClass: HttpErrorFilter }] })
class WholeServerModule implements NestModule {
  /** Nest's hook. */
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(HttpLimits, WellFormedBodyMiddleware).forRoutes('{*path}');
  }
}

/** For a host application: the rate limits only apply to Godwit's own controllers. */
@Module({})
export class OwnRoutesModule implements NestModule {
  constructor(private readonly modules: ModulesContainer) {}

  /** Nest's hook. */
  configure(consumer: MiddlewareConsumer): void {
    const controllers = [...this.modules.values()].flatMap((module) => [...module.controllers.values()]);
    const own = controllers.flatMap(({ metatype }) => (typeof metatype === 'function' ? [metatype as Type] : []));
    consumer.apply(HttpLimits, WellFormedBodyMiddleware).forRoutes(...own.filter(isGodwitController));
  }
}

/** What a standalone server needs; features are added to it. */
export function coreModules(config: GameConfig): (Type | DynamicModule)[] {
  return [ConfigModule.of(config), WholeServerModule, ...CORE_MODULES];
}
