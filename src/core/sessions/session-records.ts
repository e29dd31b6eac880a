import { Injectable, Logger, type OnModuleInit, Optional } from '@nestjs/common';
import { CloseCode } from '../../protocol/close-codes.js';
import { Cluster } from '../cluster/cluster.js';
import type { HandOver, RecordHolder } from '../cluster/owned-records.js';
import type { OwnedKey, OwnedRecord } from '../cluster/ownership.js';
import { GameConfig } from '../config/game-config.js';
import { EventBus } from '../events/event-bus.js';
import { SessionRegistry } from './session-registry.js';
import { SessionSeats } from './session-seats.js';
import { SessionClosed, SessionSeated } from './session.events.js';

/** How long rooms take to be restored after the death of their node. */
const LEFT_MS = 15_000;

/**
 * The records of the sessions that are at home here, by which other nodes find them when their client comes back there. Only
 * sessions that can be resumed have one; it is written after the Welcome has left, so that nobody waits for it.
 */
@Injectable()
export class SessionRecords implements OnModuleInit {
  private readonly logger = new Logger('Cluster');
  private readonly writing = new Map<string, Promise<void>>();

  constructor(
    private readonly config: GameConfig,
    private readonly events: EventBus,
    private readonly registry: SessionRegistry,
    private readonly seats: SessionSeats,
    @Optional() private readonly cluster?: Cluster,
  ) {}

  /** Nest's hook: writes them when sessions get a seat, and removes them when they end. */
  onModuleInit(): void {
    if (this.cluster === undefined) return;
    this.events.on(SessionSeated, ({ session }) => void this.keep(session.id));
    this.events.on(SessionClosed, ({ session }) => {
      if (!session.hasMoved) void this.end(session.id);
    });
    // Until then its client may come back, and a room that is restored has it among its members.
    this.cluster.takeover.restores('session', (record) => this.clear(record), this.config.SEAT_HOLD_MS + LEFT_MS);
  }

  /** The epoch under which this node owns a session's record; undefined when it does not, or the store cannot be asked. */
  async epochOf(id: string): Promise<number | undefined> {
    if (this.known(id) === undefined) await (this.writing.get(id) ?? this.keep(id));
    return this.known(id);
  }

  /** The same, without asking the store: for one that has a record already. */
  known(id: string): number | undefined {
    return this.cluster?.records.proofOf(keyOf(id))?.epoch;
  }

  /** Where a session is at home; undefined when nobody knows it. @throws StoreUnavailableError */
  async find(id: string): Promise<OwnedRecord | undefined> {
    return this.cluster?.records.find(keyOf(id));
  }

  /**
   * Becomes the owner of the record of a session that its owner offers, if its epoch is still the known one.
   * @returns whether this node owns it now. @throws StoreUnavailableError, and then it may
   */
  async take(id: string, knownEpoch: number): Promise<boolean> {
    return (await this.cluster?.records.take(keyOf(id), knownEpoch, this.holderOf(id), true)) ?? false;
  }

  /**
   * Becomes the owner of the record of a session whose owner is dead, or that has none.
   * @returns whether this node owns it now. @throws StoreUnavailableError, and then it may
   */
  async inherit(id: string): Promise<boolean> {
    if (this.cluster === undefined) return false;
    const { records, nodeId } = this.cluster;
    const found = await records.find(keyOf(id));
    if (found === undefined) return (await records.create(keyOf(id), this.holderOf(id), true)) === undefined;
    const { owner, epoch } = found;
    if (owner !== nodeId && this.cluster.isAlive(owner)) return false;
    return !this.registry.find(id) && records.take(keyOf(id), epoch, this.holderOf(id));
  }

  /** Gives a session's record to another node, see {@link OwnedRecords.handOver}. @param offer asks the other node to take it */
  async handOver(id: string, offer: () => Promise<boolean>): Promise<HandOver> {
    return (await this.cluster?.records.handOver(keyOf(id), offer)) ?? 'lost';
  }

  /** The session goes back to the node that has offered it. */
  async giveBack(id: string): Promise<void> {
    await this.cluster?.records.giveBack(keyOf(id));
  }

  /** Removes the record of a session that is not here after all. */
  drop(id: string): void {
    if (this.registry.find(id) === undefined) void this.end(id);
  }

  /** Removes the record of a session that is over. */
  async end(id: string): Promise<void> {
    await this.writing.get(id);
    await this.cluster?.records.end(keyOf(id));
  }

  private keep(id: string): Promise<void> {
    const written = this.create(id).finally(() => this.writing.delete(id));
    this.writing.set(id, written);
    return written;
  }

  private async create(id: string): Promise<void> {
    if (this.cluster === undefined) return;
    const { records, nodeId } = this.cluster;
    const holder = this.holderOf(id);
    try {
      const found = await records.create(keyOf(id), holder);
      // An answer of before has been lost.
      if (found?.owner === nodeId) await records.take(keyOf(id), found.epoch, holder, true);
    } catch (error) {
      this.logger.warn({ err: error, sessionId: id }, 'The record of a session could not be written.');
    }
  }

  /** A session that a node has left behind, and nobody has restored. */
  private async clear({ id, epoch }: OwnedRecord): Promise<void> {
    const { records } = this.cluster ?? {};
    if ((await records?.take(keyOf(id), epoch, this.holderOf(id))) === true) this.drop(id);
  }

  private holderOf(id: string): RecordHolder {
    return { content: () => ({}), onLost: () => this.lose(id) };
  }

  /** It is at another node: its client finds it there. */
  private lose(id: string): void {
    const session = this.registry.find(id);
    if (session?.isOpen !== true) return;
    this.logger.warn({ sessionId: id }, 'A session is at another node by now, and ends here.');
    this.seats.forsake(session, CloseCode.GoingAway, 'cluster.try_again');
  }
}

/** Names the record of a session. */
export function keyOf(id: string): OwnedKey {
  return { kind: 'session', id };
}
