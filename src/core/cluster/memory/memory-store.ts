import { MemoryCounts } from './memory-counts.js';
import { MemoryNodes } from './memory-nodes.js';
import { MemoryRecords } from './memory-records.js';

/**
 * What Redis is to several nodes, in one process: every method is one of its scripts, whole or not at all. One node has one of its
 * own; in tests several nodes share one, which may then also forget.
 */
export class MemoryStore {
  /** Who is in the cluster. */
  readonly nodes: MemoryNodes;
  /** Who owns what. */
  readonly records: MemoryRecords;
  /** What is counted, and good once. */
  readonly counts: MemoryCounts;

  /**
   * @param nowMs its clock: wall time, since epochs outlive it
   * @param runId its name; a store that has forgotten something has another
   */
  constructor(
    nowMs: () => number,
    readonly runId = 'memory',
  ) {
    this.records = new MemoryRecords(nowMs);
    this.nodes = new MemoryNodes(nowMs, () => this.records.owners());
    this.counts = new MemoryCounts(nowMs);
  }
}

/** How the adapters in memory reach their store. A simulation delays, loses and cuts here. */
export interface StoreLine {
  /** @see Membership.runId */
  readonly runId: string;
  /** Has something done there. @throws StoreUnavailableError when no answer came */
  ask<T>(work: (store: MemoryStore) => T): Promise<T>;
}

/** A store in the same process. */
export class DirectLine implements StoreLine {
  constructor(private readonly store: MemoryStore) {}

  get runId(): string {
    return this.store.runId;
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- what throws has to reject
  async ask<T>(work: (store: MemoryStore) => T): Promise<T> {
    return work(this.store);
  }
}
