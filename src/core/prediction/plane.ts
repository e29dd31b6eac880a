import { atan2, hypot, TAU } from './step-math.shared.js';

/** A place on a plane: a body, a Vector2. */
export interface PlanePoint {
  readonly x: number;
  readonly y: number;
}

/** How far apart two places are. */
export function distanceBetween(one: PlanePoint, other: PlanePoint): number {
  return hypot(other.x - one.x, other.y - one.y);
}

/** In which direction another place lies: in radians from the right, clockwise where y points down, from 0 to less than a turn. */
export function bearing(from: PlanePoint, to: PlanePoint): number {
  const angle = atan2(to.y - from.y, to.x - from.x);
  // A turn and the least angle below it are the same number.
  return angle < 0 ? (angle + TAU) % TAU : angle;
}
