import { IsInt, IsNumber, IsString, Length, Matches, Max, Min } from 'class-validator';
import { ClientMessage, ServerMessage } from '../../../protocol/message.decorators.js';
import { ADDRESS, PLAYER } from '../chat-address.js';
import { ChatType } from '../chat.messages.js';

/** The longest that somebody can be muted at once: 30 days. */
const MAX_MUTE_SECONDS = 2_592_000;

/** Takes somebody's voice in a channel for a time. For its moderators: the room's host, the party's leader. */
@ClientMessage(ChatType.Mute)
export class ChatMuteDto {
  /** As in ChatSay; not a conversation. */
  @Matches(ADDRESS)
  readonly channel!: string;

  /** The id of a member who is in the channel, or a player's id. A player stays muted however often he comes back. */
  @Matches(PLAYER)
  readonly target!: string;

  /** For how long; 0 gives the voice back. */
  @IsInt()
  @Min(0)
  @Max(MAX_MUTE_SECONDS)
  readonly seconds!: number;
}

/** Somebody in one of your channels was muted, or may speak again. */
@ServerMessage(ChatType.Muted)
export class ChatMutedDto {
  @IsString()
  readonly channel!: string;

  /** The player's id; the member's id when it is nobody who has signed in. */
  @IsString()
  readonly target!: string;

  /** Until when, milliseconds since 1970; 0: may speak again. */
  @IsNumber()
  readonly untilMs!: number;

  constructor(fields: ChatMutedDto) {
    Object.assign(this, fields);
  }
}

/** Lets everybody in a channel but its moderators speak only every so often. For its moderators. */
@ClientMessage(ChatType.SlowMode)
export class ChatSlowModeDto {
  /** As in ChatSay; not a conversation. */
  @Matches(ADDRESS)
  readonly channel!: string;

  /** The time between two lines of one member; 0 ends it. It ends with the channel, too. */
  @IsInt()
  @Min(0)
  @Max(3_600)
  readonly seconds!: number;
}

/** How often one may speak in one of your channels has changed. */
@ServerMessage(ChatType.SlowModeSet)
export class ChatSlowModeSetDto {
  @IsString()
  readonly channel!: string;

  /** The time between two lines of one member; 0: no limit. */
  @IsInt()
  readonly seconds!: number;

  constructor(fields: ChatSlowModeSetDto) {
    Object.assign(this, fields);
  }
}

/** Brings a line to the attention of those who run the game; it is kept as it reads now, with what was said around it. */
@ClientMessage(ChatType.Report)
export class ChatReportDto {
  /** As in ChatSay. */
  @Matches(ADDRESS)
  readonly channel!: string;

  /** The line's number. */
  @IsInt()
  @Min(1)
  @Max(Number.MAX_SAFE_INTEGER)
  readonly id!: number;

  /** What is wrong with it, 1 to 200 characters. */
  @IsString()
  @Length(1, 200)
  readonly reason!: string;
}
