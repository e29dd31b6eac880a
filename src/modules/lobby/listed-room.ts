import type { RoomMetadata } from '../../core/rooms/api/room-settings.js';
import type { LiveRoom } from '../../core/rooms/api/room.js';
import type { LobbyRoomChangeDto, LobbyRoomDto } from './lobby-room.dto.js';

/** What lists show of a room at one moment. */
export class RoomSummary {
  private searched: string | undefined = undefined;
  private size = 0;

  private constructor(readonly dto: LobbyRoomDto) {}

  /** The room's current summary. */
  static of(room: LiveRoom): RoomSummary {
    const { id, typeName, members, maxPlayers, isLocked, settings, hostSession, metadata } = room;
    const host = hostSession && members.get(hostSession);
    return new RoomSummary({
      id,
      roomType: typeName,
      players: members.size,
      maxPlayers,
      isLocked,
      hasPassword: settings.password !== undefined,
      hostName: host?.name ?? '',
      metadata,
    });
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

  /** The difference to a later summary of the same room; undefined when there is none. */
  changeTo(later: RoomSummary): LobbyRoomChangeDto | undefined {
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

/** A live room as the lobby keeps it. */
export class ListedRoom {
  /** What subscribers were last told; undefined before they were told anything. */
  published: RoomSummary | undefined = undefined;
  private latest: RoomSummary | undefined = undefined;

  /** @param order counts up with each room, so that the oldest come first */
  constructor(
    readonly room: LiveRoom,
    readonly order: number,
  ) {}

  /** Its current summary. */
  get summary(): RoomSummary {
    this.latest ??= RoomSummary.of(this.room);
    return this.latest;
  }

  /** Marks it as changed. */
  touch(): void {
    this.latest = undefined;
  }
}
