import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { RoomJoinedDto } from '../../core/rooms/api/rooms.messages.js';
import { IsJsonObject } from '../../protocol/contract/wire.decorator.js';
import { IsTyped } from '../../protocol/check/normal-form.js';
import { IsDisplayName } from '../../protocol/display-name.js';
import { ClientMessage, ServerMessage } from '../../protocol/message.decorators.js';
import { LobbyRoomChangeDto, LobbyRoomDto } from './lobby-room.dto.js';
import { Secret } from '../../protocol/secret.decorator.js';

/** The lobby's message types, 300-329. */
export enum LobbyType {
  Create = 300,
  JoinOrCreate = 301,
  List = 302,
  Listed = 303,
  Subscribe = 304,
  Subscribed = 305,
  MoreRooms = 306,
  Changed = 307,
  Unsubscribe = 308,
}

/** How to create a room. */
class LobbyRoomRequestDto {
  /** The type of room, e.g. "arena". */
  @IsString()
  @Length(1, 64)
  readonly roomType!: string;

  /** Options for a new room, an object validated by its type's rules. */
  @IsOptional()
  @IsJsonObject()
  readonly options?: object;

  /** Options for joining, an object validated by the room type's rules. */
  @IsOptional()
  @IsJsonObject()
  readonly joinOptions?: object;

  /** Your name as the others see it, 1 to 24 characters. */
  @IsOptional()
  @IsDisplayName(24)
  readonly name?: string;

  /** Maximum players, if fewer than the room type allows. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(65_535)
  readonly maxPlayers?: number;

  /** Short values by name: at most 16; names of 1 to 32 letters, digits, "_", "." and "-"; strings of at most 64 characters. */
  @IsOptional()
  @IsJsonObject()
  readonly metadata?: object;
}

/** Creates a room and joins it. */
@ClientMessage(LobbyType.Create, { reply: RoomJoinedDto })
export class LobbyCreateDto extends LobbyRoomRequestDto {
  /** Required to join; without it, anyone can. */
  @IsOptional()
  @IsString()
  @Length(1, 64)
  @IsTyped('NFC')
  @Secret()
  readonly password?: string;

  /** Whether the room can only be joined by its code. */
  @IsOptional()
  @IsBoolean()
  readonly isPrivate?: boolean;

  /** Whether lists leave the room out. */
  @IsOptional()
  @IsBoolean()
  readonly isUnlisted?: boolean;
}

/** Joins the fullest room of a type that has this `metadata` and a free seat, or creates one. */
@ClientMessage(LobbyType.JoinOrCreate, { reply: RoomJoinedDto })
export class LobbyJoinOrCreateDto extends LobbyRoomRequestDto {}

/** Which rooms a list shows. */
class LobbyFilterDto {
  /** Only rooms of these types; absent: of all types. */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(16)
  @IsString({ each: true })
  @Length(1, 64, { each: true })
  readonly roomTypes?: string[];

  /** Only rooms with exactly these values in their metadata; same limits as a room's own metadata. */
  @IsOptional()
  @IsJsonObject()
  readonly metadata?: object;

  /** True for only rooms that are not locked and have a free seat. */
  @IsOptional()
  @IsBoolean()
  readonly hasSeats?: boolean;

  /** Only rooms whose type, host's name or metadata contain this; case-insensitive. */
  @IsOptional()
  @IsString()
  @Length(1, 64)
  @IsTyped('NFKC')
  readonly text?: string;
}

/** A page of the room list. */
@ServerMessage(LobbyType.Listed)
export class LobbyListedDto {
  /** Oldest first. */
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => LobbyRoomDto)
  readonly rooms!: LobbyRoomDto[];

  /** Pass as `cursor` in the next request; absent on the last page. */
  @IsOptional()
  @IsInt()
  @Min(0)
  readonly next?: number;
}

/** Requests a page of the room list. */
@ClientMessage(LobbyType.List, { reply: LobbyListedDto })
export class LobbyListDto extends LobbyFilterDto {
  /** Maximum number of rooms; absent: 50. A page may be shorter even if another follows. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(100)
  readonly limit?: number;

  /** Where to continue: `next` of the previous page. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  readonly cursor?: number;
}

/**
 * The beginning of the room list, the answer to LobbySubscribe. It is sent again, unasked, when the list has to start over,
 * such as after a reconnect; discard the rooms you had.
 */
@ServerMessage(LobbyType.Subscribed)
export class LobbySubscribedDto {
  /** The first rooms, oldest first. */
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => LobbyRoomDto)
  readonly rooms: LobbyRoomDto[];

  /** False when LobbyMoreRooms follows. */
  @IsBoolean()
  readonly isComplete: boolean;

  constructor(rooms: LobbyRoomDto[], isComplete: boolean) {
    this.rooms = rooms;
    this.isComplete = isComplete;
  }
}

/** More of the rooms that existed when you subscribed. You may know one already: this is its current state. */
@ServerMessage(LobbyType.MoreRooms)
export class LobbyMoreRoomsDto {
  /** In order of creation. */
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => LobbyRoomDto)
  readonly rooms: LobbyRoomDto[];

  /** False when more follow. */
  @IsBoolean()
  readonly isComplete: boolean;

  constructor(rooms: LobbyRoomDto[], isComplete: boolean) {
    this.rooms = rooms;
    this.isComplete = isComplete;
  }
}

/** Changes to the list you subscribed to. Ignore a changed or removed room that you do not know: it was not sent yet. */
@ServerMessage(LobbyType.Changed)
export class LobbyChangedDto {
  /** Rooms that now match your filter. */
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => LobbyRoomDto)
  readonly added: LobbyRoomDto[];

  /** Rooms that still match, with only what has changed. */
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => LobbyRoomChangeDto)
  readonly changed: LobbyRoomChangeDto[];

  /** The ids of rooms that no longer match. */
  @IsArray()
  @IsString({ each: true })
  readonly removed: string[];

  constructor(added: LobbyRoomDto[], changed: LobbyRoomChangeDto[], removed: string[]) {
    this.added = added;
    this.changed = changed;
    this.removed = removed;
  }
}

/** Subscribes to the room list: first its current state, then the changes. Subscribing again starts over. */
@ClientMessage(LobbyType.Subscribe, { reply: LobbySubscribedDto })
export class LobbySubscribeDto extends LobbyFilterDto {}

/** Unsubscribes from the room list. */
@ClientMessage(LobbyType.Unsubscribe)
export class LobbyUnsubscribeDto {}
