import { Injectable } from '@nestjs/common';
import { DisplayNames } from '../../../core/sessions/display-names.js';
import type { Session } from '../../../core/sessions/session.js';
import { GameError } from '../../../protocol/game-error.js';
import { OnMessage } from '../../../protocol/message.decorators.js';
import { directAddress } from '../chat-address.js';
import { ChatError } from '../chat.errors.js';
import { ChatHistory } from '../lines/chat-history.js';
import { changedLine } from '../lines/line-store.js';
import { ChatBlocks } from '../safety/chat-blocks.js';
import {
  ChatBlockDto,
  type ChatBlockedListedDto,
  ChatConversationsDto,
  type ChatConversationsListedDto,
  ChatListBlockedDto,
} from './chat-direct.messages.js';

/** Default number of conversations per page. */
const PAGE = 20;

/** A player's conversations and blocks. */
@Injectable()
export class DirectService {
  constructor(
    private readonly blocks: ChatBlocks,
    private readonly history: ChatHistory,
    private readonly names: DisplayNames,
  ) {}

  /** Blocks or unblocks a player. */
  @OnMessage(ChatBlockDto)
  async block(session: Session, { playerId: other, isBlocked }: ChatBlockDto): Promise<void> {
    const playerId = requirePlayer(session);
    if (other === playerId) throw new GameError(ChatError['chat.undeliverable']);
    await this.blocks.set(playerId, other, isBlocked);
  }

  /** The players this player has blocked. */
  @OnMessage(ChatListBlockedDto)
  async listBlocked(session: Session): Promise<ChatBlockedListedDto> {
    const playerIds = await this.blocks.of(requirePlayer(session));
    const names = await this.names.of(playerIds);
    return { playerIds, ...(names.size > 0 && { displayNames: playerIds.map((id) => names.get(id) ?? '') }) };
  }

  /** A page of the player's conversations, without those with blocked players. */
  @OnMessage(ChatConversationsDto)
  async list(session: Session, { cursor, limit = PAGE }: ChatConversationsDto): Promise<ChatConversationsListedDto> {
    const playerId = requirePlayer(session);
    await this.blocks.ready(playerId);
    const page = await this.history.conversations(playerId, cursor, limit);
    const shown = page.conversations.filter((one) => !this.blocks.has(playerId, one.playerId));
    return {
      conversations: await this.names.addTo(
        shown.map(({ playerId: other, lastLine }) => ({
          playerId: other,
          ...(lastLine && { lastLine: changedLine(lastLine, { channel: directAddress(other) }) }),
        })),
      ),
      ...(page.cursor !== undefined && { cursor: page.cursor }),
    };
  }
}

function requirePlayer({ playerId }: Session): string {
  if (playerId === undefined) throw new GameError('auth.required');
  return playerId;
}
