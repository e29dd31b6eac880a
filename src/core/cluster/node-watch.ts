import type { SeenNode } from './membership.js';

interface Watched {
  readonly renewals: number;
  readonly sinceMs: number;
}

/**
 * Which nodes have not renewed for a whole lease, watched by this node's own monotonic clock: no wall clock that is set, here or at
 * the store, buries anybody. Whoever could not look for a while begins anew, since the others may not have reached the store either.
 */
export class NodeWatch {
  private watched = new Map<string, Watched>();
  private lookedMs = -Infinity;

  constructor(private readonly leaseMs: number) {}

  /** Forgets what it saw: the store may have lost renewals. */
  reset(): void {
    this.watched.clear();
  }

  /** Takes note of the nodes that a view shows. */
  look(nodes: readonly SeenNode[], nowMs: number): void {
    if (nowMs - this.lookedMs > this.leaseMs / 2) this.watched.clear();
    this.lookedMs = nowMs;
    const seen = new Map<string, Watched>();
    for (const { id, renewals } of nodes) {
      const before = this.watched.get(id);
      seen.set(id, before?.renewals === renewals ? before : { renewals, sinceMs: nowMs });
    }
    this.watched = seen;
  }

  /** Who has not renewed for a lease, with the count that was seen all the time; nobody if the last look is too old. */
  silent(nowMs: number, ownId: string): { id: string; renewals: number }[] {
    if (nowMs - this.lookedMs > this.leaseMs / 2) return [];
    return [...this.watched]
      .filter(([id, { sinceMs }]) => id !== ownId && nowMs - sinceMs >= this.leaseMs)
      .map(([id, { renewals }]) => ({ id, renewals }));
  }

  /** The node is gone. */
  forget(nodeId: string): void {
    this.watched.delete(nodeId);
  }
}
