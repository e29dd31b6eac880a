import { Type } from 'class-transformer';
import {
  IsArray,
  IsBoolean,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsJsonObject } from '../../../protocol/contract/wire.decorator.js';
import { IsTyped } from '../../../protocol/check/normal-form.js';
import { IsDisplayName } from '../../../protocol/display-name.js';
import { ClientMessage, ServerMessage } from '../../../protocol/message.decorators.js';
import type { RoomMetadata } from './room-settings.js';
import { Secret } from '../../../protocol/secret.decorator.js';

/** The rooms' block of types, 50-69. */
export enum RoomMessageType {
  Join = 50,
  Joined = 51,
  Leave = 52,
  Left = 53,
  MemberJoined = 54,
  MemberLeft = 55,
  MemberAway = 56,
  MemberBack = 57,
  Changed = 58,
  HostChanged = 59,
}

/** Somebody in a room. */
export class RoomMemberDto {
  /** The member's session id. */
  @IsString()
  readonly id!: string;

  /** A small number that is the member's alone while it is in the room, from 2 on. */
  @IsInt()
  @Min(2)
  @Max(65_535)
  readonly number!: number;

  /** The name the member chose; two members may have the same, and it may be empty. */
  @IsString()
  readonly name!: string;

  /** The player's id; absent for an anonymous session. */
  @IsOptional()
  @IsString()
  readonly playerId?: string;

  /** False while the member's connection is lost and its seat is held. */
  @IsBoolean()
  readonly isConnected!: boolean;
}

/** You are in the room now: the answer to whatever brought you in, or news where the server has put you in, back in after a crash for instance. */
@ServerMessage(RoomMessageType.Joined)
export class RoomJoinedDto {
  /** The room's id. */
  @IsString()
  readonly roomId!: string;

  /** The room's type, e.g. "arena". */
  @IsString()
  readonly roomType!: string;

  /** The code that opens the room to others, six characters. */
  @IsString()
  readonly code!: string;

  /** Your own member, as the others see you. */
  @ValidateNested()
  @Type(() => RoomMemberDto)
  readonly member!: RoomMemberDto;

  /** Everybody in the room, you included, in the order they came. */
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => RoomMemberDto)
  readonly members!: RoomMemberDto[];

  /** The host's session id; empty while there is none. */
  @IsString()
  readonly hostId!: string;

  /** How many players it takes. */
  @IsInt()
  @Min(1)
  @Max(65_533)
  readonly maxPlayers!: number;

  /** Whether it takes nobody any more. */
  @IsBoolean()
  readonly isLocked!: boolean;

  /** What the room says of itself, e.g. {"map": "canyon"}. */
  @IsJsonObject()
  readonly metadata!: RoomMetadata;

  /** Ticks per second; 0 for a room that only answers messages. */
  @IsInt()
  @Min(0)
  @Max(1000)
  readonly tickHz!: number;

  /** How many times per second the state is sent at most. */
  @IsInt()
  @Min(0)
  @Max(1000)
  readonly patchHz!: number;

  constructor(fields: RoomJoinedDto) {
    Object.assign(this, fields);
  }
}

/** Joins a room by its id or its code. */
@ClientMessage(RoomMessageType.Join, { reply: RoomJoinedDto })
export class RoomJoinDto {
  /** The room's id. Either this or `code`. */
  @IsOptional()
  @IsString()
  @Length(1, 64)
  readonly roomId?: string;

  /** The room's code; capital letters or small ones. */
  @IsOptional()
  @Matches(/^[0-9A-Za-z]{6}$/)
  @IsTyped('NFKC')
  readonly code?: string;

  /** The password of a room that has one. */
  @IsOptional()
  @IsString()
  @Length(1, 64)
  @IsTyped('NFC')
  @Secret()
  readonly password?: string;

  /** A seat that was reserved for you. */
  @IsOptional()
  @IsString()
  @Length(1, 64)
  readonly seat?: string;

  /** How the others see you, 1 to 24 characters. */
  @IsOptional()
  @IsDisplayName(24)
  readonly name?: string;

  /** What the room's type wants to know of you: an object, checked by its rules. */
  @IsOptional()
  @IsJsonObject()
  readonly options?: object;
}

/** Leaves the room. */
@ClientMessage(RoomMessageType.Leave)
export class RoomLeaveDto {}

/** You are not in the room any more, and did not ask for it. */
@ServerMessage(RoomMessageType.Left)
export class RoomLeftDto {
  /** The room's id. */
  @IsString()
  readonly roomId: string;

  /** Why, an error code, e.g. "room.kicked". */
  @IsString()
  readonly code: string;

  /** The code in words. */
  @IsString()
  readonly text: string;

  constructor(roomId: string, code: string, text: string) {
    this.roomId = roomId;
    this.code = code;
    this.text = text;
  }
}

/** Somebody came. */
@ServerMessage(RoomMessageType.MemberJoined)
export class RoomMemberJoinedDto {
  @ValidateNested()
  @Type(() => RoomMemberDto)
  readonly member: RoomMemberDto;

  constructor(member: RoomMemberDto) {
    this.member = member;
  }
}

/** Somebody left, or did not come back in time. */
@ServerMessage(RoomMessageType.MemberLeft)
export class RoomMemberLeftDto {
  /** The member's session id. */
  @IsString()
  readonly id: string;

  constructor(id: string) {
    this.id = id;
  }
}

/** Somebody's connection is lost; the seat is held for a while. */
@ServerMessage(RoomMessageType.MemberAway)
export class RoomMemberAwayDto {
  /** The member's session id. */
  @IsString()
  readonly id: string;

  constructor(id: string) {
    this.id = id;
  }
}

/** Somebody whose connection was lost is back. */
@ServerMessage(RoomMessageType.MemberBack)
export class RoomMemberBackDto {
  /** The member's session id. */
  @IsString()
  readonly id: string;

  constructor(id: string) {
    this.id = id;
  }
}

/** The room says something else of itself now. */
@ServerMessage(RoomMessageType.Changed)
export class RoomChangedDto {
  /** Whether it takes nobody any more. */
  @IsBoolean()
  readonly isLocked: boolean;

  /** All the room says of itself. */
  @IsJsonObject()
  readonly metadata: RoomMetadata;

  constructor(isLocked: boolean, metadata: RoomMetadata) {
    this.isLocked = isLocked;
    this.metadata = metadata;
  }
}

/** Another member is the host now. */
@ServerMessage(RoomMessageType.HostChanged)
export class RoomHostChangedDto {
  /** The host's session id; empty when there is none. */
  @IsString()
  readonly hostId: string;

  constructor(hostId: string) {
    this.hostId = hostId;
  }
}
