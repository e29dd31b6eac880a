/** A point in the order of a season; less is better. */
export interface OrderKey {
  readonly sortKey: number;
  /** Who came first, of those with the same sort key. */
  readonly place: number;
}

/** Beyond every sort key that a score can have, in both directions: one more than the largest exact whole number. */
export const END_OF_KEYS = 2 ** 53;

/** Before the first score of any season. */
export const FIRST_KEY: OrderKey = { sortKey: -END_OF_KEYS, place: 0 };

/** Behind the last score of any season. */
export const LAST_KEY: OrderKey = { sortKey: END_OF_KEYS, place: 0 };

/** For sorting. */
export function compareKeys(a: OrderKey, b: OrderKey): number {
  return a.sortKey - b.sortKey || a.place - b.place;
}
