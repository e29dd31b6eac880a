import { Type } from 'class-transformer';
import { IsArray, IsInt, IsString, Length, Matches, Max, Min, ValidateNested } from 'class-validator';
import { IsDisplayName } from '../../../protocol/display-name.js';
import { ClientMessage, ServerMessage } from '../../../protocol/message.decorators.js';
import { ADDRESS } from '../chat-address.js';
import { ChatLineDto, ChatMemberDto, ChatType, MAX_TEXT } from '../chat.messages.js';

/** Changes a line of your own, for some minutes after it was said. Everybody in the channel is told. */
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

/** A line of one of your channels was changed; this is how it reads now. */
@ServerMessage(ChatType.Edited)
export class ChatEditedDto extends ChatLineDto {
  constructor(line: ChatLineDto) {
    super();
    Object.assign(this, line);
  }
}

/** Deletes a line of your own, for some minutes after it was said; a moderator deletes any line at any time. */
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

/** A line of one of your channels was deleted. */
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

/** You are writing. Send it with every key if you like: the others are told every two seconds at most. */
@ClientMessage(ChatType.Typing)
export class ChatTypingDto {
  /** As in ChatSay. */
  @Matches(ADDRESS)
  readonly channel!: string;
}

/** Somebody in one of your channels is writing; show it for three seconds. */
@ServerMessage(ChatType.MemberTyping)
export class ChatMemberTypingDto {
  @IsString()
  readonly channel!: string;

  /** Who is writing. */
  @ValidateNested()
  @Type(() => ChatMemberDto)
  readonly member!: ChatMemberDto;

  constructor(fields: ChatMemberTypingDto) {
    Object.assign(this, fields);
  }
}

/** Says how you want to be called in your room, your party and your conversations. */
@ClientMessage(ChatType.Rename)
export class ChatRenameDto {
  /** 1 to 24 characters. */
  @IsDisplayName(24)
  readonly name!: string;
}

/** You are in the channel of your room or your party now. */
@ServerMessage(ChatType.GroupJoined)
export class ChatGroupJoinedDto {
  /** Its name from now on: "room:<id>" or "party:<id>". */
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

  constructor(fields: ChatGroupJoinedDto) {
    Object.assign(this, fields);
  }
}

/** You have left the room or the party, and its channel with it. */
@ServerMessage(ChatType.GroupLeft)
export class ChatGroupLeftDto {
  @IsString()
  readonly channel!: string;

  constructor(channel: string) {
    this.channel = channel;
  }
}
