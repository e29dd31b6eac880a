import { Injectable } from '@nestjs/common';
import { PlayerError, PlayerRecords } from '../../../core/events/player-records.js';
import type { Session } from '../../../core/sessions/session.js';
import { GameError } from '../../../protocol/game-error.js';
import type { ChatChannel } from '../channels/chat-channel.js';
import type { Membership } from '../channels/chat-channels.js';
import { ChannelNodes } from '../channels/channel-nodes.js';
import { ChatConfig } from '../chat.config.js';
import { ChatError } from '../chat.errors.js';
import { type ChatLineDto, type ChatMemberDto, ChatReceivedDto, type ChatSaidDto, MAX_TEXT } from '../chat.messages.js';
import { ChatBlocks } from '../safety/chat-blocks.js';
import { ChatLimits } from '../safety/chat-limits.js';
import { ChatModerator, type Verdict } from '../safety/chat-moderators.js';
import { ChatHistory } from './chat-history.js';
import { ChatDeletedDto, ChatEditedDto } from './chat-lines.messages.js';
import { changedLine } from './line-store.js';

/** Sends, edits and deletes lines: checks, moderates, stores and broadcasts them, in this order. */
@Injectable()
export class ChatLines {
  constructor(
    private readonly limits: ChatLimits,
    private readonly moderator: ChatModerator,
    private readonly history: ChatHistory,
    private readonly blocks: ChatBlocks,
    private readonly config: ChatConfig,
    private readonly records: PlayerRecords,
    private readonly nodes: ChannelNodes,
  ) {}

  /**
   * Sends a line to a channel. A promise only if the moderator is asynchronous.
   * @throws GameError see {@link ChatLimits.requireVoice}; chat.refused or the moderator's own; chat.busy
   */
  say(session: Session, { channel, member }: Membership, text: string): ChatSaidDto | Promise<ChatSaidDto> {
    this.limits.requireVoice(session, channel, true);
    const verdict = this.review(channel, member, text);
    if (!(verdict instanceof Promise)) return this.add(channel, member, textAfter(verdict, text));
    return verdict.then((late) => {
      requireMember(session, channel);
      return this.add(channel, member, textAfter(late, text));
    });
  }

  /**
   * Edits a line.
   * @throws GameError as {@link say}; chat.unknown_line, chat.not_yours, chat.too_late
   */
  async edit(session: Session, { channel, member }: Membership, id: number, text: string): Promise<void> {
    this.requireChangeable(session, await this.require(channel, id));
    this.limits.requireVoice(session, channel, false);
    const next = textAfter(await this.review(channel, member, text), text);
    requireMember(session, channel);
    // Read again: it may have been deleted in the meantime.
    const line = await this.require(channel, id);
    const edited = changedLine(line, { text: next, editedAtMs: Date.now() });
    await this.replace(channel, edited);
    channel.tell(new ChatEditedDto(edited), { blockers: this.blocks.blockersOf(line.from.playerId) });
  }

  /**
   * Deletes a line; its place remains.
   * @throws GameError chat.unknown_line, chat.not_yours, chat.too_late
   */
  async remove(session: Session, { channel }: Membership, id: number): Promise<void> {
    const { editedAtMs: _, ...line } = await this.require(channel, id);
    if (!this.limits.isModerator(session, channel)) this.requireChangeable(session, line);
    await this.replace(channel, { ...line, text: '', isDeleted: true });
    const blockers = this.blocks.blockersOf(line.from.playerId);
    channel.tell(new ChatDeletedDto({ channel: channel.key, id }), { blockers });
  }

  /** A line that exists and is not deleted. @throws GameError chat.unknown_line */
  async require(channel: ChatChannel, id: number): Promise<ChatLineDto> {
    const line = channel.lines.find(id) ?? (await this.history.find(channel, id));
    if (!line || line.isDeleted || this.records.isErased(line.from.playerId))
      throw new GameError(ChatError['chat.unknown_line']);
    return line;
  }

  private add(channel: ChatChannel, from: ChatMemberDto, text: string): ChatSaidDto | Promise<ChatSaidDto> {
    // An erasure waits for everything given to the history before it, and for nothing after.
    if (this.records.isErased(from.playerId)) throw new GameError(PlayerError['player.erased']);
    if (channel.isShared) {
      const { players } = channel;
      const line = { ...(players && { players }), from, text, sentAtMs: Date.now() };
      return this.nodes.say(channel.key, line).then(({ id }) => ({ id }));
    }
    this.history.requireRoom(channel);
    const line = channel.lines.add(from, text, Date.now());
    this.history.note(channel, line);
    channel.tell(new ChatReceivedDto(line), { blockers: this.blocks.blockersOf(from.playerId) });
    return { id: line.id };
  }

  private async replace(channel: ChatChannel, line: ChatLineDto): Promise<void> {
    this.history.requireRoom(channel);
    if (channel.isShared) await this.history.keep(channel, [line]);
    else this.history.note(channel, line);
    channel.lines.replace(line);
  }

  private review(channel: ChatChannel, from: ChatMemberDto, text: string): Verdict | Promise<Verdict> {
    return this.moderator.review({ kind: channel.kind, channel: channel.key, from, text });
  }

  private requireChangeable({ id, playerId }: Session, { from, sentAtMs }: ChatLineDto): void {
    const isHis = from.playerId === undefined ? from.id === id : from.playerId === playerId;
    if (!isHis) throw new GameError(ChatError['chat.not_yours']);
    const ageMs = Date.now() - sentAtMs;
    if (ageMs > this.config.CHAT_EDIT_SECONDS * 1000) throw new GameError(ChatError['chat.too_late']);
  }
}

function textAfter(verdict: Verdict, text: string): string {
  if (verdict === 'pass') return text;
  if ('refuse' in verdict) throw new GameError(verdict.refuse);
  return verdict.replace.slice(0, MAX_TEXT);
}

function requireMember(session: Session, channel: ChatChannel): void {
  if (!channel.memberOf(session)) throw new GameError(ChatError['chat.not_member']);
}
