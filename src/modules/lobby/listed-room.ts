import type { RoomMetadata } from '../../core/rooms/api/room-settings.js';
import { type RoomSummary, summaryOf } from '../../core/rooms/api/room-summary.js';
import type { LiveRoom } from '../../core/rooms/api/room.js';
import type { LobbyRoomChangeDto, LobbyRoomDto } from './lobby-room.dto.js';

/** What lists show of a room at one moment. */
export class RoomListing {
  /** As clients get it. */
  readonly dto: LobbyRoomDto;
  private searched: string | undefined = undefined;
  private size = 0;

  constructor(readonly room: RoomSummary) {
    const { id, typeName: roomType, players, maxPlayers, isLocked, hasPassword, hostName, metadata } = room;
    this.dto = { id, roomType, players, maxPlayers, isLocked, hasPassword, hostName, metadata };
  }

  /** Whether there is a free seat. */
  get hasSeats(): boolean {
    return !this.dto.isLocked && this.dto.players < this.dto.maxPlayers;
  }

  /** All its searchable text in lower case. */
  get text(): string {
    const { roomType, hostName, metadata } = this.dto;
    this.searched ??= [roomType, hostName, ...Object.values(metadata)].join('\n').normalize('NFKC').toLowerCase();
    return this.searched;
  }

  /** Its size as JSON; binary is smaller. */
  get bytes(): number {
    if (this.size === 0) this.size = Buffer.byteLength(JSON.stringify(this.dto));
    return this.size;
  }

  /** The difference to a later listing of the same room; undefined when there is none. */
  changeTo(later: RoomListing): LobbyRoomChangeDto | undefined {
    const { id, players, isLocked, hostName, metadata } = later.dto;
    const before = this.dto;
    const isSame = before.metadata === metadata || areEqual(before.metadata, metadata);
    if (before.players === players && before.isLocked === isLocked && before.hostName === hostName && isSame) {
      return undefined;
    }
    return {
      id,
      ...(before.players !== players && { players }),
      ...(before.isLocked !== isLocked && { isLocked }),
      ...(before.hostName !== hostName && { hostName }),
      ...(!isSame && { metadata }),
    };
  }
}

function areEqual(one: RoomMetadata, other: RoomMetadata): boolean {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}

/** A listed room was added, changed or removed. */
export class ListedRoomChanged {
  constructor(readonly listed: ListedRoom) {}
}

/** A room as the lobby keeps it. */
export class ListedRoom {
  /** Unique on all nodes. */
  readonly id: string;
  /** What subscribers were last told; undefined before they were told anything. */
  published: RoomListing | undefined = undefined;
  private latest: RoomListing | undefined = undefined;

  /** @param order counts up with each room, so that the oldest come first */
  constructor(
    private readonly room: LiveRoom,
    readonly order: number,
  ) {
    this.id = room.id;
  }

  /** What lists show of it now. */
  get listing(): RoomListing {
    this.latest ??= new RoomListing(summaryOf(this.room));
    return this.latest;
  }

  /** What there is to know of it now. */
  get summary(): RoomSummary {
    return this.listing.room;
  }

  /** Its taken seats at this moment: reserving one changes nothing that lists show. */
  get takenSeats(): number {
    return this.room.takenSeats;
  }

  /** Marks it as changed. */
  touch(): void {
    this.latest = undefined;
  }
}
