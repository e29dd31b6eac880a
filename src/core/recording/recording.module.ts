import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { ListedClasses } from '../contract/declarations.js';
import { RoomRoutes } from '../gateway/room-routes.js';
import { Recordings } from './recordings.js';
import { ReplayChangedDto, ReplayControlDto } from './replay.messages.js';
import { Resimulations } from './resimulations.js';

/** Records rooms, and simulates recorded ones again. */
@Global()
@Module({
  providers: [
    Recordings,
    Resimulations,
    { provide: ListedClasses, useValue: new ListedClasses([ReplayControlDto, ReplayChangedDto], []) },
  ],
  exports: [Recordings, Resimulations],
})
export class RecordingModule implements OnModuleInit {
  constructor(private readonly routes: RoomRoutes) {}

  /** Nest's hook. Every server has the replay's messages, so that a game's client can watch with its own contract. */
  onModuleInit(): void {
    this.routes.declare(ReplayControlDto, 'ReplayRoom.control');
  }
}
