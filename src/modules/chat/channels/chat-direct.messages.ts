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
import { ClientMessage, ServerMessage } from '../../../protocol/message.decorators.js';
import { PLAYER } from '../chat-address.js';
import { ChatLineDto, ChatType } from '../chat.messages.js';

/** Blocks a player, or ends that: you see nothing of what he says, and he cannot write to you. He is not told. */
@ClientMessage(ChatType.Block)
export class ChatBlockDto {
  /** Whom. */
  @Matches(PLAYER)
  readonly playerId!: string;

  /** False ends it. */
  @IsBoolean()
  readonly isBlocked!: boolean;
}

/** Whom you have blocked. */
@ServerMessage(ChatType.BlockedListed)
export class ChatBlockedListedDto {
  /** Their player ids. */
  @IsArray()
  @IsString({ each: true })
  readonly playerIds!: string[];

  /** How they are called, in the same order; empty texts for those whose name the server does not know. */
  @IsOptional()
  @IsArray()
  @IsString({ each: true })
  readonly displayNames?: string[];
}

/** Asks whom you have blocked. */
@ClientMessage(ChatType.ListBlocked, { reply: ChatBlockedListedDto })
export class ChatListBlockedDto {}

/** A conversation with another player. */
export class ChatConversationDto {
  /** With whom. */
  @IsString()
  readonly playerId!: string;

  /** The last thing that was said, by either. Absent when it does not exist any more. */
  @IsOptional()
  @ValidateNested()
  @Type(() => ChatLineDto)
  readonly lastLine?: ChatLineDto;

  /** How the player is called, up to 32 characters. Absent when the server knows no name. */
  @IsOptional()
  @IsString()
  readonly displayName?: string;
}

/** Your conversations. */
@ServerMessage(ChatType.ConversationsListed)
export class ChatConversationsListedDto {
  /** The latest first; those with players whom you have blocked are left out. */
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => ChatConversationDto)
  readonly conversations!: ChatConversationDto[];

  /** For `cursor` of the next request; absent on the last page. */
  @IsOptional()
  @IsString()
  readonly cursor?: string;
}

/** Asks for your conversations with other players, the latest first: how a player sees who wrote while he was away. */
@ClientMessage(ChatType.Conversations, { reply: ChatConversationsListedDto })
export class ChatConversationsDto {
  /** The cursor of the page before; absent: from the latest. */
  @IsOptional()
  @IsString()
  @Length(1, 160)
  readonly cursor?: string;

  /** The most to send; absent: 20. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(50)
  readonly limit?: number;
}
