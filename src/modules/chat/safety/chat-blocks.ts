import { Injectable, Logger, Optional, type OnModuleInit } from '@nestjs/common';
import { ClusterBus } from '../../../core/cluster/cluster-bus.js';
import { Cluster } from '../../../core/cluster/cluster.js';
import { NodeNews } from '../../../core/cluster/node-news.js';
import { EventBus } from '../../../core/events/event-bus.js';
import { PlayerRecords } from '../../../core/events/player-records.js';
import { PlayerBlocks } from '../../../core/sessions/player-blocks.js';
import { SessionClosed, SessionSignedIn } from '../../../core/sessions/session.events.js';
import { GameError } from '../../../protocol/game-error.js';
import { ChatError } from '../chat.errors.js';
import { SafetyStore } from './safety-store.js';

/** What is told to the other nodes: who has set a block, or taken it back. */
type BlockNews = readonly [playerId: string, other: string, isBlocked: boolean];

const TOPIC = 'chat:blocks';

/** How many players one player may block. */
const MAX_BLOCKED = 500;

/** The players that one player has blocked. */
interface BlockList {
  /** Undefined until loaded. */
  blocked: Set<string> | undefined;
  loading: Promise<void> | undefined;
  /** Number of the player's sessions and conversations; at zero the list is dropped. */
  holders: number;
}

/**
 * Who has blocked whom: in memory for everybody who is online or in an open conversation, so that every line can be
 * checked against it. Nodes tell each other what changes, and read it again when they may have missed something.
 */
@Injectable()
export class ChatBlocks implements OnModuleInit {
  private readonly logger = new Logger('Chat');
  private readonly lists = new Map<string, BlockList>();
  private readonly news: NodeNews<BlockNews> | undefined;

  constructor(
    private readonly relation: PlayerBlocks,
    private readonly store: SafetyStore,
    private readonly events: EventBus,
    private readonly records: PlayerRecords,
    private readonly bus: ClusterBus,
    @Optional() cluster?: Cluster,
  ) {
    this.news = cluster && new NodeNews(TOPIC, bus, cluster.nodeId);
  }

  /** Nest's hook: holds the list of every player who is online. */
  onModuleInit(): void {
    this.events.on(SessionSignedIn, ({ playerId }) => this.hold(playerId));
    this.events.on(SessionClosed, ({ session }) => {
      if (session.playerId !== undefined) this.release(session.playerId);
    });
    if (this.news === undefined) return;
    this.news.hear((news) => this.hear(news));
    this.bus.onGap(() => {
      if (this.store.isLasting) for (const [playerId, list] of this.lists) this.reload(playerId, list);
    });
  }

  /** Keeps a player's list in memory until {@link release}. */
  hold(playerId: string): void {
    const list = this.lists.get(playerId);
    if (list) {
      list.holders += 1;
      return;
    }
    this.lists.set(playerId, { blocked: undefined, loading: undefined, holders: 1 });
    // Whoever needs the list waits for it and gets the error.
    this.ready(playerId)?.catch(() => undefined);
  }

  /** Undoes one {@link hold}. */
  release(playerId: string): void {
    const list = this.lists.get(playerId);
    if (!list) return;
    list.holders -= 1;
    if (list.holders > 0) return;
    this.lists.delete(playerId);
    for (const blocked of list.blocked ?? []) this.relation.remove(playerId, blocked);
  }

  /**
   * What to await until a player's list is loaded; undefined when it is.
   * @throws (rejects) the store's error; the next call tries again
   */
  ready(playerId: string | undefined): Promise<void> | undefined {
    const list = playerId === undefined ? undefined : this.lists.get(playerId);
    if (playerId === undefined || !list || list.blocked) return undefined;
    list.loading ??= this.load(playerId, list).finally(() => (list.loading = undefined));
    return list.loading;
  }

  /** The players who have blocked this one; undefined when there are none. */
  blockersOf(playerId: string | undefined): ReadonlySet<string> | undefined {
    return this.relation.blockersOf(playerId);
  }

  /** Whether `playerId` has blocked `other`. */
  has(playerId: string | undefined, other: string | undefined): boolean {
    return this.relation.has(playerId, other);
  }

  /** The players blocked by a player who is online. */
  async of(playerId: string): Promise<string[]> {
    await this.ready(playerId);
    return [...(this.lists.get(playerId)?.blocked ?? [])];
  }

  /** Sets or removes a block for a player who is online. @throws GameError chat.too_many_blocked; player.erased */
  async set(playerId: string, other: string, isBlocked: boolean): Promise<void> {
    await this.ready(playerId);
    const size = this.lists.get(playerId)?.blocked?.size ?? 0;
    if (isBlocked && size >= MAX_BLOCKED && !this.has(playerId, other)) {
      throw new GameError(ChatError['chat.too_many_blocked']);
    }
    // Nothing is stored about either of them once they are erased.
    await this.records.write(playerId, () =>
      this.records.write(other, () => this.store.setBlock(playerId, other, isBlocked)),
    );
    this.note(playerId, other, isBlocked);
    this.news?.tell([playerId, other, isBlocked]);
  }

  private note(playerId: string, other: string, isBlocked: boolean): void {
    const blocked = this.lists.get(playerId)?.blocked;
    if (isBlocked) {
      blocked?.add(other);
      if (blocked) this.relation.add(playerId, other);
    } else {
      blocked?.delete(other);
      this.relation.remove(playerId, other);
    }
  }

  private hear([playerId, other, isBlocked]: BlockNews): void {
    if (!this.store.isLasting) void this.store.setBlock(playerId, other, isBlocked);
    this.note(playerId, other, isBlocked);
    const list = this.lists.get(playerId);
    // It may be reading what was there before.
    if (list?.loading !== undefined) void list.loading.then(() => this.note(playerId, other, isBlocked), nothing);
  }

  private reload(playerId: string, list: BlockList): void {
    const before = list.blocked;
    if (before === undefined) return;
    this.load(playerId, list, before).catch((error: unknown) => {
      this.logger.warn({ err: error }, 'Blocks could not be read again; those that were known stand.');
    });
  }

  private async load(playerId: string, list: BlockList, before: Iterable<string> = []): Promise<void> {
    const blocked = await this.store.blockedBy(playerId);
    list.blocked = new Set(blocked);
    if (this.lists.get(playerId) !== list) return;
    for (const other of before) if (!list.blocked.has(other)) this.relation.remove(playerId, other);
    for (const other of blocked) this.relation.add(playerId, other);
  }
}

function nothing(): void {
  // Whoever needs the list gets the error.
}
