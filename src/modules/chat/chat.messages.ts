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

/** Chat's block of types, 200-249. */
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

/** The most members that one message names. */
export const MAX_MEMBERS_LISTED = 100;

/** The longest text of a line, in characters. */
export const MAX_TEXT = 500;

/** Somebody in a channel. */
export class ChatMemberDto {
  /** The member's session id. */
  @IsString()
  readonly id!: string;

  /** The name the member chose; two members may have the same. */
  @IsString()
  readonly name!: string;

  /** Who that is; absent when the member has not signed in. */
  @IsOptional()
  @IsString()
  readonly playerId?: string;
}

/** One line of a channel. */
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

  /** Plain text, as it was said or as the server's word filter left it; empty once it was deleted. */
  @IsString()
  readonly text!: string;

  /** When the server took it, milliseconds since 1970. */
  @IsNumber()
  readonly sentAtMs!: number;

  /** When the text was last changed, milliseconds since 1970; absent when it never was. */
  @IsOptional()
  @IsNumber()
  readonly editedAtMs?: number;

  /** True: it was deleted, and only its place is left. Otherwise absent. */
  @IsOptional()
  @IsBoolean()
  readonly isDeleted?: boolean;
}

/** You are in the channel now. */
@ServerMessage(ChatType.Joined)
export class ChatJoinedDto {
  @IsString()
  readonly channel!: string;

  /** You, as the others see you. */
  @ValidateNested()
  @Type(() => ChatMemberDto)
  readonly member!: ChatMemberDto;

  /** Who is in the channel, in the order they came; the first 100 at most: ChatMembers tells the others. */
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => ChatMemberDto)
  readonly members!: ChatMemberDto[];

  /** How many are in the channel, you included. */
  @IsInt()
  readonly memberCount!: number;

  /** The latest lines, oldest first; 100 at most, and fewer for a client whose buffer takes no more. */
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => ChatLineDto)
  readonly history!: ChatLineDto[];
}

/**
 * Enters a named channel, which exists as long as somebody is in it. Entering again changes your name. The channels of your
 * room and your party are entered with the room or party itself.
 */
@ClientMessage(ChatType.Join, { reply: ChatJoinedDto })
export class ChatJoinDto {
  /** 1 to 32 lower-case letters, digits, "-" and "_". */
  @Matches(CHANNEL)
  readonly channel!: string;

  /** How you want to be called, 1 to 24 characters. */
  @IsDisplayName(24)
  readonly name!: string;
}

/** Leaves a named channel. */
@ClientMessage(ChatType.Leave)
export class ChatLeaveDto {
  @Matches(CHANNEL)
  readonly channel!: string;
}

/** Your line was taken. */
@ServerMessage(ChatType.Said)
export class ChatSaidDto {
  /** The line's number in its channel. */
  @IsInt()
  readonly id!: number;
}

/** Says something to everybody in a channel, yourself included. */
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

/** Somebody in one of your channels, or in a conversation with you, said something. */
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

  /** For `before` of the next request; absent when there is nothing older. */
  @IsOptional()
  @IsInt()
  readonly before?: number;
}

/** Asks for a channel's latest lines, or for older ones. */
@ClientMessage(ChatType.History, { reply: ChatHistoryReadDto })
export class ChatHistoryDto {
  /** A name; "room:<id>" or "party:<id>" of your own; or "direct:<player id>". */
  @Matches(ADDRESS)
  readonly channel!: string;

  /** Only lines with a smaller number, as the page before says; absent: the latest. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(Number.MAX_SAFE_INTEGER)
  readonly before?: number;

  /** The most lines to send; absent: 100. Fewer come where they are long. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(100)
  readonly limit?: number;
}

/** Who is in a channel, or some of them. */
@ServerMessage(ChatType.MembersListed)
export class ChatMembersListedDto {
  @IsString()
  readonly channel!: string;

  /** In the order they came; 100 at most. */
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => ChatMemberDto)
  readonly members!: ChatMemberDto[];

  /** How many there are in all. */
  @IsInt()
  readonly memberCount!: number;

  /** For `after` of the next request; absent when these were the last. */
  @IsOptional()
  @IsInt()
  readonly after?: number;
}

/** Asks who is in a channel. */
@ClientMessage(ChatType.Members, { reply: ChatMembersListedDto })
export class ChatMembersDto {
  /** A name; "room:<id>" or "party:<id>" of your own; or "direct:<player id>". */
  @Matches(ADDRESS)
  readonly channel!: string;

  /** Only those who came later, as the page before says; absent: from the first. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  readonly after?: number;

  /** The most members to name; absent: 100. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MAX_MEMBERS_LISTED)
  readonly limit?: number;
}

/** Somebody entered one of your channels, or came back under a new name. */
@ServerMessage(ChatType.MemberJoined)
export class ChatMemberJoinedDto {
  @IsString()
  readonly channel!: string;

  @ValidateNested()
  @Type(() => ChatMemberDto)
  readonly member!: ChatMemberDto;

  /** How many are in the channel now. */
  @IsInt()
  readonly memberCount!: number;

  constructor(fields: ChatMemberJoinedDto) {
    Object.assign(this, fields);
  }
}

/** Somebody left one of your channels, or lost the connection. */
@ServerMessage(ChatType.MemberLeft)
export class ChatMemberLeftDto {
  @IsString()
  readonly channel!: string;

  @ValidateNested()
  @Type(() => ChatMemberDto)
  readonly member!: ChatMemberDto;

  /** How many are in the channel now. */
  @IsInt()
  readonly memberCount!: number;

  constructor(fields: ChatMemberLeftDto) {
    Object.assign(this, fields);
  }
}
