import type { LiveRoom } from './room.js';

/** A room has begun; nobody is in it yet. */
export class RoomOpened {
  constructor(readonly room: LiveRoom) {}
}

/** What lists show of a room has changed: its members, its host, its lock, what it says of itself. */
export class RoomChanged {
  constructor(readonly room: LiveRoom) {}
}

/** A room is over. */
export class RoomEnded {
  constructor(
    readonly room: LiveRoom,
    /** Why, an error code, e.g. "room.closed". */
    readonly code: string,
  ) {}
}
