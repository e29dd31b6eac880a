import type { Session } from '../sessions/session.js';

/** A point on the ground: in three dimensions, y is Godot's z. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What a view shows of one set; what is left out is not limited. */
export interface SetInterest {
  /** Where the player is; undefined shows nothing of the set. Needed by `radius` and `nearest`, as is a grid of the set. */
  readonly around?: () => Point | undefined;
  /** How far it sees. */
  readonly radius?: number;
  /** Sees so many, the nearest ones. */
  readonly nearest?: number;
  /** What is seen already stays until it is so many times further away than `radius`, or than others; 1.1 unless given. */
  readonly hysteresis?: number;
  /** Whether it may see an entity at all. Runs for each entity in reach, each patch. */
  readonly filter?: (entity: object, session: Session) => boolean;
  /** How much an entity matters when the budget is short, from 0; `1 / (1 + distance / cellSize)` unless given. */
  readonly priority?: (entity: object, session: Session) => number;
}

/** What one client sees of a state. */
export interface ViewOptions {
  /** Whose `to: 'owner'` fields it sees: what the entities' owner field must equal. The session's player, else its id, unless given. */
  readonly owner?: string | number;
  /** Whose `to: 'team'` fields it sees. */
  readonly team?: string | number;
  /**
   * What it sees of sets, by their path ("pawns"); everything of the others, and everything at all without it. All views
   * without `interest` are encoded once.
   */
  readonly interest?: Readonly<Record<string, SetInterest>>;
  /**
   * Views with the same name see the same, and are encoded once: a team's sight, for example. The `interest` of the first
   * of them counts for all, its session too; a client that missed a patch gets everything.
   */
  readonly sharedAs?: string;
  /** The most bytes of a patch, about; what matters less then waits for a later one, but never for ever. */
  readonly budgetBytes?: number;
  /** A spectator sees everything so much later. No fields of owners or teams. */
  readonly delayMs?: number;
}
