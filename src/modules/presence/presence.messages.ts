import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsEnum,
  IsOptional,
  IsString,
  Matches,
  ValidateNested,
} from 'class-validator';
import { IsMapOf } from '../../protocol/contract/map.decorator.js';
import { ClientMessage, ServerMessage } from '../../protocol/message.decorators.js';

/** Presence's message types, 280-299. */
export enum PresenceType {
  Appear = 280,
  SetActivity = 281,
  ShowRoom = 282,
  Follow = 283,
  Followed = 284,
  Unfollow = 285,
  Changed = 290,
}

/** The status a player chooses. */
export enum PresenceChoice {
  Online = 'online',
  Away = 'away',
  Busy = 'busy',
  /** Others see the player as offline. */
  Invisible = 'invisible',
}

/** The status others see. */
export enum PresenceStatus {
  Online = 'online',
  Away = 'away',
  Busy = 'busy',
  /** The player is disconnected and expected back. */
  Reconnecting = 'reconnecting',
  Offline = 'offline',
}

/** Maximum players per message; that many whole presences fit into one of Godot's buffers. */
export const MAX_NAMED = 32;

/** Maximum number of details of an activity. */
export const MAX_DETAILS = 8;
const MAX_KEY_LENGTH = 32;

/** Text without control characters, which take six bytes each in JSON, and without unpaired surrogates. */
const TEXT = /^[^\p{Cc}\p{Cs}]{0,100}$/u;
const PLAYER = /^[^\p{Cc}\p{Cs}]{1,128}$/u;

/** Decorates the details of an activity. */
function IsDetails(): PropertyDecorator {
  return IsMapOf([Matches(TEXT)], { maxEntries: MAX_DETAILS, maxKeyLength: MAX_KEY_LENGTH });
}

/** A player's presence, as others see it. */
export class PresenceDto {
  /** The player id. */
  @IsString()
  readonly playerId!: string;

  /** The player's status. */
  @IsEnum(PresenceStatus)
  readonly status!: PresenceStatus;

  /** What the player is doing, as a sentence to show; empty if not set. */
  @IsString()
  readonly text!: string;

  /** What the player is doing, for the game to read, such as "mode": "ctf". */
  @IsDetails()
  readonly details!: Record<string, string>;

  /** The type of the player's room; empty when in none, or when the player hides it. */
  @IsString()
  readonly roomType!: string;

  /** The id of that room, or empty. */
  @IsString()
  readonly roomId!: string;

  /** The player's name, up to 32 characters; empty when erased. Absent when the server does not know it. */
  @IsOptional()
  @IsString()
  readonly displayName?: string;
}

/** Sets how you appear to others. Lasts until your last session ends; the default is online. */
@ClientMessage(PresenceType.Appear)
export class PresenceAppearDto {
  /** Your status. */
  @IsEnum(PresenceChoice)
  readonly status!: PresenceChoice;
}

/** Sets your activity. Text and details together may have 512 bytes. Lasts until your last session ends. */
@ClientMessage(PresenceType.SetActivity)
export class PresenceSetActivityDto {
  /** A sentence to show, up to 100 characters without control characters; may be empty. */
  @Matches(TEXT)
  readonly text!: string;

  /** For the game to read, such as "mode": "ctf": up to 8 texts of up to 100 characters, by keys of 1 to 32 letters, digits, "_", "-", "." and ":". */
  @IsDetails()
  readonly details!: Record<string, string>;
}

/** Sets whether others see which room you are in; by default they do. Lasts until your last session ends. */
@ClientMessage(PresenceType.ShowRoom)
export class PresenceShowRoomDto {
  /** False hides it. */
  @IsBoolean()
  readonly isShown!: boolean;
}

/** You now follow these players, and will be sent every change. */
@ServerMessage(PresenceType.Followed)
export class PresenceFollowedDto {
  /** Their current presences. */
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => PresenceDto)
  readonly presences!: PresenceDto[];

  /** Those of the players who do not let you follow them. */
  @IsArray()
  @IsString({ each: true })
  readonly refused!: string[];
}

/** Follows players, at most 200 per session. Following one again returns their current presence. */
@ClientMessage(PresenceType.Follow, { reply: PresenceFollowedDto })
export class PresenceFollowDto {
  /** 1 to 32 player ids. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_NAMED)
  @Matches(PLAYER, { each: true })
  readonly playerIds!: string[];
}

/** Stops following these players. */
@ClientMessage(PresenceType.Unfollow)
export class PresenceUnfollowDto {
  /** 1 to 32 player ids; those you do not follow are ignored. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_NAMED)
  @Matches(PLAYER, { each: true })
  readonly playerIds!: string[];
}

/** Something about a player you follow has changed; absent fields are unchanged. */
@ServerMessage(PresenceType.Changed)
export class PresenceChangedDto {
  /** The player id. */
  @IsString()
  readonly playerId!: string;

  /** The player's status. */
  @IsOptional()
  @IsEnum(PresenceStatus)
  readonly status?: PresenceStatus;

  /** What the player is doing, as a sentence to show. */
  @IsOptional()
  @IsString()
  readonly text?: string;

  /** What the player is doing, for the game to read: the complete details, replacing the old ones. */
  @IsOptional()
  @IsDetails()
  readonly details?: Record<string, string>;

  /** The type of the player's room; empty when in none, or when the player hides it. */
  @IsOptional()
  @IsString()
  readonly roomType?: string;

  /** The id of that room, or empty. */
  @IsOptional()
  @IsString()
  readonly roomId?: string;

  /** The player's name; empty when erased. */
  @IsOptional()
  @IsString()
  readonly displayName?: string;

  constructor(fields: PresenceChangedDto) {
    Object.assign(this, fields);
  }
}
