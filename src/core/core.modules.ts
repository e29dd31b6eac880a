import type { DynamicModule, Type } from '@nestjs/common';
import { ConfigModule } from './config/config.module.js';
import type { GameConfig } from './config/game-config.js';
import { ContractModule } from './contract/contract.module.js';
import { EventsModule } from './events/events.module.js';
import { GatewayModule } from './gateway/gateway.module.js';
import { ObservabilityModule, WholeServerErrorsModule } from './observability/observability.module.js';
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
  ContractModule,
  SessionsModule,
  GatewayModule,
  SimulationModule,
  SyncModule,
  RoomsModule,
  SnapshotsModule,
  RecordingModule,
];

/** What a server needs that is Godwit's alone; features come beside it. */
export function coreModules(config: GameConfig): (Type | DynamicModule)[] {
  return [ConfigModule.of(config), WholeServerErrorsModule, ...CORE_MODULES];
}
