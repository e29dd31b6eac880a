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

/** The relay's block of types, 350-369. */
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

/** Who is peer 1, the one that has authority over every node by default. */
export enum RelayAuthority {
  /** The room's host, a player; when it leaves, the next one becomes peer 1. */
  Host = 'host',
  /** Nobody: peers keep their numbers for ever, and nodes get a player's authority by `set_multiplayer_authority`. */
  Server = 'server',
}

/** What happens when the host leaves, is sent out, or says nothing for too long. */
export enum RelayHostLeft {
  /** The game is over: everybody is sent out with `relay.host_left`. */
  End = 'end',
  /** Another peer becomes the host. */
  Migrate = 'migrate',
}

/**
 * How a packet travels; the numbers are those of Godot's `MultiplayerPeer.TransferMode`. A packet that is larger than the
 * room relays travels in pieces, each a packet of a mode that ends in `Piece`: it begins with three numbers of two bytes,
 * the low byte first, a number that is the same in all pieces of the packet, which piece it is from 0 on, and how many
 * there are. The receiver puts them together, and drops the packet when one is missing.
 */
export enum RelayMode {
  /** May be lost where the receiver is away or slow. */
  Unreliable = 0,
  /** The same; what arrives comes in order. All does, over one connection. */
  UnreliableOrdered = 1,
  /** Arrives, in order. */
  Reliable = 2,
  /** A piece of what is unreliable. */
  UnreliablePiece = 3,
  /** A piece of what is unreliable but comes in order. */
  UnreliableOrderedPiece = 4,
  /** A piece of what arrives. */
  ReliablePiece = 5,
}

/** The largest number of a peer. */
const LAST_PEER = 65_535;
/** The most packets of one message: what a game with hundreds of units calls in a frame. */
const MAX_PACKETS = 1_024;
/** The bounds of how long a host may be away, in milliseconds. */
export const HOST_HOLD_MS = { least: 1_000, most: 600_000 } as const;

/** One packet for others in the room, as Godot's `MultiplayerPeer` takes it. */
export class RelayPacketDto {
  /** For whom: 0 all others, n the peer n alone, -n all others but n; 1 is the host where the host has authority. */
  @IsInt()
  @Min(-LAST_PEER)
  @Max(LAST_PEER)
  @Wire('varint')
  readonly target!: number;

  /** The game's channel, passed on as it is. */
  @IsInt()
  @Min(0)
  @Max(255)
  readonly channel!: number;

  /** 0 unreliable, 1 unreliable but in order, 2 reliable; 3 more for a piece of a packet. */
  @IsInt()
  @Min(RelayMode.Unreliable)
  @Max(RelayMode.ReliablePiece)
  readonly mode!: RelayMode;

  /** The packet; nobody but the receiver reads it. */
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
   * The `roster` of the last message about the peers that the sender has had: who came later, or changed its role, does
   * not get the packets. Without it, who is in gets them.
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

  /** 0 unreliable, 1 unreliable but in order, 2 reliable; 3 more for a piece of a packet. */
  @IsInt()
  @Min(RelayMode.Unreliable)
  @Max(RelayMode.ReliablePiece)
  readonly mode: RelayMode;

  /** The packet. */
  @IsBytes()
  readonly payload: Uint8Array;

  constructor(from: number, { channel, mode, payload }: RelayPacketDto) {
    this.from = from;
    this.channel = channel;
    this.mode = mode;
    this.payload = payload;
  }
}

/** You are one of the peers and may send packets. */
@ServerMessage(RelayType.Opened)
export class RelayOpenedDto {
  /** Your own number, the one of your place in the room. */
  @IsInt()
  @Min(2)
  @Max(LAST_PEER)
  readonly peer!: number;

  /** The number of the room's host, which may be no peer yet. */
  @IsInt()
  @Min(2)
  @Max(LAST_PEER)
  readonly host!: number;

  /** Who is peer 1. */
  @IsEnum(RelayAuthority)
  readonly authority!: RelayAuthority;

  /** The others' numbers: the host's alone while it has not introduced you to the others. */
  @IsArray()
  @IsInt({ each: true })
  @Min(2, { each: true })
  @Max(LAST_PEER, { each: true })
  readonly peers!: number[];

