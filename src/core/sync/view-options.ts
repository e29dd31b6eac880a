import type { Session } from '../sessions/session.js';

/** A point on the ground: in three dimensions, y is Godot's z. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What a view shows of one entity set; absent options do not limit it. */
export interface SetInterest {
  /** The position of the viewer; if it returns undefined, nothing of the set is shown. `radius` and `nearest` need it, and a grid of the set. */
  readonly around?: () => Point | undefined;
  /** The view radius. */
  readonly radius?: number;
  /** Limits the view to this many nearest entities. */
  readonly nearest?: number;
  /** An entity already in view stays until it is this many times further away than `radius` or than its rivals. Default 1.1. */
  readonly hysteresis?: number;
  /** Whether an entity may be seen at all. Called for each entity in range on every patch. */
  readonly filter?: (entity: object, session: Session) => boolean;
  /** Priority of an entity when the byte budget is short, from 0. Default `1 / (1 + distance / cellSize)`. */
  readonly priority?: (entity: object, session: Session) => number;
}

/** What one client sees of a state. */
export interface ViewOptions {
  /** Whose `to: 'owner'` fields it sees: what the entities' owner field must equal. The session's player, else its id, unless given. */
  readonly owner?: string | number;
  /** Whose `to: 'team'` fields it sees. */
  readonly team?: string | number;
  /**
   * What it sees of entity sets, by path ("pawns"). Sets that are not named are seen in full. All views without `interest` are
   * encoded once.
   */
  readonly interest?: Readonly<Record<string, SetInterest>>;
  /**
   * Views with the same name see the same and are encoded once, for example what a team sees. The `interest` and the session of the
   * first one apply to all. A client that missed a patch gets the full state.
   */
  readonly sharedAs?: string;
  /** Approximate byte limit of a patch. Entities of lower priority wait for a later patch, but never for ever. */
  readonly budgetBytes?: number;
  /** Spectator delay, in milliseconds. A delayed view has no owner or team fields. */
  readonly delayMs?: number;
}
