import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsEnum,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { RoomJoinedDto } from '../../core/rooms/api/rooms.messages.js';
import { IsBytes, Wire } from '../../protocol/contract/wire.decorator.js';
import { IsTyped } from '../../protocol/check/normal-form.js';
import { IsDisplayName } from '../../protocol/display-name.js';
import { ClientMessage, ServerMessage } from '../../protocol/message.decorators.js';
import { Secret } from '../../protocol/secret.decorator.js';

/** The relay's message types, 350-369. */
export enum RelayType {
  Send = 350,
  Received = 351,
  Opened = 352,
  PeerJoined = 353,
  PeerLeft = 354,
  HostChanged = 355,
  Create = 356,
  Kick = 357,
  Lock = 358,
  Open = 359,
  Introduce = 360,
}

/** Who is peer 1, which has authority over every node by default. */
export enum RelayAuthority {
  /** The room's host, a player; when it leaves, the next host becomes peer 1. */
  Host = 'host',
  /** Nobody: peers keep their numbers forever, and players get authority over nodes by `set_multiplayer_authority`. */
  Server = 'server',
}

/** What happens when the host leaves, is kicked, or is silent for too long. */
export enum RelayHostLeft {
  /** The game ends: everybody is kicked with `relay.host_left`. */
  End = 'end',
  /** Another peer becomes the host. */
  Migrate = 'migrate',
}

/**
 * How a packet travels; the numbers are those of Godot's `MultiplayerPeer.TransferMode`. A packet larger than the room
 * relays is split into pieces, each a packet with a mode that ends in `Piece`. A piece begins with three 16-bit
 * little-endian numbers: one shared by all pieces of the packet, the index of the piece starting at 0, and the number of
 * pieces. The receiver reassembles them, and drops the packet when one is missing.
 */
export enum RelayMode {
  /** May be dropped when the receiver is away or slow. */
  Unreliable = 0,
  /** The same, but in order. Over a single connection, everything is. */
  UnreliableOrdered = 1,
  /** Always arrives, in order. */
  Reliable = 2,
  /** A piece of an unreliable packet. */
  UnreliablePiece = 3,
  /** A piece of an unreliable, ordered packet. */
  UnreliableOrderedPiece = 4,
  /** A piece of a reliable packet. */
  ReliablePiece = 5,
}

/** The largest peer number. */
const LAST_PEER = 65_535;
/** Maximum packets per message: what a game with hundreds of units sends in one frame. */
const MAX_PACKETS = 1_024;
/** Limits of how long a host may be away, in milliseconds. */
export const HOST_HOLD_MS = { least: 1_000, most: 600_000 } as const;

/** One packet for others in the room, as Godot's `MultiplayerPeer` sends it. */
export class RelayPacketDto {
  /** The receiver: 0 for all others, n for peer n only, -n for all others but n; 1 is the host where the host has authority. */
  @IsInt()
  @Min(-LAST_PEER)
  @Max(LAST_PEER)
  @Wire('varint')
  readonly target!: number;

  /** The game's channel, passed on unchanged. */
  @IsInt()
  @Min(0)
  @Max(255)
  readonly channel!: number;

  /** 0 unreliable, 1 unreliable but ordered, 2 reliable; plus 3 for a piece of a packet. */
  @IsInt()
  @Min(RelayMode.Unreliable)
  @Max(RelayMode.ReliablePiece)
  readonly mode!: RelayMode;

  /** The packet's contents; the server does not look inside. */
  @IsBytes()
  readonly payload!: Uint8Array;
}

/** Sends packets to others in the room, in this order. */
@ClientMessage(RelayType.Send)
export class RelaySendDto {
  /** 1 to 1,024 of them. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_PACKETS)
  @ValidateNested({ each: true })
  @Type(() => RelayPacketDto)
  readonly packets!: RelayPacketDto[];

  /**
   * The `roster` of the last peer message that the sender has received: peers that joined or changed their role since do
   * not get the packets. Without it, all current peers do.
   */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  @Wire('varuint')
  readonly roster?: number;
}

/** A packet from another peer. */
@ServerMessage(RelayType.Received)
export class RelayReceivedDto {
  /** The sender's number. */
  @IsInt()
  @Min(2)
  @Max(LAST_PEER)
  readonly from: number;

  /** The game's channel. */
  @IsInt()
  @Min(0)
  @Max(255)
  readonly channel: number;

  /** 0 unreliable, 1 unreliable but ordered, 2 reliable; plus 3 for a piece of a packet. */
  @IsInt()
  @Min(RelayMode.Unreliable)
  @Max(RelayMode.ReliablePiece)
  readonly mode: RelayMode;

  /** The packet's contents. */
  @IsBytes()
  readonly payload: Uint8Array;

  constructor(from: number, { channel, mode, payload }: RelayPacketDto) {
    this.from = from;
    this.channel = channel;
    this.mode = mode;
    this.payload = payload;
  }
}

/** You are now one of the peers and may send packets. */
@ServerMessage(RelayType.Opened)
export class RelayOpenedDto {
  /** Your own number, that of your seat in the room. */
  @IsInt()
  @Min(2)
  @Max(LAST_PEER)
  readonly peer!: number;

