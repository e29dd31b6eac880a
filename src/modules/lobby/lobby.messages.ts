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

/** The lobby's block of types, 300-329. */
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

/** How a room is made. */
class LobbyRoomRequestDto {
  /** The type of room, e.g. "arena". */
  @IsString()
  @Length(1, 64)
  readonly roomType!: string;

  /** What the room's type wants to know of a new room: an object, checked by its rules. */
  @IsOptional()
  @IsJsonObject()
  readonly options?: object;

  /** What the room's type wants to know of you: an object, checked by its rules. */
  @IsOptional()
  @IsJsonObject()
  readonly joinOptions?: object;

  /** How the others see you, 1 to 24 characters. */
  @IsOptional()
  @IsDisplayName(24)
  readonly name?: string;

  /** Fewer players than the room's type allows. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(65_535)
  readonly maxPlayers?: number;

  /** Short values by name: at most 16, the names of 1 to 32 letters, digits, "_", "." and "-", texts of at most 64 characters. */
  @IsOptional()
  @IsJsonObject()
  readonly metadata?: object;
}

/** Makes a room and joins it. */
@ClientMessage(LobbyType.Create, { reply: RoomJoinedDto })
export class LobbyCreateDto extends LobbyRoomRequestDto {
  /** Without it anybody may come in. */
  @IsOptional()
  @IsString()
  @Length(1, 64)
  @IsTyped('NFC')
  readonly password?: string;

  /** Whether only the room's code opens it. */
  @IsOptional()
  @IsBoolean()
  readonly isPrivate?: boolean;

  /** Whether lists leave it out. */
  @IsOptional()
  @IsBoolean()
  readonly isUnlisted?: boolean;
}

/** Joins the fullest room of a type that says `metadata` of itself and still has a seat, or makes one that does. */
@ClientMessage(LobbyType.JoinOrCreate, { reply: RoomJoinedDto })
export class LobbyJoinOrCreateDto extends LobbyRoomRequestDto {}

/** Which rooms a list shows. */
class LobbyFilterDto {
  /** Rooms of these types; of all when absent. */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(16)
  @IsString({ each: true })
  @Length(1, 64, { each: true })
  readonly roomTypes?: string[];

  /** Rooms that say exactly these values of themselves; bounded like a room's own metadata. */
  @IsOptional()
  @IsJsonObject()
  readonly metadata?: object;

  /** True for only those rooms that are not locked and have a free seat. */
  @IsOptional()
  @IsBoolean()
  readonly hasSeats?: boolean;

  /** Rooms whose type, host's name or metadata contain this; capital letters or small ones. */
  @IsOptional()
  @IsString()
  @Length(1, 64)
  @IsTyped('NFKC')
  readonly text?: string;
}

/** A page of the list of rooms. */
@ServerMessage(LobbyType.Listed)
export class LobbyListedDto {
  /** The oldest first. */
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => LobbyRoomDto)
  readonly rooms!: LobbyRoomDto[];

  /** The `cursor` of the next page; absent on the last one. */
  @IsOptional()
  @IsInt()
  @Min(0)
  readonly next?: number;
}

/** Asks for a page of the list of rooms. */
@ClientMessage(LobbyType.List, { reply: LobbyListedDto })
export class LobbyListDto extends LobbyFilterDto {
  /** At most so many; 50 when absent. A page may be shorter though another follows. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(100)
  readonly limit?: number;

  /** Where to go on: what `next` of the page before said. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  readonly cursor?: number;
}

/**
 * The list that you follow begins: the answer to LobbySubscribe. It comes again, without being asked for, when the list has to
 * begin anew, such as after a lost connection; forget the rooms that you had.
 */
@ServerMessage(LobbyType.Subscribed)
export class LobbySubscribedDto {
  /** The first rooms, the oldest first. */
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

/** More of the rooms that were there when you subscribed. You may know one already: this is how it is now. */
@ServerMessage(LobbyType.MoreRooms)
export class LobbyMoreRoomsDto {
  /** In the order in which they began. */
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

/** What has changed in the list that you follow. A changed or removed room that you do not know was still to come; ignore it. */
@ServerMessage(LobbyType.Changed)
export class LobbyChangedDto {
  /** Rooms that your filter shows now. */
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => LobbyRoomDto)
  readonly added: LobbyRoomDto[];

  /** Rooms that it goes on to show, with only what is different. */
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => LobbyRoomChangeDto)
  readonly changed: LobbyRoomChangeDto[];

  /** The ids of rooms that it shows no more. */
  @IsArray()
  @IsString({ each: true })
  readonly removed: string[];

  constructor(added: LobbyRoomDto[], changed: LobbyRoomChangeDto[], removed: string[]) {
    this.added = added;
    this.changed = changed;
    this.removed = removed;
  }
}

/** Follows the list of rooms: its present state first, then what changes. Asking again follows the list anew. */
@ClientMessage(LobbyType.Subscribe, { reply: LobbySubscribedDto })
export class LobbySubscribeDto extends LobbyFilterDto {}

/** Follows the list no more. */
@ClientMessage(LobbyType.Unsubscribe)
export class LobbyUnsubscribeDto {}
