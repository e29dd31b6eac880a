import { Module, type DynamicModule } from '@nestjs/common';
import type { Recording } from './read-recording.js';
import { replayRoomOf } from './replay-room.js';
import { ReplaySource } from './replay-source.js';
import { Resimulations } from './resimulations.js';

/** Plays one recording, beside the modules that its room needs. */
@Module({})
export class ReplayModule {
  /** @param recording what `readRecording` gave */
  static of(recording: Recording): DynamicModule {
    const source = {
      provide: ReplaySource,
      inject: [Resimulations],
      useFactory: (resimulations: Resimulations) => new ReplaySource(recording, resimulations),
    };
    return { module: ReplayModule, providers: [source, replayRoomOf(recording.header)], exports: [ReplaySource] };
  }
}
