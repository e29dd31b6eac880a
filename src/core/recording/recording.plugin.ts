import { Injectable } from '@nestjs/common';
import { RoomPlugin } from '../rooms/api/room.js';
import { RoomRuntime } from '../rooms/runtime/room-runtime.js';
import { type RecordingOptions, Recordings } from './recordings.js';

/**
 * Records every room of a type to a file: all input, in order and with its tick, and periodic snapshots. `npm run replay`
 * plays it back, simulating it again to the same end.
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
    // A room that is being resimulated already has an observer.
    if (live instanceof RoomRuntime && live.observer === undefined) this.recordings.begin(live, options, this.options);
  }
}
