import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { NodeLoad } from '../cluster/node-load.js';
import { GameConfig } from '../config/game-config.js';
import { RewindMetrics } from '../prediction/rewind-metrics.js';
import { RoomMakers } from './room-makers.js';
import { RoomDirectory } from './room-directory.js';
import { RoomRegistry } from './room-registry.js';
import { RoomTypes } from './runtime/room-types.js';
import { RoomServices } from './runtime/room-services.js';
import { RoomsElsewhere } from './rooms-elsewhere.js';
import { RoomsService } from './rooms.service.js';

/** Live games. */
@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [
    RewindMetrics,
    RoomDirectory,
    RoomMakers,
    RoomRegistry,
    RoomServices,
    RoomsElsewhere,
    RoomsService,
    RoomTypes,
  ],
  exports: [RoomDirectory, RoomTypes, RoomRegistry, RoomMakers, RoomsElsewhere],
})
export class RoomsModule {
  constructor(rooms: RoomRegistry, config: GameConfig, load: NodeLoad) {
    load.measure(() => rooms.size / config.MAX_ROOMS);
  }
}
