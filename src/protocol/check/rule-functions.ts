/** Whether the unit at `at` belongs to the character before it, as validator counts: a low surrogate or a variation selector. */
function isSecondHalf(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  const before = text.charCodeAt(at - 1);
  if (unit === 0xfe0e || unit === 0xfe0f) return before !== 0xfe0e && before !== 0xfe0f;
  return unit >= 0xdc00 && unit <= 0xdfff && before >= 0xd800 && before <= 0xdbff;
}

/** The number of characters as validator's `isLength` counts them, which ignores other combining characters. */
export function textLength(text: string): number {
  let length = text.length;
  for (let at = 1; at < text.length; at++) {
    if (isSecondHalf(text, at)) length--;
  }
  return length;
}

/**
 * Whether a string has at least `min` and at most `max` characters. A character has at most three units, so most strings
 * are decided by their unit count, and a long one is never counted.
 */
export function fitsLength(text: string, min: number, max: number): boolean {
  const units = text.length;
  if (units < min || units > max * 3) return false;
  if (units <= max && units >= min * 3) return true;
  const length = textLength(text);
  return length >= min && length <= max;
}

/**
 * Whether a number, written in decimals, has at most `places` digits after the point. Counts like class-validator's
 * `isNumber`, which takes the exponent of `1.5e-7` for digits, but does not throw for `1e-7` as that one does.
 */
export function fitsPlaces(value: number, places: number): boolean {
  if (value % 1 === 0) return true;
  const text = String(value);
  const fraction = text.split('.')[1];
  if (fraction !== undefined) return fraction.length <= places;
  return Number(text.split('e-')[1]) <= places;
}

/**
 * Whether no two items of a list are equal by `===`. As in class-validator, `NaN` is never unique, but the time is linear
 * instead of quadratic.
 */
export function allUnique(value: unknown): boolean {
  if (!Array.isArray(value)) return false;
  const seen = new Set<unknown>();
  for (const item of value) {
    if (Number.isNaN(item) || seen.has(item)) return false;
    seen.add(item);
  }
  return true;
}

/** Whether an object has an own field that is not among the known names. */
export function hasUnknownKey(raw: object, known: ReadonlySet<string>): boolean {
  for (const key of Object.keys(raw)) {
    if (!known.has(key)) return true;
  }
  return false;
}
