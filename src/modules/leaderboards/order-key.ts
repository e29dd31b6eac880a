/** A position in a season's order; lower is better. */
export interface OrderKey {
  readonly sortKey: number;
  /** Breaks ties between equal sort keys: lower was first. */
  readonly place: number;
}

/** Beyond every possible sort key, in both directions: one more than the largest exact whole number. */
export const END_OF_KEYS = 2 ** 53;

/** Before the first score of any season. */
export const FIRST_KEY: OrderKey = { sortKey: -END_OF_KEYS, place: 0 };

/** After the last score of any season. */
export const LAST_KEY: OrderKey = { sortKey: END_OF_KEYS, place: 0 };

/** For sorting. */
export function compareKeys(a: OrderKey, b: OrderKey): number {
  return a.sortKey - b.sortKey || a.place - b.place;
}
