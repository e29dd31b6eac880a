import { createHash } from 'node:crypto';
import { Injectable, Optional, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { ClusterBus } from '../../core/cluster/cluster-bus.js';
import { NodesChanged } from '../../core/cluster/cluster.events.js';
import { Cluster } from '../../core/cluster/cluster.js';
import { NodeNews } from '../../core/cluster/node-news.js';
import { EventBus } from '../../core/events/event-bus.js';
import { MonotonicClock } from '../../core/time/monotonic-clock.js';
import type { PresencePart } from './player-presence.js';

const ASK_CALL = 'presence.ask';
const ASK_MS = 1_000;
/** What was asked while a subscription was on its way, or was not answered, is asked again after this. */
const ASK_AGAIN_MS = 1_500;
/** How many players are asked for in one call. */
const ASKED_AT_ONCE = 1_000;

/** What a node says of a player; without a part, the player has no session there. */
interface Said {
  readonly playerId: string;
  /** Counts up at each node, so that what comes late is known to be old. */
  readonly version: number;
  readonly part?: PresencePart | undefined;
}

/** A followed player, as the other nodes know them. */
interface Watched {
  /** The latest word of each node. */
  readonly said: Map<string, Said>;
  readonly unsubscribe: () => void;
}

/**
 * Presence over several nodes. Each tells what it knows of the players at home there, on a topic for each player; who follows one listens
 * to that, and asks all nodes for where things stand: at the beginning, after a gap of the bus, and when a node joins.
 */
@Injectable()
export class PresenceElsewhere implements OnModuleInit, OnModuleDestroy {
  private readonly watched = new Map<string, Watched>();
  /** What this node has told last, of players at home here. */
  private readonly told = new Map<string, string>();
  /** When to tell what has changed here; in that order, since all wait equally long. */
  private readonly due = new Map<string, number>();
  private readonly toAsk = new Set<string>();
  private version = 0;
  private cancelTelling: (() => void) | undefined;
  private askTimer: NodeJS.Timeout | undefined;
  private partHere: (playerId: string) => PresencePart | undefined = () => undefined;
  private onChange: (playerId: string) => void = () => undefined;

  constructor(
    private readonly bus: ClusterBus,
    private readonly events: EventBus,
    private readonly clock: MonotonicClock,
    @Optional() private readonly cluster?: Cluster,
  ) {}

  /** Nest's hook: answers other nodes. */
  onModuleInit(): void {
    const { cluster } = this;
    if (cluster === undefined) return;
    cluster.links.answer(ASK_CALL, (asked) => this.answer(asked as readonly string[]));
    this.bus.onGap(() => this.askAll());
    this.events.on(NodesChanged, ({ joined, gone }) => {
      for (const nodeId of gone) this.bury(nodeId);
      if (joined.length > 0) this.askAll();
    });
  }

  /** Nest's hook. */
  onModuleDestroy(): void {
    this.cancelTelling?.();
    clearTimeout(this.askTimer);
  }

  /** Whether players may be at other nodes. */
  get isShared(): boolean {
    return this.cluster !== undefined;
  }

  /** @param partHere what this node knows of a player; @param onChange told of each player of whom something has changed anywhere */
  connect(partHere: (playerId: string) => PresencePart | undefined, onChange: (playerId: string) => void): void {
    this.partHere = partHere;
    this.onChange = onChange;
  }

  /** Something about a player at home here may have changed; it is told in a while. */
  touch(playerId: string, gatherMs: number): void {
    if (this.due.has(playerId)) return;
    this.due.set(playerId, this.clock.nowMs() + gatherMs);
    this.cancelTelling ??= this.clock.setTimer(() => this.tellDue(), gatherMs);
  }

  /** What the other nodes know of a followed player. */
  partsOf(playerId: string): PresencePart[] {
    const parts: PresencePart[] = [];
    for (const { part } of this.watched.get(playerId)?.said.values() ?? []) if (part !== undefined) parts.push(part);
    return parts;
  }

  /** Listens for these players from now on. Resolves when all nodes that can answer have. */
  async watch(playerIds: readonly string[]): Promise<void> {
    const added = playerIds.filter((playerId) => !this.watched.has(playerId));
    for (const playerId of added) {
      const unsubscribe = this.newsOf(playerId)?.hear((said, nodeId) => this.hear(nodeId, said)) ?? nothing;
      this.watched.set(playerId, { said: new Map(), unsubscribe });
      this.askLater(playerId);
    }
    await this.ask(added);
  }

  /** Undoes {@link watch}. */
  unwatch(playerId: string): void {
    this.watched.get(playerId)?.unsubscribe();
    this.watched.delete(playerId);
    this.toAsk.delete(playerId);
  }

  private tellDue(): void {
    this.cancelTelling = undefined;
    const nowMs = this.clock.nowMs();
    for (const [playerId, dueMs] of this.due) {
      if (dueMs > nowMs) {
        this.cancelTelling = this.clock.setTimer(() => this.tellDue(), Math.ceil(dueMs - nowMs));
        return;
      }
      this.due.delete(playerId);
      this.tell(playerId);
    }
  }

  private newsOf(playerId: string): NodeNews<Said> | undefined {
    return this.cluster && new NodeNews(topicOf(playerId), this.bus, this.cluster.nodeId);
  }

  private tell(playerId: string): void {
    const part = this.partHere(playerId);
    const text = JSON.stringify(part);
    if (text === this.told.get(playerId)) return;
    if (part === undefined) this.told.delete(playerId);
    else this.told.set(playerId, text);
    this.newsOf(playerId)?.tell({ playerId, version: ++this.version, part });
    this.onChange(playerId);
  }

  private answer(playerIds: readonly string[]): Said[] {
    return playerIds.map((playerId) => ({ playerId, version: ++this.version, part: this.partHere(playerId) }));
  }

  private hear(nodeId: string, said: Said): void {
    const watched = this.watched.get(said.playerId);
    if (watched === undefined || this.cluster?.isAlive(nodeId) !== true) return;
    const before = watched.said.get(nodeId);
    if (before !== undefined && before.version >= said.version) return;
    watched.said.set(nodeId, said);
    this.onChange(said.playerId);
  }

  private bury(nodeId: string): void {
    for (const [playerId, { said }] of this.watched) if (said.delete(nodeId)) this.onChange(playerId);
  }

  private askAll(): void {
    for (const playerId of this.watched.keys()) this.askLater(playerId);
    void this.ask([...this.watched.keys()]);
  }

  private askLater(playerId: string): void {
    this.toAsk.add(playerId);
    this.askTimer ??= setTimeout(() => {
      this.askTimer = undefined;
      const playerIds = [...this.toAsk];
      this.toAsk.clear();
      void this.ask(playerIds);
    }, ASK_AGAIN_MS).unref();
  }

  private async ask(playerIds: readonly string[]): Promise<void> {
    const { nodeId, livingNodes } = this.cluster ?? {};
    const others = (livingNodes?.() ?? []).filter((other) => other !== nodeId);
    const batches = Array.from({ length: Math.ceil(playerIds.length / ASKED_AT_ONCE) }, (_, batch) =>
      playerIds.slice(batch * ASKED_AT_ONCE, (batch + 1) * ASKED_AT_ONCE),
    );
    await Promise.all(others.flatMap((other) => batches.map((batch) => this.askNode(other, batch))));
  }

  private async askNode(nodeId: string, playerIds: readonly string[]): Promise<void> {
    try {
      const answer = (await this.cluster?.links.call(nodeId, ASK_CALL, playerIds, ASK_MS)) as readonly Said[];
      for (const said of answer) this.hear(nodeId, said);
    } catch {
      // What it said last stands until it answers, or is gone.
      if (this.cluster?.isAlive(nodeId) !== true) return;
      for (const playerId of playerIds.filter((one) => this.watched.has(one))) this.askLater(playerId);
    }
  }
}

/** A player id may hold anything; a topic may not. */
function topicOf(playerId: string): string {
  return `presence:${createHash('sha256').update(playerId).digest('hex').slice(0, 32)}`;
}

function nothing(): void {
  // One node hears nobody.
}
