/*
 * How many of something each key holds at a time: connections of an address, rooms of a player, exports under way. For how
 * *often* something may be done see KeyedLimit; to let the rest wait instead of refusing it, FairQueue.
 */

/** What one key holds; all its holders share `release`. */
interface Held {
  count: number;
  readonly release: () => void;
}

/** So many at a time under each key. It keeps only keys that hold something. */
export class ConcurrencyLimit {
  private readonly heldBy = new Map<string, Held>();

  /** @param most how many a key may hold */
  constructor(private readonly most: number) {}

  /** How many keys hold something. */
  get size(): number {
    return this.heldBy.size;
  }

  /** How many `key` holds. */
  held(key: string): number {
    return this.heldBy.get(key)?.count ?? 0;
  }

  /** Whether {@link acquire} would refuse. */
  isFull(key: string): boolean {
    return this.held(key) >= this.most;
  }

  /** Takes one for `key`; what comes back gives it back and must be called exactly once. Undefined when it has all. */
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
