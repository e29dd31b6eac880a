import { LRUCache } from 'lru-cache';

/*
 * For data stored under keys that clients choose: it evicts the least recently used entry rather than grow. KeyedLimit
 * builds on it; use it directly for things that are not counted (tickets, revoked tokens).
 */

/** A cache of at most `maxEntries`, which does not allocate memory for them in advance. */
export function boundedCache<V extends object | number | string>(maxEntries: number): LRUCache<string, V> {
  // The `max` option would allocate everything at once, a megabyte for 50,000 entries.
  return new LRUCache<string, V>({ maxSize: maxEntries, sizeCalculation: () => 1 });
}
