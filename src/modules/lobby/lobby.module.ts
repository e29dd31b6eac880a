import { Module } from '@nestjs/common';
import { LobbyFeed } from './lobby-feed.js';
import { LobbyRooms } from './lobby-rooms.js';
import { LobbyService } from './lobby.service.js';
import { RoomFinder } from './room-finder.js';

/** Rooms for clients: create, find, list and follow. */
@Module({ providers: [LobbyRooms, LobbyFeed, LobbyService, RoomFinder] })
export class LobbyModule {}
