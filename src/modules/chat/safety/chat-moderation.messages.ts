import { IsInt, IsNumber, IsString, Length, Matches, Max, Min } from 'class-validator';
import { ClientMessage, ServerMessage } from '../../../protocol/message.decorators.js';
import { ADDRESS, PLAYER } from '../chat-address.js';
import { ChatType } from '../chat.messages.js';

/** The longest possible mute: 30 days. */
const MAX_MUTE_SECONDS = 2_592_000;

/** Mutes somebody in a channel for a time. For its moderators: the room's host, the party's leader. */
@ClientMessage(ChatType.Mute)
export class ChatMuteDto {
  /** As in ChatSay; not a conversation. */
  @Matches(ADDRESS)
  readonly channel!: string;

  /** The id of a member in the channel, or a player id. A player stays muted across reconnects. */
  @Matches(PLAYER)
  readonly target!: string;

  /** For how long; 0 unmutes. */
  @IsInt()
  @Min(0)
  @Max(MAX_MUTE_SECONDS)
  readonly seconds!: number;
}

/** Somebody in one of your channels was muted or unmuted. */
@ServerMessage(ChatType.Muted)
export class ChatMutedDto {
  @IsString()
  readonly channel!: string;

  /** The player id; the member id for somebody who has not signed in. */
  @IsString()
  readonly target!: string;

  /** Until when, milliseconds since 1970; 0: unmuted. */
  @IsNumber()
  readonly untilMs!: number;

  constructor(fields: ChatMutedDto) {
    Object.assign(this, fields);
  }
}

/** Sets slow mode: everybody in a channel except its moderators may only speak every so often. For its moderators. */
@ClientMessage(ChatType.SlowMode)
export class ChatSlowModeDto {
  /** As in ChatSay; not a conversation. */
  @Matches(ADDRESS)
  readonly channel!: string;

  /** Time between two lines of one member; 0 turns it off. It also ends with the channel. */
  @IsInt()
  @Min(0)
  @Max(3_600)
  readonly seconds!: number;
}

/** Slow mode in one of your channels has changed. */
@ServerMessage(ChatType.SlowModeSet)
export class ChatSlowModeSetDto {
  @IsString()
  readonly channel!: string;

  /** Time between two lines of one member; 0: no limit. */
  @IsInt()
  readonly seconds!: number;

  constructor(fields: ChatSlowModeSetDto) {
    Object.assign(this, fields);
  }
}

/** Reports a line to the people who run the game; it is stored as it reads now, with the lines around it. */
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
