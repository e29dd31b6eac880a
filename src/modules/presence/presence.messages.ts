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

/** Presence's block of types, 280-299. */
export enum PresenceType {
  Appear = 280,
  SetActivity = 281,
  ShowRoom = 282,
  Follow = 283,
  Followed = 284,
  Unfollow = 285,
  Changed = 290,
}

/** What a player chooses to be. */
export enum PresenceChoice {
  Online = 'online',
  Away = 'away',
  Busy = 'busy',
  /** Others see the player as offline. */
  Invisible = 'invisible',
}

/** What others see a player as. */
export enum PresenceStatus {
  Online = 'online',
  Away = 'away',
  Busy = 'busy',
  /** The connection is lost, and the player is expected back. */
  Reconnecting = 'reconnecting',
  Offline = 'offline',
}

/** How many players one message may name; so many whole presences fit into one of Godot's buffers. */
export const MAX_NAMED = 32;

/** How many details an activity may have. */
export const MAX_DETAILS = 8;
const MAX_KEY_LENGTH = 32;

/** Text without control characters, which JSON would make six times as long, and without halves of surrogate pairs. */
const TEXT = /^[^\p{Cc}\p{Cs}]{0,100}$/u;
const PLAYER = /^[^\p{Cc}\p{Cs}]{1,128}$/u;

/** What a player does, in more detail. */
function IsDetails(): PropertyDecorator {
  return IsMapOf([Matches(TEXT)], { maxEntries: MAX_DETAILS, maxKeyLength: MAX_KEY_LENGTH });
}

/** How a player is doing, as others see it. */
export class PresenceDto {
  /** The player. */
  @IsString()
  readonly playerId!: string;

  /** Whether the player is here. */
  @IsEnum(PresenceStatus)
  readonly status!: PresenceStatus;

  /** What the player does, in a sentence to show; empty when nothing was said. */
  @IsString()
  readonly text!: string;

  /** What the player does, for the game to read, such as "mode": "ctf". */
  @IsDetails()
  readonly details!: Record<string, string>;

  /** The type of the room the player is in; empty when in none, or when the player does not show it. */
  @IsString()
  readonly roomType!: string;

  /** The id of that room, or empty. */
  @IsString()
  readonly roomId!: string;

  /** How the player is called, up to 32 characters; empty when erased. Absent when the server knows no name. */
  @IsOptional()
  @IsString()
  readonly displayName?: string;
}

/** Says how you want to appear to others. Holds until your last session ends; you begin as online. */
@ClientMessage(PresenceType.Appear)
export class PresenceAppearDto {
  /** What you choose to be. */
  @IsEnum(PresenceChoice)
  readonly status!: PresenceChoice;
}

/** Says what you do. Both together may have 512 bytes. Holds until your last session ends. */
@ClientMessage(PresenceType.SetActivity)
export class PresenceSetActivityDto {
  /** A sentence to show, up to 100 characters without control characters; may be empty. */
  @Matches(TEXT)
  readonly text!: string;

  /** For the game to read, such as "mode": "ctf": up to 8 texts of up to 100 characters, by keys of 1 to 32 letters, digits, "_", "-", "." and ":". */
  @IsDetails()
  readonly details!: Record<string, string>;
}

/** Says whether others see which room you are in; they do at first. Holds until your last session ends. */
@ClientMessage(PresenceType.ShowRoom)
export class PresenceShowRoomDto {
  /** False: nobody sees it. */
  @IsBoolean()
  readonly isShown!: boolean;
}

/** You follow these players now, and hear of every change. */
@ServerMessage(PresenceType.Followed)
export class PresenceFollowedDto {
  /** How they are doing. */
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => PresenceDto)
  readonly presences!: PresenceDto[];

  /** The players among them who do not let you follow. */
  @IsArray()
  @IsString({ each: true })
  readonly refused!: string[];
}

/** Follows players, 200 at most per session. Following one again asks how that player is doing. */
@ClientMessage(PresenceType.Follow, { reply: PresenceFollowedDto })
export class PresenceFollowDto {
  /** 1 to 32 players' ids. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_NAMED)
  @Matches(PLAYER, { each: true })
  readonly playerIds!: string[];
}

/** Follows these players no longer. */
@ClientMessage(PresenceType.Unfollow)
export class PresenceUnfollowDto {
  /** 1 to 32 players' ids; those whom you do not follow do not matter. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_NAMED)
  @Matches(PLAYER, { each: true })
  readonly playerIds!: string[];
}

/** Something about a player whom you follow has changed: what is there is new, what is absent is as before. */
@ServerMessage(PresenceType.Changed)
export class PresenceChangedDto {
  /** The player. */
  @IsString()
  readonly playerId!: string;

  /** Whether the player is here. */
  @IsOptional()
  @IsEnum(PresenceStatus)
  readonly status?: PresenceStatus;

  /** What the player does, in a sentence to show. */
  @IsOptional()
  @IsString()
  readonly text?: string;

  /** What the player does, for the game to read: all of it, whatever it was before. */
  @IsOptional()
  @IsDetails()
  readonly details?: Record<string, string>;

  /** The type of the room the player is in; empty when in none, or when the player does not show it. */
  @IsOptional()
  @IsString()
  readonly roomType?: string;

  /** The id of that room, or empty. */
  @IsOptional()
  @IsString()
  readonly roomId?: string;

  /** How the player is called; empty when erased. */
  @IsOptional()
  @IsString()
  readonly displayName?: string;

  constructor(fields: PresenceChangedDto) {
    Object.assign(this, fields);
  }
}
