import type { Type } from '@nestjs/common';
import { Recording } from '../../../src/core/recording/recording.plugin.js';
import type { RecordingOptions } from '../../../src/core/recording/recordings.js';
import type { SilentSession } from '../../../src/core/recording/silent-session.js';
import { RoomType } from '../../../src/core/rooms/api/room-type.decorator.js';
import { plugin } from '../../../src/core/rooms/api/room.js';
import type { RoomRuntime } from '../../../src/core/rooms/runtime/room-runtime.js';
import { ArenaInputDto, ArenaOptionsDto, ArenaType } from '../../../src/games/arena/arena.messages.js';
import { ArenaRoom } from '../../../src/games/arena/arena.room.js';

/** The arena, recorded, under the name it has in the game; there it has 30 ticks a second. */
export function recordedArena(options: RecordingOptions, tickHz = 20): Type<ArenaRoom> {
  class RecordedArena extends ArenaRoom {}
  const arena = { tickHz, patchHz: 20, maxPlayers: 100, emptyTtlMs: Infinity };
  const plugins = [plugin(Recording, options)];
  RoomType('arena', { ...arena, options: ArenaOptionsDto, input: ArenaInputDto, plugins })(RecordedArena);
  return RecordedArena;
}

/** An input, in which nothing is pressed unless said. */
export function inputOf(seq: number, pressed: Partial<ArenaInputDto> = {}): ArenaInputDto {
  const rest = { have: 0, seen: 0, x: 0, y: 0, aim: 0, dash: false, fire: false, launch: false };
  return Object.assign(new ArenaInputDto(), { seq, ...rest }, pressed);
}

/** A player steers, and does what else is said. */
export function steer(room: RoomRuntime, session: SilentSession, seq: number, pressed: Partial<ArenaInputDto>): void {
  room.receive(session, ArenaType.Input, 0, inputOf(seq, pressed));
}
