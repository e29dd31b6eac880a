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
  body.x = clamp(body.x + body.vx * seconds, PAWN_RADIUS, ARENA_SIZE - PAWN_RADIUS);
  stopAtWalls(body, true);
  body.y = clamp(body.y + body.vy * seconds, PAWN_RADIUS, ARENA_SIZE - PAWN_RADIUS);
  stopAtWalls(body, false);
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

/** Puts a pawn that moved along an axis out of the walls. */
function stopAtWalls(body: PawnBody, isX: boolean): void {
  for (let wall = 0; wall < WALLS.length; wall += 4) {
    const left = WALLS[wall]! - PAWN_RADIUS;
    const top = WALLS[wall + 1]! - PAWN_RADIUS;
    const right = left + WALLS[wall + 2]! + 2 * PAWN_RADIUS;
    const bottom = top + WALLS[wall + 3]! + 2 * PAWN_RADIUS;
    if (body.x <= left || body.x >= right || body.y <= top || body.y >= bottom) continue;
    if (isX) body.x = body.vx > 0 ? left : right;
    else body.y = body.vy > 0 ? top : bottom;
    if (isX) body.vx = 0;
    else body.vy = 0;
  }
}

/** Whether a wall or the edge is within a distance of a place. */
export function isBlocked(x: number, y: number, margin: number): boolean {
  if (x < margin || y < margin || x > ARENA_SIZE - margin || y > ARENA_SIZE - margin) return true;
  for (let wall = 0; wall < WALLS.length; wall += 4) {
    const isBesideX = x < WALLS[wall]! - margin || x > WALLS[wall]! + WALLS[wall + 2]! + margin;
    const isBesideY = y < WALLS[wall + 1]! - margin || y > WALLS[wall + 1]! + WALLS[wall + 3]! + margin;
    if (!isBesideX && !isBesideY) return true;
  }
  return false;
}

/** Where a bullet goes, in radians: the aim, and what the input's number and the shooter's salt make of it. */
export function bulletAngle(input: ArenaInputDto, salt: int): number {
  return input.aim + (unitOf(hash32(input.seq, salt)) * 2 - 1) * RIFLE_SPREAD;
}

/** How far one gets from a place before a wall, or the range, ends it. */
export function clearance(x: number, y: number, angle: number, range: number): number {
  let free = range;
  for (let wall = 0; wall < WALLS.length; wall += 4) {
    // The wall's two strips: it is hit where both overlap.
    const enter = Math.max(crossing(x, cos(angle), wall, true), crossing(y, sin(angle), wall + 1, true));
    const leave = Math.min(crossing(x, cos(angle), wall, false), crossing(y, sin(angle), wall + 1, false));
    if (enter <= leave && enter >= 0) free = Math.min(free, enter);
  }
  return free;
}

function crossing(at: number, step: number, side: int, isFirst: boolean): number {
  const end = WALLS[side]! + WALLS[side + 2]!;
  // A line along a strip crosses nothing: far behind it, or never.
  if (Math.abs(step) < 1e-9) return isFirst === (at >= WALLS[side]! && at <= end) ? -1e9 : 1e9;
  return ((step > 0 === isFirst ? WALLS[side]! : end) - at) / step;
}

/** How far a ray gets before a pawn at a place stops it; -1 if it passes. */
export function wayToPawn(x: number, y: number, angle: number, pawnX: number, pawnY: number): number {
  const along = (pawnX - x) * cos(angle) + (pawnY - y) * sin(angle);
  const aside = (pawnY - y) * cos(angle) - (pawnX - x) * sin(angle);
  if (along < 0 || Math.abs(aside) > PAWN_RADIUS) return -1;
  return Math.max(0, along - Math.sqrt(PAWN_RADIUS * PAWN_RADIUS - aside * aside));
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
