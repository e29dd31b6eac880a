import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { RewindMetrics } from '../prediction/rewind-metrics.js';
import { RoomMakers } from './room-makers.js';
import { RoomRegistry } from './room-registry.js';
import { RoomTypes } from './runtime/room-types.js';
import { RoomsService } from './rooms.service.js';

/** Live games. */
@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [RewindMetrics, RoomTypes, RoomRegistry, RoomMakers, RoomsService],
  exports: [RoomTypes, RoomRegistry, RoomMakers],
})
export class RoomsModule {}
