import { RoomType } from '../../core/rooms/api/room-type.decorator.js';
import { plugin, Room } from '../../core/rooms/api/room.js';
import { ReadyCheck } from '../../core/rooms/plugins/ready-check.plugin.js';
import { Relay } from './relay.js';
import { RelayOptionsDto } from './relay.options.js';

/** The room type of {@link RelayRoom}, for code that creates rooms. */
export const RELAY_ROOM = 'relay';

/** A room that only relays: the game runs on its players' machines. */
@RoomType(RELAY_ROOM, {
  tickHz: 0,
  maxPlayers: 64,
  options: RelayOptionsDto,
  plugins: [plugin(Relay, {}), plugin(ReadyCheck, {})],
})
export class RelayRoom extends Room {}
