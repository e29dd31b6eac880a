import { Injectable, Logger, type OnModuleInit, Optional } from '@nestjs/common';
import { Cluster } from '../cluster/cluster.js';
import { reclaim } from '../cluster/reclaim.js';
import { isOwned, type OwnedKey, type OwnedRecord, type OwnerProof } from '../cluster/ownership.js';
import { EventBus } from '../events/event-bus.js';
import { SessionClosed, SessionSeated } from './session.events.js';

/**
 * The records of the sessions that are at home here, by which other nodes find them when their client comes back there. Only
 * sessions that can be resumed have one; it is written after the Welcome has left, so that nobody waits for it.
 */
@Injectable()
export class SessionRecords implements OnModuleInit {
  private readonly logger = new Logger('Cluster');
  private readonly proofs = new Map<string, Promise<OwnerProof | undefined>>();

  constructor(
    private readonly events: EventBus,
    @Optional() private readonly cluster?: Cluster,
  ) {}

  /** Nest's hook: writes them when sessions get a seat, and removes them when they end. */
  onModuleInit(): void {
    if (this.cluster === undefined) return;
    this.events.on(SessionSeated, ({ session }) => void this.keep(session.id));
    this.events.on(SessionClosed, ({ session }) => this.forget(session.id, session.hasMoved));
  }

  /** The proof that this node owns a session's record; undefined when it does not, or the store cannot be asked. */
  async proofOf(id: string): Promise<OwnerProof | undefined> {
    return (await this.proofs.get(id)) ?? this.keep(id);
  }

  /** The same, without asking the store: for one that has a record already. */
  async known(id: string): Promise<OwnerProof | undefined> {
    return this.proofs.get(id);
  }

  /** Where a session is at home; undefined when nobody knows it. @throws StoreUnavailableError */
  async find(id: string): Promise<OwnedRecord | undefined> {
    return this.cluster?.ownership.find(keyOf(id));
  }

  /**
   * Becomes the owner of a session's record, if its epoch is still the known one.
   * @returns whether this node owns it now. @throws StoreUnavailableError, and then it may
   */
  async take(id: string, knownEpoch: number): Promise<boolean> {
    if (this.cluster === undefined) return false;
    const { ownership, nodeId } = this.cluster;
    const taken = await ownership.take(keyOf(id), knownEpoch, nodeId);
    if (!isOwned(taken)) return false;
    this.adopt(taken);
    return true;
  }

  /**
   * Decides whose a session is that another node was to take, under this epoch. @param error what the call to it failed with
   * @returns whether it is this node's. @throws StoreUnavailableError when nobody knows
   */
  async reclaim(id: string, epoch: number, toNodeId: string, error: unknown): Promise<boolean> {
    if (this.cluster === undefined) return false;
    const proof = await reclaim(this.cluster, { key: keyOf(id), epoch, toNodeId, error });
    if (proof !== undefined) this.adopt(proof);
    return proof !== undefined;
  }

  private adopt(proof: OwnerProof): void {
    this.proofs.set(proof.id, Promise.resolve(proof));
  }

  private keep(id: string): Promise<OwnerProof | undefined> {
    const kept = this.create(id);
    this.proofs.set(id, kept);
    return kept;
  }

  private async create(id: string): Promise<OwnerProof | undefined> {
    if (this.cluster === undefined) return undefined;
    const { ownership, nodeId } = this.cluster;
    try {
      const made = await ownership.create(keyOf(id), nodeId);
      if (isOwned(made)) return made;
      return made.owner === nodeId ? { ...keyOf(id), owner: nodeId, epoch: made.epoch } : undefined;
    } catch (error) {
      this.logger.warn({ err: error, sessionId: id }, 'The record of a session could not be written.');
      return undefined;
    }
  }

  private forget(id: string, hasMoved: boolean): void {
    const proof = this.proofs.get(id);
    this.proofs.delete(id);
    if (proof !== undefined && !hasMoved) void this.end(proof);
  }

  private async end(written: Promise<OwnerProof | undefined>): Promise<void> {
    try {
      const proof = await written;
      if (proof !== undefined) await this.cluster?.ownership.end(proof);
    } catch (error) {
      this.logger.warn({ err: error }, 'The record of a session that has ended could not be removed.');
    }
  }
}

function keyOf(id: string): OwnedKey {
  return { kind: 'session', id };
}
