import { Module } from '@nestjs/common';
import { ConfigModule } from '../../core/config/config.module.js';
import { LobbyFeed } from './lobby-feed.js';
import { LobbyRooms } from './lobby-rooms.js';
import { LobbyConfig } from './lobby.config.js';
import { LobbyService } from './lobby.service.js';
import { LobbyNodes } from './nodes/lobby-nodes.js';
import { RoomFinder } from './room-finder.js';

/** Rooms for clients: create, find, list and follow. */
@Module({
  imports: [ConfigModule.forFeature(LobbyConfig)],
  providers: [LobbyRooms, LobbyFeed, LobbyService, RoomFinder, LobbyNodes],
})
export class LobbyModule {}
