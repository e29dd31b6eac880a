import { LRUCache } from 'lru-cache';

/*
 * For what is remembered under keys that clients choose: it forgets what was used least recently rather than grow.
 * KeyedLimit stands on it; use it by itself for what is not counted (tickets, tokens that were called back).
 */

/** A cache that holds at most `maxEntries`, and takes no memory for those it does not hold yet. */
export function boundedCache<V extends object | number | string>(maxEntries: number): LRUCache<string, V> {
  // Its option `max` would allocate all of it at once, a megabyte for 50,000 entries.
  return new LRUCache<string, V>({ maxSize: maxEntries, sizeCalculation: () => 1 });
}
