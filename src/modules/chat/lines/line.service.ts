import { Injectable } from '@nestjs/common';
import type { SessionStore } from '../../../core/sessions/session-store.js';
import { SessionStores } from '../../../core/sessions/session-stores.js';
import type { Session } from '../../../core/sessions/session.js';
import { OnMessage } from '../../../protocol/message.decorators.js';
import { ChatBlocks } from '../safety/chat-blocks.js';
import { ChatChannels, type Membership } from '../channels/chat-channels.js';
import {
  ChatDeleteDto,
  ChatEditDto,
  ChatMemberTypingDto,
  ChatRenameDto,
  ChatTypingDto,
} from './chat-lines.messages.js';
import { ChatLines } from './chat-lines.js';
import { speakerOf } from '../channels/chat-channel.js';
import { ChatNames } from '../safety/chat-names.js';

/** How often the others are told that somebody is typing, in one channel or after a change of channel. */
const TYPING_MS = 2_000;
const SWITCH_MS = 500;

/** Editing, deleting and typing notices. */
@Injectable()
export class LineService {
  /** Where and when each session was last seen typing. */
  private readonly typing: SessionStore<{ readonly key: string; readonly atMs: number }>;

  constructor(
    private readonly channels: ChatChannels,
    private readonly lines: ChatLines,
    private readonly blocks: ChatBlocks,
    private readonly names: ChatNames,
    stores: SessionStores,
  ) {
    this.typing = stores.open('chat.typing');
  }

  /** Edits one of the session's own lines. */
  @OnMessage(ChatEditDto)
  async edit(session: Session, { channel, id, text }: ChatEditDto): Promise<void> {
    await this.lines.edit(session, await this.channels.require(session, channel), id, text);
  }

  /** Deletes one of the session's own lines, or as a moderator anybody's. */
  @OnMessage(ChatDeleteDto)
  async delete(session: Session, { channel, id }: ChatDeleteDto): Promise<void> {
    await this.lines.remove(session, await this.channels.require(session, channel), id);
  }

  /** Tells members who are connected right now; nobody when sent too often, or while muted or blocked. */
  @OnMessage(ChatTypingDto)
  type(session: Session, { channel }: ChatTypingDto): void | Promise<void> {
    const place = this.channels.require(session, channel);
    if (place instanceof Promise) return place.then((opened) => this.showTyping(session, opened));
    this.showTyping(session, place);
  }

  /** Changes the session's name in its room, party and conversations. */
  @OnMessage(ChatRenameDto)
  rename(session: Session, { name }: ChatRenameDto): void {
    this.channels.rename(session, this.names.choose(session, name));
  }

  private showTyping(session: Session, { channel, member }: Membership): void {
    const { key, rules, players } = channel;
    const nowMs = performance.now();
    const last = this.typing.get(session);
    if (last && nowMs - last.atMs < (last.key === key ? TYPING_MS : SWITCH_MS)) return;
    if (rules.isMuted(speakerOf(session), Date.now())) return;
    if (players?.some((player) => this.blocks.has(session.playerId, player))) return;
    this.typing.set(session, { key, atMs: nowMs });
    const message = new ChatMemberTypingDto({ channel: key, member });
    channel.tellNow(message, { except: session, blockers: this.blocks.blockersOf(session.playerId) });
  }
}
