import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { ChatConfig } from '../chat.config.js';
import { PlayerRecords } from '../../../core/events/player-records.js';
import { isStorageFailure } from '../../../core/storage/storage.errors.js';
import { GameError } from '../../../protocol/game-error.js';
import type { ChannelKind } from '../chat-address.js';
import { ChatError } from '../chat.errors.js';
import type { ChatChannel } from '../channels/chat-channel.js';
import { ChatJournal } from './chat-journal.js';
import type { ChatLineDto } from '../chat.messages.js';
import { LineStore, type ConversationPage, type KeptChannel, type KeptMute, type Outdated } from './line-store.js';
import { RECENT_LINES } from './recent-lines.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * Chat history: the latest lines in memory, everything that is kept in the {@link LineStore}. Conversations are always kept;
 * named channels if the store is lasting; rooms and parties if, in addition, CHAT_GROUP_RETENTION_DAYS is set.
 */
@Injectable()
export class ChatHistory implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger('Chat');
  private timer: NodeJS.Timeout | undefined = undefined;

  constructor(
    private readonly store: LineStore,
    private readonly journal: ChatJournal,
    private readonly config: ChatConfig,
    private readonly records: PlayerRecords,
  ) {}

  /** Nest's hook: purges outdated lines every hour. */
  onModuleInit(): void {
    this.timer = setInterval(() => this.purge(), HOUR_MS).unref();
  }

  /** Nest's hook. */
  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** Whether lines of such channels outlive their members. */
  keeps(kind: ChannelKind): boolean {
    if (kind === 'direct') return true;
    return this.store.isLasting && (kind === 'named' || this.config.CHAT_GROUP_RETENTION_DAYS > 0);
  }

  /** What is stored about a channel whose lines are kept. */
  async open(key: string): Promise<KeptChannel> {
    await this.journal.settled();
    const { lines, mutes } = await this.store.open(key, RECENT_LINES);
    // Drops lines whose author was erased while they were being read.
    return { lines: lines.filter(({ from }) => !this.records.isErased(from.playerId)), mutes };
  }

  /** Refuses lines while they cannot be stored. @throws GameError chat.busy */
  requireRoom(channel: ChatChannel): void {
    if (this.keeps(channel.kind)) this.journal.requireRoom();
  }

  /** Stores a new or changed line in the background. */
  note({ kind, players }: ChatChannel, line: ChatLineDto): void {
    if (this.keeps(kind)) this.journal.note(players ? { kind, line, players } : { kind, line });
  }

  /** Stores lines at once, where others than this node go by what is stored. @throws LineTakenError; GameError chat.busy */
  async keep({ kind, players }: ChatChannel, lines: readonly ChatLineDto[]): Promise<void> {
    if (!this.keeps(kind)) return;
    this.journal.requireRoom();
    const kept = lines.map((line) => (players ? { kind, line, players } : { kind, line }));
    try {
      await this.store.write(kept);
    } catch (cause) {
      throw isStorageFailure(cause) ? new GameError(ChatError['chat.busy'], { cause }) : cause;
    }
  }

  /** Keeps what another node has stored, where each node has a store of its own. */
  keepCopy(channel: ChatChannel, line: ChatLineDto): void {
    if (!this.store.isLasting) this.note(channel, line);
  }

  /** One line; undefined when it does not exist (any more). */
  async find(channel: ChatChannel, id: number): Promise<ChatLineDto | undefined> {
    if (!this.keeps(channel.kind)) return undefined;
    await this.journal.settled();
    return this.store.find(channel.key, id);
  }

  /** The latest lines before number `before`, oldest first; the store is only queried for what is not in memory. */
  async page(channel: ChatChannel, before: number | undefined, limit: number): Promise<ChatLineDto[]> {
    const recent = channel.lines.latest(before, limit);
    const first = recent[0]?.id ?? before;
    if (recent.length === limit || first === 1 || !this.keeps(channel.kind)) return recent;
    await this.journal.settled();
    const missing = limit - recent.length;
    const older = await this.store.page(channel.key, first ?? Number.MAX_SAFE_INTEGER, missing);
    return [...older, ...recent];
  }

  /** Stores a mute if the channel is kept. */
  async mute({ key, kind }: Pick<ChatChannel, 'key' | 'kind'>, mute: KeptMute): Promise<void> {
    if (this.keeps(kind)) await this.store.mute(key, mute);
  }

  /** A player's conversations, see {@link LineStore.conversations}. */
  async conversations(playerId: string, cursor: string | undefined, limit: number): Promise<ConversationPage> {
    await this.journal.settled();
    return this.store.conversations(playerId, cursor, limit);
  }

  /** Deletes everything past its retention time. */
  purge(): void {
    this.store.purge(outdated(this.config)).catch((error: unknown) => {
      this.logger.warn({ err: error }, 'Old lines of chat could not be deleted; the next hour will try again.');
    });
  }

  /** Deletes everything a player said. */
  async erase(playerId: string): Promise<void> {
    await this.journal.settled();
    await this.store.erase(playerId);
  }

  /** Everything stored of what a player said. */
  async linesOf(playerId: string): Promise<ChatLineDto[]> {
    await this.journal.settled();
    return this.store.linesOf(playerId);
  }

  /** The last of it but for conversations, the latest first. */
  async lastLinesOf(playerId: string, limit: number): Promise<ChatLineDto[]> {
    await this.journal.settled();
    return this.store.lastLinesOf(playerId, limit);
  }
}

function outdated({ CHAT_RETENTION_DAYS: days, CHAT_GROUP_RETENTION_DAYS: groupDays }: ChatConfig): Outdated {
  const nowMs = Date.now();
  const before = new Date(nowMs - days * DAY_MS);
  const groupBefore = new Date(nowMs - groupDays * DAY_MS);
  return { ...(days > 0 && { named: before, direct: before }), room: groupBefore, party: groupBefore };
}
