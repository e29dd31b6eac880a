/** A whole state as plain data: the state's own fields, and of each set its entities by id. */
export interface StateTree {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly sets: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
}

/** From where and how far a client sees the entities of a set. */
export interface ViewRange {
  readonly x: number;
  readonly y: number;
  /** Absent where nothing limits it. */
  readonly radius?: number;
  /** As many as it sees at most; absent where nothing limits it. */
  readonly nearest?: number;
}

/** What one client sees of a state. */
export interface ClientView {
  /** Entities and fields that it knows, with their values of this moment. */
  readonly state: StateTree;
  /** By the path of a set; none for what it sees wherever it is. */
  readonly ranges: Readonly<Record<string, ViewRange>>;
  /** How late it sees all of this, in milliseconds. */
  readonly delayMs: number;
  /** Whether it was sent the state already. */
  readonly isSent: boolean;
}
