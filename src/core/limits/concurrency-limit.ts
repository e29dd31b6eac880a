/*
 * Limits how many of something each key holds at a time: connections of an address, rooms of a player, exports in progress.
 * To limit how *often* something is done see KeyedLimit; to queue instead of refusing see FairQueue.
 */

/** What one key holds; all its holders share `release`. */
interface Held {
  count: number;
  readonly release: () => void;
}

/** Limits the number held at a time under each key. Only stores keys that hold something. */
export class ConcurrencyLimit {
  private readonly heldBy = new Map<string, Held>();

  /** @param most how many a key may hold */
  constructor(private readonly most: number) {}

  /** Number of keys that hold something. */
  get size(): number {
    return this.heldBy.size;
  }

  /** Number that `key` holds. */
  held(key: string): number {
    return this.heldBy.get(key)?.count ?? 0;
  }

  /** Whether {@link acquire} would refuse. */
  isFull(key: string): boolean {
    return this.held(key) >= this.most;
  }

  /** Takes one for `key` and returns its release function, to be called exactly once. Undefined when the limit is reached. */
  acquire(key: string): (() => void) | undefined {
    let held = this.heldBy.get(key);
    if (held === undefined) this.heldBy.set(key, (held = this.newHeld(key)));
    if (held.count >= this.most) return undefined;
    held.count += 1;
    return held.release;
  }

  private newHeld(key: string): Held {
    const held: Held = {
      count: 0,
      release: () => {
        held.count -= 1;
        if (held.count === 0) this.heldBy.delete(key);
      },
    };
    return held;
  }
}
