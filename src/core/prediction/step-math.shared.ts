import { atanPart, cosOfSmall, reducedHigh, reducedLow, sinOfSmall, timesPowerOfTwo } from './step-kernels.shared.js';

/**
 * A whole number within ±(2^53 - 1). In TypeScript it is a number; in Godot it is an `int`. Loop counters, `length` and
 * integer fields of messages are ints by themselves; everything else is one only where it is declared as one.
 */
export type int = number;

/** A half turn in radians. */
export const PI = 3.141592653589793;
/** A whole turn in radians. */
export const TAU = 6.283185307179586;

const HALF_PI_LOW = 6.123233995736766e-17;
const PI_LOW = 1.2246467991473532e-16;

/** Above this, an angle is reduced by whole turns first, which loses some of its accuracy. */
const MAX_PRECISE_ANGLE = 1000000;
const TWO_OVER_PI = 0.6366197723675814;

const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const ONE_OVER_LN2 = 1.4426950408889634;
const MAX_EXP = 709.782712893384;
const MIN_EXP = -745.1332191019411;
const SQRT2 = 1.4142135623730951;

/** Below this, functions that start like x are x: a product would lose the sign of a zero. */
const TINY = 7.450580596923828e-9;
const TWO_POWER_32 = 4294967296;
const TWO_POWER_64 = 18446744073709552000;
/** Somewhat above the numbers that have fewer bits than others. */
const LEAST_WHOLE = 1e-300;
/** Above this, an exponent is not multiplied out. */
const MAX_WHOLE_EXPONENT = 1048576;

/** Powers of two for taking numbers apart: 2 to each of {@link EXPONENTS}. */
const POWERS: readonly number[] = [
  1.3407807929942597e154, 1.157920892373162e77, 3.402823669209385e38, 18446744073709552000, 4294967296, 65536, 256, 16,
  4, 2,
];
const INVERSE_POWERS: readonly number[] = [
  7.458340731200207e-155, 8.636168555094445e-78, 2.938735877055719e-39, 5.421010862427522e-20, 2.3283064365386963e-10,
  0.0000152587890625, 0.00390625, 0.0625, 0.25, 0.5,
];
const EXPONENTS: readonly number[] = [512, 256, 128, 64, 32, 16, 8, 4, 2, 1];

/** Whole parts of arc tangents, and what rounding took from them. */
const ATAN_HIGH: readonly number[] = [0.4636476090008061, 0.7853981633974483, 0.982793723247329, 1.5707963267948966];
const ATAN_LOW: readonly number[] = [
  2.2698777452961687e-17, 3.061616997868383e-17, 1.3903311031230998e-17, 6.123233995736766e-17,
];

/** The sine of an angle in radians. */
export function sin(x: number): number {
  if (Math.abs(x) < TINY) return x;
  const angle = Math.abs(x) > MAX_PRECISE_ANGLE ? x % TAU : x;
  const turns = Math.floor(angle * TWO_OVER_PI + 0.5);
  const high = reducedHigh(angle, turns);
  const low = reducedLow(angle, turns, high);
  const quadrant = turns - 4 * Math.floor(turns / 4);
  if (quadrant === 0) return sinOfSmall(high, low);
  if (quadrant === 1) return cosOfSmall(high, low);
  return quadrant === 2 ? -sinOfSmall(high, low) : -cosOfSmall(high, low);
}

/** The cosine of an angle in radians. */
export function cos(x: number): number {
  const angle = Math.abs(x) > MAX_PRECISE_ANGLE ? x % TAU : x;
  const turns = Math.floor(angle * TWO_OVER_PI + 0.5);
  const high = reducedHigh(angle, turns);
  const low = reducedLow(angle, turns, high);
  const quadrant = turns - 4 * Math.floor(turns / 4);
  if (quadrant === 0) return cosOfSmall(high, low);
  if (quadrant === 1) return -sinOfSmall(high, low);
  return quadrant === 2 ? -cosOfSmall(high, low) : sinOfSmall(high, low);
}

/** The tangent of an angle in radians. */
export function tan(x: number): number {
  return Math.abs(x) < TINY ? x : sin(x) / cos(x);
}

/** The angle whose sine is x, from -π/2 to π/2; NaN beyond ±1. */
export function asin(x: number): number {
  const size = Math.abs(x);
  if (size < TINY) return x;
  if (size < 0.5) return x + x * arcPart(x * x);
  const rest = (1 - size) * 0.5;
  const root = Math.sqrt(rest);
  const part = arcPart(rest);
  const head = fround(root);
  const tail = root === 0 ? 0 : (rest - head * head) / (root + head);
  const angle = PI / 4 - (2 * root * part - (HALF_PI_LOW - 2 * tail) - (PI / 4 - 2 * head));
  return x < 0 ? -angle : angle;
}

