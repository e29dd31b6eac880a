import type { LiveRoom } from './room.js';

/** A room was opened; it is still empty. */
export class RoomOpened {
  constructor(readonly room: LiveRoom) {}
}

/** What room lists show has changed: the members, the host, the lock or the metadata. */
export class RoomChanged {
  constructor(readonly room: LiveRoom) {}
}

/** A room has ended, here at least: with the code "room.moved" it goes on at another node. */
export class RoomEnded {
  constructor(
    readonly room: LiveRoom,
    /** Why, an error code, e.g. "room.closed". */
    readonly code: string,
  ) {}
}
