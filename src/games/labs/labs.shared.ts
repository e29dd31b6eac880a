// Runs here and, translated, in Godot.
import { clamp, cos, hash32, hypot, sin, unitOf, type int } from '../../core/prediction/step-math.shared.js';
import type { LabsInputDto } from './labs.messages.js';

/** The labs' ground, in units; a unit is a pixel in the labs' scenes. */
export const FIELD_WIDTH = 800;
/** The labs' ground, in units. */
export const FIELD_HEIGHT = 440;
/** The radius of runners and targets. */
export const RADIUS = 14;
/** Twelve walls: left, top, width, height. */
export const WALLS: readonly number[] = [
  120, 90, 80, 20, 280, 60, 20, 80, 380, 110, 90, 20, 560, 50, 20, 90, 640, 110, 90, 20, 90, 210, 20, 80, 220, 250, 90,
  20, 500, 240, 80, 20, 670, 220, 20, 80, 150, 350, 90, 20, 400, 330, 20, 80, 590, 350, 90, 20,
];
/** Pellets of a blast. */
export const PELLETS: int = 8;

const UNITS_PER_SECOND = 220;
const DASH_SPEED = 3;
const DASH_SECONDS = 0.15;
const DASH_PAUSE_SECONDS = 0.6;
const SPREAD = 0.35;
const BOLT_SPEED = 420;

/** What a player of a lab predicts: plain numbers. */
export class LabBody {
  x = 60;
  y = 220;
  /** Seconds that the dash still lasts. */
  dash = 0;
  /** Seconds until the next dash. */
  pause = 0;
}

/** One tick of running: with dashes, and walls to slide along. */
export function run(body: LabBody, input: LabsInputDto, seconds: number): void {
  body.dash = Math.max(0, body.dash - seconds);
  body.pause = Math.max(0, body.pause - seconds);
  if (input.dash && body.pause === 0) {
    body.dash = DASH_SECONDS;
    body.pause = DASH_PAUSE_SECONDS;
  }
  const speed = body.dash > 0 ? UNITS_PER_SECOND * DASH_SPEED : UNITS_PER_SECOND;
  const way = (speed * seconds) / Math.max(1, hypot(input.x, input.y));
  const x = clamp(body.x + input.x * way, RADIUS, FIELD_WIDTH - RADIUS);
  if (!isBlocked(x, body.y)) body.x = x;
  const y = clamp(body.y + input.y * way, RADIUS, FIELD_HEIGHT - RADIUS);
  if (!isBlocked(body.x, y)) body.y = y;
}

/** What flies: nobody steers it. */
export class BoltBody {
  x = 0;
  y = 0;
  vx = 0;
  vy = 0;
}

/** One tick of flight; bolts bounce off the edges. */
export function fly(body: BoltBody, seconds: number): void {
  body.x += body.vx * seconds;
  body.y += body.vy * seconds;
  if (body.y < 0 || body.y > FIELD_HEIGHT) body.vy = 0 - body.vy;
}

/** Gives a bolt its first numbers, where its shooter is after the input. */
export function launch(bolt: BoltBody, shooter: LabBody, input: LabsInputDto): void {
  bolt.x = shooter.x;
  bolt.y = shooter.y;
  bolt.vx = cos(input.aim) * BOLT_SPEED;
  bolt.vy = sin(input.aim) * BOLT_SPEED;
}

/** Where pellet number `index` of a blast goes: known to both sides, without a byte. */
export function spread(aim: number, seq: int, salt: int, index: int): number {
  return aim + (unitOf(hash32(hash32(seq, salt), index)) - 0.5) * SPREAD;
}

function isBlocked(x: number, y: number): boolean {
  for (let i = 0; i < WALLS.length; i += 4) {
    const isBeside = x > WALLS[i]! - RADIUS && x < WALLS[i]! + WALLS[i + 2]! + RADIUS;
    if (isBeside && y > WALLS[i + 1]! - RADIUS && y < WALLS[i + 1]! + WALLS[i + 3]! + RADIUS) return true;
  }
  return false;
}
