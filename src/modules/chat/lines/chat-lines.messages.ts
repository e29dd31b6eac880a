import { Type } from 'class-transformer';
import { IsArray, IsInt, IsString, Length, Matches, Max, Min, ValidateNested } from 'class-validator';
import { IsDisplayName } from '../../../protocol/display-name.js';
import { ClientMessage, ServerMessage } from '../../../protocol/message.decorators.js';
import { ADDRESS } from '../chat-address.js';
import { ChatLineDto, ChatMemberDto, ChatType, MAX_TEXT } from '../chat.messages.js';

/** Edits one of your own lines, within some minutes of sending it. Everybody in the channel is told. */
@ClientMessage(ChatType.Edit)
export class ChatEditDto {
  /** As in ChatSay. */
  @Matches(ADDRESS)
  readonly channel!: string;

  /** The line's number. */
  @IsInt()
  @Min(1)
  @Max(Number.MAX_SAFE_INTEGER)
  readonly id!: number;

  /** The new text, 1 to 500 characters. */
  @IsString()
  @Length(1, MAX_TEXT)
  readonly text!: string;
}

/** A line in one of your channels was edited; these are its current contents. */
@ServerMessage(ChatType.Edited)
export class ChatEditedDto extends ChatLineDto {
  constructor(line: ChatLineDto) {
    super();
    Object.assign(this, line);
  }
}

/** Deletes one of your own lines, within some minutes of sending it; a moderator can delete any line at any time. */
@ClientMessage(ChatType.Delete)
export class ChatDeleteDto {
  /** As in ChatSay. */
  @Matches(ADDRESS)
  readonly channel!: string;

  /** The line's number. */
  @IsInt()
  @Min(1)
  @Max(Number.MAX_SAFE_INTEGER)
  readonly id!: number;
}

/** A line in one of your channels was deleted. */
@ServerMessage(ChatType.Deleted)
export class ChatDeletedDto {
  @IsString()
  readonly channel!: string;

  /** The line's number. */
  @IsInt()
  readonly id!: number;

  constructor(fields: ChatDeletedDto) {
    Object.assign(this, fields);
  }
}

/** You are typing. Send it on every keystroke if you like: the others are told at most every two seconds. */
@ClientMessage(ChatType.Typing)
export class ChatTypingDto {
  /** As in ChatSay. */
  @Matches(ADDRESS)
  readonly channel!: string;
}

/** Somebody in one of your channels is typing; show it for three seconds. */
@ServerMessage(ChatType.MemberTyping)
export class ChatMemberTypingDto {
  @IsString()
  readonly channel!: string;

  /** Who is typing. */
  @ValidateNested()
  @Type(() => ChatMemberDto)
  readonly member!: ChatMemberDto;

  constructor(fields: ChatMemberTypingDto) {
    Object.assign(this, fields);
  }
}

/** Sets your name in your room, your party and your conversations. */
@ClientMessage(ChatType.Rename)
export class ChatRenameDto {
  /** 1 to 24 characters. */
  @IsDisplayName(24)
  readonly name!: string;
}

/** You have joined the channel of your room or your party. */
@ServerMessage(ChatType.GroupJoined)
export class ChatGroupJoinedDto {
  /** Its address: "room:<id>" or "party:<id>". */
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

  constructor(fields: ChatGroupJoinedDto) {
    Object.assign(this, fields);
  }
}

/** You have left the room or the party, and with it its channel. */
@ServerMessage(ChatType.GroupLeft)
export class ChatGroupLeftDto {
  @IsString()
  readonly channel!: string;

  constructor(channel: string) {
    this.channel = channel;
  }
}
