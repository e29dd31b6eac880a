import { Type } from 'class-transformer';
import {
  IsArray,
  IsBoolean,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsDisplayName } from '../../protocol/display-name.js';
import { ClientMessage, ServerMessage } from '../../protocol/message.decorators.js';
import { ADDRESS, CHANNEL } from './chat-address.js';

/** Chat's message types, 200-249. */
export enum ChatType {
  Join = 200,
  Joined = 201,
  Leave = 202,
  Say = 203,
  Said = 204,
  Received = 205,
  History = 206,
  HistoryRead = 207,
  Members = 208,
  MembersListed = 209,
  MemberJoined = 210,
  MemberLeft = 211,
  Rename = 212,
  GroupJoined = 213,
  GroupLeft = 214,
  Edit = 215,
  Edited = 216,
  Delete = 217,
  Deleted = 218,
  Typing = 219,
  MemberTyping = 220,
  Mute = 221,
  Muted = 222,
  SlowMode = 223,
  SlowModeSet = 224,
  Report = 225,
  Block = 226,
  ListBlocked = 227,
  BlockedListed = 228,
  Conversations = 229,
  ConversationsListed = 230,
}

/** Maximum number of members in one message. */
export const MAX_MEMBERS_LISTED = 100;

/** Maximum length of a line, in characters. */
export const MAX_TEXT = 500;

/** A member of a channel. */
export class ChatMemberDto {
  /** The member's session id. */
  @IsString()
  readonly id!: string;

  /** The name the member chose; not unique. */
  @IsString()
  readonly name!: string;

  /** The member's player id; absent without sign-in. */
  @IsOptional()
  @IsString()
  readonly playerId?: string;
}

/** One line in a channel. */
export class ChatLineDto {
  /** Counts up from 1 in each channel. */
  @IsInt()
  readonly id!: number;

  /** The channel it was said in. */
  @IsString()
  readonly channel!: string;

  /** Who said it. */
  @ValidateNested()
  @Type(() => ChatMemberDto)
  readonly from!: ChatMemberDto;

  /** Plain text, as written or as the server's word filter left it; empty once deleted. */
  @IsString()
  readonly text!: string;

  /** When the server accepted it, milliseconds since 1970. */
  @IsNumber()
  readonly sentAtMs!: number;

  /** When the text was last edited, milliseconds since 1970; absent if never. */
  @IsOptional()
  @IsNumber()
  readonly editedAtMs?: number;

  /** True when it was deleted and only its place remains; otherwise absent. */
  @IsOptional()
  @IsBoolean()
  readonly isDeleted?: boolean;
}

/** You have joined the channel. */
@ServerMessage(ChatType.Joined)
export class ChatJoinedDto {
  @IsString()
  readonly channel!: string;

  /** You, as the others see you. */
  @ValidateNested()
  @Type(() => ChatMemberDto)
  readonly member!: ChatMemberDto;

  /** The channel's members in order of arrival, at most the first 100; ChatMembers lists the rest. */
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => ChatMemberDto)
  readonly members!: ChatMemberDto[];

  /** The number of members, including you. */
  @IsInt()
  readonly memberCount!: number;

  /** The latest lines, oldest first; at most 100, and fewer for a client with a small receive buffer. */
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => ChatLineDto)
  readonly history!: ChatLineDto[];
}

/**
 * Joins a named channel, which exists as long as it has members. Joining again changes your name. The channels of your
 * room and your party are joined automatically.
 */
@ClientMessage(ChatType.Join, { reply: ChatJoinedDto })
export class ChatJoinDto {
  /** 1 to 32 lower-case letters, digits, "-" and "_". */
  @Matches(CHANNEL)
  readonly channel!: string;

  /** The name you want, 1 to 24 characters. */
  @IsDisplayName(24)
  readonly name!: string;
}

/** Leaves a named channel. */
@ClientMessage(ChatType.Leave)
export class ChatLeaveDto {
  @Matches(CHANNEL)
  readonly channel!: string;
}

