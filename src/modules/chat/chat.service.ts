import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EventBus } from '../../core/events/event-bus.js';
import { SessionClosed } from '../../core/sessions/session.events.js';
import type { Session } from '../../core/sessions/session.js';
import { GameError } from '../../protocol/game-error.js';
import { OnMessage } from '../../protocol/message.decorators.js';
import { ChatChannel } from './chat-channel.js';
import { ChatError } from './chat.errors.js';
import {
  ChatHistoryDto,
  type ChatHistoryReadDto,
  ChatJoinDto,
  type ChatJoinedDto,
  ChatLeaveDto,
  ChatMemberJoinedDto,
  ChatMemberLeftDto,
  ChatMembersDto,
  type ChatMembersListedDto,
  ChatReceivedDto,
  type ChatSaidDto,
  ChatSayDto,
  type ChatMemberDto,
} from './chat.messages.js';

/** How many channels one session may be in; bounds what a client can make the server keep. */
const MAX_CHANNELS_PER_SESSION = 16;

/** Named channels in which players talk. A channel exists, with its history, as long as somebody is in it. */
@Injectable()
export class ChatService implements OnModuleInit {
  private readonly channels = new Map<string, ChatChannel>();
  private readonly channelsOf = new Map<Session, Set<ChatChannel>>();

  constructor(private readonly events: EventBus) {}

  /** Nest's hook: whoever disconnects leaves. */
  onModuleInit(): void {
    this.events.on(SessionClosed, ({ session }) => this.leaveAll(session));
  }

  /** Lets the session into a channel and tells the others. */
  @OnMessage(ChatJoinDto)
  join(session: Session, { channel: name, name: memberName }: ChatJoinDto): ChatJoinedDto {
    const channel = this.channels.get(name) ?? new ChatChannel(name);
    const joined = this.channelsOf.get(session) ?? new Set();
    if (!joined.has(channel) && joined.size >= MAX_CHANNELS_PER_SESSION) {
      throw new GameError(ChatError['chat.too_many_channels']);
    }
    this.channels.set(name, channel);
    this.channelsOf.set(session, joined.add(channel));

    const member = channel.enter(session, memberName);
    channel.tell(new ChatMemberJoinedDto({ channel: name, member }), session);
    return {
      channel: name,
      member,
      members: channel.listMembers(),
      history: channel.history(),
    };
  }

  /** Lets the session out and tells the others. */
  @OnMessage(ChatLeaveDto)
  leave(session: Session, { channel }: ChatLeaveDto): void {
    this.leaveChannel(session, this.requireMembership(session, channel).channel);
  }

  /** Passes a line to everybody in the channel, the speaker included. */
  @OnMessage(ChatSayDto)
  say(session: Session, { channel: name, text }: ChatSayDto): ChatSaidDto {
    const { channel, member } = this.requireMembership(session, name);
    const line = channel.add(member, text, Date.now());
    channel.tell(new ChatReceivedDto(line));
    return { id: line.id };
  }

  /** The channel's latest lines, for a member. */
  @OnMessage(ChatHistoryDto)
  history(session: Session, { channel: name }: ChatHistoryDto): ChatHistoryReadDto {
    const { channel } = this.requireMembership(session, name);
    return { channel: name, lines: channel.history() };
  }

  /** Who is in the channel, for a member. */
  @OnMessage(ChatMembersDto)
  members(session: Session, { channel: name }: ChatMembersDto): ChatMembersListedDto {
    const { channel } = this.requireMembership(session, name);
    return { channel: name, members: channel.listMembers() };
  }

  private requireMembership(session: Session, name: string): { channel: ChatChannel; member: ChatMemberDto } {
    const channel = this.channels.get(name);
    const member = channel?.memberOf(session);
    if (!channel || !member) throw new GameError(ChatError['chat.not_member']);
    return { channel, member };
  }

  private leaveChannel(session: Session, channel: ChatChannel): void {
    const member = channel.leave(session);
    this.channelsOf.get(session)?.delete(channel);
    if (channel.isEmpty) this.channels.delete(channel.name);
    else if (member) channel.tell(new ChatMemberLeftDto({ channel: channel.name, member }));
  }

  private leaveAll(session: Session): void {
    for (const channel of this.channelsOf.get(session) ?? []) this.leaveChannel(session, channel);
    this.channelsOf.delete(session);
  }
}
