/**
 * What has to be counted once over all nodes: sign-in attempts, guesses, tickets that are good once. On one node it is a
 * bounded map.
 */
export abstract class SharedCounters {
  /**
   * Spends one of `limit` in a window that begins with the first; a key that nobody spends is forgotten after it.
   * While the store is away each node counts for itself.
   * @returns whether there was one left
   */
  abstract spend(key: string, limit: number, windowMs: number): Promise<boolean>;

  /** Takes back one that was spent, or all of them: it was no failure after all. Lost while the store is away. */
  abstract giveBack(key: string, isAll?: boolean): Promise<void>;

  /** Keeps a value for {@link takeOnce}. @returns false when the key is in use. @throws StoreUnavailableError */
  abstract putOnce(key: string, value: string, ttlMs: number): Promise<boolean>;

  /**
   * Takes the value: who asks second, on any node, gets undefined; so does everybody after the store may have forgotten something,
   * since it may have been taken before.
   * @throws StoreUnavailableError, and then it may be gone
   */
  abstract takeOnce(key: string): Promise<string | undefined>;
}
