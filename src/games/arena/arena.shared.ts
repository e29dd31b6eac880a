import {
  clamp,
  cos,
  hash32,
  hypot,
  moveToward,
  sin,
  unitOf,
  type int,
} from '../../core/prediction/step-math.shared.js';
import { isNearBox, stopAtBoxes } from '../../core/prediction/step-shapes.shared.js';
import type { ArenaInputDto } from './arena.messages.js';

/** Side length of the square arena, in units; one unit is a pixel in the demo. */
export const ARENA_SIZE = 2000;
export const PAWN_RADIUS = 15;
/** Units per second; the pawn is as fast after a tenth of one. */
export const PAWN_SPEED = 240;
const ACCELERATION = 2400;
const DASH_SPEED = 900;
export const DASH_TICKS: int = 4;
export const DASH_EVERY: int = 45;
export const RIFLE_EVERY: int = 4;
export const RIFLE_RANGE = 900;
export const BULLET_DAMAGE: int = 12;
/** The most that a bullet leaves the aim, in radians to either side. */
const RIFLE_SPREAD = 0.035;
export const LAUNCHER_EVERY: int = 27;
export const ROCKET_SPEED = 700;
/** Walls: x, y, width and height of each; the same from all four sides. */
export const WALLS: readonly number[] = [
  300, 300, 220, 40, 300, 340, 40, 180, 1480, 300, 220, 40, 1660, 340, 40, 180, 300, 1660, 220, 40, 300, 1480, 40, 180,
  1480, 1660, 220, 40, 1660, 1480, 40, 180, 760, 560, 40, 200, 1200, 560, 40, 200, 760, 1240, 40, 200, 1200, 1240, 40,
  200, 560, 860, 160, 40, 1280, 860, 160, 40, 560, 1100, 160, 40, 1280, 1100, 160, 40,
];

/** What a player predicts of a pawn: place, speed, ticks that a dash lasts, ticks until the next of each, and whether it is dead. */
export class PawnBody {
  x = 1000;
  y = 1000;
  vx = 0;
  vy = 0;
  dash: int = 0;
  dashWait: int = 0;
  rifleWait: int = 0;
  launcherWait: int = 0;
  isOut = false;
}

/** One tick of a pawn. It fired if `rifleWait` is RIFLE_EVERY afterwards, and launched if `launcherWait` is LAUNCHER_EVERY. */
export function play(body: PawnBody, input: ArenaInputDto, seconds: number): void {
  if (body.dashWait > 0) body.dashWait -= 1;
  if (body.rifleWait > 0) body.rifleWait -= 1;
  if (body.launcherWait > 0) body.launcherWait -= 1;
  if (body.isOut) return;
  steer(body, input, seconds);
  if (input.fire && body.rifleWait === 0) body.rifleWait = RIFLE_EVERY;
  if (input.launch && body.launcherWait === 0) body.launcherWait = LAUNCHER_EVERY;
  const x = clamp(body.x + body.vx * seconds, PAWN_RADIUS, ARENA_SIZE - PAWN_RADIUS);
  body.x = stopAtBoxes(WALLS, 0, x, body.y, PAWN_RADIUS, body.vx);
  if (body.x !== x) body.vx = 0;
  const y = clamp(body.y + body.vy * seconds, PAWN_RADIUS, ARENA_SIZE - PAWN_RADIUS);
  body.y = stopAtBoxes(WALLS, 1, y, body.x, PAWN_RADIUS, body.vy);
  if (body.y !== y) body.vy = 0;
}

function steer(body: PawnBody, input: ArenaInputDto, seconds: number): void {
  // A stick at rest is never exactly 0, on the wire neither.
  const size = hypot(input.x, input.y);
  const isStanding = size < 0.1;
  if (body.dash > 0) body.dash -= 1;
  if (input.dash && body.dashWait === 0) {
    body.dash = DASH_TICKS;
    body.dashWait = DASH_EVERY;
    // Whoever stands dashes where it aims.
    body.vx = (isStanding ? cos(input.aim) : input.x / size) * DASH_SPEED;
    body.vy = (isStanding ? sin(input.aim) : input.y / size) * DASH_SPEED;
  }
  if (body.dash > 0) return;
  const speed = isStanding ? 0 : PAWN_SPEED / Math.max(1, size);
  body.vx = moveToward(body.vx, input.x * speed, ACCELERATION * seconds);
  body.vy = moveToward(body.vy, input.y * speed, ACCELERATION * seconds);
}

/** Whether a wall or the edge is within a distance of a place. */
export function isBlocked(x: number, y: number, margin: number): boolean {
  const isOutside = x < margin || y < margin || x > ARENA_SIZE - margin || y > ARENA_SIZE - margin;
  return isOutside || isNearBox(WALLS, x, y, margin);
}

/** Where a bullet goes, in radians: the aim, and what the input's number and the shooter's salt make of it. */
export function bulletAngle(input: ArenaInputDto, salt: int): number {
  return input.aim + (unitOf(hash32(input.seq, salt)) * 2 - 1) * RIFLE_SPREAD;
}

/** What flies when a rocket is launched. */
export class RocketBody {
  x = 0;
  y = 0;
  vx = 0;
  vy = 0;
}

/** Gives a rocket its place and speed. */
export function launch(rocket: RocketBody, pawn: PawnBody, aim: number): void {
  rocket.x = pawn.x + cos(aim) * (PAWN_RADIUS + 5);
  rocket.y = pawn.y + sin(aim) * (PAWN_RADIUS + 5);
  rocket.vx = cos(aim) * ROCKET_SPEED;
  rocket.vy = sin(aim) * ROCKET_SPEED;
}

/** One tick of a rocket, which nobody steers. */
export function fly(rocket: RocketBody, seconds: number): void {
  rocket.x += rocket.vx * seconds;
  rocket.y += rocket.vy * seconds;
}
