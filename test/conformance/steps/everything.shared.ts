import {
  and,
  atan2,
  cos,
  div,
  exp,
  fround,
  hash32,
  hypot,
  lerp,
  log,
  moveToward,
  or,
  pow,
  rotl,
  shift,
  sin,
  toInt,
  u32,
  unitOf,
  wrapAngle,
  xor,
  type int,
} from '../../../src/core/prediction/step-math.shared.js';
import type { EverythingSteerDto } from './everything.messages.js';
import { keepInside, ROUNDS, Spot } from './other.shared.js';

/** What a body does. */
export enum Mode {
  Idle,
  Run = 5,
  Fly,
}

/** Half the width of the field. */
export const SIZE = 1000;
const FRICTION = 0.1 + 0.2;
const COUNT: int = 4;
const IS_ROUND = true;
const THIRD = 1 / 3;
/** Walls: x, y, radius of each. */
const WALLS: readonly number[] = [100, 50, 30.5, -200, 0.1, 40, 7e-7, 300, 1e21, -400, -400, THIRD];
const OFFSETS: readonly int[] = [3, 1, 2];

/** A trace that a body leaves. */
export class Trace {
  spot = new Spot();
  age: int = 0;
}

/** A body with a field of each kind. */
export class Everything {
  x = 1;
  y = -0;
  angle = 0.5;
  speed = 2 * SIZE;
  isFast = false;
  mode: Mode = Mode.Idle;
  count: int = 0;
  readonly spot = new Spot();
  readonly traces: Trace[] = [];
  readonly numbers: number[] = [0.1, 2];
  readonly ints: int[] = [];
}

/** A step with every statement, operator and function of the subset. */
export function step(body: Everything, input: EverythingSteerDto, seconds: number): void {
  steer(body, input, seconds);
  collide(body);
  leave(body, input);
  mix(body, input.seq, input);
  body.spot.x += input.aim.x * seconds;
  body.spot.y -= input.aim.y * 0.5;
  for (let i = 0; i < ROUNDS; i++) keepInside(body.spot, SIZE * (i + 1));
  bound(body);
}

/** A step that nobody steers. */
export function fly(body: Spot, seconds: number): void {
  body.x = wrapAngle(body.x + seconds);
  body.y = lerp(body.y, sin(body.x) * 40, 0.125);
}

function steer(body: Everything, input: EverythingSteerDto, seconds: number): void {
  body.mode = wantedMode(input, body.mode);
  let speed = body.speed;
  switch (body.mode) {
    case Mode.Idle:
      speed *= FRICTION;
      break;
    case Mode.Run:
    case Mode.Fly: {
      const length = hypot(input.x, input.y);
      const x = div(input.x, length);
      speed = length > 0 ? moveToward(speed, 220.5 + x, 1e3 * seconds) : speed;
      break;
    }
    default:
      speed = 0;
  }
  body.speed = Math.max(Math.min(speed, 900), 0);
  body.isFast = (speed > 100 && !input.isDashing) || IS_ROUND === body.isFast;
  body.angle = atan2(input.y, input.x) + Math.abs(body.angle) / 2;
  body.angle %= Math.PI * 2;
  body.x += cos(body.angle) * body.speed * seconds;
  body.y += sin(body.angle) * body.speed * seconds - -body.x * 1e-9;
}

function wantedMode(input: EverythingSteerDto, mode: Mode): Mode {
  if (input.isDashing) return Mode.Fly;
  else if (input.mode !== mode) return input.mode;
  return mode === Mode.Fly ? Mode.Run : mode;
}

function collide(body: Everything): void {
  let nearest = Infinity;
  for (let at = 0; at < WALLS.length; at += 3) {
    const radius = WALLS[at + 2]!;
    const dx = body.x - WALLS[at]!;
    const dy = body.y - WALLS[at + 1]!;
    const distance = Math.sqrt(dx * dx + dy * dy);
    if (distance >= nearest) continue;
    nearest = distance;
    if (distance >= radius || radius > SIZE) continue;
    if (distance === 0) {
      body.x += radius;
      break;
    }
    body.x += (dx / distance) * (radius - distance);
    body.y += (dy / distance) * (radius - distance);
  }
  for (let t = 0; t < 1; t += 0.25) body.x += t * THIRD;
  for (let i = COUNT; i > 0; i -= 1) {
    if (i === 2) continue;
    body.count += i % 2 === 0 ? 1 : 2;
    body.y += i / 2 - Math.trunc(-i / 3) + Math.sign(body.y) * 1e-3;
  }
}

function leave(body: Everything, input: EverythingSteerDto): void {
  const trace = new Trace();
  trace.spot.x = Math.floor(body.x);
  trace.spot.y = Math.ceil(body.y);
  body.traces.push(trace);
  while (body.traces.length > COUNT) {
    const last = body.traces.pop()!;
    body.traces[0]!.spot = last.spot;
    body.traces[0]!.age = last.age;
  }
  for (const old of body.traces) {
    old.age++;
    if (old.age > 5) old.age -= 5 + OFFSETS[old.age % 2 === 0 ? 1 : 0]!;
  }
  const all: number[] = [body.x, 1, input.x];
  let sum = 0;
  for (const value of all) sum += value;
  body.numbers[1] = sum;
  body.numbers[0]! /= 3;
  body.numbers.push(fround(sum / 7));
  if (body.numbers.length > 5) {
    let index: int = body.numbers.length - 1;
    while (true) {
      if (index < 2) break;
      body.numbers.pop();
      index--;
    }
  }
}

function mix(body: Everything, seq: int, input: EverythingSteerDto): void {
  const hash = hash32(seq, body.count);
  body.angle += (unitOf(hash) - 0.5) * 0.1;
  while (body.ints.length > 2) body.ints.pop();
  body.ints.push(xor(hash, or(and(hash, 255), shift(seq, 4))));
  body.ints.push(rotl(u32(hash + 1), 7) - toInt(body.x * 10));
  body.count = body.count > 1000 ? toInt(Math.floor(body.x)) : body.count + 1;
  body.y += exp(-Math.abs(input.x % 3)) + log(1 + Math.abs(input.y)) * 0.1 + pow(0.98, 3) - pow(2, input.y % 1.5);
}

function bound(body: Everything): void {
  if (!(Math.abs(body.x) < SIZE)) body.x = Math.max(-0, Math.min(body.x, 0, -0));
  if (!(Math.abs(body.y) < SIZE)) {
    body.y = -0;
  } else if (body.x > body.y) {
    body.y -= 0.1;
  }
}
