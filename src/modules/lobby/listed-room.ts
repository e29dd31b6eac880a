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

/** A room as the lobby keeps it: one of this node, or what another node has said of one of its own. */
export class ListedRoom {
  /** What subscribers were last told; undefined before they were told anything. */
  published: RoomListing | undefined = undefined;
  private latest: RoomListing | undefined = undefined;
  private live: LiveRoom | undefined = undefined;
  private owner: string | undefined = undefined;
  /** Those of its summary, kept here since a search reads them of every room. */
  private seatsElsewhere = 0;

  /**
   * Say whose it is at once, with {@link isHere} or {@link isAt}.
   * @param id unique on all nodes
   * @param order counts up with each room, so that the oldest come first
   */
  constructor(
    readonly id: string,
    readonly order: number,
  ) {}

  /** The other node that has it; undefined when this one has it, or when it is on its way. */
  get nodeId(): string | undefined {
    return this.owner;
  }

  /** Whether this node has it. */
  get isLocal(): boolean {
    return this.live !== undefined;
  }

  /** What lists show of it now. */
  get listing(): RoomListing {
    return (this.latest ??= this.look());
  }

  /** What there is to know of it now. */
  get summary(): RoomSummary {
    return this.listing.room;
  }

  /** Its taken seats at this moment: reserving one changes nothing that lists show. At another node: as last told. */
  get takenSeats(): number {
    return this.live === undefined ? this.seatsElsewhere : this.live.takenSeats;
  }

  /** Marks it as changed. */
  touch(): void {
    if (this.live !== undefined) this.latest = undefined;
  }

  /** This node has it. */
  isHere(room: LiveRoom): void {
    this.live = room;
    this.owner = undefined;
    this.latest = undefined;
  }

  /** Another node has it, and says this of it. */
  isAt(nodeId: string, summary: RoomSummary): void {
    this.live = undefined;
    this.owner = nodeId;
    this.latest = new RoomListing(summary);
    this.seatsElsewhere = summary.takenSeats;
  }

  /** It goes on at another node, which is about to say so. */
  leave(): void {
    this.latest ??= this.published ?? this.look();
    this.seatsElsewhere = this.latest.room.takenSeats;
    this.live = undefined;
    this.owner = undefined;
  }

  private look(): RoomListing {
    if (this.live === undefined) throw new Error('Nobody has said anything of this room.');
    return new RoomListing(summaryOf(this.live));
  }
}
