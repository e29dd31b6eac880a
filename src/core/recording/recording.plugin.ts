import { Injectable } from '@nestjs/common';
import { RoomPlugin } from '../rooms/api/room.js';
import { RoomRuntime } from '../rooms/runtime/room-runtime.js';
import { type RecordingOptions, Recordings } from './recordings.js';

/**
 * Records every room of a type to a file: what came in, in order and with its tick, and snapshots now and then.
 * `npm run replay` plays it, and simulates it again to the same end.
 */
@Injectable()
export class Recording extends RoomPlugin<RecordingOptions> {
  constructor(private readonly recordings: Recordings) {
    super();
  }

  override onCreate(options: object): void {
    this.begin(options);
  }

  override restore(): void {
    this.begin(undefined);
  }

  private begin(options: object | undefined): void {
    const { live } = this;
    // A room that is simulated again is listened to already.
    if (live instanceof RoomRuntime && live.observer === undefined) this.recordings.begin(live, options, this.options);
  }
}
