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

/** Blocks or unblocks a player: you see nothing they say, and they cannot write to you. They are not told. */
@ClientMessage(ChatType.Block)
export class ChatBlockDto {
  /** The player to block or unblock. */
  @Matches(PLAYER)
  readonly playerId!: string;

  /** False unblocks. */
  @IsBoolean()
  readonly isBlocked!: boolean;
}

/** The players you have blocked. */
@ServerMessage(ChatType.BlockedListed)
export class ChatBlockedListedDto {
  /** Their player ids. */
  @IsArray()
  @IsString({ each: true })
  readonly playerIds!: string[];

  /** Their names, in the same order; an empty string where the server does not know the name. */
  @IsOptional()
  @IsArray()
  @IsString({ each: true })
  readonly displayNames?: string[];
}

/** Requests the players you have blocked. */
@ClientMessage(ChatType.ListBlocked, { reply: ChatBlockedListedDto })
export class ChatListBlockedDto {}

/** A conversation with another player. */
export class ChatConversationDto {
  /** The other player. */
  @IsString()
  readonly playerId!: string;

  /** The last line of either player. Absent when it no longer exists. */
  @IsOptional()
  @ValidateNested()
  @Type(() => ChatLineDto)
  readonly lastLine?: ChatLineDto;

  /** The player's name, up to 32 characters. Absent when the server does not know it. */
  @IsOptional()
  @IsString()
  readonly displayName?: string;
}

/** Your conversations. */
@ServerMessage(ChatType.ConversationsListed)
export class ChatConversationsListedDto {
  /** Latest first; without those with players you have blocked. */
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => ChatConversationDto)
  readonly conversations!: ChatConversationDto[];

  /** Pass as `cursor` in the next request; absent on the last page. */
  @IsOptional()
  @IsString()
  readonly cursor?: string;
}

/** Requests your conversations with other players, latest first: shows who wrote while you were away. */
@ClientMessage(ChatType.Conversations, { reply: ChatConversationsListedDto })
export class ChatConversationsDto {
  /** The previous page's cursor; absent: start with the latest. */
  @IsOptional()
  @IsString()
  @Length(1, 160)
  readonly cursor?: string;

  /** Maximum number to send; absent: 20. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(50)
  readonly limit?: number;
}
