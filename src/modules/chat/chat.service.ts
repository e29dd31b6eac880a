import { Injectable } from '@nestjs/common';
import type { Session } from '../../core/sessions/session.js';
import { GameError } from '../../protocol/game-error.js';
import { OnMessage } from '../../protocol/message.decorators.js';
import { ChatChannels, type Membership } from './channels/chat-channels.js';
import { ChatLimits } from './safety/chat-limits.js';
import { ChatLines } from './lines/chat-lines.js';
import { ChatNames } from './safety/chat-names.js';
import { pageBytes } from './channels/chat-pages.js';
import { ChatError } from './chat.errors.js';
import {
  ChatHistoryDto,
  type ChatHistoryReadDto,
  ChatJoinDto,
  type ChatJoinedDto,
  ChatLeaveDto,
  ChatMembersDto,
  type ChatMembersListedDto,
  type ChatSaidDto,
  ChatSayDto,
} from './chat.messages.js';
import { RECENT_LINES } from './lines/recent-lines.js';

/** Chatting: joining and leaving named channels, sending lines to any channel, and reading its history. */
@Injectable()
export class ChatService {
  constructor(
    private readonly channels: ChatChannels,
    private readonly lines: ChatLines,
    private readonly limits: ChatLimits,
    private readonly names: ChatNames,
  ) {}

  /** Adds the session to a channel and tells the others. Synchronous, unless the channel has to be read from the store. */
  @OnMessage(ChatJoinDto)
  join(session: Session, { channel: key, name: wanted }: ChatJoinDto): ChatJoinedDto | Promise<ChatJoinedDto> {
    this.limits.requirePace(session);
    const name = this.names.choose(session, wanted);
    const doorway = this.channels.ready(session, key, 'named');
    if (!(doorway instanceof Promise)) return this.channels.enter(session, doorway, name);
    return doorway.then((opened) => this.channels.enter(session, opened, name));
  }

  /** Removes the session and tells the others. */
  @OnMessage(ChatLeaveDto)
  leave(session: Session, { channel: key }: ChatLeaveDto): void {
    const channel = this.channels.find(key);
    if (!channel?.memberOf(session)) throw new GameError(ChatError['chat.not_member']);
    this.channels.leave(session, channel);
  }

  /** Sends a line to everybody in the channel, including the speaker. */
  @OnMessage(ChatSayDto)
  say(session: Session, { channel, text }: ChatSayDto): ChatSaidDto | Promise<ChatSaidDto> {
    const place = this.channels.require(session, channel);
    if (!(place instanceof Promise)) return this.lines.say(session, place, text);
    return place.then((opened) => this.lines.say(session, opened, text));
  }

  /** A page of the channel's history, for a member. */
  @OnMessage(ChatHistoryDto)
  async read(session: Session, message: ChatHistoryDto): Promise<ChatHistoryReadDto> {
    const { before, limit = RECENT_LINES } = message;
    this.limits.requirePace(session);
    const { channel }: Membership = await this.channels.require(session, message.channel);
    const page = await this.channels.page(session, channel, before, limit);
    return {
      channel: message.channel,
      lines: page.lines,
      ...(page.before !== undefined && { before: page.before }),
    };
  }

  /** A channel's members, for a member; in a conversation, which of the two are online. */
  @OnMessage(ChatMembersDto)
  async members(session: Session, { channel: address, after, limit }: ChatMembersDto): Promise<ChatMembersListedDto> {
    this.limits.requirePace(session);
    const { channel } = await this.channels.require(session, address);
    const { memberCount } = channel;
    return { channel: address, memberCount, ...channel.listMembers(after, limit, pageBytes(session)) };
  }
}
