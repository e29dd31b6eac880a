/** The largest shift that is a positive integer in Godot. */
const SHIFT = 62;
/** Godot reads decimals with at most this many digits exactly. */
const EXACT_DIGITS = 15;
const MANTISSA_BITS = 52;
const EXPONENT_BIAS = 1023;

/**
 * A float in GDScript that Godot reads as exactly this number. Godot's own parser is inexact from 16 digits on, so longer
 * numbers are written as a whole mantissa, multiplied or divided by powers of two: both are exact.
 */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return 'NAN';
  if (Object.is(value, -0)) return '-0.0';
  if (value < 0) return `-${floatText(-value)}`;
  if (value === Infinity) return 'INF';
  const plain = String(value);
  const digits = plain.replace('.', '');
  if (/^\d+$/.test(digits) && digits.length <= EXACT_DIGITS) return plain.includes('.') ? plain : `${plain}.0`;
  return scaledText(value);
}

function scaledText(value: number): string {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const exponentBits = Number((bits >> BigInt(MANTISSA_BITS)) & 0x7ffn);
  let mantissa = bits & 0xfffffffffffffn;
  if (exponentBits > 0) mantissa |= 1n << BigInt(MANTISSA_BITS);
  let exponent = Math.max(exponentBits, 1) - EXPONENT_BIAS - MANTISSA_BITS;
  for (; mantissa % 2n === 0n; mantissa /= 2n) exponent += 1;

  const parts = [`${mantissa} * 1.0`];
  const operator = exponent > 0 ? '*' : '/';
  for (let rest = Math.abs(exponent); rest > 0; rest -= SHIFT)
    parts.push(`${operator} (1 << ${Math.min(rest, SHIFT)})`);
  return `(${parts.join(' ')})`;
}
