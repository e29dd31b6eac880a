import { Vector2, Vector3 } from '../../protocol/contract/wire.decorator.js';
import type { EntitySet } from '../../protocol/state/entity-set.js';
import type { EntityHistory, Frame, SeenWindow } from './entity-history.js';

/** A place or a direction: a Vector2, or a Vector3 in a set whose positions are such. */
export type Place = Vector2 | Vector3;

/** An entity that was hit. */
export interface SeenHit<T extends object = object> {
  /** It may have left its set since. */
  readonly entity: T;
  /** Its id in the set. */
  readonly id: number;
  /** From the ray's start to where it enters the entity, or from the circle's centre to the entity's; in units of position. */
  readonly distance: number;
  /** Where the entity was. */
  readonly at: Place;
}

/** Whom a question about the past leaves out. */
export interface SeenOptions<T extends object> {
  /** The shooter, as a rule. */
  readonly except?: T;
  /** Only entities for which it returns true, such as those that were alive. */
  readonly where?: (entity: T) => boolean;
}

/** Finds the history of a set. @throws Error, one sentence, for a set without rewind */
export type HistoryOf = (set: EntitySet<object>) => EntityHistory;

/**
 * What a player had on the screen: the entities of a room as they were then, between the two patches that this client had,
 * interpolated as the addon does ("lag compensation"; Bernier, "Latency Compensating Methods in Client/Server In-game
 * Protocol Design and Optimization", 2001). Valid until the hook that asked for it returns.
 */
export class SeenMoment {
  constructor(
    /** The moment, in ticks. */
    readonly tick: number,
    private readonly window: SeenWindow,
    private readonly historyOf: HistoryOf,
  ) {}

  /**
   * The first entity that a ray hits; undefined for none.
   * @param direction of any length but 0
   */
  ray<T extends object>(
    set: EntitySet<T>,
    from: Place,
    direction: Place,
    { range, except, where }: SeenOptions<T> & { readonly range: number },
  ): SeenHit<T> | undefined {
    const history = this.of(set);
    const squared = history.radius * history.radius;
    const length = Math.sqrt(dot(direction, direction));
    if (!(length > 0)) return undefined;
    const [dx, dy, dz] = [direction.x / length, direction.y / length, depth(direction) / length];
    const [fromX, fromY, fromZ] = [from.x, from.y, depth(from)];
    let nearest = Infinity;
    let hit: SeenHit<T> | undefined;
    history.look(this.window, (frame, slot, x, y, z) => {
      const [toX, toY, toZ] = [x - fromX, y - fromY, z - fromZ];
      const along = toX * dx + toY * dy + toZ * dz;
      const aside = toX * toX + toY * toY + toZ * toZ - along * along;
      if (aside > squared) return;
      const half = Math.sqrt(squared - aside);
      const distance = Math.max(0, along - half);
      if (along + half < 0 || distance > range || distance >= nearest) return;
      const entity = frame.entities[slot] as T;
      if (entity === except || where?.(entity) === false) return;
      nearest = distance;
      hit = hitOf(history, frame, slot, distance, x, y, z);
    });
    return hit;
  }

  /** The entities that a circle (or sphere) touches, nearest first. */
  circle<T extends object>(
    set: EntitySet<T>,
    at: Place,
    radius: number,
    { except, where }: SeenOptions<T> = {},
  ): SeenHit<T>[] {
    const history = this.of(set);
    const most = (radius + history.radius) ** 2;
    const hits: SeenHit<T>[] = [];
    history.look(this.window, (frame, slot, x, y, z) => {
      const squared = (x - at.x) ** 2 + (y - at.y) ** 2 + (z - depth(at)) ** 2;
      const entity = frame.entities[slot] as T;
      if (squared > most || entity === except || where?.(entity) === false) return;
      hits.push(hitOf(history, frame, slot, Math.sqrt(squared), x, y, z));
    });
    return hits.sort((one, other) => one.distance - other.distance);
  }

  /** Where an entity was; undefined when it was not there yet, or no longer. */
  positionOf<T extends object>(set: EntitySet<T>, entity: T): Place | undefined {
    const history = this.of(set);
    let found: Place | undefined;
    history.look(this.window, (frame, slot, x, y, z) => {
      if (frame.entities[slot] === entity) found = placeOf(history, x, y, z);
    });
    return found;
  }

  /**
   * What a field of an entity was; undefined when the entity was not there.
   * @param field one that the set's `rewind` lists in `also`
   * @throws Error, one sentence, for another field
   */
  valueOf<T extends object, K extends keyof T & string>(set: EntitySet<T>, entity: T, field: K): T[K] | undefined {
    const history = this.of(set);
    let value: unknown;
    history.look(this.window, (frame, slot) => {
      if (frame.entities[slot] === entity) value = history.valueOf(frame, slot, field);
    });
    return value as T[K] | undefined;
  }

  private of(set: EntitySet<never> | EntitySet<object>): EntityHistory {
    return this.historyOf(set);
  }
}

function hitOf<T extends object>(
  history: EntityHistory,
  frame: Frame,
  slot: number,
  ...[distance, x, y, z]: [distance: number, x: number, y: number, z: number]
): SeenHit<T> {
  const at = placeOf(history, x, y, z);
  return { entity: frame.entities[slot] as T, id: frame.ids[slot] ?? 0, distance, at };
}

function placeOf({ isSpatial }: EntityHistory, x: number, y: number, z: number): Place {
  return isSpatial ? new Vector3(x, y, z) : new Vector2(x, y);
}

function depth(place: Place): number {
  return place instanceof Vector3 ? place.z : 0;
}

function dot(one: Place, other: Place): number {
  return one.x * other.x + one.y * other.y + depth(one) * depth(other);
}
