// The inner parts of step-math. The polynomials are those of fdlibm. Only constants divide here: in Godot 3, any other
// division calls step-math.

// π/2 in three parts, the first two with few enough bits for exact products.
const HALF_PI_1 = 1.5707963267341256;
const HALF_PI_2 = 6.077100506303966e-11;
const HALF_PI_3 = 2.0222662487959506e-21;

/** The angle without whole quarter turns. */
export function reducedHigh(angle: number, turns: number): number {
  const first = angle - turns * HALF_PI_1;
  const second = first - turns * HALF_PI_2;
  return second - (turns * HALF_PI_3 - (first - second - turns * HALF_PI_2));
}

/** What rounding took from {@link reducedHigh}. */
export function reducedLow(angle: number, turns: number, high: number): number {
  const first = angle - turns * HALF_PI_1;
  const second = first - turns * HALF_PI_2;
  const rest = turns * HALF_PI_3 - (first - second - turns * HALF_PI_2);
  return second - high - rest;
}

/** The sine of an angle up to π/4, where `low` is what rounding took from it. */
export function sinOfSmall(x: number, low: number): number {
  const z = x * x;
  const v = z * x;
  const r =
    0.00833333333332249 +
    z *
      (-0.0001984126982985795 +
        z * (0.0000027557313707070068 + z * (-2.5050760253406863e-8 + z * 1.58969099521155e-10)));
  return x - (z * (0.5 * low - v * r) - low - v * -0.16666666666666632);
}

/** The cosine of an angle up to π/4, where `low` is what rounding took from it. */
export function cosOfSmall(x: number, low: number): number {
  const z = x * x;
  const r =
    z *
    (0.0416666666666666 +
      z *
        (-0.001388888888887411 +
          z *
            (0.00002480158728947673 +
              z * (-2.7557314351390663e-7 + z * (2.087572321298175e-9 + z * -1.1359647557788195e-11)))));
  const half = 0.5 * z;
  const w = 1 - half;
  return w + (1 - w - half + (z * r - x * low));
}

/** The part of an arc tangent that is not linear. */
export function atanPart(x: number): number {
  const z = x * x;
  const w = z * z;
  const even =
    z *
    (0.3333333333333293 +
      w *
        (0.14285714272503466 +
          w *
            (0.09090887133436507 + w * (0.06661073137387531 + w * (0.049768779946159324 + w * 0.016285820115365782)))));
  const odd =
    w *
    (-0.19999999999876483 +
      w * (-0.11111110405462356 + w * (-0.0769187620504483 + w * (-0.058335701337905735 + w * -0.036531572744216916))));
  return even + odd;
}

/** y times 2 to the power of a whole number. */
export function timesPowerOfTwo(y: number, power: number): number {
  // 2 to the power of 1024 is infinite, half of it times 2 is not.
  if (power > 1023) return timesPowerOfTwo(y * 2, power - 1);
  let rest = Math.abs(power);
  let factor = power < 0 ? 0.5 : 2;
  let product = y;
  while (rest > 0) {
    if (rest % 2 === 1) product *= factor;
    factor *= factor;
    rest = Math.floor(rest / 2);
  }
  return product;
}
