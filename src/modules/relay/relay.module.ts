import { Module } from '@nestjs/common';
import { RelayRoom } from './relay.room.js';
import { RelayService } from './relay.service.js';

/** Lets a game built on Godot's high-level multiplayer run through a room unchanged. */
@Module({ providers: [RelayRoom, RelayService] })
export class RelayModule {}
