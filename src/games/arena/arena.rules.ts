import { Vector2 } from '../../protocol/contract/wire.decorator.js';
import { ARENA_SIZE } from './arena.state.js';

/** Units per second. */
export const PAWN_SPEED = 240;
/** How close a pawn must be to a coin. */
export const REACH = 24;

/** Where a pawn is after `deltaMs` of steering: `steer` is a direction of at most length 1; longer ones count as 1. */
export function move(position: Vector2, steer: Vector2, deltaMs: number): Vector2 {
  const length = Math.max(1, Math.hypot(steer.x, steer.y));
  const distance = (PAWN_SPEED * deltaMs) / 1000 / length;
  return new Vector2(inside(position.x + steer.x * distance), inside(position.y + steer.y * distance));
}

/** Whether a pawn is close enough to pick something up. */
export function reaches(pawn: Vector2, thing: Vector2): boolean {
  return Math.hypot(pawn.x - thing.x, pawn.y - thing.y) <= REACH;
}

function inside(value: number): number {
  return Math.min(Math.max(value, 0), ARENA_SIZE);
}
