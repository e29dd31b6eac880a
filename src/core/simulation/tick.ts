/** One fixed step of a room. A new object each time, so a game may keep it. */
export interface Tick {
  /** Counts from 1; after tick n the room has simulated n steps. */
  readonly number: number;
  /** The length of every step, always the same. */
  readonly deltaMs: number;
  /** The room's own time at the end of this step: `number * deltaMs`. It never jumps, whatever the clock on the wall does. */
  readonly timeMs: number;
}
