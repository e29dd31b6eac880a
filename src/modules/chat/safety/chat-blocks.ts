import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EventBus } from '../../../core/events/event-bus.js';
import { PlayerRecords } from '../../../core/events/player-records.js';
import { PlayerBlocks } from '../../../core/sessions/player-blocks.js';
import { SessionClosed, SessionSignedIn } from '../../../core/sessions/session.events.js';
import { GameError } from '../../../protocol/game-error.js';
import { ChatError } from '../chat.errors.js';
import { SafetyStore } from './safety-store.js';

/** How many players one may block. */
const MAX_BLOCKED = 500;

/** Whom one player has blocked. */
interface BlockList {
  /** Undefined until the store has answered. */
  blocked: Set<string> | undefined;
  loading: Promise<void> | undefined;
  /** How many sessions and conversations of the player there are; without any the list is dropped. */
  holders: number;
}

/**
 * Who wants to hear nothing of whom: in memory for everybody who is here or has a conversation open, so that every line can
 * be held against it.
 */
@Injectable()
export class ChatBlocks implements OnModuleInit {
  private readonly lists = new Map<string, BlockList>();

  constructor(
    private readonly relation: PlayerBlocks,
    private readonly store: SafetyStore,
    private readonly events: EventBus,
    private readonly records: PlayerRecords,
  ) {}

  /** Nest's hook: the list of each player who is here is held. */
  onModuleInit(): void {
    this.events.on(SessionSignedIn, ({ playerId }) => this.hold(playerId));
    this.events.on(SessionClosed, ({ session }) => {
      if (session.playerId !== undefined) this.release(session.playerId);
    });
  }

  /** Holds a player's list until {@link release}. */
  hold(playerId: string): void {
    const list = this.lists.get(playerId);
    if (list) {
      list.holders += 1;
      return;
    }
    this.lists.set(playerId, { blocked: undefined, loading: undefined, holders: 1 });
    // Whoever needs the list waits for it, and hears of the failure.
    this.ready(playerId)?.catch(() => undefined);
  }

  /** Ends one {@link hold}. */
  release(playerId: string): void {
    const list = this.lists.get(playerId);
    if (!list) return;
    list.holders -= 1;
    if (list.holders > 0) return;
    this.lists.delete(playerId);
    for (const blocked of list.blocked ?? []) this.relation.remove(playerId, blocked);
  }

  /**
   * What to wait for until a player's list is known; undefined when it is.
   * @throws (rejects) what the store refuses with; the next call asks it again
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

  /** Whom a player who is here has blocked. */
  async of(playerId: string): Promise<string[]> {
    await this.ready(playerId);
    return [...(this.lists.get(playerId)?.blocked ?? [])];
  }

  /** Keeps or ends a block of a player who is here. @throws GameError chat.too_many_blocked; player.erased */
  async set(playerId: string, other: string, isBlocked: boolean): Promise<void> {
    await this.ready(playerId);
    const size = this.lists.get(playerId)?.blocked?.size ?? 0;
    if (isBlocked && size >= MAX_BLOCKED && !this.has(playerId, other)) {
      throw new GameError(ChatError['chat.too_many_blocked']);
    }
    // Of neither of the two anything is kept once he is erased.
    await this.records.write(playerId, () =>
      this.records.write(other, () => this.store.setBlock(playerId, other, isBlocked)),
    );
    const blocked = this.lists.get(playerId)?.blocked;
    if (isBlocked) {
      blocked?.add(other);
      if (blocked) this.relation.add(playerId, other);
    } else {
      blocked?.delete(other);
      this.relation.remove(playerId, other);
    }
  }

  private async load(playerId: string, list: BlockList): Promise<void> {
    const blocked = await this.store.blockedBy(playerId);
    list.blocked = new Set(blocked);
    if (this.lists.get(playerId) === list) for (const other of blocked) this.relation.add(playerId, other);
  }
}
