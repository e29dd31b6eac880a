import type { LiveRoom } from '../../core/rooms/api/room.js';
import { RoomSummary } from './room-summary.js';

/** A room came, changed or went. */
export class ListedRoomChanged {
  constructor(readonly listed: ListedRoom) {}
}

/** A live room as the lobby keeps it. */
export class ListedRoom {
  /** What those who follow the list were told last; undefined while they were told nothing. */
  published: RoomSummary | undefined = undefined;
  private latest: RoomSummary | undefined = undefined;

  /** @param order counts up with each room, so that the oldest come first */
  constructor(
    readonly room: LiveRoom,
    readonly order: number,
  ) {}

  /** How it is now. */
  get summary(): RoomSummary {
    this.latest ??= RoomSummary.of(this.room);
    return this.latest;
  }

  /** It has changed. */
  touch(): void {
    this.latest = undefined;
  }
}
