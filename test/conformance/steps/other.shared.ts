import { clamp, type int } from '../../../src/core/prediction/step-math.shared.js';

/** A point of another file. */
export class Spot {
  x = 0;
  y = 0;
}

/** How many times a spot is moved. */
export const ROUNDS: int = 3;

/** Keeps a spot in a square. */
export function keepInside(spot: Spot, size: number): void {
  spot.x = clamp(spot.x, -size, size);
  spot.y = clamp(spot.y, -size, size);
}
