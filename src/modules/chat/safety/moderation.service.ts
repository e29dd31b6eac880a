import { Injectable } from '@nestjs/common';
import type { Session } from '../../../core/sessions/session.js';
import { GameError } from '../../../protocol/game-error.js';
import { OnMessage } from '../../../protocol/message.decorators.js';
import { type ChatChannel, speakerOf } from '../channels/chat-channel.js';
import { ChatChannels } from '../channels/chat-channels.js';
import { ChatLimits } from './chat-limits.js';
import { ChatMutes } from './chat-mutes.js';
import {
  ChatMuteDto,
  ChatMutedDto,
  ChatReportDto,
  ChatSlowModeDto,
  ChatSlowModeSetDto,
} from './chat-moderation.messages.js';
import { ChatReports } from './chat-reports.js';
import { ChatError } from '../chat.errors.js';

/** What moderators do in their channels, and how everybody else reports lines. */
@Injectable()
export class ModerationService {
  constructor(
    private readonly channels: ChatChannels,
    private readonly limits: ChatLimits,
    private readonly mutes: ChatMutes,
    private readonly reports: ChatReports,
  ) {}

  /** Mutes or unmutes somebody and tells the channel. */
  @OnMessage(ChatMuteDto)
  async mute(session: Session, { channel: address, target, seconds }: ChatMuteDto): Promise<void> {
    const channel = await this.requireModerated(session, address);
    const present = channel.find(target);
    if (present?.session && this.limits.isModerator(present.session, channel)) throw notModerator();

    const who = present ? speakerOf(present.member) : target;
    const nowMs = Date.now();
    const untilMs = seconds === 0 ? 0 : nowMs + seconds * 1000;
    if (!channel.rules.mute(who, untilMs, nowMs)) throw new GameError(ChatError['chat.too_many_mutes']);
    channel.tell(new ChatMutedDto({ channel: channel.key, target: who, untilMs }));
    const guest = present?.member.playerId === undefined ? present?.session : undefined;
    await this.mutes.keep(channel, who, untilMs, guest);
  }

  /** Sets or ends slow mode and tells the channel. */
  @OnMessage(ChatSlowModeDto)
  async slowDown(session: Session, { channel: address, seconds }: ChatSlowModeDto): Promise<void> {
    const channel = await this.requireModerated(session, address);
    channel.rules.slowModeMs = seconds * 1000;
    channel.tell(new ChatSlowModeSetDto({ channel: channel.key, seconds }));
  }

  /** Files a report of a line that the player can see. */
  @OnMessage(ChatReportDto)
  async report(session: Session, { channel: address, id, reason }: ChatReportDto): Promise<void> {
    const { playerId } = session;
    if (playerId === undefined) throw new GameError('auth.required');
    const { channel } = await this.channels.require(session, address);
    this.limits.requireReport(playerId);
    await this.reports.file(channel, id, playerId, reason);
  }

  private async requireModerated(session: Session, address: string): Promise<ChatChannel> {
    const { channel } = await this.channels.require(session, address);
    if (!this.limits.isModerator(session, channel)) throw notModerator();
    return channel;
  }
}

function notModerator(): GameError {
  return new GameError(ChatError['chat.not_moderator']);
}
