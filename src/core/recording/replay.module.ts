import { Module, type DynamicModule } from '@nestjs/common';
import type { Recording } from './read-recording.js';
import { replayRoomOf } from './replay-room.js';
import { ReplaySource } from './replay-source.js';
import { Resimulations } from './resimulations.js';

/** Plays one recording, next to the modules its room needs. */
@Module({})
export class ReplayModule {
  /** @param recording from `readRecording` */
  static of(recording: Recording): DynamicModule {
    const source = {
      provide: ReplaySource,
      inject: [Resimulations],
      useFactory: (resimulations: Resimulations) => new ReplaySource(recording, resimulations),
    };
    return { module: ReplayModule, providers: [source, replayRoomOf(recording.header)], exports: [ReplaySource] };
  }
}
