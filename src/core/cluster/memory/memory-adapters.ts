import { Membership, type ClusterNode, type ClusterView, type Namesake, type NodeReport } from '../membership.js';
import { Ownership, type OwnedKey, type OwnedRecord, type OwnerProof, type RecordContent } from '../ownership.js';
import type { RecordKind } from '../ownership.js';
import { SharedCounters } from '../shared-counters.js';
import type { StoreLine } from './memory-store.js';

/** {@link Membership} by a store in memory. */
export class MemoryMembership extends Membership {
  constructor(private readonly line: StoreLine) {
    super();
  }

  override get runId(): string {
    return this.line.runId;
  }

  override join(node: ClusterNode, leaseMs: number): Promise<ClusterView | Namesake | 'buried'> {
    return this.line.ask(({ nodes, runId }) => nodes.join(runId, node, leaseMs));
  }

  override renew(nodeId: string, report: NodeReport, leaseMs: number): Promise<ClusterView | 'unknown' | 'buried'> {
    return this.line.ask(({ nodes, runId }) => nodes.renew(runId, nodeId, report, leaseMs));
  }

  override leave(nodeId: string): Promise<void> {
    return this.line.ask(({ nodes }) => nodes.leave(nodeId));
  }

  override bury(nodeId: string, renewals?: number): Promise<boolean> {
    return this.line.ask(({ nodes }) => nodes.bury(nodeId, renewals));
  }
}

/** {@link Ownership} by a store in memory. */
export class MemoryOwnership extends Ownership {
  constructor(private readonly line: StoreLine) {
    super();
  }

  override create(key: OwnedKey, owner: string, content: RecordContent = {}): Promise<OwnerProof | OwnedRecord> {
    return this.line.ask(({ nodes, records }) => {
      nodes.check(owner);
      return records.create(key, owner, content);
    });
  }

  override find(key: OwnedKey): Promise<OwnedRecord | undefined> {
    return this.line.ask(({ records }) => records.find(key));
  }

  override load(key: OwnedKey): Promise<Uint8Array | undefined> {
    return this.line.ask(({ records }) => records.load(key));
  }

  override save(proof: OwnerProof, content: RecordContent): Promise<boolean> {
    return this.line.ask(({ nodes, records }) => {
      nodes.check(proof.owner);
      return records.save(proof, content);
    });
  }

  override take(
    key: OwnedKey,
    knownEpoch: number,
    owner: string,
    content: RecordContent = {},
  ): Promise<OwnerProof | OwnedRecord | undefined> {
    return this.line.ask(({ nodes, records }) => {
      nodes.check(owner);
      return records.take(key, knownEpoch, owner, content);
    });
  }

  override release(proof: OwnerProof, content: RecordContent): Promise<boolean> {
    return this.line.ask(({ nodes, records }) => {
      nodes.check(proof.owner);
      return records.release(proof, content);
    });
  }

  override end(proof: OwnerProof): Promise<boolean> {
    return this.line.ask(({ nodes, records }) => {
      nodes.check(proof.owner);
      return records.end(proof);
    });
  }

  override assert(proof: OwnerProof, content: RecordContent, isSure: boolean): Promise<boolean> {
    return this.line.ask(({ nodes, records }) => {
      nodes.check(proof.owner);
      return records.assert(proof, content, isSure);
    });
  }

  override ownedBy(nodeId: string, kind: RecordKind): Promise<readonly string[]> {
    return this.line.ask(({ records }) => records.ownedBy(nodeId, kind));
  }
}

/** {@link SharedCounters} by a store in memory. */
export class MemoryCounters extends SharedCounters {
  constructor(private readonly line: StoreLine) {
    super();
  }

  override spend(key: string, limit: number, windowMs: number): Promise<boolean> {
    return this.line.ask(({ counts }) => counts.spend(key, limit, windowMs));
  }

  override giveBack(key: string, isAll = false): Promise<void> {
    return this.line.ask(({ counts }) => counts.giveBack(key, isAll));
  }

  override putOnce(key: string, value: string, ttlMs: number): Promise<boolean> {
    const { runId } = this.line;
    return this.line.ask(({ counts }) => counts.putOnce(key, `${runId} ${value}`, ttlMs));
  }

  override async takeOnce(key: string): Promise<string | undefined> {
    const { runId } = this.line;
    const value = await this.line.ask(({ counts }) => counts.takeOnce(key));
    // What was put before the store changed may have been taken, and that forgotten.
    return value?.startsWith(`${runId} `) === true ? value.slice(runId.length + 1) : undefined;
  }
}
