import type { Type } from '@nestjs/common';
import { Recording } from '../../../src/core/recording/recording.plugin.js';
import type { RecordingOptions } from '../../../src/core/recording/recordings.js';
import type { SilentSession } from '../../../src/core/recording/silent-session.js';
import { RoomType } from '../../../src/core/rooms/api/room-type.decorator.js';
import { plugin } from '../../../src/core/rooms/api/room.js';
import type { RoomRuntime } from '../../../src/core/rooms/runtime/room-runtime.js';
import { ArenaInputDto, ArenaOptionsDto, ArenaType } from '../../../src/games/arena/arena.messages.js';
import { ArenaRoom } from '../../../src/games/arena/arena.room.js';

/** The arena, recorded, under the name it has in the game. */
export function recordedArena(options: RecordingOptions): Type<ArenaRoom> {
  class RecordedArena extends ArenaRoom {}
  const arena = { tickHz: 20, patchHz: 20, maxPlayers: 100, emptyTtlMs: Infinity };
  const plugins = [plugin(Recording, options)];
  RoomType('arena', { ...arena, options: ArenaOptionsDto, input: ArenaInputDto, plugins })(RecordedArena);
  return RecordedArena;
}

/** A player steers. */
export function steer(room: RoomRuntime, session: SilentSession, seq: number, x: number, y: number): void {
  room.receive(session, ArenaType.Input, 0, Object.assign(new ArenaInputDto(), { seq, x, y }));
}
