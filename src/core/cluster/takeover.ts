import { createHash } from 'node:crypto';
import type { MonotonicClock } from '../time/monotonic-clock.js';
import { StoreUnavailableError, type ClusterView } from './membership.js';
import type { OwnedRecords } from './owned-records.js';
import { RECORD_KINDS, type OwnedRecord, type Ownership, type RecordKind } from './ownership.js';
import type { StoreTrust } from './store-trust.js';

/**
 * Brings a record of a node that is gone to life here: takes it under its epoch, and restores what it stands for; ends it when there is
 * nothing to restore. Whoever else does the same fails to take it. What it throws is logged, and tried again.
 */
export type Restore = (record: OwnedRecord) => Promise<void>;

/** What a takeover tells. */
export interface TakeoverLog {
  failed(record: OwnedRecord, error: unknown): void;
}

const AT_ONCE = 16;
/** After this, records that their rendezvous has not taken are taken by anybody. */
const SWEEP_AFTER_MS = 5_000;

/**
 * Takes over what nodes leave behind that are buried or gone: the living share it by rendezvous hash, `take` decides, and what is
 * left after a while is anybody's. Records that the store takes for this node's, and that it does not have, go the same way.
 */
export class Takeover {
  private readonly firstSeenMs = new Map<string, number>();
  private isRunning = false;
  private isWanted = false;
  private view: ClusterView | undefined;
  private readonly restorers = new Map<RecordKind, { readonly restore: Restore; readonly afterMs: number }>();

  constructor(
    private readonly records: OwnedRecords,
    private readonly ownership: Ownership,
    private readonly trust: StoreTrust,
    private readonly clock: MonotonicClock,
    private readonly options: { readonly nodeId: string; readonly log: TakeoverLog; readonly sweepAfterMs?: number },
  ) {}

  /**
   * Declares how records of a kind are restored; those of others stay. Rooms come first, then as in {@link RECORD_KINDS}.
   * @param afterMs how long the node has been seen as gone before
   */
  restores(kind: RecordKind, restore: Restore, afterMs = 0): void {
    if (this.restorers.has(kind)) throw new Error(`Records of kind ${kind} are restored already.`);
    this.restorers.set(kind, { restore, afterMs });
  }

  /** Looks what there is to take, now that this is what the cluster looks like. */
  onView(view: ClusterView): void {
    this.view = view;
    for (const id of this.firstSeenMs.keys()) if (!view.departed.includes(id)) this.firstSeenMs.delete(id);
    if (view.departed.length > 0) void this.run();
  }

  /** Restores, or ends, records that an answer that was lost has left to this node. */
  async takeStrays(): Promise<void> {
    for (const kind of this.kinds) await this.restoreAll(await this.records.strays(kind));
  }

  private get kinds(): readonly RecordKind[] {
    return RECORD_KINDS.filter((kind) => this.restorers.has(kind));
  }

  private async run(): Promise<void> {
    this.isWanted = true;
    if (this.isRunning) return;
    this.isRunning = true;
    try {
      while (this.isWanted && this.trust.isSettled) {
        this.isWanted = false;
        for (const nodeId of this.view?.departed ?? []) await this.takeFrom(nodeId);
      }
    } catch (error) {
      // The next view comes soon.
      if (!(error instanceof StoreUnavailableError)) throw error;
    } finally {
      this.isRunning = false;
    }
  }

  private async takeFrom(nodeId: string): Promise<void> {
    const nowMs = this.clock.nowMs();
    const seenMs = this.firstSeenMs.get(nodeId) ?? nowMs;
    this.firstSeenMs.set(nodeId, seenMs);
    const isSweep = nowMs - seenMs >= (this.options.sweepAfterMs ?? SWEEP_AFTER_MS);
    for (const kind of this.kinds) {
      if (nowMs - seenMs < (this.restorers.get(kind)?.afterMs ?? 0)) continue;
      const ids = await this.ownership.ownedBy(nodeId, kind);
      const mine = isSweep ? ids : ids.filter((id) => this.isMine(id));
      for (let start = 0; start < mine.length; start += AT_ONCE) {
        const found = await Promise.all(
          mine.slice(start, start + AT_ONCE).map((id) => this.ownership.find({ kind, id })),
        );
        // Somebody may have taken it meanwhile, and lives.
        await this.restoreAll(found.filter((record) => record && (record.owner ?? nodeId) === nodeId));
      }
    }
  }

  private async restoreAll(records: readonly (OwnedRecord | undefined)[]): Promise<void> {
    const found = records.filter((record) => record !== undefined);
    await Promise.all(found.map((record) => this.restore(record)));
  }

  private async restore(record: OwnedRecord): Promise<void> {
    try {
      await this.restorers.get(record.kind)?.restore(record);
    } catch (error) {
      this.options.log.failed(record, error);
    }
  }

  private isMine(id: string): boolean {
    const ready = this.view?.nodes.filter(({ phase }) => phase === 'ready').map((node) => node.id) ?? [];
    return rendezvous(id, ready) === this.options.nodeId;
  }
}

/** The node to which an id belongs, the same wherever it is asked. */
export function rendezvous(id: string, nodeIds: readonly string[]): string | undefined {
  let best: string | undefined;
  let bestScore = '';
  for (const nodeId of nodeIds) {
    const score = createHash('sha1').update(`${id}@${nodeId}`).digest('hex');
    if (score > bestScore) [best, bestScore] = [nodeId, score];
  }
  return best;
}