/** Your line was accepted. */
@ServerMessage(ChatType.Said)
export class ChatSaidDto {
  /** The line's number in its channel. */
  @IsInt()
  readonly id!: number;
}

/** Sends a line to everybody in a channel, including yourself. */
@ClientMessage(ChatType.Say, { reply: ChatSaidDto })
export class ChatSayDto {
  /** A name; "room:<id>" or "party:<id>" of your own; or "direct:<player id>". */
  @Matches(ADDRESS)
  readonly channel!: string;

  /** Plain text, 1 to 500 characters. */
  @IsString()
  @Length(1, MAX_TEXT)
  readonly text!: string;
}

/** Somebody said something in one of your channels, or in a conversation with you. */
@ServerMessage(ChatType.Received)
export class ChatReceivedDto extends ChatLineDto {
  constructor(line: ChatLineDto) {
    super();
    Object.assign(this, line);
  }
}

/** A channel's latest lines. */
@ServerMessage(ChatType.HistoryRead)
export class ChatHistoryReadDto {
  @IsString()
  readonly channel!: string;

  /** Oldest first; 100 at most. */
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => ChatLineDto)
  readonly lines!: ChatLineDto[];

  /** Pass as `before` in the next request; absent when there is nothing older. */
  @IsOptional()
  @IsInt()
  readonly before?: number;
}

/** Requests a channel's latest lines, or older ones. */
@ClientMessage(ChatType.History, { reply: ChatHistoryReadDto })
export class ChatHistoryDto {
  /** A name; "room:<id>" or "party:<id>" of your own; or "direct:<player id>". */
  @Matches(ADDRESS)
  readonly channel!: string;

  /** Only lines with a smaller number, from the previous page; absent: the latest. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(Number.MAX_SAFE_INTEGER)
  readonly before?: number;

  /** Maximum number of lines to send; absent: 100. Fewer are sent when they are long. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(100)
  readonly limit?: number;
}

/** A channel's members, or a page of them. */
@ServerMessage(ChatType.MembersListed)
export class ChatMembersListedDto {
  @IsString()
  readonly channel!: string;

  /** In order of arrival; at most 100. */
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => ChatMemberDto)
  readonly members!: ChatMemberDto[];

  /** The total number of members. */
  @IsInt()
  readonly memberCount!: number;

  /** Pass as `after` in the next request; absent on the last page. */
  @IsOptional()
  @IsInt()
  readonly after?: number;
}

/** Requests a channel's members. */
@ClientMessage(ChatType.Members, { reply: ChatMembersListedDto })
export class ChatMembersDto {
  /** A name; "room:<id>" or "party:<id>" of your own; or "direct:<player id>". */
  @Matches(ADDRESS)
  readonly channel!: string;

  /** Only later arrivals, from the previous page; absent: from the first. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  readonly after?: number;

  /** Maximum number of members to send; absent: 100. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MAX_MEMBERS_LISTED)
  readonly limit?: number;
}

/** Somebody joined one of your channels, or joined again under a new name. */
@ServerMessage(ChatType.MemberJoined)
export class ChatMemberJoinedDto {
  @IsString()
  readonly channel!: string;

  @ValidateNested()
  @Type(() => ChatMemberDto)
  readonly member!: ChatMemberDto;

  /** The number of members now. */
  @IsInt()
  readonly memberCount!: number;

  constructor(fields: ChatMemberJoinedDto) {
    Object.assign(this, fields);
  }
}

/** Somebody left one of your channels or disconnected. */
@ServerMessage(ChatType.MemberLeft)
export class ChatMemberLeftDto {
  @IsString()
  readonly channel!: string;

  @ValidateNested()
  @Type(() => ChatMemberDto)
  readonly member!: ChatMemberDto;

  /** The number of members now. */
  @IsInt()
  readonly memberCount!: number;

  constructor(fields: ChatMemberLeftDto) {
    Object.assign(this, fields);
  }
}
