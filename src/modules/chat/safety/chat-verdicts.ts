import { Injectable } from '@nestjs/common';
import { GameError } from '../../../protocol/game-error.js';
import { ChatChannel, speakerOf } from '../channels/chat-channel.js';
import { ChatChannels } from '../channels/chat-channels.js';
import { kindOfKey } from '../chat-address.js';
import { ChatError } from '../chat.errors.js';
import type { ChatLineDto } from '../chat.messages.js';
import { ChatHistory } from '../lines/chat-history.js';
import { ChatDeletedDto, ChatEditedDto } from '../lines/chat-lines.messages.js';
import { changedLine } from '../lines/line-store.js';
import { ChatBlocks } from './chat-blocks.js';
import { ChatMutes } from './chat-mutes.js';
import { ChatMutedDto } from './chat-moderation.messages.js';

/** What becomes of a reported line and its speaker, whether their channel has members at the moment or not. */
@Injectable()
export class ChatVerdicts {
  constructor(
    private readonly channels: ChatChannels,
    private readonly history: ChatHistory,
    private readonly mutes: ChatMutes,
    private readonly blocks: ChatBlocks,
  ) {}

  /** Deletes a line; its place remains. @returns the line as it was; undefined when it is gone already */
  async remove({ channel: key, id }: ChatLineDto): Promise<ChatLineDto | undefined> {
    const channel = this.channelOf(key);
    const line = channel.lines.find(id) ?? (await this.history.find(channel, id));
    if (!line || line.isDeleted) return undefined;
    const { editedAtMs: _, ...rest } = line;
    this.replace(channel, { ...rest, text: '', isDeleted: true });
    channel.tell(new ChatDeletedDto({ channel: key, id }), { blockers: this.blocks.blockersOf(line.from.playerId) });
    return line;
  }

  /** Brings a deleted line back, as it was. */
  restore(line: ChatLineDto): void {
    const channel = this.channelOf(line.channel);
    const restored = changedLine(line, { editedAtMs: line.editedAtMs ?? line.sentAtMs });
    this.replace(channel, restored);
    channel.tell(new ChatEditedDto(restored), { blockers: this.blocks.blockersOf(line.from.playerId) });
  }

  /**
   * Mutes the speaker of a line in its channel until a time; 0 lets them speak again.
   * @returns until when they were muted before
   * @throws GameError chat.not_moderator for a conversation, which has no mutes; chat.too_many_mutes
   */
  async mute({ channel: key, from }: ChatLineDto, untilMs: number): Promise<number> {
    const channel = this.channelOf(key);
    if (channel.kind === 'direct') throw new GameError(ChatError['chat.not_moderator']);
    const who = speakerOf(from);
    const before = await this.mutedUntilMs(channel, who);
    if (!channel.rules.mute(who, untilMs, Date.now())) throw new GameError(ChatError['chat.too_many_mutes']);
    channel.tell(new ChatMutedDto({ channel: key, target: who, untilMs }));
    await this.mutes.keep(channel, who, untilMs, undefined);
    return before;
  }

  private async mutedUntilMs(channel: ChatChannel, who: string): Promise<number> {
    if (!channel.isEmpty || !this.history.keeps(channel.kind)) return channel.rules.mutedUntilMs(who);
    const { mutes } = await this.history.open(channel.key);
    return mutes.find(({ playerId }) => playerId === who)?.untilMs ?? 0;
  }

  private replace(channel: ChatChannel, line: ChatLineDto): void {
    this.history.requireRoom(channel);
    channel.lines.replace(line);
    this.history.note(channel, line);
  }

  /** The live channel; else one without members, which is kept nowhere. */
  private channelOf(key: string): ChatChannel {
    for (const channel of this.channels.all()) if (channel.key === key) return channel;
    return new ChatChannel(key, kindOfKey(key));
  }
}
