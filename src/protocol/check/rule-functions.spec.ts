import { isNumber, length } from 'class-validator';
import fc from 'fast-check';
import { allUnique, fitsLength, fitsPlaces, hasUnknownKey, textLength } from './rule-functions.js';

const combining = fc.string({
  unit: fc.constantFrom('a', '\u{1f600}', '\ufe0f', '\ufe0e', '\ud83d', '\ude00', 'e\u0301'),
  maxLength: 12,
});

describe(textLength.name, () => {
  it('counts a surrogate pair and a variation selector as class-validator does', () => {
    expect(textLength('')).toBe(0);
    expect(textLength('abc')).toBe(3);
    expect(textLength('\u{1f600}')).toBe(1);
    expect(textLength('\u2764\ufe0f')).toBe(1);
    expect(textLength('\u{1f600}\ufe0f')).toBe(1);
  });
});

describe(fitsLength.name, () => {
  it('agrees with class-validator on every text and bound', () => {
    fc.assert(
      fc.property(combining, fc.nat(8), fc.nat(14), (text, min, max) => {
        expect(fitsLength(text, min, max)).toBe(length(text, min, max));
      }),
      { numRuns: 500 },
    );
  });

  it('takes a text without an upper bound', () => {
    expect(fitsLength('x'.repeat(100_000), 2, Infinity)).toBe(true);
  });
});

describe(fitsPlaces.name, () => {
  it.each([1, -1, 0, -0, 0.5, 1.25, 1.005, 123.456, 1e21, 1.5e-7, 2 ** 53])(
    'agrees with class-validator on %d',
    (value) => {
      for (const places of [0, 1, 2, 3, 4]) {
        expect(fitsPlaces(value, places)).toBe(isNumber(value, { maxDecimalPlaces: places }));
      }
    },
  );

  it('counts the places of 1e-7, where class-validator throws', () => {
    expect(() => isNumber(1e-7, { maxDecimalPlaces: 7 })).toThrow(TypeError);
    expect(fitsPlaces(1e-7, 6)).toBe(false);
    expect(fitsPlaces(1e-7, 7)).toBe(true);
  });
});

describe(allUnique.name, () => {
  it('compares items by ===, and takes NaN for no unique item', () => {
    expect(allUnique([])).toBe(true);
    expect(allUnique([1, '1', null, undefined, {}, {}])).toBe(true);
    expect(allUnique([0, -0])).toBe(false);
    expect(allUnique([NaN])).toBe(false);
    expect(allUnique('ab')).toBe(false);
  });
});

describe(hasUnknownKey.name, () => {
  it('looks at own keys only', () => {
    const known = new Set(['a']);
    expect(hasUnknownKey({ a: 1 }, known)).toBe(false);
    expect(hasUnknownKey(Object.create({ b: 1 }) as object, known)).toBe(false);
    expect(hasUnknownKey({ a: 1, b: 1 }, known)).toBe(true);
  });
});