  /** The largest packet that is relayed, in bytes; a larger one travels in pieces. */
  @IsInt()
  @Min(1)
  @Max(0xffff_ffff)
  readonly maxPacketBytes!: number;

  /** How many packets you may send in a second, in the long run and at once; pieces count as packets. */
  @IsInt()
  @Min(1)
  @Max(0xffff_ffff)
  readonly packetsPerSecond!: number;

  /** How many messages of any kind the server takes from you in a second, in the long run and at once. */
  @IsInt()
  @Min(1)
  @Max(0xffff_ffff)
  readonly messagesPerSecond!: number;

  /** Counts the changes of peers and host so far. */
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
 * Makes you, a member of a room that relays, one of its peers; it may be sent right behind the request to join. A host that
 * sends nothing for as long as the room waits for its host, not even a Ping, counts as gone.
 */
@ClientMessage(RelayType.Open, { reply: RelayOpenedDto })
export class RelayOpenDto {}

/**
 * For the host: it has sent a peer that joined all that the peer must know first, such as which nodes there are, so the
 * others may meet it. What they send would be about nodes it does not have yet.
 */
@ClientMessage(RelayType.Introduce)
export class RelayIntroduceDto {
  /** Its number. */
  @IsInt()
  @Min(2)
  @Max(LAST_PEER)
  readonly peer!: number;
}

/** Another peer is there now. The host hears of it first, and introduces it to the others. */
@ServerMessage(RelayType.PeerJoined)
export class RelayPeerJoinedDto {
  /** Its number. */
  @IsInt()
  @Min(2)
  @Max(LAST_PEER)
  readonly peer: number;

  /** Counts the changes of peers and host so far. */
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

/** A peer is gone for good, one perhaps that you have not met. */
@ServerMessage(RelayType.PeerLeft)
export class RelayPeerLeftDto {
  /** Its number. */
  @IsInt()
  @Min(2)
  @Max(LAST_PEER)
  readonly peer: number;

  /** Counts the changes of peers and host so far. */
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

/** Another peer is the room's host now; if it left, that was told before. */
@ServerMessage(RelayType.HostChanged)
export class RelayHostChangedDto {
  /** The number of the new one. */
  @IsInt()
  @Min(2)
  @Max(LAST_PEER)
  readonly host: number;

  /** Counts the changes of peers and host so far. */
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

/** Makes a room that relays and does nothing else, and joins it as its host. */
@ClientMessage(RelayType.Create, { reply: RoomJoinedDto })
export class RelayCreateDto {
  /** Who is peer 1; the host where nothing is said. */
  @IsOptional()
  @IsEnum(RelayAuthority)
  readonly authority?: RelayAuthority;

  /**
   * What happens when the host leaves. Where nothing is said, the game ends when the host is peer 1, and another peer
   * becomes the host when nobody is.
   */
  @IsOptional()
  @IsEnum(RelayHostLeft)
  readonly onHostLeft?: RelayHostLeft;

  /** How long the host may say nothing, or its connection be lost, before it counts as gone, in milliseconds. */
  @IsOptional()
  @IsInt()
  @Min(HOST_HOLD_MS.least)
  @Max(HOST_HOLD_MS.most)
  readonly hostHoldMs?: number;

  /** How many players it takes, 1 to 64. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(64)
  readonly maxPlayers?: number;

  /** What others need to come in, 1 to 64 characters. */
  @IsOptional()
  @IsString()
  @Length(1, 64)
  @IsTyped('NFC')
  readonly password?: string;

  /** True for a room that only its code opens. */
  @IsOptional()
  @IsBoolean()
  readonly isPrivate?: boolean;

  /** How the others see you, 1 to 24 characters. */
  @IsOptional()
  @IsDisplayName(24)
  readonly name?: string;
}

/** Sends a peer out of the room; for the host. */
@ClientMessage(RelayType.Kick)
export class RelayKickDto {
  /** Its number. */
  @IsInt()
  @Min(2)
  @Max(LAST_PEER)
  readonly peer!: number;
}

/** Lets nobody into the room any more, or players again; for the host. */
@ClientMessage(RelayType.Lock)
export class RelayLockDto {
  /** Whether it takes nobody. */
  @IsBoolean()
  readonly isLocked!: boolean;
}
