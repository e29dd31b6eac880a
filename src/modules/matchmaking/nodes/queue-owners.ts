import { Injectable, type OnModuleInit, Optional } from '@nestjs/common';
import { Cluster } from '../../../core/cluster/cluster.js';
import type { RecordHolder } from '../../../core/cluster/owned-records.js';
import type { OwnedKey, OwnedRecord } from '../../../core/cluster/ownership.js';
import { GameError } from '../../../protocol/game-error.js';

/** How often the record is looked at again when others change it. */
const TRIES = 4;

/**
 * Which node owns which queue: its matchmaker alone matches the tickets there. Who needs a queue first owns it, and who needs one whose
 * owner is dead. Two that believe it for a moment do no harm, since only the tickets' nodes give them away.
 */
@Injectable()
export class QueueOwners implements OnModuleInit {
  private readonly known = new Map<string, string>();
  private readonly finding = new Map<string, Promise<string>>();
  /** Whether a queue of this node makes no matches for now; its record says so to the next owner. */
  isPaused: (queue: string) => boolean = () => false;
  /** Called when a queue is this node's now. */
  onTaken: (queue: string, isPaused: boolean) => void = () => undefined;
  /** Called when a queue is another's by now. */
  onLost: (queue: string) => void = () => undefined;

  constructor(@Optional() private readonly cluster?: Cluster) {}

  /** Nest's hook: this node takes queues of dead nodes that fall to it. */
  onModuleInit(): void {
    this.cluster?.takeover.restores('queue', (record) => this.take(record));
  }

  /** This node. */
  get nodeId(): string {
    return this.cluster?.nodeId ?? '';
  }

  /** Whether this node owns a queue. */
  owns(queue: string): boolean {
    return this.cluster?.records.proofOf(keyOf(queue)) !== undefined;
  }

  /** The node that owns a queue; this one, if nobody does. @throws GameError cluster.unavailable */
  of(queue: string): Promise<string> {
    const known = this.known.get(queue);
    if (known !== undefined && this.isAlive(known)) return Promise.resolve(known);
    const finding = this.finding.get(queue) ?? this.look(queue).finally(() => this.finding.delete(queue));
    this.finding.set(queue, finding);
    return finding;
  }

  /** The owner as far as it is known without asking. */
  knownOf(queue: string): string | undefined {
    return this.known.get(queue);
  }

  /** Whoever was believed to own it does not. */
  forget(queue: string): void {
    this.known.delete(queue);
  }

  /** @throws StoreUnavailableError when the store cannot be asked at the moment */
  async checkStore(queue: string): Promise<void> {
    await this.cluster?.records.find(keyOf(queue));
  }

  private async look(queue: string): Promise<string> {
    try {
      const owner = await this.findOwner(queue);
      this.known.set(queue, owner);
      return owner;
    } catch (cause) {
      throw new GameError('cluster.unavailable', { cause });
    }
  }

  private async findOwner(queue: string): Promise<string> {
    const { cluster } = this;
    if (cluster === undefined) throw new Error('There are no other nodes.');
    for (let tries = 0; tries < TRIES; tries++) {
      if (this.owns(queue)) return cluster.nodeId;
      const record =
        (await cluster.records.find(keyOf(queue))) ??
        (await cluster.records.create(keyOf(queue), this.holderOf(queue), true));
      if (record === undefined) return cluster.nodeId;
      if (record.owner !== undefined && record.owner !== cluster.nodeId && this.isAlive(record.owner)) {
        return record.owner;
      }
      await this.take(record);
    }
    throw new Error(`Nobody owns the queue ${queue}.`);
  }

  /** Lets the next owners of an own queue know. @throws GameError cluster.unavailable, cluster.try_again when it is another's by now */
  async pause(queue: string, isPaused: boolean): Promise<void> {
    let isSaved: boolean | undefined;
    try {
      isSaved = await this.cluster?.records.save(keyOf(queue), { fields: fieldsOf(isPaused) });
    } catch (cause) {
      throw new GameError('cluster.unavailable', { cause });
    }
    if (isSaved !== true) throw new GameError('cluster.try_again');
  }

  private async take({ id, epoch }: OwnedRecord): Promise<void> {
    const { records } = this.cluster ?? {};
    if ((await records?.take(keyOf(id), epoch, this.holderOf(id))) !== true) return;
    // Nobody else changes it any more.
    const isPaused = (await records?.find(keyOf(id)))?.fields.paused === fieldsOf(true).paused;
    this.onTaken(id, isPaused);
  }

  private holderOf(queue: string): RecordHolder {
    return {
      content: () => ({ fields: fieldsOf(this.isPaused(queue)) }),
      onLost: () => {
        this.forget(queue);
        this.onLost(queue);
      },
    };
  }

  /** Whether a node is not buried. */
  isAlive(nodeId: string): boolean {
    return this.cluster?.isAlive(nodeId) === true;
  }
}

function fieldsOf(isPaused: boolean): { readonly paused: string } {
  return { paused: isPaused ? 'yes' : '' };
}

function keyOf(queue: string): OwnedKey {
  return { kind: 'queue', id: queue };
}
