/**
 * Until when this node may act: one comparison at everything that acts, with the time that is at hand there. On one node it is
 * open for ever.
 */
export class Fence {
  /** By the monotonic clock; a later time opens it, an earlier one closes it. */
  untilMs = Infinity;
  /** True while the node starts: nothing can be its own yet, so that what it does in its database is right whatever the time. */
  isStarting = false;

  /** Whether the node may act at this time. */
  isOpenAt(nowMs: number): boolean {
    return nowMs < this.untilMs;
  }

  /** Whether the node may not act now, by the process' own clock; without several nodes that is one comparison. */
  get isClosed(): boolean {
    return this.untilMs !== Infinity && !this.isOpenAt(performance.now());
  }
}
