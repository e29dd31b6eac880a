import { Module } from '@nestjs/common';
import { ArenaRoom } from './arena.room.js';

/** The demo game. */
@Module({ providers: [ArenaRoom] })
export class ArenaModule {}
