import { Type } from 'class-transformer';
import { IsArray, IsInt, IsNumber, IsString, Length, Matches, ValidateNested } from 'class-validator';
import { ClientMessage, ServerMessage } from '../../protocol/message.decorators.js';

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
}

/** A channel's name: 1 to 32 lower-case letters, digits, "-" and "_". */
const CHANNEL = /^[a-z0-9_-]{1,32}$/;

/** Somebody in a channel. */
export class ChatMemberDto {
  /** The member's session id. */
  @IsString()
  readonly id!: string;

  /** The name the member chose; two members may have the same. */
  @IsString()
  readonly name!: string;
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

  /** Plain text, exactly as it was said. */
  @IsString()
  readonly text!: string;

  /** When the server took it, milliseconds since 1970. */
  @IsNumber()
  readonly sentAtMs!: number;
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

  /** Everybody in the channel, you included, in the order they came. */
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => ChatMemberDto)
  readonly members!: ChatMemberDto[];

  /** The latest lines, oldest first; 100 at most. */
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => ChatLineDto)
  readonly history!: ChatLineDto[];
}

/** Enters a channel, which exists as long as somebody is in it. Entering again changes your name. */
@ClientMessage(ChatType.Join, { reply: ChatJoinedDto })
export class ChatJoinDto {
  /** 1 to 32 lower-case letters, digits, "-" and "_". */
  @Matches(CHANNEL)
  readonly channel!: string;

  /** How you want to be called, 1 to 24 characters. */
  @IsString()
  @Length(1, 24)
  readonly name!: string;
}

/** Leaves a channel. */
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
  @Matches(CHANNEL)
  readonly channel!: string;

  /** Plain text, 1 to 500 characters. */
  @IsString()
  @Length(1, 500)
  readonly text!: string;
}

/** Somebody in one of your channels said something. */
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
}

/** Asks for a channel's latest lines. */
@ClientMessage(ChatType.History, { reply: ChatHistoryReadDto })
export class ChatHistoryDto {
  @Matches(CHANNEL)
  readonly channel!: string;
}

/** Who is in a channel. */
@ServerMessage(ChatType.MembersListed)
export class ChatMembersListedDto {
  @IsString()
  readonly channel!: string;

  /** In the order they came. */
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => ChatMemberDto)
  readonly members!: ChatMemberDto[];
}

/** Asks who is in a channel. */
@ClientMessage(ChatType.Members, { reply: ChatMembersListedDto })
export class ChatMembersDto {
  @Matches(CHANNEL)
  readonly channel!: string;
}

/** Somebody entered one of your channels, or came back under a new name. */
@ServerMessage(ChatType.MemberJoined)
export class ChatMemberJoinedDto {
  @IsString()
  readonly channel!: string;

  @ValidateNested()
  @Type(() => ChatMemberDto)
  readonly member!: ChatMemberDto;

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

  constructor(fields: ChatMemberLeftDto) {
    Object.assign(this, fields);
  }
}