/** The angle whose cosine is x, from 0 to π; NaN beyond ±1. */
export function acos(x: number): number {
  if (Math.abs(x) < 0.5) return PI / 2 - (x - (HALF_PI_LOW - x * arcPart(x * x)));
  if (x < 0) {
    const rest = (1 + x) * 0.5;
    const root = Math.sqrt(rest);
    return 2 * (PI / 2 - (root + (arcPart(rest) * root - HALF_PI_LOW)));
  }
  const rest = (1 - x) * 0.5;
  const root = Math.sqrt(rest);
  const head = fround(root);
  const tail = root === 0 ? 0 : (rest - head * head) / (root + head);
  return 2 * (head + (arcPart(rest) * root + tail));
}

/** The angle whose tangent is x, from -π/2 to π/2. */
export function atan(x: number): number {
  const size = Math.abs(x);
  if (size < TINY) return x;
  if (size < 0.4375) return x - x * atanPart(x);
  let index: int = 3;
  let rest = -1 / size;
  if (size < 0.6875) {
    index = 0;
    rest = (2 * size - 1) / (2 + size);
  } else if (size < 1.1875) {
    index = 1;
    rest = (size - 1) / (size + 1);
  } else if (size < 2.4375) {
    index = 2;
    rest = (size - 1.5) / (1 + 1.5 * size);
  }
  const angle = ATAN_HIGH[index]! - (rest * atanPart(rest) - ATAN_LOW[index]! - rest);
  return x < 0 ? -angle : angle;
}

/** The angle of the vector (x, y), from -π to π; y comes first. */
export function atan2(y: number, x: number): number {
  if (x !== x || y !== y) return x + y;
  const isLeft = isNegative(x);
  const isUp = isNegative(y);
  let angle = PI / 2;
  if (y === 0) {
    angle = isLeft ? PI : 0;
  } else if (Math.abs(x) === Infinity) {
    angle = Math.abs(y) === Infinity ? (isLeft ? 2.356194490192345 : PI / 4) : isLeft ? PI : 0;
  } else if (x !== 0 && Math.abs(y) !== Infinity) {
    angle = atan(Math.abs(y / x));
    if (isLeft) angle = PI - (angle - PI_LOW);
  }
  return isUp ? -angle : angle;
}

/** e to the power of x. */
export function exp(x: number): number {
  if (x > MAX_EXP) return Infinity;
  if (x < MIN_EXP) return 0;
  const power = Math.floor(x * ONE_OVER_LN2 + 0.5);
  const high = x - power * LN2_HIGH;
  const low = power * LN2_LOW;
  const rest = high - low;
  const square = rest * rest;
  const part =
    rest -
    square *
      (0.16666666666666602 +
        square *
          (-0.0027777777777015593 +
            square * (0.00006613756321437934 + square * (-0.0000016533902205465252 + square * 4.1381367970572385e-8))));
  return timesPowerOfTwo(1 - (low - (rest * part) / (2 - part) - high), power);
}

/** The natural logarithm of x: -Infinity of 0, NaN of negative numbers. */
export function log(x: number): number {
  if (x === 0) return -Infinity;
  if (x < 0) return Math.sqrt(x);
  if (x === Infinity || x !== x) return x;
  let rest = x;
  let power = 0;
  if (x < LEAST_WHOLE) {
    rest *= TWO_POWER_64;
    power = -64;
  }
  for (let i = 0; i < POWERS.length; i++) {
    if (rest >= POWERS[i]!) {
      rest *= INVERSE_POWERS[i]!;
      power += EXPONENTS[i]!;
    }
    if (rest <= INVERSE_POWERS[i]!) {
      rest *= POWERS[i]!;
      power -= EXPONENTS[i]!;
    }
  }
  if (rest > SQRT2) {
    rest *= 0.5;
    power += 1;
  } else if (rest < SQRT2 / 2) {
    rest *= 2;
    power -= 1;
  }
  const f = rest - 1;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even = w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373));
  const odd = z * (0.6666666666666735 + w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586)));
  const half = 0.5 * f * f;
  return power * LN2_HIGH - (half - (s * (half + (odd + even)) + power * LN2_LOW) - f);
}

/**
 * x to the power of y. Whole powers are multiplied out; all others are exact to about 13 digits, and NaN for negative x.
 */
export function pow(x: number, y: number): number {
  if (y === 0.5) return Math.sqrt(x);
  if (Math.floor(y) !== y || Math.abs(y) > MAX_WHOLE_EXPONENT) return exp(y * log(x));
  let rest = Math.abs(y);
  let factor = x;
  let product = 1;
  while (rest > 0) {
    if (rest % 2 === 1) product *= factor;
    factor *= factor;
    rest = Math.floor(rest / 2);
  }
  return y < 0 ? 1 / product : product;
}

