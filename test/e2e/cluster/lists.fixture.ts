import { RoomType } from '../../../src/core/rooms/api/room-type.decorator.js';
import { Room } from '../../../src/core/rooms/api/room.js';

/** Rooms of four that outlive their node. */
@RoomType('saved-table', { tickHz: 0, maxPlayers: 4, isSaved: true, emptyTtlMs: 60_000 })
export class SavedTableRoom extends Room {}