  /** The number of the room's host, which may not be a peer yet. */
  @IsInt()
  @Min(2)
  @Max(LAST_PEER)
  readonly host!: number;

  /** Who is peer 1. */
  @IsEnum(RelayAuthority)
  readonly authority!: RelayAuthority;

  /** The others' numbers: only the host's until it has introduced you to the others. */
  @IsArray()
  @IsInt({ each: true })
  @Min(2, { each: true })
  @Max(LAST_PEER, { each: true })
  readonly peers!: number[];

  /** The largest packet that is relayed, in bytes; larger ones are split into pieces. */
  @IsInt()
  @Min(1)
  @Max(0xffff_ffff)
  readonly maxPacketBytes!: number;

  /** Maximum packets per second, in the long run and as a burst; pieces count as packets. */
  @IsInt()
  @Min(1)
  @Max(0xffff_ffff)
  readonly packetsPerSecond!: number;

  /** Maximum messages of any kind per second, in the long run and as a burst. */
  @IsInt()
  @Min(1)
  @Max(0xffff_ffff)
  readonly messagesPerSecond!: number;

  /** Number of changes of peers and host so far. */
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  @Wire('varuint')
  readonly roster!: number;

  constructor(fields: RelayOpenedDto) {
    Object.assign(this, fields);
  }
}

/**
 * Makes you, a member of a room that relays, one of its peers; may be sent right after the join request. A host that
 * sends nothing, not even a Ping, for as long as the room waits for its host counts as gone.
 */
@ClientMessage(RelayType.Open, { reply: RelayOpenedDto })
export class RelayOpenDto {}

/**
 * For the host: it has sent a newly joined peer everything it must know first, such as which nodes exist, so the others
 * may now meet it. Before that, their packets would be about nodes it does not have.
 */
@ClientMessage(RelayType.Introduce)
export class RelayIntroduceDto {
  /** Its number. */
  @IsInt()
  @Min(2)
  @Max(LAST_PEER)
  readonly peer!: number;
}

/** Another peer has joined. The host is told first, and introduces it to the others. */
@ServerMessage(RelayType.PeerJoined)
export class RelayPeerJoinedDto {
  /** Its number. */
  @IsInt()
  @Min(2)
  @Max(LAST_PEER)
  readonly peer: number;

  /** Number of changes of peers and host so far. */
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  @Wire('varuint')
  readonly roster: number;

  constructor(peer: number, roster: number) {
    this.peer = peer;
    this.roster = roster;
  }
}

/** A peer is gone for good, possibly one that you have not met. */
@ServerMessage(RelayType.PeerLeft)
export class RelayPeerLeftDto {
  /** Its number. */
  @IsInt()
  @Min(2)
  @Max(LAST_PEER)
  readonly peer: number;

  /** Number of changes of peers and host so far. */
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  @Wire('varuint')
  readonly roster: number;

  constructor(peer: number, roster: number) {
    this.peer = peer;
    this.roster = roster;
  }
}

/** Another peer is now the room's host; if the old one left, you were told before. */
@ServerMessage(RelayType.HostChanged)
export class RelayHostChangedDto {
  /** The new host's number. */
  @IsInt()
  @Min(2)
  @Max(LAST_PEER)
  readonly host: number;

  /** Number of changes of peers and host so far. */
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  @Wire('varuint')
  readonly roster: number;

  constructor(host: number, roster: number) {
    this.host = host;
    this.roster = roster;
  }
}

/** Creates a room that only relays, and joins it as its host. */
@ClientMessage(RelayType.Create, { reply: RoomJoinedDto })
export class RelayCreateDto {
  /** Who is peer 1; by default the host. */
  @IsOptional()
  @IsEnum(RelayAuthority)
  readonly authority?: RelayAuthority;

  /**
   * What happens when the host leaves. By default the game ends if the host is peer 1; otherwise another peer becomes
   * the host.
   */
  @IsOptional()
  @IsEnum(RelayHostLeft)
  readonly onHostLeft?: RelayHostLeft;

  /** How long the host may be silent or disconnected before it counts as gone, in milliseconds. */
  @IsOptional()
  @IsInt()
  @Min(HOST_HOLD_MS.least)
  @Max(HOST_HOLD_MS.most)
  readonly hostHoldMs?: number;

  /** Maximum players, 1 to 64. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(64)
  readonly maxPlayers?: number;

  /** Required to join, 1 to 64 characters. */
  @IsOptional()
  @IsString()
  @Length(1, 64)
  @IsTyped('NFC')
  @Secret()
  readonly password?: string;

  /** True for a room that can only be joined by its code. */
  @IsOptional()
  @IsBoolean()
  readonly isPrivate?: boolean;

  /** Your name as the others see it, 1 to 24 characters. */
  @IsOptional()
  @IsDisplayName(24)
  readonly name?: string;
}

/** Kicks a peer out of the room; for the host. */
@ClientMessage(RelayType.Kick)
export class RelayKickDto {
  /** Its number. */
  @IsInt()
  @Min(2)
  @Max(LAST_PEER)
  readonly peer!: number;
}

/** Locks the room to new players, or unlocks it; for the host. */
@ClientMessage(RelayType.Lock)
export class RelayLockDto {
  /** True to lock, false to unlock. */
  @IsBoolean()
  readonly isLocked!: boolean;
}