/** The length of the vector (x, y). */
export function hypot(x: number, y: number): number {
  return Math.sqrt(x * x + y * y);
}

/** The same direction, as an angle from -π to π. */
export function wrapAngle(angle: number): number {
  const turned = (angle + PI) % TAU;
  return turned < 0 ? turned + TAU - PI : turned - PI;
}

/** `from`, moved by at most `step` in the direction of `to`, and never beyond it. */
export function moveToward(from: number, to: number, step: number): number {
  if (Math.abs(to - from) <= step) return to;
  return to > from ? from + step : from - step;
}

/** The value at `part` of the way from a to b. */
export function lerp(a: number, b: number, part: number): number {
  return a + (b - a) * part;
}

/** x, or the nearest of the two bounds. */
export function clamp(x: number, least: number, most: number): number {
  if (x < least) return least;
  return x > most ? most : x;
}

/** a / b as in JavaScript: a division by zero is an infinity, or NaN for 0 / 0. In Godot 3 it would end the function. */
export function div(a: number, b: number): number {
  return a / b;
}

/** x without its fraction, as an int; 0 for NaN, and at most ±(2^53 - 1). */
export function toInt(x: number): int {
  if (x !== x) return 0;
  // 0 + -0 is 0.
  return Math.min(Math.max(Math.trunc(x), -9007199254740991), 9007199254740991) + 0;
}

/** The nearest 32-bit float. */
export function fround(x: number): number {
  return Math.fround(x);
}

/** The product of two integers, modulo 2^32. */
export function imul(a: int, b: int): int {
  return Math.imul(a, b) >>> 0;
}

/** The integer modulo 2^32. */
export function u32(a: int): int {
  return a >>> 0;
}

/** The 32 bits of a, rotated to the left. */
export function rotl(a: int, bits: int): int {
  return ((a << (bits & 31)) | ((a >>> 1) >>> (31 - (bits & 31)))) >>> 0;
}

/** The bits that are set in one of two integers but not in the other, of the lowest 32. */
export function xor(a: int, b: int): int {
  return (a ^ b) >>> 0;
}

/** The bits that are set in both of two integers, of the lowest 32. */
export function and(a: int, b: int): int {
  return (a & b) >>> 0;
}

/** The bits that are set in any of two integers, of the lowest 32. */
export function or(a: int, b: int): int {
  return (a | b) >>> 0;
}

/** The 32 bits of a, shifted to the left by `bits`, or to the right if it is negative; what leaves is lost. */
export function shift(a: int, bits: int): int {
  if (bits <= -32 || bits >= 32) return 0;
  return bits < 0 ? a >>> -bits : (a << bits) >>> 0;
}

/**
 * An integer from 0 to 2^32 - 1 that looks random but is always the same for the same a and b. With the number of an input
 * and a `salt` of the room's state, both sides have the same randomness without sending it.
 */
export function hash32(a: int, b: int): int {
  let h: int = xor(imul(u32(a), 2654435769), rotl(imul(u32(b), 2246822519), 15));
  h = imul(xor(h, shift(h, -16)), 2146121005);
  h = imul(xor(h, shift(h, -15)), 2221713035);
  return xor(h, shift(h, -16));
}

/** A number from 0 up to but not including 1, made of a hash. */
export function unitOf(hash: int): number {
  return u32(hash) / TWO_POWER_32;
}

/** x without its fraction, as `Math.trunc`. */
export function trunc(x: number): number {
  return x >= 0 ? Math.floor(x) : Math.ceil(x);
}

/** 1, -1 or x itself if it is a zero or NaN, as `Math.sign`. */
export function sign(x: number): number {
  return x > 0 ? 1 : x < 0 ? -1 : x;
}

/** The lesser of two numbers, as `Math.min`: -0 is less than 0, and NaN wins. */
export function min(a: number, b: number): number {
  if (a < b || a !== a) return a;
  return a === 0 && b === 0 ? -(-a - b) : b;
}

/** The greater of two numbers, as `Math.max`: 0 is greater than -0, and NaN wins. */
export function max(a: number, b: number): number {
  if (a > b || a !== a) return a;
  return a === 0 && b === 0 ? a + b : b;
}

/** Whether a number is below zero, or -0. */
function isNegative(x: number): boolean {
  return x < 0 || (x === 0 && div(1, x) < 0);
}

/** The part of an arc sine that is not linear, for the square of its argument. */
function arcPart(z: number): number {
  const above =
    z *
    (0.16666666666666666 +
      z *
        (-0.3255658186224009 +
          z *
            (0.20121253213486293 +
              z * (-0.04005553450067941 + z * (0.0007915349942898145 + z * 0.00003479331075960212)))));
  const below =
    1 + z * (-2.403394911734414 + z * (2.0209457602335057 + z * (-0.6882839716054533 + z * 0.07703815055590194)));
  return above / below;
}
